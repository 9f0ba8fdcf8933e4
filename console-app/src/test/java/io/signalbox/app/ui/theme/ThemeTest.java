package io.signalbox.app.ui.theme;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.app.testing.CssProblems;
import io.signalbox.app.testing.OnScreen;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Scene;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
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
}
