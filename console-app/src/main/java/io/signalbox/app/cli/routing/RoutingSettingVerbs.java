package io.signalbox.app.cli.routing;

import io.signalbox.app.cli.session.CliContext;
import io.signalbox.app.cli.session.Inputs;
import io.signalbox.app.cli.session.Session;
import io.signalbox.core.command.RoutingCommand;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.query.Query;
import io.signalbox.core.query.RoutingChangeSet;
import io.signalbox.core.query.RoutingSetting;
import io.signalbox.core.query.SettingsPreview;
import io.signalbox.core.routing.SelectionPolicy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The settings of routing: seen, tried, changed and taken back. */
public class RoutingSettingVerbs extends RoutingSwitchVerbs {

  public static final String POLICY = "routing.selection_policy";
  static final String STRATEGY = "routing.selection_strategy";
  static final String CRITERIA = "routing.selection_criteria.";

  private static final int PICKS = 12;
  private static final int REPLAYED = 200;

  RoutingSettingVerbs(CliContext context) {
    super(context);
  }

  @Command(name = "policy", description = "Sets the selection policy.")
  public int policy(
      @Parameters(
              paramLabel = "POLICY",
              description =
                  "FIRST_AVAILABLE, PRIORITY, ROUND_ROBIN, WEIGHTED_ROUND_ROBIN,"
                      + " LEAST_CONNECTIONS, RANDOM, FASTEST_RESPONSE, HIGHEST_SUCCESS_RATE,"
                      + " PERFORMANCE_BASED, CAPABILITY_BASED, HEALTH_BASED, COST_BASED or CUSTOM.")
          String name,
      @Option(
              names = "--strategy",
              paramLabel = "NAME",
              description = "With CUSTOM: the installed strategy that orders.")
          @Nullable String strategy) {
    SelectionPolicy policy = policy(name);
    if (strategy != null && policy != SelectionPolicy.CUSTOM) {
      throw Inputs.invalid("--strategy goes with CUSTOM only", "--strategy", strategy);
    }
    try (Session session = context.open()) {
      if (strategy == null) {
        return print(session.act(new RoutingCommand.SetPolicy(policy, context.reason())));
      }
      SettingInput known = new SettingInput(session.ask(new Query.ShowRouting()).fields());
      if (known.find(STRATEGY) == null) {
        throw Inputs.invalid(
            "The strategy of CUSTOM is set in the configuration file, as"
                + " provider.selection_strategy",
            "--strategy",
            strategy);
      }
      Map<String, @Nullable Object> change = new LinkedHashMap<>();
      change.put(POLICY, policy.name());
      change.put(STRATEGY, strategy);
      return print(session.act(new RoutingCommand.ChangeSettings(change, context.reason())));
    }
  }

  public static SelectionPolicy policy(String name) {
    return SelectionPolicy.parse(name)
        .orElseThrow(() ->
            Inputs.invalid(
                "There is no policy '"
                    + name
                    + "', expected one of "
                    + List.of(SelectionPolicy.values()),
                "POLICY",
                name));
  }

  @Command(
      name = "weights",
      description = {
        "Sets weights; those not named stay. 0 drains.",
        "A member of a strategy that spreads calls is weighed there."
      })
  int weights(
      @Parameters(arity = "1..*", paramLabel = "NAME=W", description = "Weights of 0 or more.")
          List<String> weights,
      @Option(names = "--node", paramLabel = "STRATEGY", description = "Weighed at this strategy.")
          @Nullable String node) {
    Map<String, Double> read = Inputs.weights(weights);
    if (!context.confirm("Set the weights of " + String.join(", ", read.keySet()) + "?")) {
      return 0;
    }
    try (Session session = context.open()) {
      SettingInput known = new SettingInput(session.ask(new Query.ShowRouting()).fields());
      boolean atStrategies = node != null || known.areWeighedAtStrategies(read.keySet());
      if (atStrategies) {
        known.requireWeighed(read.keySet());
      }
      return print(
          session.act(
              atStrategies
                  ? new RoutingCommand.ChangeSettings(known.weights(read, node), context.reason())
                  : new RoutingCommand.SetWeights(read, context.reason())));
    }
  }

