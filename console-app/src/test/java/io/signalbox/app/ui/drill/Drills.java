package io.signalbox.app.ui.drill;

import io.signalbox.core.drill.DrillPoint;
import io.signalbox.core.drill.DrillReport;
import io.signalbox.core.drill.DrillView;
import io.signalbox.core.drill.ScenarioView;
import io.signalbox.core.event.Event;
import io.signalbox.core.health.HealthView;
import io.signalbox.core.provider.HealthState;
import io.signalbox.core.routing.failover.CircuitView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Drills as the core would answer with them: the first stand-in is a black hole for a while. */
final class Drills {

  static final ScenarioView BLACK_HOLE =
      new ScenarioView(
          "black-hole",
          "Black hole",
          "The busiest provider takes calls and never answers, from 1:00 to 3:00. Calls should"
              + " leave it within seconds and come back after.",
          Duration.ofMinutes(5));

  private static final Instant START = Instant.parse("2026-06-16T12:00:00Z");

  private Drills() {}

  static List<ScenarioView> scenarios() {
    return List.of(
        BLACK_HOLE,
        scenario(
            "slow-node",
            "One slow node",
            "One provider answers 8 times slower. A balancer"
                + " by response time should shift its share."),
        scenario(
            "fast-errors",
            "Fast errors",
            "One provider fails at once and looks quick. It must" + " not attract more calls."),
        scenario(
            "flapping",
            "Flapping",
            "One provider goes down and up every 20 s. Its circuit"
                + " should not follow every turn."),
        scenario(
            "recovery-stampede",
            "Recovery stampede",
            "A provider comes back with little room." + " Calls should return slowly."),
        scenario(
            "capacity-drought",
            "Capacity drought",
            "Every region runs out of one machine type."
                + " Requests are filled in part and topped up."),
        scenario(
            "throttled", "One throttled", "One provider answers THROTTLING to half its calls."),
        scenario(
            "expired-credentials",
            "Expired credentials",
            "One provider refuses every call." + " Retrying it is of no use."),
        scenario(
            "all-down",
            "All down",
            "No provider answers for a minute. Degraded answers should" + " stand in for reads."),
        scenario(
            "rolling-outage",
            "Rolling outage",
            "Regions go down one after the other, 40 s"
                + " each. There is always one left to take the calls."));
  }

  static ScenarioView scenario(String name, String title, String description) {
    return new ScenarioView(name, title, description, Duration.ofMinutes(4));
  }

  static List<String> names(int count) {
    List<String> all =
        new ArrayList<>(
            List.of("aws-us-east-1", "aws-us-west-2", "azure-east-us", "k8s-onprem", "sim-lab"));
    for (int i = all.size(); i < count; i++) {
      all.add("gcp-europe-north-very-long-name-" + i);
    }
    return all.subList(0, count);
  }

  /** Running, this far. */
  static DrillView running(String id, int seconds, int providers) {
    return drill(id, DrillView.State.RUNNING, seconds, names(providers), null);
  }

  /** Played to its end. */
  static DrillView done(String id, int providers) {
    List<String> names = names(providers);
    return drill(id, DrillView.State.DONE, 300, names, report(names));
  }

