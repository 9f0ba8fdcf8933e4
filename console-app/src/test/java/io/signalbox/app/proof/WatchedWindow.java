package io.signalbox.app.proof;

import io.signalbox.app.ui.Toolkit;
import io.signalbox.app.ui.UiLauncher;
import io.signalbox.app.ui.control.Navigator.Place;
import io.signalbox.app.ui.draft.Drafts;
import io.signalbox.app.ui.feed.Feed;
import io.signalbox.app.ui.shell.ShellView;
import io.signalbox.app.ui.theme.Theme;
import io.signalbox.core.Signalbox;
import io.signalbox.core.SignalboxOptions;
import io.signalbox.core.event.EventStream;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.testing.Many;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/**
 * The window on a core under traffic, or one with nothing in it, whose work on the screen's thread
 * is measured: what a snapshot's call and the layout after it take, and how far frames are apart.
 */
final class WatchedWindow implements AutoCloseable {

  private static final int WIDTH = 1440;
  private static final int HEIGHT = 900;
  private static final int WAIT_SECONDS = 120;

  /** Charts draw themselves in the pulse after the one that measured them. */
  private static final int DRAWN = 3;

  private final @Nullable Signalbox signalbox;
  private final @Nullable Feed feed;
  private final ExecutorService asks = Executors.newVirtualThreadPerTaskExecutor();
  private final Stage stage;
  // On the screen's thread.
  private final Durations refreshes = new Durations();
  private final Durations frames = new Durations();
  private final Durations worked = new Durations();
  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private long applied;
  private long appliedWork;
  private long layoutBegan;
  private long layoutWorkBegan;
  private long frameBegan;
  private long laidOutWork;
  private long heaviest;
  private @Nullable Awaited awaited;

  /** A layout that somebody waits for: the first of which this is true. */
  private record Awaited(Predicate<Scene> shown, CompletableFuture<Long> laidOut) {}

  private WatchedWindow(@Nullable Signalbox signalbox) {
    this.signalbox = signalbox;
    this.feed =
        signalbox == null
            ? null
            : new Feed(signalbox.snapshots(), signalbox.events(), measured(Platform::runLater));
    this.stage = on(this::show);
    if (feed != null) {
      feed.start();
    }
  }

  /** With nothing in it. */
  static WatchedWindow empty() {
    Toolkit.start();
    return new WatchedWindow(null);
  }

  /**
   * @param folder is filled
   */
  static WatchedWindow of(Path folder, Many many) throws IOException {
    Toolkit.start();
    many.writeTo(Files.createDirectories(folder));
    return new WatchedWindow(
        Signalbox.open(SignalboxOptions.of(folder).background(true).seed(7).build()));
  }

  private Executor measured(Executor screen) {
    return work ->
        screen.execute(() -> {
          long begun = System.nanoTime();
          long workBegun = threads.getCurrentThreadCpuTime();
          try {
            work.run();
          } finally {
            applied += System.nanoTime() - begun;
            appliedWork += threads.getCurrentThreadCpuTime() - workBegun;
          }
        });
  }

  private Stage show() {
    Signalbox core = signalbox;
    Feed news = feed;
    Scene scene =
        new Scene(
            core == null || news == null
                ? new StackPane()
                : new ShellView(
                    UiLauncher.services(
                        core, asks, Platform::runLater, TimeSource.system(), Drafts.inMemory()),
                    news,
                    Theme.DARK),
            WIDTH,
            HEIGHT);
    Theme.DARK.apply(scene);
    scene.addPreLayoutPulseListener(() -> {
      layoutBegan = System.nanoTime();
      layoutWorkBegan = threads.getCurrentThreadCpuTime();
    });
    scene.addPostLayoutPulseListener(this::laidOut);
    new AnimationTimer() {
      @Override
      public void handle(long now) {
        long begun = System.nanoTime();
        if (frameBegan > 0) {
          frames.add(begun - frameBegan);
        }
        frameBegan = begun;
      }
    }.start();
    Stage made = new Stage();
    made.setScene(scene);
    made.show();
    return made;
  }

