package io.signalbox.core.routing.balancing;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The rotating orders: for each set of candidates one schedule, and one pick number shared with
 * every other process.
 *
 * <p>A set of candidates keeps its place in the cycle when weights change: the pick number goes on,
 * shifted so that the same fraction of the new cycle is behind it. A set that is new, because a
 * candidate was lost or came back, begins at the fraction the last set of the same rotation had
 * reached. Bounded: at most {@value #MAX_SETS} sets are kept. Thread-safe.
 */
public final class Rotations {

  static final int MAX_SETS = 256;

  private final PickSource picks;
  private final Map<String, AtomicReference<Phase>> phases = new ConcurrentHashMap<>();
  private final Map<String, Phase> latest = new ConcurrentHashMap<>();

  /**
   * @param shift added to the pick number to find the place in the cycle
   */
  private record Phase(
      PickSource.Numbers numbers, double[] weights, SmoothSchedule schedule, long shift) {

    boolean has(double[] other) {
      return Arrays.equals(weights, other);
    }

    /** The share of the cycle that is behind. */
    double behind() {
      long place = Math.floorMod(numbers.peek() + shift, (long) schedule.length());
      return (double) place / schedule.length();
    }

    static Phase at(double fraction, PickSource.Numbers numbers, double[] weights) {
      SmoothSchedule schedule = SmoothSchedule.of(weights);
      long place = (long) Math.floor(fraction * schedule.length() + 1e-9);
      return new Phase(numbers, weights, schedule, place - numbers.peek());
    }
  }

  /**
   * One set of candidates with its cycle: while the same candidates are in the running, a pick is
   * one draw and one array read.
   *
   * @param members the candidates, in the order the cycle counts them
   * @param weights what the cycle was laid out for
   */
  record Cycle(
      int[] members,
      double[] weights,
      PickSource.Numbers numbers,
      SmoothSchedule schedule,
      long shift) {

    boolean isOf(int[] others) {
      return Arrays.equals(members, others);
    }

    /** The index, into the members, of the next pick. */
    int draw() {
      return schedule.at(numbers.next() + shift);
    }

    /** The same without moving. */
    int peek() {
      return schedule.at(numbers.peek() + shift);
    }

    /** The names of the coming picks, nothing drawn. */
    List<String> coming(List<String> names, int count) {
      return schedule.names(names, numbers.peek() + shift, count);
    }
  }

  public Rotations(PickSource picks) {
    this.picks = picks;
  }

  /** The cycle of a set of candidates under the weights now in force. */
  Cycle cycle(String rotation, int[] members, List<String> names, double[] weights) {
    Phase phase = phase(rotation, names, weights);
    return new Cycle(members.clone(), weights, phase.numbers(), phase.schedule(), phase.shift());
  }

  /** The same as it would be under weights that are only proposed: nothing is kept. */
  Cycle proposed(String rotation, int[] members, List<String> names, double[] weights) {
    AtomicReference<Phase> slot = phases.get(key(rotation, names));
    Phase known = slot == null ? latest.get(rotation) : slot.get();
    Phase phase =
        known == null
            ? Phase.at(0, picks.rotation(key(rotation, names)), weights)
            : known.has(weights) && slot != null
                ? known
                : Phase.at(known.behind(), picks.rotation(key(rotation, names)), weights);
    return new Cycle(members.clone(), weights, phase.numbers(), phase.schedule(), phase.shift());
  }

  /** A number for choosing among equals. */
  PickSource.Numbers ties(String rotation) {
    return picks.rotation(rotation + ":ties");
  }

  private Phase phase(String rotation, List<String> names, double[] weights) {
    String key = key(rotation, names);
    AtomicReference<Phase> slot = phases.get(key);
    if (slot == null) {
      if (phases.size() >= MAX_SETS) {
        phases.clear();
      }
      slot =
          phases.computeIfAbsent(
              key, fresh -> new AtomicReference<>(begin(rotation, key, weights)));
    }
    Phase phase = slot.get();
    if (!phase.has(weights)) {
      slot.compareAndSet(phase, Phase.at(phase.behind(), phase.numbers(), weights));
      phase = slot.get();
    }
    latest.put(rotation, phase);
    return phase;
  }

  private Phase begin(String rotation, String key, double[] weights) {
    PickSource.Numbers numbers = picks.rotation(key);
    @Nullable Phase before = latest.get(rotation);
    // A stored position is the phase already; a new set takes over that of the set before it.
    return before == null || numbers.peek() > 0
        ? new Phase(numbers, weights, SmoothSchedule.of(weights), 0)
        : Phase.at(before.behind(), numbers, weights);
  }

  private static String key(String rotation, List<String> names) {
    return rotation + ":" + String.join(",", names);
  }
}
