package io.signalbox.app.cli;

import io.signalbox.app.cli.output.Doc;
import io.signalbox.app.cli.output.Table;
import io.signalbox.app.cli.output.Texts;
import io.signalbox.core.command.RoutingCommand;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.provider.ProviderOperationType;
import io.signalbox.core.query.Query;
import io.signalbox.core.query.RoutingPreview;
import io.signalbox.core.query.RoutingView;
import io.signalbox.core.routing.Activation;
import io.signalbox.core.routing.DecisionRecord;
import io.signalbox.core.routing.SelectionCriteria;
import io.signalbox.core.routing.SelectionPolicy;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What can be seen of routing and done to it. */
@Command(name = "routing", description = "Shows how providers are chosen, and changes it.")
final class RoutingCommandLine {

  private static final int PICKS = 12;

  private final CliContext context;

  RoutingCommandLine(CliContext context) {
    this.context = context;
  }

  @Command(
      name = "show",
      description = "Shows policy, weights, shares, coming picks and what is held.")
  int show() {
    try (Session session = context.open()) {
      return print(session.ask(new Query.ShowRouting()));
    }
  }

  @Command(
      name = "select",
      description = "Chooses a provider as an operation would, without executing or drawing.")
  int select(
      @Option(
              names = "--operation",
              required = true,
              paramLabel = "OP",
              description = "One of: ${COMPLETION-CANDIDATES}.")
          ProviderOperationType operation,
      @Option(names = "--explain", description = "With every candidate and why it was refused.")
          boolean explain,
      @Option(
              names = "--require",
              paramLabel = "CAPABILITY",
              description = "Only providers with this label, API or feature. Repeatable.")
          @Nullable List<String> required,
      @Option(
              names = "--min-success-rate",
              paramLabel = "PERCENT",
              description = "Only providers with at least this success.")
          @Nullable Double minSuccess,
      @Option(
              names = "--max-response-time",
              paramLabel = "MS",
              description = "Only providers with at most this mean.")
          @Nullable Double maxResponse,
      @Option(names = "--allow-unhealthy", description = "Unhealthy providers too.")
          boolean allowUnhealthy,
      @Option(names = "--exclude", paramLabel = "NAME", description = "Not this one. Repeatable.")
          @Nullable List<String> exclude,
      @Option(names = "--prefer", paramLabel = "NAME", description = "This one first. Repeatable.")
          @Nullable List<String> prefer) {
    boolean given =
        required != null
            || minSuccess != null
            || maxResponse != null
            || allowUnhealthy
            || exclude != null
            || prefer != null;
    SelectionCriteria criteria =
        given
            ? new SelectionCriteria(
                Objects.requireNonNullElse(required, List.of()),
                percent(minSuccess),
                maxResponse,
                !allowUnhealthy,
                Objects.requireNonNullElse(exclude, List.of()),
                Objects.requireNonNullElse(prefer, List.of()),
                null)
            : null;
    try (Session session = context.open()) {
      DecisionRecord decision = session.ask(new Query.SelectProvider(operation, criteria));
      context.print(
          DecisionDocs.document(decision),
          () -> explain ? DecisionDocs.explained(decision) : DecisionDocs.line(decision));
      return decision.error() == null
          ? 0
          : context.fail(new SignalboxException(decision.error(), decision.reason()));
    }
  }

  private static double percent(@Nullable Double given) {
    double value = given == null ? 0 : given;
    if (!(value >= 0 && value <= 100)) {
      throw Inputs.invalid(
          "--min-success-rate is " + value + ", expected 0 to 100 percent",
          "--min-success-rate",
          String.valueOf(value));
    }
    return value;
  }

  @Command(name = "policy", description = "Sets the selection policy.")
  int policy(
      @Parameters(
              paramLabel = "POLICY",
              description = "FIRST_AVAILABLE, PRIORITY, ROUND_ROBIN or WEIGHTED_ROUND_ROBIN.")
          String name) {
    SelectionPolicy policy =
        SelectionPolicy.parse(name)
            .orElseThrow(() ->
                Inputs.invalid(
                    "There is no policy '"
                        + name
                        + "', expected one of "
                        + List.of(SelectionPolicy.values()),
                    "POLICY",
                    name));
    try (Session session = context.open()) {
      return print(session.execute(new RoutingCommand.SetPolicy(policy, context.reason())));
    }
  }

  @Command(name = "weights", description = "Sets weights; those not named stay. 0 drains.")
  int weights(
      @Parameters(arity = "1..*", paramLabel = "NAME=W", description = "Weights of 0 or more.")
          List<String> weights) {
    Map<String, Double> read = Inputs.weights(weights);
    if (!context.confirm("Set the weights of " + String.join(", ", read.keySet()) + "?")) {
      return 0;
    }
    try (Session session = context.open()) {
      return print(session.execute(new RoutingCommand.SetWeights(read, context.reason())));
    }
  }

