package io.signalbox.core.routing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The rotating policies: for each set of candidates one schedule, and one pick number shared with
 * every other process.
 *
 * <p>A set of candidates keeps its place in the cycle when weights change: the pick number goes on,
 * shifted so that the same fraction of the new cycle is behind it. Bounded: at most {@value #MOST}
 * sets are kept. Thread-safe.
 */
final class Rotations {

  static final int MOST = 256;

  private final PickSource picks;
  private final Map<String, AtomicReference<Turn>> turns = new ConcurrentHashMap<>();

  /**
   * @param shift added to the pick number to find the place in the cycle
   */
  private record Turn(double[] weights, SmoothSchedule schedule, long shift) {

    boolean has(double[] other) {
      return java.util.Arrays.equals(weights, other);
    }

    Turn reweighted(double[] newest, long nextPick) {
      SmoothSchedule fresh = SmoothSchedule.of(newest);
      long behind = Math.floorMod(nextPick + shift, (long) schedule.length());
      long place = behind * fresh.length() / schedule.length();
      return new Turn(newest, fresh, place - nextPick);
    }
  }

  /**
   * One set of candidates with its cycle, found once and kept by the state it belongs to: while the
   * same candidates are accepted, a pick is one draw and one array read.
   *
   * @param positions the candidates, in the order the cycle counts them
   */
  record Wheel(String rotation, int[] positions, SmoothSchedule schedule, long shift) {

    boolean turns(int[] others) {
      return java.util.Arrays.equals(positions, others);
    }
  }

  Rotations(PickSource picks) {
    this.picks = picks;
  }

  /** The wheel of a set of candidates under the weights now in force. */
  Wheel wheel(String policy, int[] positions, List<String> names, double[] weights) {
    String rotation = rotation(policy, names);
    Turn turn = turn(rotation, weights);
    return new Wheel(rotation, positions.clone(), turn.schedule(), turn.shift());
  }

  /** Picks an index into the wheel's positions; {@code draw} false looks without moving. */
  int pick(Wheel wheel, boolean draw) {
    long number = draw ? picks.next(wheel.rotation()) : picks.peek(wheel.rotation());
    return wheel.schedule().at(number + wheel.shift());
  }

  List<String> next(String policy, List<String> names, double[] weights, int count) {
    if (names.isEmpty()) {
      return List.of();
    }
    String rotation = rotation(policy, names);
    long number = picks.peek(rotation);
    AtomicReference<Turn> known = turns.get(rotation);
    Turn turn =
        known == null
            ? new Turn(weights, SmoothSchedule.of(weights), 0)
            : known.get().has(weights) ? known.get() : known.get().reweighted(weights, number);
    return turn.schedule().names(names, number + turn.shift(), count);
  }

  private Turn turn(String rotation, double[] weights) {
    AtomicReference<Turn> slot = turns.get(rotation);
    if (slot == null) {
      if (turns.size() >= MOST) {
        turns.clear();
      }
      slot =
          turns.computeIfAbsent(
              rotation,
              key -> new AtomicReference<>(new Turn(weights, SmoothSchedule.of(weights), 0)));
    }
    Turn turn = slot.get();
    if (!turn.has(weights)) {
      Turn next = turn.reweighted(weights, picks.peek(rotation));
      slot.compareAndSet(turn, next);
      turn = slot.get();
    }
    return turn;
  }

  private static String rotation(String policy, List<String> names) {
    return policy + ":" + String.join(",", names);
  }

  /** Shares of a cycle by name. */
  static Map<String, Double> shares(List<String> names, double[] weights) {
    Map<String, Double> shares = new LinkedHashMap<>();
    double sum = java.util.Arrays.stream(weights).sum();
    for (int i = 0; i < weights.length; i++) {
      shares.put(names.get(i), weights[i] / sum);
    }
    return shares;
  }
}
