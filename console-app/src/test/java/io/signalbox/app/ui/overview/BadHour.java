package io.signalbox.app.ui.overview;

import io.signalbox.app.testing.FakeBuses;
import io.signalbox.app.testing.Views;
import io.signalbox.core.alert.Alert;
import io.signalbox.core.alert.AlertSeverity;
import io.signalbox.core.event.Event;
import io.signalbox.core.health.HealthChange;
import io.signalbox.core.health.HealthView;
import io.signalbox.core.metrics.SeriesPoint;
import io.signalbox.core.metrics.WindowMetrics;
import io.signalbox.core.provider.HealthState;
import io.signalbox.core.query.EventView;
import io.signalbox.core.query.ProviderDetail;
import io.signalbox.core.query.Query;
import io.signalbox.core.request.HourlyCost;
import io.signalbox.core.routing.failover.CircuitView;
import io.signalbox.core.routing.failover.ForcedCircuit;
import io.signalbox.core.routing.holds.ManualState;
import io.signalbox.core.snapshot.ConsoleSnapshot;
import io.signalbox.core.snapshot.Held;
import io.signalbox.core.snapshot.ProviderView;
import io.signalbox.core.snapshot.TrackMember;
import io.signalbox.core.snapshot.TrackNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Made-up providers in regions, in an hour in which one is ejected, one slow, one in maintenance
 * and one circuit forced open, with a stretch in which nothing was measured.
 */
final class BadHour {

  static final Instant NOW = Instant.parse("2026-06-16T14:42:00Z");

  private static final List<String> REGIONS =
      List.of("us-east", "us-west", "eu-west", "eu-central", "ap-south", "on-prem");

  private final int count;
  private final List<ProviderView> providers = new ArrayList<>();
  private final List<Held> held = new ArrayList<>();

  BadHour(int count) {
    this.count = count;
    for (int i = 0; i < count; i++) {
      providers.add(provider(i));
    }
  }

  String name(int index) {
    return "aws-prod-" + REGIONS.get(index % REGIONS.size()) + "-" + (1 + index / REGIONS.size());
  }

  private ProviderView provider(int index) {
    String name = name(index);
    Instant since = NOW.minusSeconds(660);
    boolean bad = index == 1 || index == count / 2;
    boolean slow = index == 2;
    ManualState manual = null;
    CircuitView circuit = null;
    if (index == 3) {
      manual =
          new ManualState(
              name,
              ManualState.Kind.MAINTENANCE,
              "night-operator",
              "Firmware of the racks",
              since,
              NOW.plusSeconds(4_680));
      held.add(Held.of(manual));
    } else if (index == 0) {
      ForcedCircuit forced =
          new ForcedCircuit(name, true, "night-operator", "Billing incident", since, null);
      circuit =
          new CircuitView(
              name,
              CircuitView.State.FORCED_OPEN,
              true,
              0,
              5,
              0,
              900,
              900,
              null,
              NOW,
              since,
              null,
              0,
              1,
              forced);
      held.add(Held.of(forced));
    }
    HealthState state =
        bad ? HealthState.UNHEALTHY : slow ? HealthState.DEGRADED : HealthState.HEALTHY;
    return new ProviderView(
        name,
        "aws",
        index % 5 == 4 ? "simulated (k8s)" : "simulated (aws)",
        true,
        true,
        "",
        !bad && manual == null && circuit == null,
        new HealthView(
            name,
            state,
            since,
            NOW.minusSeconds(7),
            bad ? "5 checks failed in a row: THROTTLING" : slow ? "Slow: p95 over 2 s" : "",
            bad,
            bad ? NOW.plusSeconds(90) : null,
            "monitor",
            bad ? 5 : 0),
        manual,
        false,
        bad || manual != null || circuit != null ? 0 : 1.0 / count,
        1 + index % 3,
        1,
        index % 7,
        100,
        new WindowMetrics(
            300,
            290,
            6,
            0,
            4,
            0,
            0,
            0,
            bad ? 0 : slow ? 94.2 : 99.7,
            1,
            90,
            70,
            slow ? 2_340 : 120 + index % 90,
            400),
        index,
        circuit);
  }

  ConsoleSnapshot snapshot() {
    return new ConsoleSnapshot(
        1,
        NOW,
        "production",
        "1",
        new WindowMetrics(60_000, 59_000, 600, 0, 400, 0, 0, 0, 98.3, 412, 90, 74, 1_120, 2_400),
        148,
        providers,
        tracks(),
        null,
        412,
        List.of(
            alert(
                AlertSeverity.CRITICAL,
                name(1),
                "is unhealthy",
                "5 checks failed in a row. 3" + " templates have no other way left."),
            alert(AlertSeverity.WARNING, name(2), "is degraded", "p95 2.3 s for 9 min"),
            Views.alert(
                AlertSeverity.WARNING,
                "template",
                "grid-worker",
                "Template file not loaded",
                "The version of 14:31:07 stays in force",
                "azure-prod-neu-1_templates.json:9:3",
                NOW.minusSeconds(700))),
        held,
        37,
        List.of(),
        4_816,
        new HourlyCost(new BigDecimal("1204.32"), 4_700, 116),
        2);
  }

