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
 * reached. Bounded: at most {@value #MOST} sets are kept. Thread-safe.
 */
public final class Rotations {

  static final int MOST = 256;

  private final PickSource picks;
  private final Map<String, AtomicReference<Turn>> turns = new ConcurrentHashMap<>();
  private final Map<String, Turn> latest = new ConcurrentHashMap<>();

  /**
   * @param shift added to the pick number to find the place in the cycle
   */
  private record Turn(
      PickSource.Numbers numbers, double[] weights, SmoothSchedule schedule, long shift) {

    boolean has(double[] other) {
      return Arrays.equals(weights, other);
    }

    /** The share of the cycle that is behind. */
    double behind() {
      long place = Math.floorMod(numbers.peek() + shift, (long) schedule.length());
      return (double) place / schedule.length();
    }

    static Turn at(double fraction, PickSource.Numbers numbers, double[] weights) {
      SmoothSchedule schedule = SmoothSchedule.of(weights);
      long place = (long) Math.floor(fraction * schedule.length() + 1e-9);
      return new Turn(numbers, weights, schedule, place - numbers.peek());
    }
  }

  /**
   * One set of candidates with its cycle: while the same candidates are in the running, a pick is
   * one draw and one array read.
   *
   * @param members the candidates, in the order the cycle counts them
   * @param weights what the cycle was laid out for
   */
  record Wheel(
      int[] members,
      double[] weights,
      PickSource.Numbers numbers,
      SmoothSchedule schedule,
      long shift) {

    boolean turns(int[] others) {
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

  /** The wheel of a set of candidates under the weights now in force. */
  Wheel wheel(String rotation, int[] members, List<String> names, double[] weights) {
    Turn turn = turn(rotation, names, weights);
    return new Wheel(members.clone(), weights, turn.numbers(), turn.schedule(), turn.shift());
  }

  /** The same as it would be under weights that are only proposed: nothing is kept. */
  Wheel proposed(String rotation, int[] members, List<String> names, double[] weights) {
    AtomicReference<Turn> slot = turns.get(key(rotation, names));
    Turn known = slot == null ? latest.get(rotation) : slot.get();
    Turn turn =
        known == null
            ? Turn.at(0, picks.rotation(key(rotation, names)), weights)
            : known.has(weights) && slot != null
                ? known
                : Turn.at(known.behind(), picks.rotation(key(rotation, names)), weights);
    return new Wheel(members.clone(), weights, turn.numbers(), turn.schedule(), turn.shift());
  }

  /** A number for choosing among equals. */
  PickSource.Numbers ties(String rotation) {
    return picks.rotation(rotation + ":ties");
  }

  private Turn turn(String rotation, List<String> names, double[] weights) {
    String key = key(rotation, names);
    AtomicReference<Turn> slot = turns.get(key);
    if (slot == null) {
      if (turns.size() >= MOST) {
        turns.clear();
      }
      slot =
          turns.computeIfAbsent(key, fresh -> new AtomicReference<>(begin(rotation, key, weights)));
    }
    Turn turn = slot.get();
    if (!turn.has(weights)) {
      slot.compareAndSet(turn, Turn.at(turn.behind(), turn.numbers(), weights));
      turn = slot.get();
    }
    latest.put(rotation, turn);
    return turn;
  }

  private Turn begin(String rotation, String key, double[] weights) {
    PickSource.Numbers numbers = picks.rotation(key);
    @Nullable Turn before = latest.get(rotation);
    // A stored position is the phase already; a new set takes over that of the set before it.
    return before == null || numbers.peek() > 0
        ? new Turn(numbers, weights, SmoothSchedule.of(weights), 0)
        : Turn.at(before.behind(), numbers, weights);
  }

  private static String key(String rotation, List<String> names) {
    return rotation + ":" + String.join(",", names);
  }
}
