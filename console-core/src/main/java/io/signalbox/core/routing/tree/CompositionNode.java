package io.signalbox.core.routing.tree;

import io.signalbox.core.provider.FailureClass;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.ProviderOperation;
import io.signalbox.core.provider.ProviderResult;
import io.signalbox.core.routing.CreatePlan;
import io.signalbox.core.routing.StrategyNode;
import io.signalbox.core.routing.balancing.Balancer;
import io.signalbox.core.routing.candidate.SelectionContext;
import io.signalbox.core.routing.composition.Aggregation;
import io.signalbox.core.routing.composition.AggregationPolicy;
import io.signalbox.core.routing.composition.CompositionMode;
import io.signalbox.core.routing.composition.CompositionSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.ObjDoubleConsumer;

/** Asks several members for one answer. */
public final class CompositionNode extends TreeNode {

  final StrategyNode.Compose configured;
  final List<TreeNode> members;
  final double[] weights;
  private final Balancer balancer;
  private final int[] leaves;

  CompositionNode(
      StrategyNode.Compose configured,
      List<TreeNode> members,
      double[] weights,
      Balancer balancer) {
    super(configured.name());
    this.configured = configured;
    this.members = List.copyOf(members);
    this.weights = weights;
    this.balancer = balancer;
    this.leaves = BalancerNode.leavesOf(members);
  }

  public BalancedMembers in(SelectionContext selection) {
    return new BalancedMembers(selection, members, weights, 10);
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
    // Of redundant members every one must be able to answer: their capabilities intersect.
    if (configured.settings().mode() == CompositionMode.REDUNDANT) {
      for (TreeNode member : members) {
        if (!supports(selection, member)) {
          return false;
        }
      }
    }
    return members.stream().anyMatch(member -> member.serves(selection));
  }

  private static boolean supports(SelectionContext selection, TreeNode member) {
    for (int position : member.leaves()) {
      switch (selection.verdict(position).step()) {
        case NARROWED, OFFERS_TEMPLATE, SUPPORTS_OPERATION, CAPABILITIES -> {}
        case ENABLED,
            TAKES_WORK,
            NOT_EXCLUDED,
            COUNT,
            HEALTH,
            SUCCESS_RATE,
            RESPONSE_TIME,
            CUSTOM_FILTER,
            WEIGHT,
            CONNECTIONS,
            ACCEPTED -> {
          return true;
        }
      }
    }
    return false;
  }

  /**
   * What it asks of the providers below for one create: the first able one of each member. Empty
   * where it asks fewer than two. Draws nothing.
   */
  Optional<CreatePlan> createPlan(SelectionContext selection) {
    Map<String, Double> parts = new LinkedHashMap<>();
    for (TreeNode member : asked(ordered(selection, false))) {
      Order order = new Order(selection.table().size());
      member.order(selection, order);
      if (!order.isEmpty()) {
        parts.putIfAbsent(
            selection.table().provider(order.positions()[0]).name(),
            weights[members.indexOf(member)]);
      }
    }
    return parts.size() < 2
        ? Optional.empty()
        : Optional.of(new CreatePlan(name, configured.settings(), parts));
  }

