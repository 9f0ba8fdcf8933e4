package io.signalbox.app.ui.overview;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.app.testing.Fit;
import io.signalbox.app.testing.OnScreen;
import io.signalbox.app.ui.theme.Theme;
import java.util.Map;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;

/** The strip of totals beside a count of providers in every state. */
@OnScreen
class TotalsTest {

  private final FxRobot robot = new FxRobot();

  @BeforeEach
  void startToolkit() throws Exception {
    FxToolkit.registerPrimaryStage();
  }

  @ParameterizedTest
  @ValueSource(ints = {814, 900, 1070})
  void noNameIsBrokenWithinAWord(int width) {
    robot.interact(() -> {
      Totals totals = new Totals();
      totals.show(new BadHour(60).snapshot());
      StackPane root = new StackPane(totals);
      Scene scene = new Scene(root, width, 200);
      Theme.LIGHT.apply(scene);
      // Its width tells which margins it has.
      for (int i = 0; i < 2; i++) {
        root.applyCss();
        root.resize(width, 200);
        root.layout();
      }
      assertThat(Fit.problems(scene, Map.of())).isEmpty();
      assertThat(totals.getWidth()).isEqualTo(width);
    });
  }
}
