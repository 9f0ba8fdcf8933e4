package io.signalbox.app.cli.alerts;

import io.signalbox.app.cli.output.AlertDocs;
import io.signalbox.app.cli.output.Doc;
import io.signalbox.app.cli.output.Table;
import io.signalbox.app.cli.session.CliContext;
import io.signalbox.app.cli.session.Inputs;
import io.signalbox.app.cli.session.JsonInput;
import io.signalbox.app.cli.session.Session;
import io.signalbox.core.alert.Alert;
import io.signalbox.core.alert.preview.RulePreview;
import io.signalbox.core.command.AlertCommand;
import io.signalbox.core.query.AlertRuleView;
import io.signalbox.core.query.Query;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What can be seen of alerts and done to them, and the rules they come from. */
@Command(
    name = "alerts",
    description = "Lists, acknowledges and mutes alerts; changes their rules.")
public final class AlertsCommand {

  private static final String LASTS = "for_seconds";

  private final CliContext context;

  public AlertsCommand(CliContext context) {
    this.context = context;
  }

  @Command(
      name = "list",
      description = "Lists what is open: firing, then acknowledged, then muted.")
  int list(
      @Option(names = "--cleared", description = "Those too that were over in the last 24 h.")
          boolean cleared) {
    try (Session session = context.open()) {
      List<Alert> alerts = session.ask(new Query.ListAlerts(cleared));
      Instant now = session.now();
      context.print(AlertDocs.documents(alerts, now), () -> table(alerts, now));
    }
    return 0;
  }

  private static String table(List<Alert> alerts, Instant now) {
    Table table = Table.of("ID", "SEVERITY", "STATE", "WHAT", "VALUE", "DETAIL", "WHERE");
    for (Alert alert : alerts) {
      table.row(
          alert.id(),
          alert.severity().word(),
          AlertDocs.state(alert, now),
          alert.title(),
          alert.value(),
          alert.detail(),
          alert.location());
    }
    return table.render("No alert.");
  }

  @Command(
      name = "rules",
      description = "Lists the rules, where each comes from, how often it fired.")
  int rules() {
    try (Session session = context.open()) {
      List<AlertRuleView> rules = session.ask(new Query.ListAlertRules());
      context.print(rules.stream().map(RuleDocs::document).toList(), () -> RuleDocs.table(rules));
    }
    return 0;
  }

  @Command(
      name = "set",
      description = {
        "Makes a rule or changes one while it runs; what is left out stays as it is.",
        "Such as: success_rate threshold=90",
        "Such as: east_slow metric=p95_response scope=east threshold=1500 for=5m severity=critical"
      })
  int set(
      @Parameters(index = "0", paramLabel = "RULE", description = "Its name.") String name,
      @Parameters(
              index = "1..*",
              arity = "1..*",
              paramLabel = "KEY=VALUE",
              description =
                  "metric, scope, comparison, threshold, for, minimum, severity, enabled.")
          List<String> settings,
      @Option(
              names = "--preview",
              description = "Changes nothing; says what the rule would have done in 24 h.")
          boolean preview) {
    Map<String, @Nullable Object> changes = settings(settings);
    try (Session session = context.open()) {
      if (preview) {
        print(session.ask(new Query.PreviewAlertRule(name, changes)));
        return 0;
      }
      session.act(new AlertCommand.SetRule(name, changes, context.reason()));
      printRule(session, name);
    }
    return 0;
  }

  private static Map<String, @Nullable Object> settings(List<String> words) {
    Map<String, @Nullable Object> settings = new LinkedHashMap<>();
    Inputs.pairs(words)
        .forEach((key, value) -> {
          if (value.isEmpty()) {
            throw Inputs.invalid(key + " is empty, expected a value", key, value);
          }
          boolean lasts = key.equals("for");
          Object read =
              lasts
                  ? (Object) (Inputs.duration(value, "for").toMillis() / 1_000.0)
                  : JsonInput.typed(value);
          if (settings.put(lasts ? LASTS : key, read) != null) {
            throw Inputs.invalid("for and " + LASTS + " are one setting; keep one", key, value);
          }
        });
    return settings;
  }

  private void printRule(Session session, String name) {
    List<AlertRuleView> rules =
        session.ask(new Query.ListAlertRules()).stream()
            .filter(each -> each.rule().name().equals(name))
            .toList();
    if (rules.isEmpty()) {
      context.say(Doc.start().put("name", name).map(), () -> name + ": no rule");
    } else {
      context.print(RuleDocs.document(rules.getFirst()), () -> RuleDocs.table(rules));
    }
  }

  @Command(
      name = "preview",
      description = "Says what a rule would have done in the last 24 h, as it is.")
  int preview(@Parameters(paramLabel = "RULE", description = "Its name.") String name) {
    try (Session session = context.open()) {
      print(session.ask(new Query.PreviewAlertRule(name, Map.of())));
    }
    return 0;
  }

  private void print(RulePreview preview) {
    context.print(RuleDocs.document(preview), () -> RuleDocs.text(preview));
  }

  @Command(
      name = "remove",
      description = "Takes back what 'set' made of a rule; a built-in or written one is as it was.")
  int remove(@Parameters(paramLabel = "RULE", description = "Its name.") String name) {
    try (Session session = context.open()) {
      session.act(new AlertCommand.RemoveRule(name, context.reason()));
      printRule(session, name);
    }
    return 0;
  }

  @Command(
      name = "ack",
      description = "Says that somebody has seen them; lasts until they are over.")
  int acknowledge(
      @Parameters(arity = "1..*", paramLabel = "ID", description = "As 'alerts list' names them.")
          List<String> ids) {
    return act(ids, id -> new AlertCommand.Acknowledge(id, context.reason()));
  }

  @Command(name = "mute", description = "Tells nobody elsewhere of them until then.")
  int mute(
      @Parameters(arity = "1..*", paramLabel = "ID", description = "As 'alerts list' names them.")
          List<String> ids,
      @Option(
              names = "--until",
              required = true,
              paramLabel = "T",
              description = "2h, or a time; 30 days at most.")
          String until) {
    Instant end = Inputs.until(until, Session.clock());
    if (end == null) {
      throw Inputs.invalid("--until needs a time", "--until", "");
    }
    return act(ids, id -> new AlertCommand.Mute(id, end, context.reason()));
  }

  @Command(name = "unmute", description = "Takes a mute back before its time.")
  int unmute(
      @Parameters(arity = "1..*", paramLabel = "ID", description = "As 'alerts list' names them.")
          List<String> ids) {
    return act(ids, id -> new AlertCommand.Unmute(id, context.reason()));
  }

  private int act(List<String> ids, Function<String, AlertCommand> command) {
    try (Session session = context.open()) {
      List<Alert> after = new ArrayList<>();
      for (String id : ids) {
        Optional<Alert> alert = session.act(command.apply(id));
        alert.ifPresent(after::add);
      }
      Instant now = session.now();
      context.print(AlertDocs.documents(after, now), () -> table(after, now));
    }
    return 0;
  }
}
