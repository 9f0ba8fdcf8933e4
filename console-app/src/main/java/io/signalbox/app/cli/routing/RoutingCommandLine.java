package io.signalbox.app.cli.routing;

import io.signalbox.app.cli.output.Doc;
import io.signalbox.app.cli.session.CliContext;
import io.signalbox.app.cli.session.Inputs;
import io.signalbox.app.cli.session.Session;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.provider.ProviderOperationType;
import io.signalbox.core.query.Query;
import io.signalbox.core.query.RoutingPreview;
import io.signalbox.core.query.RoutingView;
import io.signalbox.core.routing.DecisionRecord;
import io.signalbox.core.routing.SelectionCriteria;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What can be seen of routing: how it stands, what it would do, and why it did what it did. */
@Command(name = "routing", description = "Shows how providers are chosen, and changes it.")
public final class RoutingCommandLine extends RoutingSettingVerbs {

  private static final int PICKS = 12;
  private static final int MAX_PICKS = 10_000;
  private static final int MAX_NODE_PICKS = 1_000;
  private static final int MAX_DECISIONS = 10_000;

  public RoutingCommandLine(CliContext context) {
    super(context);
  }

  @Command(
      name = "show",
      description =
          "Shows the routing tree with shares and circuits, weights, coming picks and what is"
              + " held.")
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

  @Command(
      name = "preview",
      description =
          "Shows expected shares and the next picks under other weights; changes nothing.")
  int preview(
      @Parameters(arity = "0..*", paramLabel = "NAME=W", description = "Weights to lay over.")
          @Nullable List<String> weights,
      @Option(names = "--picks", paramLabel = "N", description = "How many picks. Default: 12.")
          @Nullable String picks,
      @Option(
              names = "--node",
              paramLabel = "STRATEGY",
              description = "Shares and picks of this strategy's own work.")
          @Nullable String node) {
    int count = picks == null ? PICKS : Inputs.count(picks, "--picks", 0);
    int max = node == null ? MAX_PICKS : MAX_NODE_PICKS;
    if (count > max) {
      throw Inputs.invalid("--picks is " + count + ", at most " + max, "--picks", "" + count);
    }
    Map<String, Double> laidOver = Inputs.weights(Objects.requireNonNullElse(weights, List.of()));
    try (Session session = context.open()) {
      RoutingPreview preview = preview(session, laidOver, node, count);
      context.print(
          Doc.start().put("shares", preview.shares()).put("picks", preview.picks()).map(),
          () ->
              RoutingDocs.shares(preview.shares(), Map.of())
                  + "\nNext "
                  + preview.picks().size()
                  + " picks: "
                  + String.join(" ", preview.picks())
                  + "\n");
      return 0;
    }
  }

  private RoutingPreview preview(
      Session session, Map<String, Double> laidOver, @Nullable String node, int picks) {
    RoutingView view = session.ask(new Query.ShowRouting());
    WeightPreview preview = new WeightPreview(session, view);
    if (node != null) {
      return preview.inside(node, laidOver, picks);
    }
    if (!preview.isWeighedAtStrategies(laidOver)) {
      return session.ask(new Query.PreviewRouting(laidOver, picks));
    }
    List<String> without = preview.unweighed(laidOver);
    if (!without.isEmpty()) {
      context.note("Not weighed by the routing tree: " + String.join(", ", without));
    }
    return preview.ofTree(laidOver, Math.min(picks, MAX_NODE_PICKS));
  }

  @Command(
      name = "decisions",
      description = "Lists why each operation went where it went, newest first.")
  int decisions(
      @Option(names = "--since", paramLabel = "AGE", description = "Such as 2h. Default: 24h.")
          @Nullable String since,
      @Option(names = "--limit", paramLabel = "N", description = "At most. Default: 50.")
          @Nullable String limit) {
    Duration age = since == null ? Duration.ofHours(24) : Inputs.duration(since, "--since");
    int max = limit == null ? 50 : Inputs.count(limit, "--limit", 1);
    try (Session session = context.open()) {
      List<DecisionRecord> decisions =
          session.ask(new Query.Decisions(session.now().minus(age), Math.min(max, MAX_DECISIONS)));
      context.print(
          decisions.stream().map(DecisionDocs::document).toList(),
          () -> DecisionDocs.table(decisions));
      return 0;
    }
  }

  @Command(
      name = "why",
      description = "Explains the decisions of one operation, by its trace id, oldest first.")
  int why(
      @Parameters(paramLabel = "TRACE_ID", description = "From 'routing decisions'.")
          String traceId) {
    try (Session session = context.open()) {
      List<DecisionRecord> decisions = session.ask(new Query.DecisionsOf(traceId));
      if (decisions.isEmpty()) {
        throw Inputs.invalid(
            "No decision is kept for '" + traceId + "'; 'routing decisions' lists those there are",
            "TRACE_ID",
            traceId);
      }
      context.print(
          decisions.stream().map(DecisionDocs::document).toList(),
          () -> String.join("\n", decisions.stream().map(DecisionDocs::explained).toList()));
      return 0;
    }
  }
}