  @Command(
      name = "activate",
      description = "Sends traffic without pin or preference to one provider. Needs --reason.")
  int activate(
      @Parameters(paramLabel = "NAME", description = "Provider instance.") String name,
      @Option(names = "--until", paramLabel = "T", description = "End by itself: 2h, or a time.")
          @Nullable String until) {
    try (Session session = context.open()) {
      List<String> missed = session.ask(new Query.ActivationReach(name));
      if (!missed.isEmpty()) {
        context.note("Does not reach: " + String.join(", ", missed));
      }
      if (!context.confirm("Make " + name + " active?")) {
        return 0;
      }
      return print(
          session.execute(
              new RoutingCommand.Activate(
                  name, context.reason(), Inputs.until(until, session.now()), null)));
    }
  }

  @Command(name = "auto", description = "Lifts the activation: routing is automatic again.")
  int auto() {
    try (Session session = context.open()) {
      return print(session.execute(new RoutingCommand.ReturnToAutomatic(context.reason(), null)));
    }
  }

  @Command(
      name = "preview",
      description =
          "Shows expected shares and the next picks under other weights; changes nothing.")
  int preview(
      @Parameters(arity = "0..*", paramLabel = "NAME=W", description = "Weights to lay over.")
          @Nullable List<String> weights,
      @Option(names = "--picks", paramLabel = "N", description = "How many picks. Default: 12.")
          @Nullable String picks) {
    int count = picks == null ? PICKS : Inputs.count(picks, "--picks", 0);
    if (count > 10_000) {
      throw Inputs.invalid("--picks is " + count + ", at most 10000", "--picks", "" + count);
    }
    Map<String, Double> laidOver = Inputs.weights(Objects.requireNonNullElse(weights, List.of()));
    try (Session session = context.open()) {
      RoutingPreview preview = session.ask(new Query.PreviewRouting(laidOver, count));
      context.print(
          Doc.start().put("shares", preview.shares()).put("picks", preview.picks()).map(),
          () ->
              shares(preview.shares(), Map.of())
                  + "\nNext "
                  + preview.picks().size()
                  + " picks: "
                  + String.join(" ", preview.picks())
                  + "\n");
      return 0;
    }
  }

  private static String shares(Map<String, Double> shares, Map<String, Double> weights) {
    Table table =
        weights.isEmpty()
            ? Table.of("PROVIDER", ">SHARE %")
            : Table.of("PROVIDER", ">SHARE %", ">WEIGHT");
    shares.forEach((name, share) -> {
      if (weights.isEmpty()) {
        table.row(name, Texts.share(share));
      } else {
        table.row(name, Texts.share(share), Texts.number(weights.getOrDefault(name, 0.0)));
      }
    });
    return table.render("No provider takes work.");
  }

  private int print(RoutingView view) {
    context.print(document(view), () -> text(view));
    return 0;
  }

  private static Map<String, @Nullable Object> document(RoutingView view) {
    SelectionCriteria criteria = view.settings().criteria();
    Activation activation = view.activation();
    return Doc.start()
        .put("policy", view.settings().policy().name())
        .put(
            "criteria",
            Doc.start()
                .put("required_capabilities", criteria.requiredCapabilities())
                .put("min_success_rate", criteria.minSuccessRate())
                .put("max_response_time_ms", criteria.maxResponseTimeMillis())
                .put("require_healthy", criteria.requireHealthy())
                .put("exclude_strategies", criteria.excludeStrategies())
                .put("prefer_strategies", criteria.preferStrategies())
                .map())
        .put("default_provider_instance", view.settings().defaultInstance())
        .put("default_provider_type", view.settings().defaultType())
        .put("max_connections_per_strategy", view.settings().maxConnections())
        .put("weights", view.weights())
        .put("shares", view.shares())
        .put("next_picks", view.nextPicks())
        .put(
            "active",
            activation == null
                ? null
                : Doc.start()
                    .put("provider", activation.provider())
                    .put("who", activation.who())
                    .put("why", activation.why())
                    .put("since", activation.since())
                    .put("until", activation.until())
                    .map())
        .put("held_by_hand", view.manual().stream().map(ProviderDocs::manual).toList())
        .map();
  }

  private static String text(RoutingView view) {
    StringBuilder text = new StringBuilder();
    text.append("Policy: ").append(view.settings().policy()).append('\n');
    Activation activation = view.activation();
    text.append("Active by hand: ");
    if (activation == null) {
      text.append("none, routing is automatic\n\n");
    } else {
      text.append(activation.provider()).append(", ").append(activation.who());
      text.append(": ").append(activation.why());
      text.append(activation.until() == null ? "" : ", until " + Texts.time(activation.until()));
      text.append("\n\n");
    }
    text.append(shares(view.shares(), view.weights()));
    if (!view.nextPicks().isEmpty()) {
      text.append("\nNext picks: ").append(String.join(" ", view.nextPicks())).append('\n');
    }
    if (!view.manual().isEmpty()) {
      Table table = Table.of("HELD BY HAND", "STATE", "WHO", "WHY", "SINCE", "UNTIL");
      view.manual()
          .forEach(m ->
              table.row(
                  m.provider(),
                  Texts.word(m.kind()),
                  m.who(),
                  m.why(),
                  Texts.time(m.since()),
                  Texts.time(m.until())));
      text.append('\n').append(table.render());
    }
    return text.toString();
  }
}
