package io.signalbox.app.testing;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import javafx.scene.Scene;
import javafx.scene.control.Tooltip;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.testfx.util.WaitForAsyncUtils;

/** A window in the corner of the screen, and what is told under the pointer. */
public final class PointedWindow {

  private PointedWindow() {}

  /** On the screen's thread. */
  public static Stage show(Scene scene) {
    Stage stage = new Stage();
    stage.setScene(scene);
    stage.setX(0);
    stage.setY(0);
    stage.show();
    return stage;
  }

  /** Waits until the tooltips that are shown tell so. */
  public static void until(Predicate<List<String>> told) throws Exception {
    WaitForAsyncUtils.waitFor(
        1, TimeUnit.MINUTES, () -> told.test(WaitForAsyncUtils.asyncFx(PointedWindow::told).get()));
  }

  private static List<String> told() {
    return List.copyOf(Window.getWindows()).stream()
        .filter(each -> each instanceof Tooltip && each.isShowing())
        .map(each -> ((Tooltip) each).getText())
        .toList();
  }
}
