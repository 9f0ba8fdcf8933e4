package io.signalbox.core.health;

import io.signalbox.core.background.BoundedQueue;
import io.signalbox.core.background.KeptBehind;
import io.signalbox.core.background.LatestByKey;
import io.signalbox.core.event.EventStream;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What was found out, on its way to whoever listens and, a little later, to the store. Thread-safe.
 */
final class HealthNews {

  /** A store that takes nothing must not fill memory. */
  private static final int MAX_UNSTORED = 5_000;

  private final HealthRepository repository;
  private final EventStream events;
  private final LatestByKey<String, StoredHealth> states = new LatestByKey<>(MAX_UNSTORED);
  private final BoundedQueue<HealthChange> changes = new BoundedQueue<>(MAX_UNSTORED);

  HealthNews(HealthRepository repository, EventStream events) {
    this.repository = repository;
    this.events = events;
  }

  /** Where a provider stands, if that is news. */
  void note(WatchedProvider provider) {
    provider.news().ifPresent(news -> states.put(news.provider(), news));
  }

  void tell(Optional<HealthChanged> changed) {
    changed.ifPresent(event -> {
      changes.add(
          new HealthChange(
              event.provider(),
              event.at(),
              event.from(),
              event.to(),
              event.reason(),
              event.source()));
      events.publish(event);
    });
  }

  /** Oldest first; blocks. */
  List<HealthChange> history(String provider, Instant from, Instant to) {
    // What waits is read first: what is stored in between is then in both, never in neither.
    List<HealthChange> waiting =
        changes.waiting().stream()
            .filter(each -> each.provider().equals(provider))
            .filter(each -> !each.at().isBefore(from) && each.at().isBefore(to))
            .toList();
    return Stream.concat(repository.history(provider, from, to).stream(), waiting.stream())
        .distinct()
        .sorted(Comparator.comparing(HealthChange::at))
        .toList();
  }

  List<KeptBehind> keptBehind(Supplier<Instant> now) {
    return List.of(
        states.keptBehind("states of health", newest -> repository.save(newest, now.get())),
        changes.keptBehind("changes of health", repository::append));
  }
}
