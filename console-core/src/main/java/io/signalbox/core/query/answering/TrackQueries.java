package io.signalbox.core.query.answering;

import io.signalbox.core.error.Counted;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.query.SwitchPreview;
import io.signalbox.core.routing.ProviderContext;
import io.signalbox.core.routing.RoutingSnapshot;
import io.signalbox.core.routing.RoutingTree;
import io.signalbox.core.routing.StrategyNode;
import io.signalbox.core.routing.SwitchChange;
import io.signalbox.core.routing.Traffic;
import io.signalbox.core.routing.failover.ForcedCircuit;
import io.signalbox.core.routing.holds.Activation;
import io.signalbox.core.routing.holds.ManualState;
import io.signalbox.core.routing.holds.SwitchHold;
import io.signalbox.core.snapshot.ProviderView;
import io.signalbox.core.snapshot.ProviderViews;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Answers what is asked about switches. Thread-safe. */
public final class TrackQueries {

  private static final double NEARLY_FULL = 0.8;

  private final ProviderContext context;
  private final ProviderViews views;
  private final RoutingQueries routing;
  private final TimeSource time;
  private final BiFunction<Set<String>, Set<String>, List<String>> stranded;
  private final Function<String, List<String>> dependents;

  /**
   * @param stranded the templates that lose their last way when providers close: open before,
   *     closed
   * @param dependents what depends on a provider, one sentence each
   */
  public TrackQueries(
      ProviderContext context,
      ProviderViews views,
      RoutingQueries routing,
      TimeSource time,
      BiFunction<Set<String>, Set<String>, List<String>> stranded,
      Function<String, List<String>> dependents) {
    this.context = context;
    this.views = views;
    this.routing = routing;
    this.time = time;
    this.stranded = stranded;
    this.dependents = dependents;
  }

  /** What traffic would do if a switch were thrown. */
  public SwitchPreview preview(SwitchChange change) {
    Traffic before = context.traffic();
    check(before.snapshot().settings().tree(), change);
    Traffic after = before.after(changed(before.snapshot(), change));
    Map<String, Double> sharesBefore = before.shares();
    Map<String, Double> sharesAfter = after.shares();
    Set<String> closing = closing(change, before.snapshot().settings().tree());
    Set<String> open = new HashSet<>();
    ProviderViews.Now now = views.now();
    List<ProviderView> providers = now.all();
    double rate = now.totals().operationsPerSecond();
    providers.stream().filter(ProviderView::takesWork).forEach(each -> open.add(each.name()));
    boolean closes = closing.stream().anyMatch(open::contains);
    List<String> lost = closes ? stranded.apply(open, closing) : List.of();
    boolean nothingLeft =
        closes && open.stream().allMatch(closing::contains)
            || sharesBefore.values().stream().anyMatch(share -> share > 0)
                && sharesAfter.values().stream().allMatch(share -> share == 0);
    List<String> unreached =
        change.kind() == SwitchChange.Kind.MAKE_ACTIVE && change.at() == null
            ? routing.notReached(change.name())
            : lost;
    List<String> notes = notes(change, providers, rate, sharesBefore, sharesAfter);
    if (change.kind() == SwitchChange.Kind.DISABLE) {
      notes.addAll(dependents.apply(change.name()));
    }
    return new SwitchPreview(
        change,
        sharesBefore,
        sharesAfter,
        warnings(change, before, providers, rate, sharesBefore, sharesAfter, nothingLeft),
        notes,
        unreached,
        change.kind() != SwitchChange.Kind.AUTOMATIC && (nothingLeft || closes && !lost.isEmpty()));
  }

  /** Refuses names that are none, with those that are. */
  public void check(RoutingTree tree, SwitchChange change) {
    if (change.kind() == SwitchChange.Kind.DEACTIVATE) {
      return;
    }
    String at = change.at();
    if (at != null) {
      StrategyNode node = tree.strategies().get(at);
      if (!(node instanceof StrategyNode.Failover chain)) {
        throw new SignalboxException(
            ErrorCode.INVALID_INPUT,
            "'"
                + at
                + "' is no switch; a switch is a failover strategy: "
                + String.join(
                    ", ",
                    tree.reached().stream()
                        .filter(StrategyNode.Failover.class::isInstance)
                        .map(StrategyNode::name)
                        .toList()),
            Map.of("at", at));
      }
      boolean holds = change.kind() == SwitchChange.Kind.MAKE_ACTIVE;
      if (holds && !chain.members().contains(change.name())) {
        throw new SignalboxException(
            ErrorCode.INVALID_INPUT,
            "'"
                + change.name()
                + "' is no member of "
                + at
                + "; members: "
                + String.join(", ", chain.members()),
            Map.of("at", at, "member", change.name()));
      }
      return;
    }
    boolean strategy =
        tree.reached().stream().anyMatch(node -> node.members().contains(change.name()))
            && tree.strategies().containsKey(change.name());
    if (!strategy && tree.strategies().containsKey(change.name())) {
      throw new SignalboxException(
          ErrorCode.INVALID_INPUT,
          "'" + change.name() + "' is no member of another strategy: no circuit leads to it",
          Map.of("name", change.name()));
    }
    boolean circuit =
        change.kind() == SwitchChange.Kind.FORCE_OPEN
            || change.kind() == SwitchChange.Kind.FORCE_CLOSED
            || change.kind() == SwitchChange.Kind.RELEASE_CIRCUIT
            || change.kind() == SwitchChange.Kind.AUTOMATIC;
    if (!(strategy && circuit)) {
      views.registration(change.name());
    }
  }

