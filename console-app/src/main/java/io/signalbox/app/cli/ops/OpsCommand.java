package io.signalbox.app.cli.ops;

import io.signalbox.app.cli.output.Doc;
import io.signalbox.app.cli.output.Table;
import io.signalbox.app.cli.output.Texts;
import io.signalbox.app.cli.session.CliContext;
import io.signalbox.app.cli.session.Inputs;
import io.signalbox.app.cli.session.Session;
import io.signalbox.app.report.ActivityDocument;
import io.signalbox.core.activity.ActivityEntry;
import io.signalbox.core.activity.ActivityFilter;
import io.signalbox.core.activity.ActivityKey;
import io.signalbox.core.activity.ActivityKind;
import io.signalbox.core.command.Undo;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.event.Event.Severity;
import io.signalbox.core.query.ActivityPage;
import io.signalbox.core.query.Query;
import io.signalbox.core.query.UndoPlan;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What was done and how it is taken back, what is to be done once, and rehearsals. */
@Command(
    name = "ops",
    description =
        "Shows what was done, carries out operations, rehearses failures and load, runs the checks"
            + " of the deployment checklist.")
public final class OpsCommand extends ReadinessVerbs {

  private static final int PAGE = 1_000;
  private static final Duration AROUND = Duration.ofMinutes(10);

  /** How the audit says that a setting was not overridden. */
  private static final String NOT_OVERRIDDEN = "as configured";

  public OpsCommand(CliContext context) {
    super(context);
  }

  @Command(
      name = "activity",
      description = {
        "Lists who did what, when and why, newest first.",
        "With --kind all also operations at providers and what came by itself: health, circuits,"
            + " failovers, holds that ran out, files that changed."
      })
  int activity(
      @Option(names = "--since", paramLabel = "AGE", description = "Such as 2h. Default: 24h.")
          @Nullable String since,
      @Option(names = "--limit", paramLabel = "N", description = "At most. Default: 100.")
          @Nullable String limit,
      @Option(
              names = "--kind",
              paramLabel = "KIND",
              description = "act, operation, automatic or all. Default: act; with --around all.")
          @Nullable String kind,
      @Option(
              names = "--by",
              paramLabel = "WHO",
              description = "Of this person or part of the program.",
              defaultValue = "")
          String by,
      @Option(
              names = "--about",
              paramLabel = "NAME",
              description = "About this provider, strategy, template, request or setting.",
              defaultValue = "")
          String about,
      @Option(
              names = "--outcome",
              paramLabel = "OUTCOME",
              description = "good, info, warning or error.")
          @Nullable String outcome,
      @Option(
              names = "--text",
              paramLabel = "TEXT",
              description = "That have it somewhere.",
              defaultValue = "")
          String text,
      @Option(
              names = "--around",
              paramLabel = "TIME",
              description =
                  "What was done and happened around an instant such as 2026-06-16T14:33:40Z, or"
                      + " an age such as 2h.")
          @Nullable String around,
      @Option(
              names = "--within",
              paramLabel = "TIME",
              description = "With --around: so long before and after. Default: 10m.")
          @Nullable String within) {
    int max = limit == null ? 100 : Inputs.count(limit, "--limit", 1);
    try (Session session = context.open()) {
      ActivityFilter filter =
          times(since, around, within, session.now())
              .ofKinds(kinds(kind, around != null))
              .by(by)
              .about(about)
              .withOutcomes(outcomes(outcome))
              .containing(text);
      List<ActivityEntry> entries = list(session, filter, max);
      context.print(entries.stream().map(ActivityDocument::of).toList(), () -> text(entries));
      return 0;
    }
  }

  private static ActivityFilter times(
      @Nullable String since, @Nullable String around, @Nullable String within, Instant now) {
    if (around == null) {
      Duration age = since == null ? Duration.ofHours(24) : Inputs.duration(since, "--since");
      return ActivityFilter.ALL.between(now.minus(age), null);
    }
    Duration span = within == null ? AROUND : Inputs.duration(within, "--within");
    return ActivityFilter.around(moment(around, now), span);
  }

  private static Instant moment(String text, Instant now) {
    try {
      return Instant.parse(text.strip());
    } catch (DateTimeException e) {
      return now.minus(Inputs.duration(text, "--around"));
    }
  }