  private void laidOut() {
    long now = System.nanoTime();
    long work = threads.getCurrentThreadCpuTime();
    if (applied > 0) {
      refreshes.add(applied + now - layoutBegan);
      worked.add(appliedWork + work - layoutWorkBegan);
      applied = 0;
      appliedWork = 0;
    }
    if (laidOutWork > 0) {
      heaviest = Math.max(heaviest, work - laidOutWork);
    }
    Awaited waiting = awaited;
    if (waiting != null && waiting.shown().test(stage.getScene())) {
      awaited = null;
      waiting.laidOut().complete(now);
    }
    // What the asking took is no work of the window's.
    laidOutWork = threads.getCurrentThreadCpuTime();
  }

  /** Opens a screen; milliseconds from the asking to the layout of what was known at once. */
  double open(Place place) {
    return act(scene -> ((ShellView) scene.getRoot()).go(place, ""), scene -> true);
  }

  /**
   * Does something on the screen's thread and waits for the layout that shows what came of it;
   * milliseconds from the one to the other.
   */
  double act(Consumer<Scene> work, Predicate<Scene> shown) {
    CompletableFuture<Long> laid = new CompletableFuture<>();
    long begun = System.nanoTime();
    Platform.runLater(() -> {
      work.accept(stage.getScene());
      awaited = new Awaited(shown, laid);
      Platform.requestNextPulse();
    });
    return (laid.orTimeout(WAIT_SECONDS, TimeUnit.SECONDS).join() - begun) / 1e6;
  }

  /** Waits until what was laid out last has been drawn. */
  void drawn() {
    for (int i = 0; i < DRAWN; i++) {
      act(scene -> {}, scene -> true);
    }
  }

  /** Something the window shows, looked for on the screen's thread. */
  <T> T find(Function<Scene, T> wanted) {
    return on(() -> wanted.apply(stage.getScene()));
  }

  /**
   * Milliseconds of processor time of the screen's thread: the most from one layout to the next, of
   * whatever it did, since this was asked last.
   */
  double heaviest() {
    return on(() -> {
      double most = heaviest / 1e6;
      heaviest = 0;
      laidOutWork = threads.getCurrentThreadCpuTime();
      return most;
    });
  }

  /** What happens in the core. */
  EventStream events() {
    Signalbox core = signalbox;
    return core == null ? new EventStream() : core.events();
  }

  /** What was measured since the last time, and begins anew. */
  Figures take() {
    return on(() -> {
      Figures figures =
          new Figures(refreshes.count(), worked.toString(), refreshes.toString(), frames.millis(1));
      forget();
      return figures;
    });
  }

  private void forget() {
    refreshes.clear();
    frames.clear();
    worked.clear();
    applied = 0;
    appliedWork = 0;
    frameBegan = 0;
  }

  /**
   * @param refreshes how many
   * @param work median, 99th percentile and most of the processor time of a refresh, ms
   * @param took the same of the time it took, which is longer where others want the processor
   * @param longestFrame ms
   */
  record Figures(int refreshes, String work, String took, double longestFrame) {}

  /** Bytes of the heap as it is, with what nobody holds any longer. */
  static long used() {
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  /** Bytes of the heap after two collections; the frames that wait for these are not counted. */
  long heap() {
    System.gc();
    System.gc();
    long used = used();
    on(() -> {
      frameBegan = 0;
      return true;
    });
    return used;
  }

  /** Bytes of the process in memory; 0 where the system does not say. */
  static long resident() throws IOException {
    return resident(Path.of("/proc/self/status"));
  }

  /** The same of the process whose status that is. */
  static long resident(Path status) throws IOException {
    if (!Files.exists(status)) {
      return 0;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> 1_024 * Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElse(0);
  }

  private static <T> T on(Supplier<T> work) {
    CompletableFuture<T> done = new CompletableFuture<>();
    Platform.runLater(() -> {
      try {
        done.complete(work.get());
      } catch (RuntimeException | Error e) {
        done.completeExceptionally(e);
      }
    });
    return done.join();
  }

  @Override
  public void close() {
    on(() -> {
      stage.hide();
      return true;
    });
    if (feed != null) {
      feed.close();
    }
    asks.close();
    if (signalbox != null) {
      signalbox.close();
    }
    Platform.exit();
  }
}
