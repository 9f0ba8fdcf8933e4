package io.signalbox.core.routing.choosing;

import io.signalbox.core.provider.HealthState;
import io.signalbox.core.routing.ProviderRegistration;
import io.signalbox.core.routing.SelectionPolicy;
import io.signalbox.core.routing.balancing.Balancer;
import io.signalbox.core.routing.balancing.BalancingAlgorithm;
import io.signalbox.core.routing.balancing.BalancingSettings;
import io.signalbox.core.routing.candidate.Candidates;
import io.signalbox.core.routing.candidate.ProviderTable;
import io.signalbox.core.routing.candidate.SelectionContext;
import io.signalbox.core.routing.selection.SelectionCandidate;
import io.signalbox.core.routing.selection.SelectionStrategy;
import io.signalbox.core.routing.tree.TreeNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Orders accepted candidates by the selection policy of one state; ties rotate. Rotating, random
 * and connection policies are the balancers' algorithms; the others sort, healthy before degraded
 * before unknown.
 */
public final class PolicyOrder {

  private final ProviderTable table;
  private final SelectionPolicy policy;
  private final @Nullable Balancer balancer;
  private final Balancer ties;

  PolicyOrder(ProviderTable table) {
    this.table = table;
    this.policy = table.settings().policy();
    BalancingAlgorithm algorithm = algorithm(policy);
    this.balancer = algorithm == null ? null : balancer("policy", algorithm);
    this.ties = balancer("policy/ties", BalancingAlgorithm.ROUND_ROBIN);
  }

  private Balancer balancer(String name, BalancingAlgorithm algorithm) {
    return new Balancer(
        name + "/" + policy,
        BalancingSettings.DEFAULT.withAlgorithm(algorithm),
        table.runtime().rotations(),
        table.runtime().adaptive(name),
        table.runtime().chance());
  }

  private static @Nullable BalancingAlgorithm algorithm(SelectionPolicy policy) {
    return switch (policy) {
      case ROUND_ROBIN -> BalancingAlgorithm.ROUND_ROBIN;
      case WEIGHTED_ROUND_ROBIN -> BalancingAlgorithm.WEIGHTED_ROUND_ROBIN;
      case LEAST_CONNECTIONS -> BalancingAlgorithm.LEAST_CONNECTIONS;
      case RANDOM -> BalancingAlgorithm.RANDOM;
      case FIRST_AVAILABLE,
          PRIORITY,
          FASTEST_RESPONSE,
          HIGHEST_SUCCESS_RATE,
          PERFORMANCE_BASED,
          CAPABILITY_BASED,
          HEALTH_BASED,
          COST_BASED,
          CUSTOM ->
          null;
    };
  }

  /** What the policy needs that is not there; empty when it can order. */
  public String lacks(SelectionContext selection, int[] positions) {
    return switch (policy) {
      case CAPABILITY_BASED ->
          selection.criteria().requiredCapabilities().isEmpty()
                  && selection.request().providerApi() == null
              ? "CAPABILITY_BASED needs a required capability or API to choose by"
              : "";
      case COST_BASED ->
          Arrays.stream(positions)
                  .allMatch(
                      p -> Double.isNaN(Candidates.price(table.provider(p), selection.request())))
              ? "COST_BASED needs prices, and no candidate has one: give providers the capability "
                  + Candidates.PRICE
                  + " (USD), or templates a max_price"
              : "";
      case CUSTOM -> custom() == null ? "CUSTOM needs an installed selection_strategy" : "";
      default -> "";
    };
  }

  private @Nullable SelectionStrategy custom() {
    String name = table.settings().customStrategy();
    return name == null ? null : table.runtime().plugins().strategy(name);
  }

  /**
   * @param positions accepted, ascending; {@link #lacks} was empty for them
   * @return the chosen one first, the others in the order they would be tried
   */
  public int[] order(SelectionContext selection, int[] positions) {
    if (positions.length < 2) {
      return positions;
    }
    if (balancer != null) {
      return balancer.order(
          new EveryProvider(selection), positions, "", selection.nanos(), selection.draw());
    }
    return switch (policy) {
      case PRIORITY ->
          sorted(
              selection, positions, p -> table.provider(p).priority(), p -> -table.weight(p), true);
      case FASTEST_RESPONSE ->
          sorted(
              selection,
              positions,
              p -> orElse(selection.facts().decayedMillis(p), -1),
              null,
              true);
      case HIGHEST_SUCCESS_RATE ->
          sorted(
              selection,
              positions,
              p -> -orElse(selection.facts().successPercent(p), 101),
              null,
              true);
      case PERFORMANCE_BASED -> sorted(selection, positions, p -> -score(selection, p), null, true);
      case CAPABILITY_BASED ->
          sorted(
              selection,
              positions,
              p -> Candidates.surplus(table.provider(p), selection.criteria()),
              null,
              true);
      case HEALTH_BASED ->
          sorted(
              selection,
              positions,
              p -> -(double) selection.facts().sinceFailureNanos(p),
              null,
              true);
      case COST_BASED ->
          sorted(
              selection,
              positions,
              p ->
                  orElse(
                      Candidates.price(table.provider(p), selection.request()),
                      Double.POSITIVE_INFINITY),
              null,
              true);
      case CUSTOM -> bySomeoneElse(selection, positions);
      default -> sorted(selection, positions, p -> 0, null, false);
    };
  }