  static DrillView drill(
      String id,
      DrillView.State state,
      int seconds,
      List<String> names,
      @Nullable DrillReport report) {
    List<DrillView.StandIn> standIns = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      standIns.add(standIn(names.get(i), i, names.size(), seconds));
    }
    return new DrillView(
        id,
        BLACK_HOLE,
        state,
        Duration.ofSeconds(seconds),
        20,
        Duration.ofMinutes(1),
        Duration.ofMinutes(3),
        standIns,
        points(names, seconds),
        happenings(names, seconds),
        report);
  }

  private static boolean hit(int second) {
    return second >= 60 && second < 180;
  }

  private static DrillView.StandIn standIn(String name, int order, int count, int seconds) {
    boolean hit = order == 0 && hit(seconds);
    boolean idle = order == count - 1;
    boolean half = order == 1 && count > 5;
    double share = idle || hit ? 0 : 1.0 / (count - 1);
    HealthState health =
        hit ? HealthState.UNHEALTHY : half ? HealthState.DEGRADED : HealthState.HEALTHY;
    CircuitView.State circuit =
        hit
            ? CircuitView.State.OPEN
            : half ? CircuitView.State.HALF_OPEN : CircuitView.State.CLOSED;
    return new DrillView.StandIn(
        name,
        hit ? "never answers" : "",
        new HealthView(name, health, START, START, "", hit, null, "monitor", 0),
        idle ? null : circuit(name, circuit),
        share,
        share * 28.4,
        idle ? Double.NaN : hit ? 100 : half ? 6.2 : 0.3 * order,
        idle ? Double.NaN : hit ? 5_000 : 180 + 140.0 * order);
  }

  private static CircuitView circuit(String name, CircuitView.State state) {
    return new CircuitView(
        name, state, true, 0, 5, 0, 100, 100, null, null, START, null, 0, 1, null);
  }

  private static List<DrillPoint> points(List<String> names, int seconds) {
    Random random = new Random(7);
    List<DrillPoint> points = new ArrayList<>();
    for (int second = 0; second < seconds; second++) {
      Map<String, Integer> calls = new LinkedHashMap<>();
      int failed = hit(second) && second < 72 ? 12 + random.nextInt(4) : 0;
      boolean gone = hit(second) && second >= 68;
      for (int i = 0; i < names.size() - 1; i++) {
        int base = 28 / Math.max(1, names.size() - 1) + random.nextInt(3);
        calls.put(names.get(i), i == 0 ? gone ? 0 : base + 4 : gone ? base + 3 : base);
      }
      points.add(new DrillPoint(second, 28 - failed, failed, calls));
    }
    return points;
  }

  private static List<DrillView.Happening> happenings(List<String> names, int seconds) {
    String first = names.getFirst();
    List<DrillView.Happening> all =
        List.of(
            happening(
                60,
                Event.Lane.HEALTH,
                Event.Severity.WARNING,
                first,
                "Never answers from now" + " on: every call runs into its timeout"),
            happening(
                66,
                Event.Lane.CIRCUIT,
                Event.Severity.ERROR,
                first,
                "Circuit OPEN after 5" + " failures in a row, last TIMEOUT"),
            happening(
                68,
                Event.Lane.ROUTING,
                Event.Severity.WARNING,
                "main-line",
                "Failed over from" + " aws-us-east-1 to aws-us-west-2"),
            happening(
                96,
                Event.Lane.CIRCUIT,
                Event.Severity.WARNING,
                first,
                "Circuit HALF-OPEN, one" + " trial admitted"),
            happening(
                101,
                Event.Lane.CIRCUIT,
                Event.Severity.ERROR,
                first,
                "Trial failed, OPEN" + " again for 30 s"),
            happening(180, Event.Lane.HEALTH, Event.Severity.INFO, first, "The trouble ends"),
            happening(
                191,
                Event.Lane.CIRCUIT,
                Event.Severity.GOOD,
                first,
                "Circuit CLOSED after 3" + " trials"),
            happening(
                193,
                Event.Lane.ROUTING,
                Event.Severity.GOOD,
                "main-line",
                "Back on" + " aws-us-east-1"));
    return all.stream().filter(each -> each.at().toSeconds() <= seconds).toList();
  }

  static DrillView.Happening happening(
      int second, Event.Lane lane, Event.Severity severity, String subject, String text) {
    return new DrillView.Happening(Duration.ofSeconds(second), lane, severity, subject, text);
  }

  static DrillReport report(List<String> names) {
    Map<String, Long> calls = new LinkedHashMap<>();
    Map<String, Double> before = new LinkedHashMap<>();
    Map<String, Double> during = new LinkedHashMap<>();
    Map<String, Double> after = new LinkedHashMap<>();
    int busy = names.size() - 1;
    for (int i = 0; i < names.size(); i++) {
      boolean idle = i == busy;
      calls.put(names.get(i), idle ? 0L : 2_118L - 100 * i);
      before.put(names.get(i), idle ? 0 : 100.0 / busy);
      during.put(names.get(i), idle ? 0 : i == 0 ? 6.4 : 93.6 / (busy - 1));
      after.put(names.get(i), idle ? 0 : 100.0 / busy);
    }
    return new DrillReport(
        "black-hole",
        8_400,
        8_239,
        98.08,
        12,
        8.0,
        11.4,
        calls,
        before,
        during,
        after,
        40,
        38,
        0,
        List.of(
            "aws-us-east-1 was left after 8 s; 161 operations failed before that.",
            "2 of 40 machines are missing: their creates ran into a timeout and were not tried"
                + " elsewhere.",
            "Calls came back 11 s after the trouble was over."));
  }
}
