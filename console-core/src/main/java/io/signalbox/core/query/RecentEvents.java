package io.signalbox.core.query;

import io.signalbox.core.event.Event;
import io.signalbox.core.event.EventRepository;
import io.signalbox.core.event.EventRepository.StoredEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * What happened: the store's events and those of this process that are on their way there. Events
 * of rehearsal traffic are told to nobody later. Thread-safe.
 */
public final class RecentEvents {

  /**
   * More than this many unstored events: the oldest give way, a full store must not fill memory.
   */
  private static final int MAX_UNSTORED = 5_000;

  private final EventRepository repository;
  private final ConcurrentLinkedQueue<StoredEvent> unstored = new ConcurrentLinkedQueue<>();

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
            event.at(),
            event.lane(),
            event.severity(),
            event.subject(),
            event.text(),
            event.traceId()));
  }

  /**
   * Stores what came since the last call; blocks. What cannot be stored stays for the next call.
   */
  public synchronized void flush() {
    List<StoredEvent> batch = new ArrayList<>(unstored);
    if (batch.isEmpty()) {
      return;
    }
    while (batch.size() > MAX_UNSTORED) {
      batch.removeFirst();
      unstored.poll();
    }
    repository.append(batch);
    batch.forEach(event -> unstored.poll());
  }

  List<EventView> list(Instant since, int limit) {
    flush();
    return repository.list(since, limit).stream()
        .sorted(Comparator.comparing(StoredEvent::at))
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
