package io.signalbox.core.drill;

import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.provider.ProviderFactory;
import io.signalbox.core.provider.TimeSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Plays one drill at a time, in the background. Thread-safe. */
public final class Drills implements AutoCloseable {

  private static final Duration STEP = Duration.ofMillis(100);
  private static final Duration FAST_STEP = Duration.ofSeconds(5);
  private static final double FASTEST = 1_000;

  private final Supplier<DrillPlan> plan;
  private final @Nullable ProviderFactory factory;
  private final TimeSource time;
  private final long seed;
  private @Nullable Running running;
  private volatile @Nullable DrillView view;
  private int drills;

  private record Running(Drill drill, Thread player) {}

  /**
   * @param factory makes simulated clouds; null where none is installed
   */
  public Drills(
      Supplier<DrillPlan> plan, @Nullable ProviderFactory factory, TimeSource time, long seed) {
    this.plan = plan;
    this.factory = factory;
    this.time = time;
    this.seed = seed;
  }

  /** The scenarios, as long as they are with the configured providers. */
  public List<ScenarioView> scenarios() {
    int count = plan.get().providers().size();
    return Arrays.stream(Scenario.values()).map(each -> each.view(count)).toList();
  }

  /** The drill that runs, or ran last. */
  public Optional<DrillView> current() {
    return Optional.ofNullable(view);
  }

  /**
   * @param speed played seconds in one of the clock's; 0 for no waiting
   */
  public synchronized DrillView start(String scenario, double speed) {
    Running before = running;
    if (before != null && before.player().isAlive()) {
      throw new SignalboxException(
          ErrorCode.INVALID_STATE, "Another drill is running; stop it or wait for its end");
    }
    Scenario wanted = wanted(scenario);
    if (!(speed >= 0 && speed <= FASTEST)) {
      throw invalid(
          "The speed is " + speed + ", expected 1 to 1,000, or 0 for no waiting", "speed", speed);
    }
    Path folder = folder();
    Drill drill =
        new Drill("drill-" + ++drills, wanted, speed, checkedPlan(), clouds(), folder, seed);
    DrillView first = drill.view();
    view = first;
    Thread player = Thread.ofVirtual().name("drill").start(() -> play(drill, speed, folder));
    running = new Running(drill, player);
    return first;
  }

  /** Ends a drill; its report is of what was played. */
  public synchronized DrillView stop(String id) {
    Running now = running;
    DrillView seen = view;
    if (now == null || seen == null || !seen.id().equals(id)) {
      throw invalid("There is no drill '" + id + "'", "id", id);
    }
    now.drill().stop();
    join(now.player());
    return Objects.requireNonNull(view);
  }

