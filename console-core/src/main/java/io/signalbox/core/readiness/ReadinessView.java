package io.signalbox.core.readiness;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One check as it stands.
 *
 * @param why what makes it Old, or what it waits for; empty otherwise
 * @param last the newest run that ended; null before the first
 * @param history verdicts of the newest runs, oldest first, at most {@value #HISTORY}
 * @param progress of a check that runs; null otherwise
 */
public record ReadinessView(
    ReadinessCheck check,
    State state,
    String why,
    @Nullable ReadinessRun last,
    List<Past> history,
    @Nullable Progress progress) {

  /** Runs of a check that are kept. */
  public static final int HISTORY = 16;

  public ReadinessView {
    history = List.copyOf(history);
  }

  /** How a check stands. */
  public enum State {
    PASSED("Pass"),
    WARNING("Warning"),
    FAILED("Fail"),
    /** What it was found of has changed, or it is past its time: it may have said anything. */
    OLD("Old"),
    NOT_RUN("Not run"),
    RUNNING("Running"),
    /** Runs after another one of the same act. */
    WAITING("Waiting");

    private final String word;

    State(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }
  }

  /** An earlier run. */
  public record Past(Instant at, ReadinessRun.Verdict verdict) {}

  /**
   * How far a check is.
   *
   * @param done of {@code total}, in the check's own unit
   * @param total at least 1
   * @param text the same in words
   */
  public record Progress(long done, long total, String text) {}

  /** Whether the console may be relied on as far as this check goes. */
  public boolean isReady() {
    return state == State.PASSED || state == State.WARNING;
  }
}
