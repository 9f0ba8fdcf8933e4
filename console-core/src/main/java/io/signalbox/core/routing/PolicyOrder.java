package io.signalbox.core.routing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Orders accepted candidates by the policy; ties rotate. Thread-safe. */
final class PolicyOrder {

  private final Rotations rotations;

  PolicyOrder(Rotations rotations) {
    this.rotations = rotations;
  }

  /**
   * Reorders {@code positions}, the chosen one first; the others follow in the order they would be
   * tried.
   */
  int[] order(RoutingState state, int[] positions, boolean draw) {
    return switch (state.snapshot.settings().policy()) {
      case FIRST_AVAILABLE -> positions;
      case PRIORITY -> byPriority(state, positions, draw);
      case ROUND_ROBIN -> rotate(state, "round_robin", positions, false, draw);
      case WEIGHTED_ROUND_ROBIN -> rotate(state, "weighted", positions, true, draw);
      case LEAST_CONNECTIONS,
          RANDOM,
          FASTEST_RESPONSE,
          HIGHEST_SUCCESS_RATE,
          PERFORMANCE_BASED,
          CAPABILITY_BASED,
          HEALTH_BASED,
          COST_BASED,
          CUSTOM ->
          throw new IllegalStateException(
              state.snapshot.settings().policy() + " is not in force in this edition");
    };
  }

  /** The share of each position in {@code positions} under the policy, by name. */
  Map<String, Double> shares(RoutingState state, int[] positions) {
    List<String> names = names(state, positions);
    return switch (state.snapshot.settings().policy()) {
      case ROUND_ROBIN -> Rotations.shares(names, ones(positions.length));
      case WEIGHTED_ROUND_ROBIN -> Rotations.shares(names, weights(state, positions));
      case PRIORITY -> {
        int[] best = bestTie(state, sortedByPriority(state, positions));
        yield Rotations.shares(names(state, best), ones(best.length));
      }
      default -> Rotations.shares(names.subList(0, 1), ones(1));
    };
  }

  List<String> next(RoutingState state, int[] positions, int count) {
    return switch (state.snapshot.settings().policy()) {
      case ROUND_ROBIN ->
          rotations.next("round_robin", names(state, positions), ones(positions.length), count);
      case WEIGHTED_ROUND_ROBIN ->
          rotations.next("weighted", names(state, positions), weights(state, positions), count);
      case PRIORITY -> {
        int[] best = bestTie(state, sortedByPriority(state, positions));
        yield rotations.next("priority", names(state, best), ones(best.length), count);
      }
      default -> java.util.Collections.nCopies(count, names(state, positions).getFirst());
    };
  }

  private int[] byPriority(RoutingState state, int[] positions, boolean draw) {
    int[] sorted = sortedByPriority(state, positions);
    int[] best = bestTie(state, sorted);
    if (best.length > 1) {
      int[] rotated = rotate(state, "priority", best, false, draw);
      System.arraycopy(rotated, 0, sorted, 0, rotated.length);
    }
    return sorted;
  }

  private static int[] sortedByPriority(RoutingState state, int[] positions) {
    return Arrays.stream(positions)
        .boxed()
        .sorted(
            Comparator.<Integer>comparingInt(p -> state.provider(p).priority())
                .thenComparing(p -> -state.weights[p]))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private static int[] bestTie(RoutingState state, int[] sorted) {
    int ties = 1;
    while (ties < sorted.length
        && state.provider(sorted[ties]).priority() == state.provider(sorted[0]).priority()
        && state.weights[sorted[ties]] == state.weights[sorted[0]]) {
      ties++;
    }
    return Arrays.copyOf(sorted, ties);
  }

  private int[] rotate(
      RoutingState state, String policy, int[] positions, boolean weighted, boolean draw) {
    if (positions.length < 2) {
      return positions;
    }
    int first = rotations.pick(wheel(state, policy, positions, weighted), draw);
    int[] ordered = new int[positions.length];
    for (int i = 0; i < ordered.length; i++) {
      ordered[i] = positions[(first + i) % positions.length];
    }
    return ordered;
  }

  private Rotations.Wheel wheel(
      RoutingState state, String policy, int[] positions, boolean weighted) {
    Rotations.Wheel last = state.wheel;
    if (last != null && last.turns(positions)) {
      return last;
    }
    Rotations.Wheel wheel =
        rotations.wheel(
            policy,
            positions,
            names(state, positions),
            weighted ? weights(state, positions) : ones(positions.length));
    state.wheel = wheel;
    return wheel;
  }

  private static List<String> names(RoutingState state, int[] positions) {
    List<String> names = new ArrayList<>(positions.length);
    for (int position : positions) {
      names.add(state.provider(position).name());
    }
    return names;
  }

  private static double[] weights(RoutingState state, int[] positions) {
    double[] weights = new double[positions.length];
    for (int i = 0; i < positions.length; i++) {
      weights[i] = state.weights[positions[i]];
    }
    return weights;
  }

  private static double[] ones(int length) {
    double[] ones = new double[length];
    Arrays.fill(ones, 1);
    return ones;
  }

  /** Every configured name with its share, 0 where it has none. */
  static Map<String, Double> complete(RoutingState state, Map<String, Double> shares) {
    Map<String, Double> all = new LinkedHashMap<>();
    state.names().forEach(name -> all.put(name, shares.getOrDefault(name, 0.0)));
    return all;
  }
}
