package io.signalbox.core.background;

import io.signalbox.core.provider.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What does not work by itself in any process of a store: each tells the others of its own, and
 * again while it lasts, so that what a dead process said is forgotten. Thread-safe.
 */
public final class SharedProblems implements KeptBehind {

  /** How often a problem that lasts is told again. */
  private static final Duration RENEWED = Duration.ofSeconds(20);

  /** How long what another process said is believed. */
  private static final Duration BELIEVED = Duration.ofSeconds(60);

  private final String process;
  private final Supplier<List<BackgroundProblem>> own;
  private final BackgroundProblemRepository repository;
  private final TimeSource time;
  // Both guarded by this.
  private List<String> told = List.of();
  private Instant toldAt = Instant.EPOCH;

  /**
   * @param process names this process, unique by chance
   * @param own what does not work in it now
   */
  public SharedProblems(
      String process,
      Supplier<List<BackgroundProblem>> own,
      BackgroundProblemRepository repository,
      TimeSource time) {
    this.process = process;
    this.own = own;
    this.repository = repository;
    this.time = time;
  }

  /** Of this process first; blocks. */
  public List<BackgroundProblem> list() {
    return Stream.concat(
            own.get().stream(),
            repository.others(process, time.now().minus(BELIEVED)).stream()
                .map(SharedProblems::elsewhere))
        .toList();
  }

  private static BackgroundProblem elsewhere(BackgroundProblem problem) {
    return new BackgroundProblem(
        problem.subject(),
        problem.title(),
        "In another process. " + problem.detail(),
        problem.since());
  }

  @Override
  public String name() {
    return "problems of background work";
  }

  @Override
  public Optional<Batch> take() {
    List<BackgroundProblem> problems = own.get();
    List<String> titles = problems.stream().map(BackgroundProblem::title).toList();
    Instant now = time.now();
    synchronized (this) {
      boolean fresh = titles.isEmpty() || now.isBefore(toldAt.plus(RENEWED));
      return titles.equals(told) && fresh
          ? Optional.empty()
          : Optional.of(new Told(problems, titles, now));
    }
  }

  @Override
  public long dropped() {
    return 0;
  }

  private synchronized void written(List<String> titles, Instant at) {
    told = titles;
    toldAt = at;
  }

  private final class Told implements Batch {
    private final List<BackgroundProblem> problems;
    private final List<String> titles;
    private final Instant at;

    Told(List<BackgroundProblem> problems, List<String> titles, Instant at) {
      this.problems = problems;
      this.titles = titles;
      this.at = at;
    }

    @Override
    public void write() {
      repository.replace(process, problems, at);
    }

    @Override
    public void written() {
      SharedProblems.this.written(titles, at);
    }
  }
}
