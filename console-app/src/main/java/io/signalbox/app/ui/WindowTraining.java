package io.signalbox.app.ui;

import java.nio.file.Path;
import java.util.Map;
import javafx.animation.PauseTransition;
import javafx.application.Platform;
import javafx.collections.ListChangeListener;
import javafx.stage.Stage;
import javafx.stage.Window;
import javafx.util.Duration;

/**
 * Opens the window and closes it again a little after its console is there, so that an AOT cache
 * holds what a start needs. Run by the packaging, never by an operator.
 */
public final class WindowTraining {

  /** A few snapshots long. */
  private static final Duration SHOWN = Duration.seconds(3);

  /** A window whose core does not open is not waited for. */
  private static final Duration LIMIT = Duration.seconds(60);

  private WindowTraining() {}

  /**
   * Returns when the window is closed.
   *
   * @return as {@link UiLauncher#open}
   */
  public static int run(Path configFolder) {
    Toolkit.start();
    Platform.runLater(() ->
        Window.getWindows()
            .addListener(
                (ListChangeListener<Window>)
                    change -> {
                      while (change.next()) {
                        change.getAddedSubList().forEach(WindowTraining::follow);
                      }
                    }));
    return UiLauncher.open(new UiOptions(configFolder, null, Map.of(), false));
  }

  private static void follow(Window window) {
    if (window instanceof Stage stage) {
      closeAfter(LIMIT, stage);
      stage.getScene().rootProperty().addListener(console -> closeAfter(SHOWN, stage));
    }
  }

  private static void closeAfter(Duration time, Stage stage) {
    PauseTransition pause = new PauseTransition(time);
    pause.setOnFinished(event -> stage.hide());
    pause.play();
  }
}
