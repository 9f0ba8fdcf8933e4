package io.signalbox.app.ui.tracks;

import io.signalbox.core.health.HealthView;
import io.signalbox.core.metrics.WindowMetrics;
import io.signalbox.core.provider.HealthState;
import io.signalbox.core.query.SwitchPreview;
import io.signalbox.core.request.HourlyCost;
import io.signalbox.core.routing.SwitchChange;
import io.signalbox.core.routing.failover.CircuitView;
import io.signalbox.core.routing.failover.CircuitView.State;
import io.signalbox.core.routing.failover.ForcedCircuit;
import io.signalbox.core.routing.holds.Activation;
import io.signalbox.core.routing.holds.ManualState;
import io.signalbox.core.routing.holds.SwitchHold;
import io.signalbox.core.snapshot.ConsoleSnapshot;
import io.signalbox.core.snapshot.Held;
import io.signalbox.core.snapshot.ProviderView;
import io.signalbox.core.snapshot.TrackMember;
import io.signalbox.core.snapshot.TrackNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Routing trees as the core would answer with them. */
public final class FakeTracks {

  public static final Instant AT = Instant.parse("2026-06-16T14:42:18Z");
  public static final double OPS = 28.4;

  private FakeTracks() {}

  /** As the core makes one of these: what is held is found in them. */
  public static ConsoleSnapshot of(
      TrackNode tracks,
      List<ProviderView> providers,
      double operationsPerSecond,
      int inFlight,
      @Nullable Activation activation) {
    Map<String, SwitchHold> holds = new LinkedHashMap<>();
    Map<String, ForcedCircuit> forced = new LinkedHashMap<>();
    Map<String, ManualState> manual = new LinkedHashMap<>();
    collect(tracks, holds, forced);
    for (ProviderView each : providers) {
      if (each.manual() != null) {
        manual.put(each.name(), each.manual());
      }
      if (each.circuit() != null && each.circuit().forced() != null) {
        forced.put(each.name(), each.circuit().forced());
      }
    }
    List<Held> held = new ArrayList<>();
    if (activation != null) {
      held.add(Held.of(activation));
    }
    holds.values().forEach(each -> held.add(Held.of(each)));
    forced.values().forEach(each -> held.add(Held.of(each)));
    manual.values().forEach(each -> held.add(Held.of(each)));
    return new ConsoleSnapshot(
        1,
        AT,
        "production",
        "1",
        WindowMetrics.NONE,
        inFlight,
        providers,
        tracks,
        activation,
        operationsPerSecond,
        List.of(),
        held,
        0,
        List.of(),
        0,
        HourlyCost.NONE,
        0);
  }

  private static void collect(
      TrackNode node, Map<String, SwitchHold> holds, Map<String, ForcedCircuit> forced) {
    if (node.hold() != null) {
      holds.put(node.name(), node.hold());
    }
    for (TrackMember each : node.members()) {
      if (each.circuit() != null && each.circuit().forced() != null) {
        forced.put(each.to().name(), each.circuit().forced());
      }
      collect(each.to(), holds, forced);
    }
  }

  /** The same with all traffic held on one provider. */
  public static ConsoleSnapshot activated(ConsoleSnapshot view, String provider, String who) {
    return new ConsoleSnapshot(
        view.number(),
        view.at(),
        view.environment(),
        view.version(),
        view.totals(),
        view.inFlight(),
        view.providers(),
        view.tracks(),
        new Activation(provider, who, "west is slow", view.at(), null),
        view.operationsPerSecond(),
        view.alerts(),
        view.held(),
        view.requestsOpen(),
        view.openRequests(),
        view.machinesRunning(),
        view.cost(),
        view.overrides());
  }

  /** The same elsewhere. */
  public static ConsoleSnapshot in(String environment, ConsoleSnapshot view) {
    return new ConsoleSnapshot(
        view.number(),
        view.at(),
        environment,
        view.version(),
        view.totals(),
        view.inFlight(),
        view.providers(),
        view.tracks(),
        view.activation(),
        view.operationsPerSecond(),
        view.alerts(),
        view.held(),
        view.requestsOpen(),
        view.openRequests(),
        view.machinesRunning(),
        view.cost(),
        view.overrides());
  }

  public static ProviderView provider(
      String name, int order, HealthState health, double share, ManualState.@Nullable Kind manual) {
    return new ProviderView(
        name,
        "aws",
        "simulated (aws)",
        true,
        true,
        "",
        manual == null,
        new HealthView(
            name,
            health,
            AT.minusSeconds(600),
            AT,
            health == HealthState.HEALTHY
                ? ""
                : health == HealthState.UNKNOWN ? "no check for 6 h" : "p95 over 1.5 s in 9 of 10",
            false,
            null,
            "monitor",
            0),
        manual == null
            ? null
            : new ManualState(
                name,
                manual,
                "night-operator",
                "Kernel patching, rack B, CHG-20418",
                AT.minusSeconds(3_018),
                AT.plusSeconds(4_662)),
        false,
        share,
        1,
        1,
        4,
        100,
        new WindowMetrics(
            share > 0 ? 1_000 : 0,
            990,
            3,
            0,
            7,
            0,
            0,
            0,
            99.7,
            OPS * share,
            200,
            180,
            412 + order,
            900),
        order,
        null);
  }

