package io.signalbox.app.ui.routing;

import io.signalbox.app.testing.FakeBuses;
import io.signalbox.app.testing.Views;
import io.signalbox.app.ui.routing.editing.SettingGroup;
import io.signalbox.core.command.RoutingCommand;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.health.HealthView;
import io.signalbox.core.metrics.WindowMetrics;
import io.signalbox.core.provider.ConfigField;
import io.signalbox.core.provider.HealthState;
import io.signalbox.core.provider.ProviderOperationType;
import io.signalbox.core.query.Query;
import io.signalbox.core.query.ReplayReport;
import io.signalbox.core.query.RoutingChangeSet;
import io.signalbox.core.query.RoutingSetting;
import io.signalbox.core.query.RoutingView;
import io.signalbox.core.query.SettingsPreview;
import io.signalbox.core.query.SpreadPreview;
import io.signalbox.core.request.HourlyCost;
import io.signalbox.core.routing.DecisionRecord;
import io.signalbox.core.routing.RoutingSettings;
import io.signalbox.core.routing.SelectionPolicy;
import io.signalbox.core.snapshot.ConsoleSnapshot;
import io.signalbox.core.snapshot.ProviderView;
import io.signalbox.core.snapshot.TrackMember;
import io.signalbox.core.snapshot.TrackNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Routing as a core would answer about it: strategies, settings, previews, decisions. */
final class RoutingFixture {

  static final String CLOUDS = "routing.strategies.clouds.";
  static final String EAST = CLOUDS + "weights.aws-us-east-1";
  static final String LIMIT = CLOUDS + "max_response_time_ms";
  static final String RETRIES = "routing.strategies.main-line.max_retries";

  final FakeBuses buses = new FakeBuses();
  final Instant now;
  final List<ProviderView> providers = new ArrayList<>();
  final List<RoutingSetting> fields = new ArrayList<>();
  final RoutingFields settings = new RoutingFields(fields);
  final List<RoutingChangeSet> history = new ArrayList<>();
  final List<DecisionRecord> decisions = new ArrayList<>();
  final List<String> problems = new ArrayList<>();
  TrackNode tree;
  String environment = "production";
  boolean turns = true;
  private long number;

  RoutingFixture(Instant now) {
    this.now = now;
    this.tree = new TrackNode("policy", TrackNode.Kind.POLICY, "", "", null, true, List.of());
  }

  /** A failover over a balancer of two providers and another failover, beside a composition. */
  static RoutingFixture railway(Instant now) {
    RoutingFixture made = new RoutingFixture(now);
    made.provider("aws-us-east-1", HealthState.HEALTHY, "");
    made.provider(
        "aws-us-west-2", HealthState.DEGRADED, "mean 0.92 s and 94.2 % success in the last minute");
    made.provider("azure-east-us", HealthState.HEALTHY, "");
    made.provider("sim-lab", HealthState.HEALTHY, "");
    TrackNode west =
        strategy(
            "west-line",
            TrackNode.Kind.FAILOVER,
            "CIRCUIT_BREAKER",
            "aws-us-west-2",
            leg(provider("aws-us-west-2"), "primary"),
            leg(provider("sim-lab"), "fallback 1"));
    TrackNode clouds =
        strategy(
            "clouds",
            TrackNode.Kind.BALANCE,
            "WEIGHTED_ROUND_ROBIN",
            "",
            leg(provider("aws-us-east-1"), ""),
            leg(west, ""),
            leg(provider("azure-east-us"), ""));
    TrackNode survey =
        strategy(
            "survey",
            TrackNode.Kind.COMPOSE,
            "PARALLEL, MERGE_ALL",
            "",
            leg(provider("azure-east-us"), ""),
            leg(provider("sim-lab"), ""));
    made.tree =
        strategy(
            "main-line",
            TrackNode.Kind.FAILOVER,
            "CIRCUIT_BREAKER",
            "clouds",
            leg(clouds, "primary"),
            leg(survey, "fallback 1"),
            leg(provider("sim-lab"), "fallback 2"));
    made.settings.criteria("", "", "FIRST_AVAILABLE");
    made.settings.balancer(
        "clouds", Map.of("aws-us-east-1", 3.0, "west-line", 1.0, "azure-east-us", 1.0));
    made.settings.failover("main-line");
    made.settings.failover("west-line");
    made.settings.composition("survey", "azure-east-us", "sim-lab");
    made.decide(40);
    made.history.add(
        new RoutingChangeSet(
            12,
            now.minusSeconds(5_400),
            "day-operator",
            "West is slow since 12:40",
            List.of(CLOUDS + "min_success_rate", EAST),
            Map.of(EAST, 5.0),
            Map.of(CLOUDS + "min_success_rate", 90.0, EAST, 3.0)));
    made.history.add(
        new RoutingChangeSet(
            9,
            now.minusSeconds(90_000),
            "night-operator",
            "",
            List.of(RETRIES),
            Map.of(RETRIES, 3L),
            Map.of(RETRIES, 2L)));
    made.answer();
    return made;
  }

