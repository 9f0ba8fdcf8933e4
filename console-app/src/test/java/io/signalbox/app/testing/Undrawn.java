package io.signalbox.app.testing;

import javafx.application.Platform;
import javafx.collections.ListChangeListener;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/**
 * Iconifies each window once it is shown. Nobody sees it: it is laid out at each pulse, and pointer
 * and keys reach it, but it is not drawn, which took most of a test's processor time. A picture of
 * its nodes can be taken all the same.
 */
final class Undrawn implements BeforeAllCallback {

  /** Once for all classes of a run. */
  private static final class Listening {}

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    FxToolkit.registerPrimaryStage();
    context
        .getRoot()
        .getStore(ExtensionContext.Namespace.create(Undrawn.class))
        .computeIfAbsent(Listening.class, key -> listening(), Listening.class);
  }

  private static Listening listening() {
    WaitForAsyncUtils.waitForAsyncFx(
        10_000,
        () ->
            Window.getWindows()
                .addListener(
                    (ListChangeListener<Window>)
                        change -> {
                          while (change.next()) {
                            change.getAddedSubList().forEach(Undrawn::iconify);
                          }
                        }));
    return new Listening();
  }

  private static void iconify(Window shown) {
    if (shown instanceof Stage stage) {
      Platform.runLater(() -> stage.setIconified(true));
    }
  }
}
