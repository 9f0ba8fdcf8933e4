package io.signalbox.core.routing;

import io.signalbox.core.provider.ProviderOperation;
import io.signalbox.core.provider.ProviderResult;
import java.util.function.ObjDoubleConsumer;

/**
 * A strategy or provider, ready to be walked. Immutable but for what {@link RoutingRuntime} keeps.
 */
abstract sealed class TreeNode
    permits TreeNode.Leaf, FailoverSwitch, BalancerNode, CompositionNode {

  final String name;

  TreeNode(String name) {
    this.name = name;
  }

  /** Positions of the providers below, each once. */
  abstract int[] leaves();

  /** Whether new work that comes here can go on: some child that may serve does. */
  abstract boolean serves(SelectionContext selection);

  /** Adds the providers below that can serve, in the order they would be tried. */
  abstract void order(SelectionContext selection, Order order);

  /** Carries an operation out; ends at this node's timeouts. */
  abstract ProviderResult run(RouteExecution execution, ProviderOperation operation);

  /** Spreads a share of work over the providers below. */
  abstract void spread(SelectionContext selection, double share, ObjDoubleConsumer<String> lines);

  /** Calls in flight below. */
  final int inFlight(SelectionContext selection) {
    int sum = 0;
    for (int position : leaves()) {
      sum += selection.facts.inFlight(position);
    }
    return sum;
  }

  /** Whether an operator forced the circuit of this name open. */
  static boolean isForcedOpen(SelectionContext selection, String name) {
    var forced = selection.state.forced(name, selection.now);
    return forced != null && forced.open();
  }

  /** Positions in the order they are to be tried, each once. */
  static final class Order {
    private final int[] positions;
    private int size;

    Order(int max) {
      positions = new int[max];
    }

    /** Whether nobody is in it yet: what comes first is what will be called. */
    boolean isEmpty() {
      return size == 0;
    }

    void add(int position) {
      for (int i = 0; i < size; i++) {
        if (positions[i] == position) {
          return;
        }
      }
      positions[size++] = position;
    }

    int[] positions() {
      return size == positions.length ? positions : java.util.Arrays.copyOf(positions, size);
    }
  }

  /** A provider. */
  static final class Leaf extends TreeNode {
    final int position;

    Leaf(String name, int position) {
      super(name);
      this.position = position;
    }

    @Override
    int[] leaves() {
      return new int[] {position};
    }

    @Override
    boolean serves(SelectionContext selection) {
      return selection.accepts(position);
    }

    @Override
    void order(SelectionContext selection, Order order) {
      if (serves(selection)) {
        order.add(position);
      }
    }

    @Override
    ProviderResult run(RouteExecution execution, ProviderOperation operation) {
      return execution.guarded(position, operation);
    }

    @Override
    void spread(SelectionContext selection, double share, ObjDoubleConsumer<String> lines) {}
  }
}
