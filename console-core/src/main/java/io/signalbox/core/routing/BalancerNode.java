package io.signalbox.core.routing;

import io.signalbox.core.provider.ProviderOperation;
import io.signalbox.core.provider.ProviderResult;
import io.signalbox.core.routing.balancing.Balancer;
import java.util.Arrays;
import java.util.List;
import java.util.function.ObjDoubleConsumer;
import java.util.stream.IntStream;

/** Sends each call to one of its members. */
final class BalancerNode extends TreeNode {

  final StrategyNode.Balance configured;
  final List<TreeNode> members;
  final double[] weights;
  private final Balancer balancer;
  private final int[] leaves;

  BalancerNode(
      StrategyNode.Balance configured,
      List<TreeNode> members,
      double[] weights,
      Balancer balancer) {
    super(configured.name());
    this.configured = configured;
    this.members = List.copyOf(members);
    this.weights = weights;
    this.balancer = balancer;
    this.leaves = leavesOf(members);
  }

  static int[] leavesOf(List<TreeNode> members) {
    return members.stream().flatMapToInt(each -> Arrays.stream(each.leaves())).distinct().toArray();
  }

  BalancedMembers in(Round round) {
    return new BalancedMembers(round, members, weights, configured.settings().responseTimeWindow());
  }

  Balancer balancer() {
    return balancer;
  }

  @Override
  int[] leaves() {
    return leaves;
  }

  @Override
  boolean serves(Round round) {
    if (isForcedOpen(round, name)) {
      return false;
    }
    for (int i = 0; i < weights.length; i++) {
      if (weights[i] > 0 && members.get(i).serves(round)) {
        return true;
      }
    }
    return panics(round);
  }

  /** With none healthy and panic allowed, those that only health keeps out. */
  private boolean panics(Round round) {
    return configured.settings().panicMode()
        && IntStream.range(0, weights.length).anyMatch(i -> isPanicking(round, i));
  }

  private boolean isPanicking(Round round, int member) {
    return weights[member] > 0
        && members.get(member) instanceof Leaf leaf
        && round.onlyUnhealthy(leaf.position);
  }

  /**
   * @param draw false for a look ahead that moves no rotation
   */
  private int[] ordered(Round round, boolean draw) {
    BalancedMembers in = in(round);
    int[] able = in.able();
    if (able.length == 0 && configured.settings().panicMode()) {
      able = IntStream.range(0, weights.length).filter(i -> isPanicking(round, i)).toArray();
      if (able.length > 0) {
        round.note("Panic: none of " + name + " is healthy, all are used");
        if (draw) {
          round.state.memory.events.publish(
              new RoutingEvents.Panicked(round.now, name, able.length));
        }
      }
    }
    return balancer.order(
        in, able, round.hashKey(configured.settings().algorithm()), round.nanos, draw);
  }

  @Override
  void order(Round round, Order order) {
    // Only the way to the provider that will be called moves a rotation.
    boolean draw = round.draw && order.isEmpty();
    int[] ordered = ordered(round, draw);
    if (draw) {
      round.drew(this, ordered);
    }
    for (int member : ordered) {
      TreeNode node = members.get(member);
      if (node instanceof Leaf leaf) {
        order.add(leaf.position);
      } else {
        node.order(round, order);
      }
    }
  }

  @Override
  ProviderResult run(Trip trip, ProviderOperation operation) {
    int[] drawn = trip.round.takeDrawn(this);
    int[] ordered = drawn != null ? drawn : ordered(trip.round, trip.round.draw);
    ProviderResult full = null;
    for (int member : ordered) {
      ProviderResult result = members.get(member).run(trip, operation);
      // A place taken by another thread just now is no answer: the next member has one.
      if (!Trip.isFull(result)) {
        return result;
      }
      full = result;
    }
    return full != null ? full : trip.refused(this);
  }

  @Override
  void spread(Round round, double share, ObjDoubleConsumer<String> lines) {
    BalancedMembers in = in(round);
    int[] able = in.able();
    double[] shares = balancer.shares(in, able, round.nanos);
    for (int i = 0; i < able.length; i++) {
      TreeNode node = members.get(able[i]);
      double own = share * shares[i];
      lines.accept(name + "/" + node.name, own);
      node.spread(round, own, lines);
    }
  }
}