  private void play(Drill drill, double speed, Path folder) {
    try {
      while (!drill.isOver() && !Thread.currentThread().isInterrupted()) {
        Duration step = speed == 0 ? FAST_STEP : Duration.ofNanos((long) (STEP.toNanos() * speed));
        drill.playUntil(drill.played().plus(step));
        if (!drill.isOver()) {
          view = drill.view();
        }
        if (speed > 0) {
          time.sleep(STEP);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      drill.stop();
    } finally {
      // Before what is still under way is cut off: that is no part of what was played.
      DrillView last = drill.view();
      drill.close();
      view = last;
      delete(folder);
    }
  }

  /** Plays a whole scenario at once; blocks. */
  public static DrillReport play(
      String scenario, DrillPlan plan, ProviderFactory factory, long seed) {
    Path folder = folder();
    try (Drill drill =
        new Drill(
            scenario, Scenario.named(scenario).orElseThrow(), 0, plan, factory, folder, seed)) {
      drill.playUntil(drill.length());
      return drill.report();
    } finally {
      delete(folder);
    }
  }

  private static Scenario wanted(String scenario) {
    return Scenario.named(scenario)
        .orElseThrow(() ->
            invalid(
                "There is no scenario '"
                    + scenario
                    + "', expected one of "
                    + String.join(
                        ", ", Arrays.stream(Scenario.values()).map(Scenario::word).toList()),
                "scenario",
                scenario));
  }

  /**
   * Plays a whole scenario of the configured providers without waiting, beside a drill that may
   * run; blocks.
   *
   * @param played is told how far it is, in played time
   * @throws InterruptedException where the caller was interrupted; nothing of it is left
   */
  public DrillReport rehearse(String scenario, Consumer<Duration> played)
      throws InterruptedException {
    Scenario wanted = wanted(scenario);
    Path folder = folder();
    try (Drill drill = new Drill(scenario, wanted, 0, checkedPlan(), clouds(), folder, seed)) {
      while (!drill.isOver()) {
        drill.playUntil(drill.played().plus(FAST_STEP));
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        played.accept(drill.played());
      }
      return drill.report();
    } finally {
      delete(folder);
    }
  }

  /**
   * Fails a stand-in until a circuit opens, on a clock of its own; blocks for a moment.
   *
   * @param circuit the provider or strategy that it guards
   * @param most failures at most
   * @return empty where no enabled provider is behind it
   */
  public Optional<BreakerTrial> tryCircuit(String circuit, int most) {
    DrillPlan now = checkedPlan();
    Optional<DrillPlan.StandInPlan> behind =
        now.routing().tree().providers(circuit).stream()
            .flatMap(name -> now.providers().stream().filter(each -> each.name().equals(name)))
            .findFirst();
    if (behind.isEmpty()) {
      return Optional.empty();
    }
    Path folder = folder();
    try {
      return Optional.of(
          new BreakerRehearsal(now, circuit, behind.get(), clouds(), folder, seed).fail(most));
    } finally {
      delete(folder);
    }
  }

  /** A load test on stand-ins, in real time; blocks until it is over. */
  public LoadReport load(int operations, int workers) {
    return load(operations, workers, ended -> {});
  }

  /**
   * As {@link #load(int, int)}.
   *
   * @param told how many operations have ended, after each of them, by any thread
   */
  public LoadReport load(int operations, int workers, IntConsumer told) {
    if (operations < 1 || operations > 1_000_000) {
      throw invalid(
          operations + " operations asked, expected 1 to 1,000,000", "operations", operations);
    }
    if (workers < 1 || workers > 100_000) {
      throw invalid(workers + " workers asked, expected 1 to 100,000", "workers", workers);
    }
    Path folder = folder();
    try {
      return new LoadTest(checkedPlan(), clouds(), folder, time, seed)
          .run(operations, workers, told);
    } finally {
      delete(folder);
    }
  }

  private DrillPlan checkedPlan() {
    DrillPlan now = plan.get();
    if (now.providers().isEmpty()) {
      throw new SignalboxException(
          ErrorCode.NO_ENABLED_PROVIDERS,
          "No provider is configured, expected one at least to rehearse; register one with"
              + " 'signalbox providers register', or write it into the configuration");
    }
    return now;
  }

  private ProviderFactory clouds() {
    if (factory == null) {
      throw new SignalboxException(
          ErrorCode.TYPE_NOT_INSTALLED, "No simulated provider type is installed to stand in");
    }
    return factory;
  }

  private static SignalboxException invalid(String message, String field, Object value) {
    return new SignalboxException(
        ErrorCode.INVALID_INPUT, message, Map.of("field", field, "value", value));
  }

  private static Path folder() {
    try {
      return Files.createTempDirectory("signalbox-drill-");
    } catch (IOException e) {
      throw new SignalboxException(
          ErrorCode.INTERNAL_ERROR, "No temporary folder for the drill: " + e.getMessage(), e);
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      // The system's own cleaning of temporary folders takes it.
    }
  }

  private static void join(Thread player) {
    try {
      player.join(Duration.ofSeconds(10));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public synchronized void close() {
    Running now = running;
    if (now != null) {
      now.drill().stop();
      now.player().interrupt();
      join(now.player());
    }
  }
}
