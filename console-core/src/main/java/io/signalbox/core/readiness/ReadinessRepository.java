package io.signalbox.core.readiness;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps what checks found, shared by processes. Thread-safe; may block. */
public interface ReadinessRepository {

  /**
   * What is kept of a check.
   *
   * @param last the newest run; null before the first
   * @param history verdicts, the newest run's among them, oldest first, at most {@link
   *     ReadinessView#HISTORY}
   */
  record Kept(@Nullable ReadinessRun last, List<ReadinessView.Past> history) {

    /** Before the first run. */
    public static final Kept NOTHING = new Kept(null, List.of());

    public Kept {
      history = List.copyOf(history);
    }

    /** The same with one run more. */
    public Kept with(ReadinessRun run) {
      List<ReadinessView.Past> all = new ArrayList<>(history);
      all.add(new ReadinessView.Past(run.at(), run.finding().verdict()));
      int from = Math.max(0, all.size() - ReadinessView.HISTORY);
      return new Kept(run, all.subList(from, all.size()));
    }
  }

  Kept find(ReadinessCheck check);

  /** Keeps a run in place of the one before, and its verdict beside those of earlier ones. */
  void add(ReadinessRun run);
}
