package io.signalbox.app.ui;

import io.signalbox.app.ui.draft.Drafts;
import io.signalbox.app.ui.feed.Feed;
import io.signalbox.app.ui.feed.UiServices;
import io.signalbox.app.ui.shell.ShellView;
import io.signalbox.app.ui.theme.Theme;
import io.signalbox.core.Signalbox;
import io.signalbox.core.SignalboxOptions;
import io.signalbox.core.config.Configuration;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.query.Query;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.Alert;
import javafx.scene.control.ButtonType;
import javafx.stage.Stage;

/** Opens the window. */
public final class UiLauncher {

  private static final long SEED = 42;

  /** Milliseconds from the first unsaved change to its being written. */
  private static final long DRAFTS_LATER = 500;

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
        Drafts drafts = drafts(signalbox, asks);
        Feed feed = new Feed(signalbox.snapshots(), signalbox.events(), Platform::runLater)) {
      UiServices services =
          services(signalbox, asks, Platform::runLater, TimeSource.system(), drafts);
      Platform.runLater(() -> show(services, feed, ended));
      int status = ended.join();
      Platform.exit();
      return status;
    } finally {
      // Told to end, and not waited for: nobody is there to see the answer.
      asks.shutdownNow();
    }
  }

  private static void show(UiServices services, Feed feed, CompletableFuture<Integer> ended) {
    try {
      Theme theme = Theme.ofSystem();
      ShellView shell = new ShellView(services, feed, theme);
      Scene scene = new Scene(shell, 1440, 900);
      theme.apply(scene);
      Stage stage = new Stage();
      stage.setTitle("Signalbox");
      stage.setMinWidth(1100);
      stage.setMinHeight(700);
      stage.setScene(scene);
      stage.setOnHidden(event -> ended.complete(0));
      stage.show();
      feed.start();
    } catch (RuntimeException e) {
      ended.completeExceptionally(e);
    }
  }

  /** The unsaved texts of the folder that is open; blocks. */
  private static Drafts drafts(Signalbox signalbox, Executor asks) {
    Configuration open = signalbox.queries().ask(new Query.ShowConfiguration());
    return Drafts.open(
        open.stateFolder(),
        open.folder(),
        CompletableFuture.delayedExecutor(DRAFTS_LATER, TimeUnit.MILLISECONDS, asks));
  }

  /**
   * Services of a window.
   *
   * @param asks runs what blocks: virtual threads
   * @param drafts what is typed and not saved; the caller closes them
   */
  public static UiServices services(
      Signalbox signalbox, Executor asks, Executor screen, TimeSource time, Drafts drafts) {
    return new UiServices(
        signalbox.queries(),
        signalbox.commands(),
        signalbox.snapshots()::refresh,
        asks,
        screen,
        time,
        System.getProperty("user.name", "operator") + " (window)",
        drafts);
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
