package io.signalbox.core.routing.tree;

import io.signalbox.core.provider.ProviderOperation;
import io.signalbox.core.provider.ProviderResult;
import io.signalbox.core.routing.candidate.RoutingRuntime;
import io.signalbox.core.routing.candidate.SelectionContext;
import java.util.Arrays;
import java.util.function.ObjDoubleConsumer;

/**
 * A strategy or provider, ready to be walked. Immutable but for what {@link RoutingRuntime} keeps.
 */
public abstract sealed class TreeNode
    permits TreeNode.Leaf, FailoverSwitch, BalancerNode, CompositionNode {

  final String name;

  TreeNode(String name) {
    this.name = name;
  }

  public String name() {
    return name;
  }

  /** Positions of the providers below, each once. */
  public abstract int[] leaves();

  /** Whether new work that comes here can go on: some child that may serve does. */
  public abstract boolean serves(SelectionContext selection);

  /** Adds the providers below that can serve, in the order they would be tried. */
  public abstract void order(SelectionContext selection, Order order);

  /** Carries an operation out; ends at this node's timeouts. */
  public abstract ProviderResult run(RouteExecution execution, ProviderOperation operation);

  /** Spreads a share of work over the providers below. */
  public abstract void spread(
      SelectionContext selection, double share, ObjDoubleConsumer<String> lines);

  /** Calls in flight below. */
  final int inFlight(SelectionContext selection) {
    int sum = 0;
    for (int position : leaves()) {
      sum += selection.facts().inFlight(position);
    }
    return sum;
  }

  /** Whether an operator forced the circuit of this name open. */
  static boolean isForcedOpen(SelectionContext selection, String name) {
    var forced = selection.forced(name);
    return forced != null && forced.open();
  }

  /** Positions in the order they are to be tried, each once. */
  public static final class Order {
    private final int[] positions;
    private int size;

    public Order(int max) {
      positions = new int[max];
    }

    /** Whether nobody is in it yet: what comes first is what will be called. */
    public boolean isEmpty() {
      return size == 0;
    }

    public void add(int position) {
      for (int i = 0; i < size; i++) {
        if (positions[i] == position) {
          return;
        }
      }
      positions[size++] = position;
    }

    public int[] positions() {
      return size == positions.length ? positions : Arrays.copyOf(positions, size);
    }
  }

  /** A provider. */
  public static final class Leaf extends TreeNode {
    final int position;

    Leaf(String name, int position) {
      super(name);
      this.position = position;
    }

    @Override
    public int[] leaves() {
      return new int[] {position};
    }

    @Override
    public boolean serves(SelectionContext selection) {
      return selection.accepts(position);
    }

    @Override
    public void order(SelectionContext selection, Order order) {
      if (serves(selection)) {
        order.add(position);
      }
    }

    @Override
    public ProviderResult run(RouteExecution execution, ProviderOperation operation) {
      return execution.guarded(position, operation);
    }

    @Override
    public void spread(SelectionContext selection, double share, ObjDoubleConsumer<String> lines) {}
  }
}
