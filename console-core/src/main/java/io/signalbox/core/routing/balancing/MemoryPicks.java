package io.signalbox.core.routing.balancing;

import io.signalbox.core.background.KeptBehind;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Pick numbers of a long-lived process: drawn from memory, begun where the store stood, and told to
 * the store a little later. Bounded: beyond {@value #MAX_ROTATIONS} rotations, those that were not
 * drawn from lately are forgotten, and begin where the store stands when they are asked for again.
 */
public final class MemoryPicks implements PickSource, KeptBehind {

  static final int MAX_ROTATIONS = 1_024;

  private final PickRepository repository;
  private final Map<String, Rotation> rotations = new ConcurrentHashMap<>();

  private final class Rotation implements Numbers {
    private final String name;
    private final AtomicLong next;
    // What the store stands at; used by the one who writes, as is "idle".
    private final AtomicLong stored;
    private boolean idle;
    // Whoever still holds it then draws from the one that is known.
    private volatile boolean forgotten;

    Rotation(String name, long from) {
      this.name = name;
      next = new AtomicLong(from);
      stored = new AtomicLong(from);
    }

    @Override
    public long next() {
      return forgotten ? rotation(name).next() : next.getAndIncrement();
    }

    @Override
    public long peek() {
      return forgotten ? rotation(name).peek() : next.get();
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
        : rotations.computeIfAbsent(name, key -> new Rotation(key, repository.peekPick(key)));
  }

  @Override
  public String name() {
    return "places in rotations";
  }

  @Override
  public Optional<Batch> take() {
    Map<Rotation, Drawn> drawn = new LinkedHashMap<>();
    rotations.forEach((name, rotation) -> {
      long by = rotation.next.get() - rotation.stored.get();
      if (by > 0) {
        drawn.put(rotation, new Drawn(name, by));
        rotation.idle = false;
      } else if (rotation.idle && rotations.size() > MAX_ROTATIONS) {
        rotation.forgotten = true;
        rotations.remove(name);
      } else {
        rotation.idle = true;
      }
    });
    return drawn.isEmpty() ? Optional.empty() : Optional.of(new Draws(drawn));
  }

  @Override
  public long dropped() {
    return 0;
  }

  private record Drawn(String name, long by) {}

  private final class Draws implements Batch {
    private final Map<Rotation, Drawn> drawn;

    Draws(Map<Rotation, Drawn> drawn) {
      this.drawn = drawn;
    }

    @Override
    public void write() {
      drawn.values().forEach(each -> repository.advancePick(each.name(), each.by()));
    }

    @Override
    public void written() {
      drawn.forEach((rotation, each) -> rotation.stored.addAndGet(each.by()));
    }
  }
}