  private static double orElse(double value, double other) {
    return Double.isNaN(value) ? other : value;
  }

  /** 0.7 x success share + 0.3 x min(1, 1000 / mean ms); what was never measured is tried. */
  private static double score(SelectionContext selection, int position) {
    double success = orElse(selection.facts().successPercent(position), 100) / 100;
    double mean = orElse(selection.facts().decayedMillis(position), 0);
    return 0.7 * success + 0.3 * Math.min(1, mean <= 0 ? 1 : 1_000 / mean);
  }

  private int[] sorted(
      SelectionContext selection,
      int[] positions,
      ToDoubleFunction<Integer> first,
      @Nullable ToDoubleFunction<Integer> second,
      boolean rotatesTies) {
    double[][] keys = new double[positions.length][];
    for (int i = 0; i < positions.length; i++) {
      int position = positions[i];
      keys[i] =
          new double[] {
            rank(selection.facts().health(position).state()),
            first.applyAsDouble(position),
            second == null ? 0 : second.applyAsDouble(position),
            position
          };
    }
    Arrays.sort(keys, Arrays::compare);
    int[] sorted = new int[keys.length];
    int equal = 1;
    for (int i = 0; i < keys.length; i++) {
      sorted[i] = (int) keys[i][3];
      if (i == equal && Arrays.equals(keys[i], 0, 3, keys[0], 0, 3)) {
        equal++;
      }
    }
    if (rotatesTies && equal > 1) {
      int[] rotated =
          ties.order(
              new EveryProvider(selection),
              Arrays.copyOf(sorted, equal),
              "",
              selection.nanos(),
              selection.draw());
      System.arraycopy(rotated, 0, sorted, 0, equal);
    }
    return sorted;
  }

  private static int rank(HealthState health) {
    return switch (health) {
      case HEALTHY -> 0;
      case DEGRADED -> 1;
      case UNKNOWN -> 2;
      case UNHEALTHY -> 3;
    };
  }

  private int[] bySomeoneElse(SelectionContext selection, int[] positions) {
    SelectionStrategy strategy = custom();
    if (strategy == null) {
      return positions;
    }
    List<SelectionCandidate> candidates = new ArrayList<>();
    for (int position : positions) {
      candidates.add(Candidates.of(table, selection.facts(), position, selection.request()));
    }
    TreeNode.Order order = new TreeNode.Order(positions.length);
    for (String name :
        strategy.order(Candidates.question(selection.request(), selection.now()), candidates)) {
      int position = table.position(name);
      if (position >= 0 && Arrays.binarySearch(positions, position) >= 0) {
        order.add(position);
      }
    }
    for (int position : positions) {
      order.add(position);
    }
    return order.positions();
  }

  /** The expected share of each position, by name. */
  public Map<String, Double> shares(SelectionContext selection, int[] positions) {
    Map<String, Double> shares = new LinkedHashMap<>();
    if (positions.length == 0) {
      return shares;
    }
    if (balancer != null) {
      double[] parts = balancer.shares(new EveryProvider(selection), positions, selection.nanos());
      for (int i = 0; i < parts.length; i++) {
        shares.put(table.provider(positions[i]).name(), parts[i]);
      }
      return shares;
    }
    List<Integer> equals = bestTie(selection, positions);
    equals.forEach(p -> shares.put(table.provider(p).name(), 1.0 / equals.size()));
    return shares;
  }

  /** Those that take turns at the head: looked at once from each of them. */
  private List<Integer> bestTie(SelectionContext selection, int[] positions) {
    int[] order = order(selection, positions);
    if (policy != SelectionPolicy.PRIORITY) {
      return List.of(order[0]);
    }
    ProviderRegistration best = table.provider(order[0]);
    List<Integer> equals = new ArrayList<>();
    for (int position : positions) {
      ProviderRegistration each = table.provider(position);
      if (each.priority() == best.priority()
          && table.weight(position) == table.weight(order[0])
          && selection.facts().health(position).state()
              == selection.facts().health(order[0]).state()) {
        equals.add(position);
      }
    }
    return equals;
  }

  /** The coming picks; empty where they cannot be told. */
  public List<String> next(SelectionContext selection, int[] positions, int count) {
    if (positions.length == 0) {
      return List.of();
    }
    if (balancer != null) {
      return balancer.coming(new EveryProvider(selection), positions, selection.nanos(), count);
    }
    List<Integer> equals = bestTie(selection, positions);
    if (equals.size() > 1) {
      int[] tied = equals.stream().mapToInt(Integer::intValue).toArray();
      return ties.coming(new EveryProvider(selection), tied, selection.nanos(), count);
    }
    return Collections.nCopies(count, table.provider(order(selection, positions)[0]).name());
  }

  /** Picks until the order repeats; 0 where it does not. */
  public int cycle(SelectionContext selection, int[] positions) {
    return balancer == null
        ? 0
        : balancer.cycle(new EveryProvider(selection), positions, selection.nanos());
  }
}
