package io.signalbox.core.query.answering;

import io.signalbox.core.background.BoundedQueue;
import io.signalbox.core.background.KeptBehind;
import io.signalbox.core.event.Event;
import io.signalbox.core.event.EventRepository;
import io.signalbox.core.event.EventRepository.StoredEvent;
import io.signalbox.core.query.EventView;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What happened: the store's events and those of this process that are on their way there. Events
 * of rehearsal traffic are told to nobody later. Thread-safe.
 */
public final class RecentEvents {

  /** A store that takes nothing must not fill memory. */
  private static final int MAX_UNSTORED = 5_000;

  private final EventRepository repository;
  private final BoundedQueue<StoredEvent> unstored = new BoundedQueue<>(MAX_UNSTORED);

  public RecentEvents(EventRepository repository) {
    this.repository = repository;
  }

  /** Takes an event; never blocks. */
  public void accept(Event event) {
    if (event.rehearsal()) {
      return;
    }
    unstored.add(
        new StoredEvent(
            // As exact as the store keeps it, so that both copies of one event are equal.
            event.at().truncatedTo(ChronoUnit.MICROS),
            event.lane(),
            event.severity(),
            event.subject(),
            event.text(),
            event.traceId()));
  }

  /** What reaches the store a little later. */
  public KeptBehind keptBehind() {
    return unstored.keptBehind("events", repository::append);
  }

  /** The newest events, oldest first. */
  List<EventView> list(Instant since, int limit) {
    // What waits is read first: what is stored in between is then in both, never in neither.
    List<StoredEvent> waiting =
        unstored.waiting().stream().filter(event -> !event.at().isBefore(since)).toList();
    List<StoredEvent> known =
        Stream.concat(repository.list(since, limit).stream(), waiting.stream())
            .distinct()
            .sorted(Comparator.comparing(StoredEvent::at))
            .toList();
    return known.subList(Math.max(0, known.size() - limit), known.size()).stream()
        .map(event ->
            new EventView(
                event.at(),
                event.lane(),
                event.severity(),
                event.subject(),
                event.text(),
                event.traceId()))
        .toList();
  }
}