  private static Set<String> closing(SwitchChange change, RoutingTree tree) {
    return switch (change.kind()) {
      case DRAIN, MAINTENANCE, DISABLE -> Set.of(change.name());
      case FORCE_OPEN -> tree.providers(change.name());
      case MAKE_ACTIVE, FORCE_CLOSED, AUTOMATIC, ENABLE, RESUME, RELEASE_CIRCUIT, DEACTIVATE ->
          Set.of();
    };
  }

  /** The snapshot with a change as an operator would make it. */
  private RoutingSnapshot changed(RoutingSnapshot now, SwitchChange change) {
    Instant at = time.now();
    Map<String, ManualState> manual = new HashMap<>(now.manual());
    Map<String, SwitchHold> holds = new HashMap<>(now.holds());
    Map<String, ForcedCircuit> forced = new HashMap<>(now.forced());
    @Nullable Activation activation = now.activation();
    String name = change.name();
    String node = change.at();
    switch (change.kind()) {
      case MAKE_ACTIVE -> {
        if (node == null) {
          activation = new Activation(name, "preview", "", at, null);
        } else {
          holds.put(node, new SwitchHold(node, name, "preview", "", at, null));
        }
      }
      case DRAIN -> manual.put(name, preview(name, ManualState.Kind.DRAINED, at));
      case MAINTENANCE -> manual.put(name, preview(name, ManualState.Kind.MAINTENANCE, at));
      case DISABLE -> manual.put(name, preview(name, ManualState.Kind.DISABLED, at));
      case ENABLE -> manual.put(name, preview(name, ManualState.Kind.ENABLED, at));
      case FORCE_OPEN -> forced.put(name, new ForcedCircuit(name, true, "preview", "", at, null));
      case FORCE_CLOSED ->
          forced.put(name, new ForcedCircuit(name, false, "preview", "", at, null));
      case AUTOMATIC -> {
        if (node != null) {
          holds.remove(node);
        } else {
          manual.remove(name);
          forced.remove(name);
          activation = activation != null && activation.provider().equals(name) ? null : activation;
        }
      }
      case RESUME ->
          manual.computeIfPresent(
              name,
              (key, state) ->
                  state.kind() == ManualState.Kind.DRAINED
                          || state.kind() == ManualState.Kind.MAINTENANCE
                      ? null
                      : state);
      case RELEASE_CIRCUIT -> forced.remove(name);
      case DEACTIVATE -> activation = null;
    }
    return new RoutingSnapshot(
        now.providers(), now.settings(), manual, activation, holds, forced, now.heldVersion());
  }

  private static ManualState preview(String name, ManualState.Kind kind, Instant at) {
    return new ManualState(name, kind, "preview", "", at, null);
  }

  private static List<String> warnings(
      SwitchChange change,
      Traffic before,
      List<ProviderView> providers,
      double rate,
      Map<String, Double> sharesBefore,
      Map<String, Double> sharesAfter,
      boolean nothingLeft) {
    List<String> warnings = new ArrayList<>();
    if (nothingLeft) {
      warnings.add("No provider would take new work.");
    }
    if (change.kind() == SwitchChange.Kind.MAKE_ACTIVE) {
      String at = change.at();
      warnings.add(
          at == null
              ? "While " + change.name() + " is active nothing fails over from it."
              : "While held, " + at + " has no automatic fallback.");
      String closed = before.closed(change.name());
      if (!closed.isEmpty()) {
        warnings.add(change.name() + " takes no work now: " + closed);
      }
    }
    if (change.kind() == SwitchChange.Kind.FORCE_CLOSED) {
      warnings.add("Work goes to " + change.name() + " whatever its failures and health.");
    }
    for (ProviderView view : providers) {
      double was = sharesBefore.getOrDefault(view.name(), 0.0);
      double is = sharesAfter.getOrDefault(view.name(), 0.0);
      double mean = view.metrics().meanMillis();
      double calls = is * rate * (Double.isNaN(mean) ? 0 : mean / 1_000);
      if (is > was && calls > NEARLY_FULL * view.maxInFlight()) {
        warnings.add(
            String.format(
                Locale.ROOT,
                "%s would have about %.0f of %s in use.",
                view.name(),
                calls,
                Counted.of(view.maxInFlight(), "connection")));
      }
    }
    return warnings;
  }

  private static List<String> notes(
      SwitchChange change,
      List<ProviderView> providers,
      double rate,
      Map<String, Double> sharesBefore,
      Map<String, Double> sharesAfter) {
    List<String> notes = new ArrayList<>();
    for (ProviderView view : providers) {
      double was = sharesBefore.getOrDefault(view.name(), 0.0);
      double is = sharesAfter.getOrDefault(view.name(), 0.0);
      if (is > was) {
        notes.add(
            String.format(
                Locale.ROOT, "%s: %.1f to %.1f ops/s.", view.name(), was * rate, is * rate));
      }
      if (is < was) {
        notes.add(
            Counted.of(view.inFlight(), "call")
                + " in flight on "
                + view.name()
                + " finish there.");
      }
    }
    if (change.kind() == SwitchChange.Kind.DRAIN
        || change.kind() == SwitchChange.Kind.MAINTENANCE
        || change.kind() == SwitchChange.Kind.DISABLE) {
      notes.add("Templates pinned to " + change.name() + " are refused meanwhile.");
    }
    return notes;
  }
}