  public static ProviderView healthy(String name, int order, double share) {
    return provider(name, order, HealthState.HEALTHY, share, null);
  }

  static CircuitView circuit(String name, State state, int failures) {
    boolean forced = state == State.FORCED_OPEN || state == State.FORCED_CLOSED;
    return new CircuitView(
        name,
        state,
        true,
        failures,
        5,
        failures * 7.7,
        130,
        130 - failures,
        failures == 0 ? null : AT.minusSeconds(36),
        AT.minusSeconds(2),
        AT.minusSeconds(793),
        state == State.OPEN ? AT.plusSeconds(38) : null,
        0,
        1,
        forced
            ? new ForcedCircuit(
                name,
                state == State.FORCED_OPEN,
                "night-operator",
                "INC-3117",
                AT.minusSeconds(900),
                null)
            : null);
  }

  public static TrackNode leaf(String name) {
    return new TrackNode(name, TrackNode.Kind.PROVIDER, "", "", null, true, List.of());
  }

  public static TrackNode failover(
      String name, String set, @Nullable SwitchHold hold, TrackMember... legs) {
    return new TrackNode(
        name, TrackNode.Kind.FAILOVER, "CIRCUIT_BREAKER", set, hold, true, List.of(legs));
  }

  public static TrackNode balance(String name, List<TrackMember> legs) {
    return new TrackNode(
        name, TrackNode.Kind.BALANCE, "WEIGHTED_ROUND_ROBIN", "", null, true, legs);
  }

  public static TrackMember guarded(
      TrackNode to, int index, double share, State state, int failures) {
    boolean open = state != State.OPEN && state != State.FORCED_OPEN;
    return new TrackMember(
        to,
        index == 0 ? "primary" : "fallback " + index,
        Double.NaN,
        Double.NaN,
        share,
        OPS * share,
        circuit(to.name(), state, failures),
        open,
        open ? "" : "circuit " + state);
  }

  public static TrackMember weighted(TrackNode to, double weight, double share) {
    return new TrackMember(to, "", weight, weight, share, OPS * share, null, true, "");
  }

  /** Five providers, two switches and a bar, two switches on one provider: the dark picture. */
  public static ConsoleSnapshot sample() {
    return sample(false);
  }

  /** The light picture: west-line held on its fallback, its primary's circuit open. */
  public static ConsoleSnapshot sampleHeld() {
    return sample(true);
  }

  private static ConsoleSnapshot sample(boolean held) {
    SwitchHold hold =
        held
            ? new SwitchHold(
                "west-line",
                "azure-east-us",
                "day-operator",
                "p95 over 1.5 s for 9 min, INC-3117",
                AT.minusSeconds(700),
                AT.plusSeconds(6_400))
            : null;
    TrackNode west =
        failover(
            "west-line",
            held ? "azure-east-us" : "aws-us-west-2",
            hold,
            held
                ? guarded(leaf("aws-us-west-2"), 0, 0, State.OPEN, 5)
                : guarded(leaf("aws-us-west-2"), 0, 0.2, State.CLOSED, 3),
            guarded(leaf("azure-east-us"), 1, held ? 0.2 : 0, State.CLOSED, 0));
    TrackNode clouds =
        balance(
            "clouds",
            List.of(
                weighted(leaf("aws-us-east-1"), 3, 0.6),
                weighted(west, 1, 0.2),
                weighted(leaf("azure-east-us"), 1, 0.2)));
    TrackNode main =
        failover(
            "main-line",
            "clouds",
            null,
            guarded(clouds, 0, 1, State.CLOSED, 0),
            guarded(leaf("k8s-onprem"), 1, 0, State.FORCED_OPEN, 0),
            guarded(leaf("sim-lab"), 2, 0, State.HALF_OPEN, 0));
    return of(
        main,
        List.of(
            healthy("aws-us-east-1", 0, 0.6),
            provider(
                "aws-us-west-2",
                1,
                held ? HealthState.UNHEALTHY : HealthState.DEGRADED,
                held ? 0 : 0.2,
                null),
            healthy("azure-east-us", 2, held ? 0.4 : 0.2),
            provider("k8s-onprem", 3, HealthState.HEALTHY, 0, ManualState.Kind.MAINTENANCE),
            provider("sim-lab", 4, HealthState.UNKNOWN, 0, null)),
        OPS,
        12,
        null);
  }

