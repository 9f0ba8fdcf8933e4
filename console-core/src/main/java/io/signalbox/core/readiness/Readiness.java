package io.signalbox.core.readiness;

import io.signalbox.core.error.Counted;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.log.Traced;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.readiness.ReadinessReport.Batch;
import io.signalbox.core.readiness.ReadinessRun.Evidence;
import io.signalbox.core.readiness.ReadinessRun.Finding;
import io.signalbox.core.readiness.ReadinessRun.Place;
import io.signalbox.core.readiness.ReadinessRun.Remedy;
import io.signalbox.core.readiness.ReadinessRun.Verdict;
import io.signalbox.core.readiness.ReadinessView.Progress;
import io.signalbox.core.readiness.ReadinessView.State;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs checks, one batch at a time in a process, and tells how each stands. What a check found is
 * kept in the store, for every process; what it was found of is kept with it, so that a result of
 * anything else than what is in force is Old. A run that is cancelled finds nothing, and what was
 * found before stays. Thread-safe; telling blocks on the store.
 */
public final class Readiness implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Readiness.class);

  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final ReadinessParts parts;
  private final ReadinessRepository repository;
  private final TimeSource time;
  private final Executor background;
  // Guarded by this.
  private @Nullable Running running;
  private String problem = "";

  /**
   * @param parts what checks look at
   * @param background runs a batch; each on a thread that is its alone, which may be interrupted
   */
  public Readiness(
      ReadinessParts parts, ReadinessRepository repository, TimeSource time, Executor background) {
    this.parts = parts;
    this.repository = repository;
    this.time = time;
    this.background = background;
  }

  /** A batch under way. Its fields are guarded by the owner. */
  private static final class Running {
    private final List<ReadinessCheck> order;
    private final String by;
    private final String traceId;
    private final Instant since;
    private int at;
    private @Nullable Progress progress;
    private @Nullable Thread thread;
    private boolean cancelling;

    Running(List<ReadinessCheck> order, String by, String traceId, Instant since) {
      this.order = order;
      this.by = by;
      this.traceId = traceId;
      this.since = since;
    }
  }

  /**
   * Begins to run checks, each once and in their own order; returns at once.
   *
   * @param by who wants it
   * @throws SignalboxException INVALID_STATE while others run, INVALID_INPUT for none
   */
  public ReadinessReport start(Collection<ReadinessCheck> wanted, String by, String traceId) {
    if (wanted.isEmpty()) {
      throw new SignalboxException(
          ErrorCode.INVALID_INPUT,
          "No check was named; expected one of "
              + Arrays.stream(ReadinessCheck.values()).map(ReadinessCheck::word).toList());
    }
    Running begun = new Running(List.copyOf(new TreeSet<>(wanted)), by, traceId, time.now());
    synchronized (this) {
      if (running != null) {
        throw new SignalboxException(
            ErrorCode.INVALID_STATE,
            "Checks are running already; wait for their end, or cancel them");
      }
      running = begun;
      problem = "";
    }
    try {
      background.execute(() -> play(begun));
    } catch (RuntimeException e) {
      ended(begun, "The checks could not be started: " + e.getMessage());
      throw e;
    }
    return report();
  }

  /** Ends the batch that runs; what has ended is kept. Does nothing where none runs. */
  public synchronized void cancel() {
    Running now = running;
    if (now != null) {
      now.cancelling = true;
      if (now.thread != null) {
        now.thread.interrupt();
      }
    }
  }

  private void play(Running batch) {
    String why = "";
    synchronized (this) {
      batch.thread = Thread.currentThread();
    }
    try (Traced trace = Traced.by(batch.traceId)) {
      for (ReadinessCheck each : batch.order) {
        if (!begins(batch, each)) {
          break;
        }
        ReadinessRun run = run(batch, each);
        repository.add(run);
        LOG.info("{}: {}", each.title(), run.finding().summary());
      }
    } catch (InterruptedException e) {
      LOG.info("The checks were cancelled");
    } catch (RuntimeException e) {
      why = "What was found could not be kept: " + e.getMessage();
      LOG.warn("{}", why);
    } finally {
      ended(batch, why);
    }
  }

  private synchronized boolean begins(Running batch, ReadinessCheck check) {
    batch.at = batch.order.indexOf(check);
    batch.progress = null;
    return !batch.cancelling;
  }

  private synchronized void ended(Running batch, String why) {
    batch.thread = null;
    running = null;
    problem = why;
  }

  private ReadinessRun run(Running batch, ReadinessCheck check) throws InterruptedException {
    Instant begun = time.now();
    long from = time.nanos();
    String input = input(check);
    Finding finding;
    try {
      finding =
          parts
              .check(check, time)
              .run((done, total, text) -> {
                synchronized (this) {
                  batch.progress = new Progress(done, Math.max(1, total), text);
                }
              });
    } catch (SignalboxException e) {
      finding = broken(e.code() + ": " + e.getMessage());
    } catch (RuntimeException e) {
      LOG.error("{} could not be run", check.title(), e);
      finding = broken("INTERNAL_ERROR: " + e);
    }
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    return new ReadinessRun(
        check,
        begun,
        Duration.ofNanos(time.nanos() - from),
        input,
        batch.by,
        batch.traceId,
        finding);
  }

  private static Finding broken(String why) {
    return new Finding(
        Verdict.FAILED,
        "It could not be run.",
        "",
        why,
        List.of(new Evidence("the check", "runs", why, Verdict.FAILED)),
        List.of(),
        new Remedy("Mend what it says, and run the check again", Place.OVERVIEW, ""));
  }

  private String input(ReadinessCheck check) {
    return Inputs.of(
        check,
        parts.configuration().current(),
        parts.configuration().lastRefusal(),
        parts.providers().snapshot(),
        time.now());
  }

  /** How every check stands; blocks. */
  public ReadinessReport report() {
    Instant now = time.now();
    List<ReadinessView> views =
        Arrays.stream(ReadinessCheck.values()).map(each -> view(each, now)).toList();
    synchronized (this) {
      Running batch = running;
      return new ReadinessReport(
          now,
          parts.configuration().current().environment(),
          views,
          batch == null
              ? null
              : new Batch(batch.at, batch.order.size(), batch.since, batch.cancelling),
          problem);
    }
  }

  private ReadinessView view(ReadinessCheck check, Instant now) {
    ReadinessRepository.Kept kept = repository.find(check);
    ReadinessRun last = kept.last();
    List<ReadinessView.Past> history = kept.history();
    synchronized (this) {
      Running batch = running;
      int place = batch == null ? -1 : batch.order.indexOf(check);
      if (batch != null && place == batch.at) {
        return new ReadinessView(check, State.RUNNING, "", last, history, batch.progress);
      }
      if (batch != null && place > batch.at) {
        String before = batch.order.get(place - 1).title();
        return new ReadinessView(check, State.WAITING, "Runs after " + before, last, history, null);
      }
    }
    if (last == null) {
      return new ReadinessView(check, State.NOT_RUN, "", null, history, null);
    }
    String old = whyOld(check, last, now);
    State state =
        !old.isEmpty()
            ? State.OLD
            : switch (last.finding().verdict()) {
              case PASSED -> State.PASSED;
              case WARNING -> State.WARNING;
              case FAILED -> State.FAILED;
            };
    return new ReadinessView(check, state, old, last, history, null);
  }

  /** Empty for what still counts. */
  private String whyOld(ReadinessCheck check, ReadinessRun run, Instant now) {
    if (!run.input().equals(input(check))) {
      return "Settings in force, or providers, are other ones since";
    }
    if (run.at().isAfter(now)) {
      return "It is from a clock that was ahead";
    }
    return Duration.between(run.at(), now).compareTo(check.goodFor()) > 0
        ? "It counts for " + words(check.goodFor())
        : "";
  }

  private static String words(Duration duration) {
    return duration.toDays() > 0
        ? Counted.of(duration.toDays(), "day")
        : duration.toMinutes() + " min";
  }

  /** Cancels what runs, and waits for it a second at most. */
  @Override
  public void close() {
    Thread thread;
    synchronized (this) {
      thread = running == null ? null : running.thread;
    }
    cancel();
    if (thread != null && thread != Thread.currentThread()) {
      try {
        if (!thread.join(PATIENCE)) {
          LOG.warn("A check does not end and is left to itself");
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
