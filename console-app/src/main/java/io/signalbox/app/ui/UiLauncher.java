package io.signalbox.app.ui;

import io.signalbox.app.log.Logs;
import io.signalbox.app.ui.draft.Drafts;
import io.signalbox.app.ui.feed.Feed;
import io.signalbox.app.ui.feed.UiServices;
import io.signalbox.app.ui.preference.Preferences;
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

/** Opens the window. */
public final class UiLauncher {

  private static final long SEED = 42;

  /** Milliseconds from the first unsaved change to its being written. */
  private static final long DRAFTS_LATER = 500;

  /** Where state is unless the configuration says otherwise, which is not read yet. */
  private static final String STATE_FOLDER = ".signalbox";

  private UiLauncher() {}

  /**
   * Opens the window on a configuration folder and returns when it is closed. The window is there
   * before the core is; a configuration that cannot be used is told in it.
   *
   * @return the exit status: 0 after an orderly close, else the error's own
   */
  public static int open(UiOptions options) {
    // Read while the toolkit starts: a window that is moved or dressed anew would flash.
    CompletableFuture<Preferences> remembered =
        CompletableFuture.supplyAsync(
            () ->
                Preferences.open(
                    options.configFolder().resolve(STATE_FOLDER),
                    options.configFolder(),
                    options.environmentName(),
                    Runnable::run),
            work -> Thread.ofPlatform().daemon().start(work));
    Toolkit.start();
    Preferences before = remembered.join();
    CompletableFuture<Integer> ended = new CompletableFuture<>();
    ConsoleWindow window =
        CompletableFuture.supplyAsync(
                () -> new ConsoleWindow(options.configFolder(), before, ended::complete),
                Platform::runLater)
            .join();
    try {
      return run(options, window, ended);
    } finally {
      Platform.exit();
    }
  }

  private static int run(
      UiOptions options, ConsoleWindow window, CompletableFuture<Integer> ended) {
    Signalbox signalbox;
    try {
      signalbox =
          Signalbox.open(
              SignalboxOptions.of(options.configFolder())
                  .overlay(options.environmentName())
                  .environment(options.environment())
                  .background(true)
                  .readOnly(options.readOnly())
                  .seed(SEED)
                  .log(Logs::toFile)
                  .build());
    } catch (SignalboxException e) {
      Platform.runLater(() -> window.refuse(e));
      return ended.join();
    }
    ExecutorService asks = Executors.newVirtualThreadPerTaskExecutor();
    try (signalbox;
        Drafts drafts = drafts(signalbox, asks);
        Preferences preferences = preferences(signalbox, options, asks);
        Feed feed = new Feed(signalbox.snapshots(), signalbox.events(), Platform::runLater)) {
      UiServices services =
          services(signalbox, asks, Platform::runLater, TimeSource.system(), drafts, preferences);
      Platform.runLater(() -> {
        try {
          window.open(services, feed);
        } catch (RuntimeException e) {
          ended.completeExceptionally(e);
        }
      });
      return ended.join();
    } finally {
      // Told to end, and not waited for: nobody is there to see the answer.
      asks.shutdownNow();
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

  private static Preferences preferences(Signalbox signalbox, UiOptions options, Executor asks) {
    Configuration open = signalbox.queries().ask(new Query.ShowConfiguration());
    return Preferences.open(
        open.stateFolder(),
        open.folder(),
        options.environmentName(),
        CompletableFuture.delayedExecutor(DRAFTS_LATER, TimeUnit.MILLISECONDS, asks));
  }

  /** Services of a window that remembers nothing. */
  public static UiServices services(
      Signalbox signalbox, Executor asks, Executor screen, TimeSource time, Drafts drafts) {
    return services(signalbox, asks, screen, time, drafts, Preferences.inMemory());
  }

  /**
   * Services of a window.
   *
   * @param asks runs what blocks: virtual threads
   * @param drafts what is typed and not saved; the caller closes them
   * @param preferences what the window remembers; the caller closes them
   */
  public static UiServices services(
      Signalbox signalbox,
      Executor asks,
      Executor screen,
      TimeSource time,
      Drafts drafts,
      Preferences preferences) {
    return new UiServices(
        signalbox.queries(),
        signalbox.commands(),
        signalbox.snapshots()::refresh,
        asks,
        screen,
        time,
        System.getProperty("user.name", "operator") + " (window)",
        drafts,
        preferences);
  }
}
