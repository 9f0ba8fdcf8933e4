package io.signalbox.app.cli.strategy;

import io.signalbox.app.cli.ops.OperationRun;
import io.signalbox.app.cli.output.Doc;
import io.signalbox.app.cli.routing.DecisionDocs;
import io.signalbox.app.cli.routing.RoutingDocs;
import io.signalbox.app.cli.session.CliContext;
import io.signalbox.app.cli.session.Inputs;
import io.signalbox.app.cli.session.JsonInput;
import io.signalbox.app.cli.session.Session;
import io.signalbox.core.command.RoutingCommand;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.provider.ProviderOperationType;
import io.signalbox.core.query.Query;
import io.signalbox.core.query.RoutingView;
import io.signalbox.core.routing.DecisionRecord;
import io.signalbox.core.routing.SelectionCriteria;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** The provider strategy guide's verbs that choose, carry out and configure. */
public final class RoutingStrategyVerbs {

  private RoutingStrategyVerbs() {}

  private static ProviderOperationType operation(Map<String, @Nullable Object> input) {
    Object value = input.get("operation_type");
    if (value == null) {
      throw Inputs.invalid("operation_type is missing", "operation_type", "");
    }
    String word = value.toString().strip().toUpperCase(Locale.ROOT).replace('-', '_');
    return Arrays.stream(ProviderOperationType.values())
        .filter(each -> each.name().equals(word))
        .findFirst()
        .orElseThrow(() ->
            Inputs.invalid(
                "There is no operation '"
                    + value
                    + "', expected one of "
                    + List.of(ProviderOperationType.values()),
                "operation_type",
                value.toString()));
  }

  private static @Nullable String text(Map<String, @Nullable Object> input, String key) {
    Object value = input.get(key);
    if (value == null || value instanceof String) {
      return (String) value;
    }
    throw StrategyVerbs.wrong(key, value, "a text");
  }

  private static @Nullable SelectionCriteria criteria(Map<String, @Nullable Object> input) {
    Object given = input.get("selection_criteria");
    return given == null ? null : CriteriaInput.read(JsonInput.asObject(given, "the criteria"));
  }

  @Command(
      name = "selectProviderStrategy",
      description = "Chooses a provider as an operation would, without executing or drawing.")
  public static final class SelectProviderStrategy extends StrategyVerbs.Verb {
    public SelectProviderStrategy(CliContext context) {
      super(context);
    }

    @Override
    boolean needsInput() {
      return true;
    }

    @Override
    List<String> known() {
      return List.of("operation_type", "selection_criteria");
    }

    @Override
    Map<String, @Nullable Object> answer(Session session, Map<String, @Nullable Object> input) {
      DecisionRecord decision =
          session.ask(new Query.SelectProvider(operation(input), criteria(input)));
      failed =
          decision.error() == null
              ? null
              : new SignalboxException(decision.error(), decision.reason());
      return Doc.start()
          .put("operation_type", decision.operation().name())
          .put("selected_strategy", decision.winner())
          .put("provider_name", decision.winner())
          .put("selection_reason", decision.reason())
          .put("alternatives", decision.alternatives())
          .put("decision", DecisionDocs.document(decision))
          .map();
    }
  }

  @Command(
      name = "executeProviderOperation",
      description = "Carries out an operation; machines come and go as requests.")
  public static final class ExecuteProviderOperation extends StrategyVerbs.Verb {
    public ExecuteProviderOperation(CliContext context) {
      super(context);
    }

    @Override
    boolean needsInput() {
      return true;
    }

    @Override
    List<String> known() {
      return List.of(
          "operation_type",
          "parameters",
          "strategy_override",
          "selection_criteria",
          "session_id",
          "idempotency_key");
    }

    @Override
    Map<String, @Nullable Object> answer(Session session, Map<String, @Nullable Object> input) {
      Object parameters = input.get("parameters");
      OperationRun.Outcome outcome =
          new OperationRun(
                  operation(input),
                  parameters == null ? Map.of() : JsonInput.asObject(parameters, "the parameters"),
                  text(input, "strategy_override"),
                  true,
                  text(input, "session_id"),
                  text(input, "idempotency_key"),
                  criteria(input))
              .carryOut(session, context);
      failed = outcome.failed();
      return outcome.document();
    }
  }

  @Command(
      name = "configureProviderStrategy",
      description = "Sets policy, criteria, circuits, intervals and weights as one change.")
  public static final class ConfigureProviderStrategy extends StrategyVerbs.Verb {
    public ConfigureProviderStrategy(CliContext context) {
      super(context);
    }

    @Override
    boolean needsInput() {
      return true;
    }

    @Override
    List<String> known() {
      return ConfigureInput.KNOWN;
    }

    @Override
    Map<String, @Nullable Object> answer(Session session, Map<String, @Nullable Object> input) {
      RoutingView before = session.ask(new Query.ShowRouting());
      Map<String, @Nullable Object> changes = new ConfigureInput(before.fields()).changes(input);
      String why = text(input, "reason");
      RoutingView after =
          session.execute(
              new RoutingCommand.ChangeSettings(changes, why == null ? context.reason() : why));
      return Doc.start()
          .put("success", true)
          .put("changed", changes)
          .put("default_selection_policy", after.settings().policy().name())
          .put("selection_criteria", RoutingDocs.criteria(after.settings().criteria()))
          .put("shares", after.shares())
          .map();
    }
  }
}
