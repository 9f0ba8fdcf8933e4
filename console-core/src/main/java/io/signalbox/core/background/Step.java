package io.signalbox.core.background;

import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.provider.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One piece of work that is done again and again. Thread-safe. */
final class Step {

  /** How long a step may go without success, its pause aside. */
  static final Duration SILENCE = Duration.ofSeconds(30);

  /** The longest pause after a failure. */
  static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);

  private final String name;
  private final TimeSource time;
  private final Supplier<Duration> work;
  private final CompletableFuture<Boolean> ended = new CompletableFuture<>();
  private volatile boolean stopped;

  // All guarded by this. Kept as they come, so that noting a failure needs no memory.
  private @Nullable Thread thread;
  private Duration pause;
  private long workedNanos;
  private Instant worked;
  private int failures;
  private @Nullable Throwable failure;
  private @Nullable Throwable told;

  /**
   * @param pause how long it waits after its first run, if that fails
   */
  Step(String name, TimeSource time, Duration pause, Supplier<Duration> work) {
    this.name = name;
    this.time = time;
    this.pause = pause;
    this.work = work;
    this.workedNanos = time.nanos();
    this.worked = time.now();
  }

  String name() {
    return name;
  }

  /** Done when it runs no more. */
  CompletableFuture<Boolean> ended() {
    return ended;
  }

  synchronized void start() {
    workedNanos = time.nanos();
    worked = time.now();
    if (!stopped) {
      thread = Thread.ofVirtual().name("signalbox: " + name).start(this::run);
    }
  }

  synchronized void stop() {
    stopped = true;
    Thread running = thread;
    if (running == null) {
      ended.complete(true);
    } else {
      running.interrupt();
    }
  }

  private void run() {
    try {
      while (!stopped) {
        try {
          time.sleep(once());
        } catch (InterruptedException e) {
          // Stopped, or an interruption that its work left behind: the condition tells.
        } catch (Throwable e) {
          // Out of memory even for waiting.
          Thread.yield();
        }
      }
    } finally {
      ended.complete(true);
    }
  }

  /** Does the work once, whatever it throws, and returns how long to wait before the next time. */
  Duration once() {
    try {
      return worked(work.get());
    } catch (Throwable e) {
      Duration next = failed(e);
      tell(e);
      return next;
    }
  }

  private synchronized Duration worked(Duration next) {
    if (failures > 0) {
      LOG.info("{} works again after {}", name, times(failures));
    }
    failures = 0;
    failure = null;
    told = null;
    workedNanos = time.nanos();
    worked = time.now();
    pause = next;
    return next;
  }

  private synchronized Duration failed(Throwable e) {
    failures++;
    failure = e;
    long doubled = Math.max(1, pause.toMillis()) << Math.min(failures, 20);
    return doubled > LONGEST_PAUSE.toMillis() ? LONGEST_PAUSE : Duration.ofMillis(doubled);
  }

  /** Logs a failure that is not the one told last. */
  private void tell(Throwable e) {
    try {
      int count;
      synchronized (this) {
        if (stopped || told != null && describe(told).equals(describe(e))) {
          return;
        }
        told = e;
        count = failures;
      }
      if (e instanceof SignalboxException known) {
        LOG.warn(
            "{} failed {}, and is tried again: {} {}",
            name,
            times(count),
            known.code(),
            known.getMessage());
      } else {
        LOG.error("{} failed {}, and is tried again", name, times(count), e);
      }
    } catch (Throwable untold) {
      // No memory left to tell anything; the step goes on, and is a problem if this lasts.
      Thread.yield();
    }
  }

  private static String times(int count) {
    return count == 1 ? "once" : count + " times in a row";
  }

  private static String describe(Throwable e) {
    return e instanceof SignalboxException known
        ? known.code() + " " + known.getMessage()
        : e.toString();
  }

  synchronized Optional<BackgroundProblem> problem() {
    Duration silent = Duration.ofNanos(time.nanos() - workedNanos);
    if (silent.minus(pause).compareTo(SILENCE) < 0) {
      return Optional.empty();
    }
    Throwable last = failure;
    String detail =
        last == null
            ? "It has not come to an end since"
            : "Failed " + times(failures) + ": " + describe(last);
    return Optional.of(new BackgroundProblem(name, "Does not work: " + name, detail, worked));
  }
}
