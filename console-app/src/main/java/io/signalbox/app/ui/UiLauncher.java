package io.signalbox.app.ui;

import io.signalbox.app.log.Logs;
import io.signalbox.app.ui.draft.Drafts;
import io.signalbox.app.ui.feed.Feed;
import io.signalbox.app.ui.feed.UiServices;
import io.signalbox.app.ui.preference.Preferences;
import io.signalbox.core.Signalbox;
import io.signalbox.core.SignalboxOptions;
import io.signalbox.core.config.Configuration;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.query.Query;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import javafx.application.Platform;
import org.jspecify.annotations.Nullable;

/** Opens the window, and those that were open with it. */
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
    AtomicReference<CompletableFuture<Boolean>> again =
        new AtomicReference<>(new CompletableFuture<>());
    ConsoleWindows windows =
        CompletableFuture.supplyAsync(
                () ->
                    new ConsoleWindows(
                        options.configFolder(),
                        before,
                        () -> again.get().complete(true),
                        ended::complete),
                Platform::runLater)
            .join();
    try {
      Signalbox signalbox = open(options, windows, ended, again);
      return signalbox == null ? ended.join() : run(options, signalbox, windows, ended);
    } finally {
      Platform.exit();
    }
  }

  /** Opens the core, once more whenever the operator says so; null where he gave up. */
  private static @Nullable Signalbox open(
      UiOptions options,
      ConsoleWindows windows,
      CompletableFuture<Integer> ended,
      AtomicReference<CompletableFuture<Boolean>> again) {
    do {
      CompletableFuture<Boolean> wanted = new CompletableFuture<>();
      again.set(wanted);
      try {
        return Signalbox.open(
            SignalboxOptions.of(options.configFolder())
                .overlay(options.environmentName())
                .environment(options.environment())
                .background(true)
                .readOnly(options.readOnly())
                .seed(SEED)
                .log(Logs::toFile)
                .build());
      } catch (RuntimeException e) {
        SignalboxException told = told(e);
        Platform.runLater(() -> windows.refuse(told));
      }
      CompletableFuture.anyOf(ended, wanted).join();
    } while (!ended.isDone());
    return null;
  }

  /** What nobody expected is told in the window too, not in a shell that may not be there. */
  private static SignalboxException told(RuntimeException failure) {
    return failure instanceof SignalboxException known
        ? known
        : new SignalboxException(ErrorCode.INTERNAL_ERROR, "Opening failed: " + failure, failure);
  }

  private static int run(
      UiOptions options,
      Signalbox signalbox,
      ConsoleWindows windows,
      CompletableFuture<Integer> ended) {
    ExecutorService asks = Executors.newVirtualThreadPerTaskExecutor();
    try (signalbox;
        Drafts drafts = drafts(signalbox, asks);
        Preferences preferences = preferences(signalbox, options, asks)) {
      UiServices services =
          services(signalbox, asks, Platform::runLater, TimeSource.system(), drafts, preferences);
      Supplier<Feed> feeds =
          () -> new Feed(signalbox.snapshots(), signalbox.events(), Platform::runLater);
      Platform.runLater(() -> {
        try {
          windows.open(services, feeds);
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