  /** One policy over so many providers, no tree. */
  static RoutingFixture policy(Instant now, int count) {
    RoutingFixture made = new RoutingFixture(now);
    List<TrackMember> legs = new ArrayList<>();
    made.settings.criteria("", "", "WEIGHTED_ROUND_ROBIN");
    for (int i = 0; i < count; i++) {
      String name = i == 3 ? "gcp-europe-north-with-a-very-long-name-1" : "provider-" + (i + 1);
      made.provider(name, HealthState.values()[i % 5 == 4 ? 1 : i % 7 == 6 ? 2 : 0], "");
      legs.add(leg(provider(name), ""));
      made.fields.add(
          new RoutingSetting(
              "",
              "providers." + name + ".weight",
              ConfigField.number("weight", "Share of traffic", 1, 0, 1e9, ""),
              i == 2 ? 120.0 : (double) (i % 4 + 1),
              ""));
    }
    made.tree =
        new TrackNode(
            "policy", TrackNode.Kind.POLICY, "WEIGHTED_ROUND_ROBIN", "", null, true, legs);
    made.decide(30);
    made.answer();
    return made;
  }

  private void answer() {
    buses
        .on(Query.ShowRouting.class, query -> view())
        .on(Query.RoutingHistory.class, query -> List.copyOf(history))
        .on(Query.Decisions.class, query -> decisions.reversed())
        .on(
            Query.DecisionsOf.class,
            query ->
                decisions.stream().filter(each -> each.traceId().equals(query.traceId())).toList())
        .on(Query.PreviewSettings.class, this::preview)
        .on(RoutingCommand.ChangeSettings.class, this::change)
        .on(RoutingCommand.RevertSettings.class, command -> view());
  }

  RoutingView view() {
    return new RoutingView(
        RoutingSettings.DEFAULT,
        Map.of(),
        Map.of(),
        List.of(),
        null,
        List.of(),
        tree,
        List.of(),
        List.of(),
        List.copyOf(fields));
  }

  /** The next snapshot: something has changed. */
  ConsoleSnapshot snapshot() {
    return new ConsoleSnapshot(
        ++number,
        now,
        environment,
        "1",
        WindowMetrics.NONE,
        2,
        providers,
        tree,
        null,
        4,
        List.of(),
        List.of(),
        0,
        List.of(),
        12,
        HourlyCost.NONE,
        2);
  }

  private RoutingView change(RoutingCommand.ChangeSettings command) {
    Map<String, Object> before = new LinkedHashMap<>();
    Map<String, Object> after = new LinkedHashMap<>();
    fields.replaceAll(field -> {
      if (!command.settings().containsKey(field.key())) {
        return field;
      }
      Object value = command.settings().get(field.key());
      if (field.value() != null) {
        before.put(field.key(), field.value());
      }
      if (value != null) {
        after.put(field.key(), value);
      }
      return new RoutingSetting(
          field.node(), field.key(), field.field(), value, "override by tester (window)");
    });
    history.addFirst(
        new RoutingChangeSet(
            100 + history.size(),
            now,
            "tester (window)",
            command.reason(),
            List.copyOf(command.settings().keySet()),
            before,
            after));
    return view();
  }

  private SettingsPreview preview(Query.PreviewSettings query) {
    Map<String, Double> weights = new LinkedHashMap<>();
    Map<String, Double> next = new LinkedHashMap<>();
    for (RoutingSetting field : fields) {
      String member = SettingGroup.member(field.key());
      if (field.node().equals(query.node()) && !member.isEmpty()) {
        weights.put(member, (Double) field.value());
        Object typed = query.settings().get(field.key());
        next.put(member, typed == null ? (Double) field.value() : (Double) typed);
      }
    }
    SpreadPreview before = spread(weights, query.picks());
    SpreadPreview after = problems.isEmpty() ? spread(next, query.picks()) : before;
    return new SettingsPreview(
        problems, before, after, before.shares(), after.shares(), replay(before, after));
  }

  private SpreadPreview spread(Map<String, Double> weights, int count) {
    double sum = weights.values().stream().mapToDouble(each -> each).sum();
    Map<String, Double> shares = new LinkedHashMap<>();
    weights.forEach((name, weight) -> shares.put(name, sum == 0 ? 0 : weight / sum));
    List<String> names = List.copyOf(weights.keySet());
    double[] current = new double[names.size()];
    List<String> picks = new ArrayList<>();
    for (int i = 0; turns && sum > 0 && i < count; i++) {
      int best = 0;
      for (int leg = 0; leg < current.length; leg++) {
        current[leg] += weights.get(names.get(leg));
        best = current[leg] > current[best] ? leg : best;
      }
      current[best] -= sum;
      picks.add(names.get(best));
    }
    return new SpreadPreview(weights, weights, shares, picks, turns ? (int) sum : 0);
  }