  private static Alert alert(AlertSeverity severity, String name, String what, String detail) {
    return Views.alert(
        severity, "provider", name, name + " " + what, detail, "", NOW.minusSeconds(660));
  }

  private TrackNode tracks() {
    Map<String, List<TrackMember>> regions = new LinkedHashMap<>();
    for (ProviderView each : providers) {
      String region = REGIONS.get(each.order() % REGIONS.size());
      regions
          .computeIfAbsent(region, name -> new ArrayList<>())
          .add(member(node(each.name(), TrackNode.Kind.PROVIDER, List.of())));
    }
    List<TrackMember> lines = new ArrayList<>();
    regions.forEach(
        (name, members) -> lines.add(member(node(name, TrackNode.Kind.BALANCE, members))));
    return node("all", TrackNode.Kind.BALANCE, lines);
  }

  private static TrackNode node(String name, TrackNode.Kind kind, List<TrackMember> members) {
    return new TrackNode(name, kind, "", "", null, true, members);
  }

  private static TrackMember member(TrackNode to) {
    return new TrackMember(to, "", 1, 1, 0.1, 1, null, true, "");
  }

  FakeBuses buses() {
    return new FakeBuses()
        .on(Query.Series.class, this::series)
        .on(Query.Events.class, query -> events())
        .on(Query.ShowProvider.class, query -> detail(query.name()))
        .on(
            Query.HealthHistory.class,
            query ->
                List.of(
                    change(NOW.minusSeconds(40_000), HealthState.UNKNOWN, HealthState.HEALTHY),
                    change(NOW.minusSeconds(9_000), HealthState.HEALTHY, HealthState.DEGRADED),
                    change(NOW.minusSeconds(7_000), HealthState.DEGRADED, HealthState.HEALTHY),
                    change(NOW.minusSeconds(660), HealthState.HEALTHY, HealthState.UNHEALTHY)));
  }

  private HealthChange change(Instant at, HealthState from, HealthState to) {
    return new HealthChange(name(1), at, from, to, "tried", "monitor");
  }

  private Map<String, List<SeriesPoint>> series(Query.Series query) {
    Map<String, List<SeriesPoint>> series = new HashMap<>();
    long step = query.step().toSeconds();
    for (ProviderView each : providers) {
      List<SeriesPoint> points = new ArrayList<>();
      for (long at = query.from().getEpochSecond(); at < query.to().getEpochSecond(); at += step) {
        points.add(point(each, at));
      }
      series.put(each.name(), points);
    }
    return series;
  }

  private static SeriesPoint point(ProviderView of, long at) {
    long ago = NOW.getEpochSecond() - at;
    Instant time = Instant.ofEpochSecond(at);
    double wave = 1 + 0.1 * Math.sin(at / 37.0 + of.order()) + 0.05 * Math.sin(at / 7.0);
    // Nothing from 8 to 6 min ago, nothing before 13 min ago.
    if (ago > 780 || (ago > 360 && ago < 480)) {
      return new SeriesPoint(time, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    }
    if (of.health().state() == HealthState.UNHEALTHY && ago < 200) {
      return new SeriesPoint(time, 0, Double.NaN, Double.NaN, Double.NaN);
    }
    double slow = of.health().state() == HealthState.DEGRADED && ago < 300 ? 4 : 1;
    double busy = of.order() < 4 ? 12 : 2;
    return new SeriesPoint(
        time,
        busy * wave,
        of.health().state() == HealthState.UNHEALTHY && ago < 240 ? 92 : 99.2 + 0.7 * wave / 1.2,
        80 * wave,
        (300 + 20 * (of.order() % 9)) * wave * slow);
  }

  private List<EventView> events() {
    return List.of(
        event(640, Event.Lane.BY_HAND, Event.Severity.WARNING, name(3) + ": in maintenance"),
        event(230, Event.Lane.HEALTH, Event.Severity.ERROR, name(1) + " is unhealthy"),
        event(120, Event.Lane.REQUEST, Event.Severity.GOOD, "req-7f3a complete, 12 machines"));
  }

  private static EventView event(int ago, Event.Lane lane, Event.Severity severity, String text) {
    return new EventView(NOW.minusSeconds(ago), lane, severity, "east", text, "");
  }

  private @Nullable ProviderDetail detail(String name) {
    return providers.stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .map(each -> Views.detail(each))
        .orElse(null);
  }
}