  /** Members that can serve, in configured order; one of them for LOAD_BALANCED. */
  private List<TreeNode> asked(int[] order) {
    int count =
        configured.settings().mode() == CompositionMode.LOAD_BALANCED
            ? Math.min(1, order.length)
            : order.length;
    List<TreeNode> asked = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      asked.add(members.get(order[i]));
    }
    return asked;
  }

  private int[] ordered(SelectionContext selection, boolean draw) {
    BalancedMembers in = in(selection);
    int[] able = in.able();
    return configured.settings().mode() == CompositionMode.LOAD_BALANCED
        ? balancer.order(in, able, "", selection.nanos(), draw)
        : able;
  }

  @Override
  public void order(SelectionContext selection, Order order) {
    boolean draw = selection.draw() && order.isEmpty();
    int[] ordered = ordered(selection, draw);
    if (draw) {
      selection.keep(this, ordered);
    }
    asked(ordered).forEach(each -> each.order(selection, order));
    // The others follow as alternatives.
    members.stream()
        .filter(each -> each.serves(selection))
        .forEach(each -> each.order(selection, order));
  }

  @Override
  public ProviderResult run(RouteExecution execution, ProviderOperation operation) {
    if (operation instanceof ProviderOperation.CreateInstances) {
      return ProviderResult.failure(
          ProviderFailure.of(
              FailureClass.REQUEST,
              "UNSUPPORTED_OPERATION",
              "Creates of the composition "
                  + name
                  + " go through requests, which keep every member's intent on disk"));
    }
    CompositionSettings settings = configured.settings();
    int[] drawn = execution.selection().take(this, int[].class);
    List<TreeNode> asked =
        asked(drawn != null ? drawn : ordered(execution.selection(), execution.selection().draw()));
    if (asked.isEmpty()) {
      return execution.refused(this);
    }
    Instant end = execution.now().plus(settings.timeout());
    ProviderOperation limited = Operations.until(operation, end);
    return switch (settings.mode()) {
      case LOAD_BALANCED -> asked.getFirst().run(execution, limited);
      case SEQUENTIAL -> sequential(execution, asked, limited, end);
      case PARALLEL, AGGREGATED, REDUNDANT -> parallel(execution, asked, limited, end);
    };
  }

  private ProviderResult sequential(
      RouteExecution execution, List<TreeNode> asked, ProviderOperation operation, Instant end) {
    List<Aggregation.Part> parts = new ArrayList<>();
    boolean firstOnly = configured.settings().policy() == AggregationPolicy.FIRST_SUCCESS;
    boolean over = false;
    for (TreeNode member : asked) {
      over = over || !parts.isEmpty() && !execution.now().isBefore(end) || execution.isCancelled();
      if (over) {
        parts.add(new Aggregation.Part(member.name, null, 0, parts.size()));
        continue;
      }
      long begun = execution.nanos();
      ProviderResult result = member.run(execution, operation);
      execution.part(member.name, result);
      parts.add(new Aggregation.Part(member.name, result, execution.nanos() - begun, parts.size()));
      if (firstOnly && result.isSuccess()) {
        break;
      }
    }
    return Aggregation.combine(configured.settings(), parts, members.size());
  }

  private ProviderResult parallel(
      RouteExecution execution, List<TreeNode> asked, ProviderOperation operation, Instant end) {
    CompositionSettings settings = configured.settings();
    int count = asked.size();
    AtomicReferenceArray<Aggregation.Part> answers = new AtomicReferenceArray<>(count);
    AtomicInteger finished = new AtomicInteger();
    boolean firstOnly = settings.policy() == AggregationPolicy.FIRST_SUCCESS;
    List<RouteExecution> branches = new ArrayList<>(count);
    List<Runnable> work = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int index = i;
      TreeNode member = asked.get(i);
      RouteExecution branch = execution.branch();
      branches.add(branch);
      work.add(() -> {
        if (branch.isCancelled()) {
          return;
        }
        long begun = branch.nanos();
        ProviderResult result = member.run(branch, operation);
        // What a branch that was told to stop still says is no answer.
        if (!branch.isCancelled()) {
          answers.compareAndSet(
              index,
              null,
              new Aggregation.Part(
                  member.name, result, branch.nanos() - begun, finished.getAndIncrement()));
        }
      });
    }
    execution
        .branchRunner()
        .run(
            work,
            settings.maxConcurrent(),
            Duration.between(execution.now(), end),
            () -> firstOnly && anySuccess(answers),
            () -> cancelUnanswered(branches, answers));
    List<Aggregation.Part> parts = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      TreeNode member = asked.get(i);
      Aggregation.Part part = answers.get(i);
      if (part == null) {
        parts.add(new Aggregation.Part(member.name, null, 0, Integer.MAX_VALUE));
      } else {
        parts.add(part);
        execution.part(member.name, Objects.requireNonNull(part.result()));
      }
    }
    return Aggregation.combine(settings, parts, members.size());
  }

  /** A call that is told to stop says nothing about its provider. */
  private static void cancelUnanswered(
      List<RouteExecution> branches, AtomicReferenceArray<Aggregation.Part> answers) {
    for (int i = 0; i < branches.size(); i++) {
      if (answers.get(i) == null) {
        branches.get(i).cancel();
      }
    }
  }

  private static boolean anySuccess(AtomicReferenceArray<Aggregation.Part> answers) {
    for (int i = 0; i < answers.length(); i++) {
      Aggregation.Part part = answers.get(i);
      if (part != null && part.result() != null && part.result().isSuccess()) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void spread(SelectionContext selection, double share, ObjDoubleConsumer<String> lines) {
    BalancedMembers in = in(selection);
    int[] able = in.able();
    boolean divides =
        switch (configured.settings().mode()) {
          case LOAD_BALANCED -> true;
          case PARALLEL -> configured.settings().policy() == AggregationPolicy.MERGE_ALL;
          case SEQUENTIAL, AGGREGATED, REDUNDANT -> false;
        };
    double sum = 0;
    for (int member : able) {
      sum += divides ? weights[member] : 1;
    }
    for (int member : able) {
      TreeNode node = members.get(member);
      double own = share * (divides ? weights[member] : 1) / sum;
      lines.accept(name + "/" + node.name, own);
      node.spread(selection, own, lines);
    }
  }
}