  private static Set<ActivityKind> kinds(@Nullable String kind, boolean around) {
    String wanted = kind == null ? (around ? "all" : "act") : kind.toLowerCase(Locale.ROOT);
    return switch (wanted) {
      case "all" -> Set.of();
      case "act" -> Set.of(ActivityKind.ACT);
      case "operation" -> Set.of(ActivityKind.OPERATION);
      case "automatic" -> Set.of(ActivityKind.AUTOMATIC);
      default ->
          throw Inputs.invalid(
              "--kind is '" + wanted + "', expected act, operation, automatic or all",
              "--kind",
              wanted);
    };
  }

  private static Set<Severity> outcomes(@Nullable String outcome) {
    if (outcome == null) {
      return Set.of();
    }
    for (Severity each : Severity.values()) {
      if (each.name().equalsIgnoreCase(outcome.strip())) {
        return Set.of(each);
      }
    }
    throw Inputs.invalid(
        "--outcome is '" + outcome + "', expected good, info, warning or error",
        "--outcome",
        outcome);
  }

  private static List<ActivityEntry> list(Session session, ActivityFilter filter, int max) {
    List<ActivityEntry> entries = new ArrayList<>();
    ActivityKey after = null;
    do {
      int wanted = Math.min(PAGE, max - entries.size());
      ActivityPage page = session.ask(new Query.ListActivity(filter, after, wanted));
      entries.addAll(page.entries());
      after = page.next();
    } while (after != null && entries.size() < max);
    return entries;
  }

  private static String text(List<ActivityEntry> entries) {
    Table table =
        Table.of(
            "AT", "ID", "WHO", "ACTION", "SUBJECT", "OUTCOME", "BEFORE", "AFTER", "REASON",
            "TRACE");
    for (ActivityEntry entry : entries) {
      boolean act = entry.kind() == ActivityKind.ACT;
      table.row(
          Texts.time(entry.at()),
          act ? entry.key().id() : "",
          entry.who(),
          entry.what(),
          entry.subject(),
          entry.result(),
          force(entry.before()),
          force(entry.after()),
          entry.reason(),
          entry.traceId());
    }
    return table.render("Nothing was done.");
  }

  /** In the words of the window; the audit cannot keep that nothing was there. */
  private static String force(Map<String, Object> values) {
    Map<String, Object> said = new LinkedHashMap<>(values);
    said.replaceAll((key, value) -> value.equals(NOT_OVERRIDDEN) ? "no override" : value);
    return Texts.value(said);
  }

  @Command(
      name = "undo",
      description = {
        "Puts back what was in force before an act: a hold, a weight, a setting.",
        "Refused where somebody changed it since. Without ID your own last act that can be undone."
      })
  int undo(
      @Parameters(
              paramLabel = "ID",
              arity = "0..1",
              description = "The act's, as 'ops activity' lists it.")
          @Nullable String id,
      @Option(names = "--dry-run", description = "Says what it would do, or why it cannot.")
          boolean dryRun) {
    try (Session session = context.open()) {
      UndoPlan plan = id == null ? last(session) : session.ask(new Query.ShowUndo(act(id)));
      String question = plan.act().action() + " of " + plan.act().subject() + ": ";
      if (dryRun) {
        context.say(
            document(plan), () -> question + (plan.possible() ? plan.effect() : plan.refusal()));
        return 0;
      }
      if (plan.possible() && !context.confirm("Undo " + question + plan.effect())) {
        return 0;
      }
      // What cannot be undone is refused, and audited, by the command.
      UndoPlan done = session.act(new Undo(plan.act().id(), context.reason()));
      context.say(document(done), done::effect);
      return 0;
    }
  }

  private static long act(String id) {
    try {
      return Long.parseLong(id.strip());
    } catch (NumberFormatException e) {
      throw Inputs.invalid("ID is '" + id + "', expected the number of an act", "ID", id);
    }
  }

  private static UndoPlan last(Session session) {
    return session
        .ask(new Query.LastUndo(session.person()))
        .orElseThrow(() ->
            new SignalboxException(
                ErrorCode.INVALID_STATE,
                "Nothing that "
                    + session.person()
                    + " did can be undone; 'ops activity' lists the acts, 'ops undo ID --dry-run'"
                    + " says why not"));
  }

  private static Map<String, @Nullable Object> document(UndoPlan plan) {
    return Doc.start()
        .put("id", plan.act().id())
        .put("at", plan.act().at())
        .put("actor", plan.act().actor())
        .put("action", plan.act().action())
        .put("subject", plan.act().subject())
        .put("possible", plan.possible())
        .put("effect", plan.effect())
        .put("refusal", plan.refusal())
        .map();
  }
}
