package io.signalbox.core.config.table;

import static io.signalbox.core.config.table.Decl.leaf;
import static io.signalbox.core.config.table.Decl.optional;
import static io.signalbox.core.config.table.Decl.section;
import static io.signalbox.core.config.table.Decl.text;
import static io.signalbox.core.config.table.Use.by;
import static io.signalbox.core.provider.ConfigField.choice;
import static io.signalbox.core.provider.ConfigField.flag;
import static io.signalbox.core.provider.ConfigField.integer;
import static io.signalbox.core.provider.ConfigField.list;
import static io.signalbox.core.provider.ConfigField.number;

import io.signalbox.core.alert.AlertMetric;
import io.signalbox.core.alert.AlertRule;
import io.signalbox.core.alert.AlertSettings;
import io.signalbox.core.alert.AlertSeverity;
import io.signalbox.core.config.table.Decl.Named;
import io.signalbox.core.config.table.Decl.Section;
import io.signalbox.core.provider.ConfigField;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The table of the keys of {@code alerts}. */
public final class AlertDeclarations {

  private static final String READER = "whoever watches for alerts";
  private static final String TELLER = "whoever tells alerts elsewhere";
  private static final long WEEK_SECONDS = Duration.ofDays(7).toSeconds();

  private static final double SHORTEST_SECONDS = 0.1;
  private static final double LONGEST_SECONDS = 120;

  static final Idle NOT_COMPARED =
      Idle.refused(
          "a metric that is so or not",
          here ->
              metric(here)
                  .filter(each -> each.sort() == AlertMetric.Sort.STATE)
                  .map(each -> each.key() + " is so or not; there is nothing to compare"));

  static final Idle NOT_SAMPLED =
      Idle.refused(
          "a metric that is no rate",
          here ->
              metric(here)
                  .filter(each -> each.sort() != AlertMetric.Sort.RATE)
                  .map(each -> each.key() + " is known without a sample"));

  static final Idle NOT_OF_PROVIDERS =
      Idle.refused(
          "a metric that is of no single provider",
          here ->
              metric(here)
                  .filter(each -> !each.ofProviders())
                  .filter(each -> !AlertRule.ALL.equals(String.valueOf(here.value().toValue())))
                  .map(each -> each.key() + " is of no single provider"));

  /** Of one rule; what a rule under the name of a built-in one leaves out is as built in. */
  public static final Section RULE =
      section(
          "One rule",
          leaf(
              choice(
                  "metric",
                  "What it looks at; needed but where the name is a built-in rule's",
                  "",
                  words(AlertMetric.values())),
              by(READER)),
          leaf(
              ConfigField.text("scope", "The provider it is for, or all", null),
              by(READER, NOT_OF_PROVIDERS)),
          leaf(
              choice("comparison", "Which way is bad", "", "OVER", "UNDER"),
              by(READER, NOT_COMPARED)),
          leaf(
              optional(
                  number("threshold", "In percent, milliseconds or as a number", 0, 0, 1e9, "")),
              by(READER, NOT_COMPARED)),
          leaf(
              optional(
                  number(
                      "for_seconds",
                      "How long without a break; 0 for at once",
                      0,
                      0,
                      WEEK_SECONDS,
                      "s")),
              by(READER)),
          leaf(
              optional(
                  integer(
                      "minimum",
                      "Operations in five minutes below which nothing is known",
                      AlertRule.SAMPLE,
                      1,
                      1_000_000,
                      "operations")),
              by(READER, NOT_SAMPLED)),
          leaf(
              choice("severity", "How much to care", "", words(AlertSeverity.values())),
              by(READER)),
          leaf(flag("enabled", "Whether it is looked at", true), by(READER)));

  public static final Section WEBHOOK =
      section(
          "Where changes are posted to",
          text("url", "An http or https address; a ${NAME} may hold it", by(TELLER)),
          leaf(
              number(
                  "timeout_seconds",
                  "Of one attempt",
                  AlertSettings.Webhook.NONE.timeout().toSeconds(),
                  SHORTEST_SECONDS,
                  LONGEST_SECONDS,
                  "s"),
              by(TELLER)));

  public static final Section COMMAND =
      section(
          "What is run for each change",
          leaf(list("arguments", "The program and its arguments; no shell reads them"), by(TELLER)),
          leaf(
              number(
                  "timeout_seconds",
                  "After which it is ended",
                  AlertSettings.Command.NONE.timeout().toSeconds(),
                  SHORTEST_SECONDS,
                  LONGEST_SECONDS,
                  "s"),
              by(TELLER)));

  public static final Section ALERTS = new Section("What an operator is told of", keys(), false);

  private AlertDeclarations() {}

  private static Map<String, Decl> keys() {
    Map<String, Decl> keys = new LinkedHashMap<>();
    keys.put(
        "desktop",
        leaf(
            flag("desktop", "The desktop's notifier is told, where there is one", false),
            by(TELLER)));
    keys.put("command", COMMAND);
    keys.put("rules", new Named("Rule name to its settings", RULE));
    keys.put("webhook", WEBHOOK);
    return keys;
  }

  private static String[] words(Enum<?>[] values) {
    return Stream.of(values).map(Enum::name).toArray(String[]::new);
  }

  /** What the rule at a place looks at: as it says, or as its built-in namesake does. */
  private static Optional<AlertMetric> metric(Situation here) {
    String said = here.word("metric");
    String name = said.isEmpty() || said.equals("NULL") ? here.owner() : said;
    return Stream.of(AlertMetric.values())
        .filter(each -> each.name().equals(name.toUpperCase(Locale.ROOT)))
        .findFirst();
  }
}
