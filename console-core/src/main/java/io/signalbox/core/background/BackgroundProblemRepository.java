package io.signalbox.core.background;

import java.time.Instant;
import java.util.List;

/** Keeps what does not work in each process. Thread-safe; may block. */
public interface BackgroundProblemRepository {

  /** Saves all that does not work in a process in place of what was saved of it before. */
  void replace(String process, List<BackgroundProblem> problems, Instant at);

  /** What does not work in other processes and was said so since. */
  List<BackgroundProblem> others(String process, Instant since);
}
