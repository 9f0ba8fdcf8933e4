package io.signalbox.core.routing.tree;

import io.signalbox.core.provider.ProviderOperation;
import io.signalbox.core.provider.ProviderResult;
import io.signalbox.core.routing.RoutingEvents;
import io.signalbox.core.routing.StrategyNode;
import io.signalbox.core.routing.balancing.Balancer;
import io.signalbox.core.routing.candidate.SelectionContext;
import java.util.Arrays;
import java.util.List;
import java.util.function.ObjDoubleConsumer;
import java.util.stream.IntStream;

/** Sends each call to one of its members. */
public final class BalancerNode extends TreeNode {

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

  public BalancedMembers in(SelectionContext selection) {
    return new BalancedMembers(
        selection, members, weights, configured.settings().responseTimeWindow());
  }

  public Balancer balancer() {
    return balancer;
  }

  @Override
  public int[] leaves() {
    return leaves;
  }

  @Override
  public boolean serves(SelectionContext selection) {
    if (isForcedOpen(selection, name)) {
      return false;
    }
    for (int i = 0; i < weights.length; i++) {
      if (weights[i] > 0 && members.get(i).serves(selection)) {
        return true;
      }
    }
    return panics(selection);
  }

  /** With none healthy and panic allowed, those that only health keeps out. */
  private boolean panics(SelectionContext selection) {
    return configured.settings().panicMode()
        && IntStream.range(0, weights.length).anyMatch(i -> isPanicking(selection, i));
  }

  private boolean isPanicking(SelectionContext selection, int member) {
    return weights[member] > 0
        && members.get(member) instanceof Leaf leaf
        && selection.onlyUnhealthy(leaf.position);
  }

  /**
   * @param draw false for a look ahead that moves no rotation
   */
  private int[] ordered(SelectionContext selection, boolean draw) {
    BalancedMembers in = in(selection);
    int[] able = in.able();
    if (able.length == 0 && configured.settings().panicMode()) {
      able = IntStream.range(0, weights.length).filter(i -> isPanicking(selection, i)).toArray();
      if (able.length > 0) {
        selection.note("Panic: none of " + name + " is healthy, all are used");
        if (draw) {
          selection
              .table()
              .runtime()
              .events()
              .publish(new RoutingEvents.Panicked(selection.now(), name, able.length));
        }
      }
    }
    return balancer.order(
        in, able, selection.hashKey(configured.settings().algorithm()), selection.nanos(), draw);
  }

  @Override
  public void order(SelectionContext selection, Order order) {
    // Only the way to the provider that will be called moves a rotation.
    boolean draw = selection.draw() && order.isEmpty();
    int[] chosen = selection.draw() ? null : selection.chosen(this, int[].class);
    int[] ordered = chosen != null ? chosen : ordered(selection, draw);
    if (draw) {
      selection.keep(this, ordered);
    }
    for (int member : ordered) {
      TreeNode node = members.get(member);
      if (node instanceof Leaf leaf) {
        order.add(leaf.position);
      } else {
        node.order(selection, order);
      }
    }
  }

  @Override
  public ProviderResult run(RouteExecution execution, ProviderOperation operation) {
    int[] drawn = execution.selection().take(this, int[].class);
    int[] ordered =
        drawn != null ? drawn : ordered(execution.selection(), execution.selection().draw());
    ProviderResult full = null;
    for (int member : ordered) {
      ProviderResult result = members.get(member).run(execution, operation);
      // A place taken by another thread just now is no answer: the next member has one.
      if (!RouteExecution.isFull(result)) {
        return result;
      }
      full = result;
    }
    return full != null ? full : execution.refused(this);
  }

  @Override
  public void spread(SelectionContext selection, double share, ObjDoubleConsumer<String> lines) {
    BalancedMembers in = in(selection);
    int[] able = in.able();
    double[] shares = balancer.shares(in, able, selection.nanos());
    for (int i = 0; i < able.length; i++) {
      TreeNode node = members.get(able[i]);
      double own = share * shares[i];
      lines.accept(name + "/" + node.name, own);
      node.spread(selection, own, lines);
    }
  }
}