  private ReplayReport replay(SpreadPreview before, SpreadPreview after) {
    if (decisions.isEmpty()) {
      return ReplayReport.NONE;
    }
    Map<String, Integer> was = counts(before);
    Map<String, Integer> would = counts(after);
    boolean same = before.equals(after);
    List<ReplayReport.Replayed> replayed = new ArrayList<>();
    for (DecisionRecord each : decisions.reversed()) {
      int index = replayed.size();
      String winner = each.winner() == null ? "" : each.winner();
      boolean comparable = index % 9 != 8;
      replayed.add(
          new ReplayReport.Replayed(
              each.at(),
              each.traceId(),
              winner,
              winner,
              same || index % 4 != 1 ? winner : "aws-us-east-1",
              comparable,
              comparable
                  ? same || index % 4 != 1 ? "turn 3 of 5" : "turn 2 of 7"
                  : "latency and success were not recorded then"));
    }
    return new ReplayReport(
        500,
        488,
        same ? 0 : 56,
        same ? 0 : 210,
        471,
        decisions.getFirst().at(),
        decisions.getLast().at(),
        was,
        would,
        0,
        0,
        98.5,
        same ? 98.5 : 98.9,
        1_310,
        same ? 1_310 : 1_120,
        replayed);
  }

  private static Map<String, Integer> counts(SpreadPreview preview) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    preview.shares().forEach((name, share) -> counts.put(name, (int) Math.round(share * 488)));
    return counts.isEmpty() ? Map.of("aws-us-east-1", 300, "aws-us-west-2", 188) : counts;
  }

  private void decide(int count) {
    for (int i = 0; i < count; i++) {
      boolean refused = i % 17 == 16;
      String winner = refused ? null : providers.get(i % Math.min(3, providers.size())).name();
      List<DecisionRecord.Candidate> candidates = new ArrayList<>();
      for (ProviderView each : providers) {
        boolean accepted = !refused && !each.name().equals("sim-lab");
        candidates.add(
            new DecisionRecord.Candidate(
                each.name(),
                accepted,
                accepted ? DecisionRecord.Step.ACCEPTED : DecisionRecord.Step.CAPABILITIES,
                accepted
                    ? each.name().equals(winner) ? "Chosen" : "turn " + (i % 5 + 1) + " of 5"
                    : "Lacks capability 'spot'"));
      }
      decisions.add(
          new DecisionRecord(
              now.minusSeconds(2_650 - i * 60L),
              "req-90ab44e" + i,
              i % 3 == 0
                  ? ProviderOperationType.CREATE_INSTANCES
                  : ProviderOperationType.GET_INSTANCE_STATUS,
              "small-linux",
              i % 3 + 1,
              refused ? DecisionRecord.Authority.NONE : DecisionRecord.Authority.ROUTING_TREE,
              i % 2 == 0 ? SelectionPolicy.WEIGHTED_ROUND_ROBIN : null,
              winner,
              refused
                  ? "No compatible provider: sim-lab (Lacks capability 'spot')"
                  : "Chosen by the routing tree",
              candidates,
              refused ? List.of() : List.of("azure-east-us"),
              refused ? ErrorCode.NO_COMPATIBLE_PROVIDERS : null,
              i % 5 == 0 ? List.of("Preference sim-lab gave way: it was refused") : List.of()));
    }
  }

  private void provider(String name, HealthState state, String reason) {
    ProviderView view = Views.provider(name, providers.size(), now);
    providers.add(
        new ProviderView(
            name,
            view.type(),
            view.displayType(),
            true,
            true,
            "",
            true,
            new HealthView(name, state, now, now, reason, false, null, "monitor", 0),
            null,
            false,
            0.5,
            1,
            1,
            0,
            100,
            WindowMetrics.NONE,
            providers.size(),
            null));
  }

  private static TrackNode provider(String name) {
    return new TrackNode(name, TrackNode.Kind.PROVIDER, "", "", null, true, List.of());
  }

  private static TrackNode strategy(
      String name, TrackNode.Kind kind, String detail, String set, TrackMember... legs) {
    return new TrackNode(name, kind, detail, set, null, true, List.of(legs));
  }

  private static TrackMember leg(TrackNode to, String role) {
    double weight = role.isEmpty() ? 1 : Double.NaN;
    return new TrackMember(to, role, weight, weight, 0.3, 1, null, true, "");
  }
}
