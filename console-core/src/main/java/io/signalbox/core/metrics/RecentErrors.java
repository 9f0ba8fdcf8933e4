package io.signalbox.core.metrics;

import io.signalbox.core.background.BoundedQueue;
import io.signalbox.core.background.KeptBehind;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The last errors of each provider, of every process that shares the store. Thread-safe; adding
 * never blocks.
 */
final class RecentErrors implements KeptBehind {

  /** Kept of each provider. More than that in one second is not told one by one. */
  static final int KEPT = 50;

  private final MetricsRepository repository;
  private final Map<String, BoundedQueue<RecentError>> waiting = new ConcurrentHashMap<>();

  RecentErrors(MetricsRepository repository) {
    this.repository = repository;
  }

  void add(RecentError error) {
    // As exact as the store keeps it, so that both copies of one error are equal.
    waiting
        .computeIfAbsent(error.provider(), name -> new BoundedQueue<>(KEPT))
        .add(error.withAt(error.at().truncatedTo(ChronoUnit.MICROS)));
  }

  /** Newest first. */
  List<RecentError> list(String provider, int limit) {
    BoundedQueue<RecentError> own = waiting.get(provider);
    // What waits is read first: what is stored in between is then in both, never in neither.
    List<RecentError> fresh = own == null ? List.of() : own.waiting().reversed();
    return Stream.concat(fresh.stream(), repository.errors(provider, limit).stream())
        .distinct()
        .sorted(Comparator.comparing(RecentError::at).reversed())
        .limit(limit)
        .toList();
  }

  @Override
  public String name() {
    return "errors of providers";
  }

  @Override
  public Optional<Batch> take() {
    List<Batch> taken = new ArrayList<>();
    waiting.forEach((provider, queue) ->
        queue.take(errors -> repository.addErrors(provider, errors, KEPT)).ifPresent(taken::add));
    return taken.isEmpty() ? Optional.empty() : Optional.of(new Together(taken));
  }

  /** Only the newest are kept anyway: none is lost before its time. */
  @Override
  public long dropped() {
    return 0;
  }

  private record Together(List<Batch> batches) implements Batch {

    @Override
    public void write() {
      batches.forEach(Batch::write);
    }

    @Override
    public void written() {
      batches.forEach(Batch::written);
    }
  }
}