  @Command(
      name = "criteria",
      description = {
        "Sets what a provider must satisfy: required_capabilities, min_success_rate,"
            + " max_response_time_ms, require_healthy, exclude_strategies, prefer_strategies,"
            + " custom_filter.",
        "KEY= or --reset KEY takes a change back. Without arguments, shows them."
      })
  int criteria(
      @Parameters(arity = "0..*", paramLabel = "KEY=VALUE", description = "Lists as A,B.")
          @Nullable List<String> words,
      @Option(
              names = "--reset",
              paramLabel = "KEY",
              description = "Takes an override away. Repeatable.")
          @Nullable List<String> reset) {
    try (Session session = context.open()) {
      List<RoutingSetting> fields = session.ask(new Query.ShowRouting()).fields();
      if (words == null && reset == null) {
        return list(fields.stream().filter(each -> each.key().startsWith(CRITERIA)).toList());
      }
      return change(session, new SettingInput(fields).changes(words, reset, CRITERIA));
    }
  }

  @Command(
      name = "set",
      description = {
        "Sets settings of routing as one change: all or none. 'routing settings' lists them.",
        "KEY= or --reset KEY takes a change back."
      })
  int set(
      @Parameters(
              arity = "0..*",
              paramLabel = "KEY=VALUE",
              description = "Such as strategies.main-line.mode=IMMEDIATE.")
          @Nullable List<String> words,
      @Option(
              names = "--reset",
              paramLabel = "KEY",
              description = "Takes an override away. Repeatable.")
          @Nullable List<String> reset,
      @Option(
              names = "--dry-run",
              description = "Says what would happen: problems, shares, past decisions again.")
          boolean dryRun) {
    try (Session session = context.open()) {
      List<RoutingSetting> fields = session.ask(new Query.ShowRouting()).fields();
      SettingInput known = new SettingInput(fields);
      Map<String, @Nullable Object> changes = known.changes(words, reset, "");
      if (!dryRun) {
        return change(session, changes);
      }
      String node = known.node(changes);
      SettingsPreview preview =
          session.ask(new Query.PreviewSettings(node, changes, PICKS, REPLAYED));
      context.print(
          SettingDocs.preview(changes, node, preview),
          () -> SettingDocs.previewText(node, preview));
      return preview.problems().isEmpty()
          ? 0
          : context.fail(
              new SignalboxException(
                  ErrorCode.INVALID_INPUT,
                  String.join("; ", preview.problems()),
                  Map.of("problems", preview.problems())));
    }
  }

  private int change(Session session, Map<String, @Nullable Object> changes) {
    if (!context.confirm("Change " + String.join(", ", changes.keySet()) + "?")) {
      return 0;
    }
    return print(session.act(new RoutingCommand.ChangeSettings(changes, context.reason())));
  }

  @Command(
      name = "settings",
      description = "Lists every setting of routing with its value, range and where it is set.")
  int settings(
      @Parameters(arity = "0..1", paramLabel = "STRATEGY", description = "Only of this one.")
          @Nullable String node) {
    try (Session session = context.open()) {
      List<RoutingSetting> fields = session.ask(new Query.ShowRouting()).fields();
      if (node != null) {
        new SettingInput(fields).strategy(node);
      }
      List<RoutingSetting> shown =
          fields.stream().filter(each -> node == null || each.node().equals(node)).toList();
      return list(shown);
    }
  }

  private int list(List<RoutingSetting> settings) {
    context.print(
        settings.stream().map(SettingDocs::setting).toList(), () -> SettingDocs.settings(settings));
    return 0;
  }

  @Command(name = "history", description = "Lists changes of routing's settings, newest first.")
  int history(
      @Option(names = "--limit", paramLabel = "N", description = "At most. Default: 50.")
          @Nullable String limit) {
    int max = limit == null ? 50 : Inputs.count(limit, "--limit", 1);
    try (Session session = context.open()) {
      List<RoutingChangeSet> changes = session.ask(new Query.RoutingHistory(max));
      context.print(
          changes.stream().map(SettingDocs::change).toList(), () -> SettingDocs.history(changes));
      return 0;
    }
  }

  @Command(name = "revert", description = "Takes back a change of settings, by its id.")
  int revert(@Parameters(paramLabel = "ID", description = "From 'routing history'.") String id) {
    int number = Inputs.count(id, "ID", 0);
    if (!context.confirm("Take back change " + number + "?")) {
      return 0;
    }
    try (Session session = context.open()) {
      return print(session.act(new RoutingCommand.RevertSettings(number, context.reason())));
    }
  }
}