  /** Two providers, one switch. */
  public static ConsoleSnapshot two() {
    return of(
        failover(
            "main-line",
            "aws-us-east-1",
            null,
            guarded(leaf("aws-us-east-1"), 0, 1, State.CLOSED, 0),
            guarded(leaf("aws-us-west-2"), 1, 0, State.CLOSED, 0)),
        List.of(healthy("aws-us-east-1", 0, 1), healthy("aws-us-west-2", 1, 0)),
        OPS,
        12,
        null);
  }

  /** No tree configured: the policy over all providers. */
  public static ConsoleSnapshot policy(int count) {
    List<TrackMember> legs = new ArrayList<>();
    List<ProviderView> views = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      legs.add(weighted(leaf(name(i)), 1, 1.0 / count));
      views.add(healthy(name(i), i, 1.0 / count));
    }
    return of(
        new TrackNode("policy", TrackNode.Kind.POLICY, "ROUND_ROBIN", "", null, true, legs),
        views,
        OPS,
        12,
        null);
  }

  public static String name(int index) {
    return "cloud-" + (index < 10 ? "0" : "") + index + "-eu-central";
  }

  /**
   * A failover over a bar with a failover in it, a standby bar, and single standbys; one provider
   * shared by two switches, one unhealthy, one degraded, one in maintenance.
   */
  public static ConsoleSnapshot nested(int count) {
    int standby = count / 4;
    int direct = count - standby - 4;
    List<ProviderView> views = new ArrayList<>();
    List<TrackMember> clouds = new ArrayList<>();
    double each = 0.8 / direct;
    for (int i = 0; i < direct; i++) {
      views.add(
          provider(
              name(i),
              i,
              i == direct - 2 ? HealthState.DEGRADED : HealthState.HEALTHY,
              each,
              null));
      clouds.add(weighted(leaf(name(i)), i % 3 + 1, each));
    }
    int at = direct;
    views.add(provider(name(at), at, HealthState.UNHEALTHY, 0, null));
    views.add(healthy(name(at + 1), at + 1, 0.2));
    clouds.add(
        direct / 2,
        weighted(
            failover(
                "west-line",
                name(at + 1),
                null,
                guarded(leaf(name(at)), 0, 0, State.OPEN, 5),
                guarded(leaf(name(at + 1)), 1, 0.2, State.CLOSED, 1)),
            2,
            0.2));
    at += 2;
    List<TrackMember> reserve = new ArrayList<>();
    for (int i = 0; i < standby; i++, at++) {
      views.add(healthy(name(at), at, 0));
      reserve.add(weighted(leaf(name(at)), 1, 0));
    }
    views.add(provider(name(at), at, HealthState.HEALTHY, 0, ManualState.Kind.MAINTENANCE));
    views.add(provider(name(at + 1), at + 1, HealthState.UNKNOWN, 0, null));
    TrackNode main =
        failover(
            "main-line",
            "clouds",
            null,
            guarded(balance("clouds", clouds), 0, 1, State.CLOSED, 0),
            guarded(balance("reserve", reserve), 1, 0, State.CLOSED, 0),
            guarded(leaf(name(at)), 2, 0, State.FORCED_OPEN, 0),
            guarded(leaf(name(at + 1)), 3, 0, State.HALF_OPEN, 0));
    return of(main, views, OPS, 12, null);
  }

  public static ConsoleSnapshot activated(ConsoleSnapshot view, String provider) {
    return of(
        view.tracks(),
        view.providers(),
        view.operationsPerSecond(),
        view.inFlight(),
        new Activation(provider, "day-operator", "INC-3117", AT.minusSeconds(600), null));
  }

  /** The member of west-line takes what its primary had. */
  public static SwitchPreview preview(SwitchChange change) {
    Map<String, Double> before = new LinkedHashMap<>();
    sample().providers().forEach(each -> before.put(each.name(), each.share()));
    Map<String, Double> after = new LinkedHashMap<>(before);
    after.put("aws-us-west-2", 0.0);
    after.put("azure-east-us", 0.4);
    return new SwitchPreview(
        change,
        before,
        after,
        List.of(
            "While held, west-line has no automatic fallback. If azure-east-us fails too, all 28.4"
                + " ops/s go to aws-us-east-1."),
        List.of(
            "azure-east-us 5.7 → 11.4 ops/s, about 5 of 100 connections. 6 calls in flight on"
                + " aws-us-west-2 finish there."),
        List.of(),
        false);
  }

  /** Nothing goes elsewhere. */
  public static SwitchPreview same(SwitchChange change) {
    Map<String, Double> shares = new LinkedHashMap<>();
    sampleHeld().providers().forEach(each -> shares.put(each.name(), each.share()));
    return new SwitchPreview(
        change,
        shares,
        shares,
        List.of(
            "After the next good trial (earliest 14:58:42) 20 % returns to aws-us-west-2 without"
                + " asking."),
        List.of("No change now: with aws-us-west-2 OPEN, automatic chooses azure-east-us as well."),
        List.of(),
        false);
  }
}
