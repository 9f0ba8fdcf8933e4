package io.signalbox.core.routing.balancing;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Pick numbers of a long-lived process: drawn from memory, begun where the store stood, and told to
 * the store by {@link #flush}.
 */
public final class MemoryPicks implements PickSource {

  private final PickRepository repository;
  private final Map<String, Rotation> rotations = new ConcurrentHashMap<>();

  private static final class Rotation implements Numbers {
    private final AtomicLong next;
    private final AtomicLong stored;

    Rotation(long from) {
      next = new AtomicLong(from);
      stored = new AtomicLong(from);
    }

    @Override
    public long next() {
      return next.getAndIncrement();
    }

    @Override
    public long peek() {
      return next.get();
    }
  }

  public MemoryPicks(PickRepository repository) {
    this.repository = repository;
  }

  @Override
  public boolean isInMemory() {
    return true;
  }

  @Override
  public Numbers rotation(String name) {
    Rotation known = rotations.get(name);
    return known != null
        ? known
        : rotations.computeIfAbsent(name, key -> new Rotation(repository.peekPick(key)));
  }

  /** Adds this process's draws since the last call to the store; blocks. */
  public void flush() {
    Map<String, Long> drawn = new LinkedHashMap<>();
    rotations.forEach((name, rotation) -> {
      long now = rotation.next.get();
      long since = now - rotation.stored.getAndSet(now);
      if (since > 0) {
        drawn.put(name, since);
      }
    });
    drawn.forEach(repository::advancePick);
  }
}
