package io.signalbox.app.ui.theme;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.app.testing.CssProblems;
import io.signalbox.app.testing.OnScreen;
import io.signalbox.app.ui.preference.Preferences;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.scene.Scene;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.StackPane;
import javafx.stage.PopupWindow;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;

@OnScreen
class ThemeTest {

  private final FxRobot robot = new FxRobot();

  @ParameterizedTest
  @EnumSource(Theme.class)
  void aMenuThatOpensMissesNoColourOfTheWindow(Theme theme) throws Exception {
    FxToolkit.registerPrimaryStage();
    List<String> problems = new ArrayList<>();
    robot.interact(() -> {
      MenuButton menu = new MenuButton("More", null, new MenuItem("One"));
      Stage stage = new Stage();
      stage.setScene(new Scene(new StackPane(menu), 200, 100));
      theme.apply(stage.getScene());
      stage.show();
      // The sheets of the window are its menu's from the first time on that it is shown.
      problems.addAll(
          CssProblems.of(() -> {
            menu.show();
            menu.hide();
            menu.show();
          }));
      stage.hide();
    });
    assertThat(problems).isEmpty();
  }

  @Test
  void menusAndTooltipsAreAsMuchLargerAsTheWindow() throws Exception {
    FxToolkit.registerPrimaryStage();
    Map<String, Double> widths = new LinkedHashMap<>();
    robot.interact(() -> {
      Look look = new Look(Preferences.inMemory(), Theme.DARK);
      MenuButton menu = new MenuButton("More", null, new MenuItem("One of the choices"));
      Tooltip tooltip = new Tooltip("What it does");
      Stage stage = new Stage();
      stage.setScene(new Scene(new StackPane(menu), 2000, 1200));
      Theme.DARK.apply(stage.getScene());
      look.attach(stage.getScene());
      stage.show();
      for (Look.Size size : List.of(Look.Size.PERCENT_100, Look.Size.PERCENT_200)) {
        look.sizeProperty().set(size);
        menu.show();
        tooltip.show(menu, 10, 10);
        for (Window each : Window.getWindows()) {
          if (each instanceof PopupWindow popup) {
            widths.put(
                popup.getClass().getSimpleName() + " " + size.text(),
                popup.getScene().getRoot().getBoundsInLocal().getWidth());
          }
        }
        tooltip.hide();
        menu.hide();
      }
      stage.hide();
    });
    assertThat(widths)
        .containsOnlyKeys("ContextMenu 100", "Tooltip 100", "ContextMenu 200", "Tooltip 200");
    assertThat(widths.get("ContextMenu 200"))
        .isCloseTo(2 * widths.get("ContextMenu 100"), Percentage.withPercentage(2));
    assertThat(widths.get("Tooltip 200"))
        .isCloseTo(2 * widths.get("Tooltip 100"), Percentage.withPercentage(2));
  }
}
