package io.signalbox.app.ui;

import io.signalbox.app.ui.feed.Feed;
import io.signalbox.app.ui.feed.UiServices;
import io.signalbox.app.ui.shell.ShellView;
import io.signalbox.app.ui.theme.Theme;
import io.signalbox.core.Signalbox;
import io.signalbox.core.SignalboxOptions;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.provider.TimeSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.Alert;
import javafx.scene.control.ButtonType;
import javafx.stage.Stage;

/** Opens the window. */
public final class UiLauncher {

  private static final long SEED = 42;

  private UiLauncher() {}

  /**
   * Opens the window on a configuration folder and returns when it is closed. A configuration that
   * cannot be used is told in a dialog.
   *
   * @return the exit status: 0 after an orderly close, else the error's own
   */
  public static int open(UiOptions options) {
    CompletableFuture<Integer> ended = new CompletableFuture<>();
    Toolkit.start();
    Signalbox signalbox;
    try {
      signalbox =
          Signalbox.open(
              new SignalboxOptions(
                  options.configFolder(),
                  options.environmentName(),
                  options.environment(),
                  null,
                  TimeSource.system(),
                  true,
                  false,
                  SEED));
    } catch (SignalboxException e) {
      Platform.runLater(() -> tell(e, ended));
      int status = ended.join();
      Platform.exit();
      return status;
    }
    ExecutorService asks = Executors.newVirtualThreadPerTaskExecutor();
    try (signalbox;
        Feed feed = new Feed(signalbox.events(), Platform::runLater)) {
      Platform.runLater(() -> show(signalbox, asks, feed, ended));
      int status = ended.join();
      Platform.exit();
      return status;
    } finally {
      // Told to end, and not waited for: nobody is there to see the answer.
      asks.shutdownNow();
    }
  }

  private static void show(
      Signalbox signalbox, Executor asks, Feed feed, CompletableFuture<Integer> ended) {
    try {
      Theme theme = Theme.ofSystem();
      ShellView shell =
          new ShellView(
              services(signalbox, asks, Platform::runLater, TimeSource.system()), feed, theme);
      Scene scene = new Scene(shell, 1440, 900);
      theme.apply(scene);
      Stage stage = new Stage();
      stage.setTitle("Signalbox");
      stage.setMinWidth(1100);
      stage.setMinHeight(700);
      stage.setScene(scene);
      stage.setOnHidden(event -> ended.complete(0));
      stage.show();
      shell.refresh();
      feed.start();
    } catch (RuntimeException e) {
      ended.completeExceptionally(e);
    }
  }

  /**
   * Services of a window.
   *
   * @param asks runs what blocks: virtual threads
   */
  public static UiServices services(
      Signalbox signalbox, Executor asks, Executor screen, TimeSource time) {
    return new UiServices(
        signalbox.queries(),
        signalbox.commands(),
        asks,
        screen,
        time,
        System.getProperty("user.name", "operator") + " (window)");
  }

  private static void tell(SignalboxException e, CompletableFuture<Integer> ended) {
    Alert alert = new Alert(Alert.AlertType.ERROR, e.getMessage(), ButtonType.CLOSE);
    alert.setTitle("Signalbox");
    alert.setHeaderText(e.code().name());
    alert.setResizable(true);
    alert.setOnHidden(event -> ended.complete(e.code().exitStatus()));
    alert.show();
  }
}
