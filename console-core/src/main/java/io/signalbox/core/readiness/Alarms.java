package io.signalbox.core.readiness;

import io.signalbox.core.alert.AlertRule;
import io.signalbox.core.alert.delivery.AlertDelivery.Way;
import io.signalbox.core.config.Configuration;
import io.signalbox.core.config.ProviderInstance;
import io.signalbox.core.error.Counted;
import io.signalbox.core.readiness.ReadinessRun.Place;
import io.signalbox.core.readiness.ReadinessRun.Verdict;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Whether anything would become an alert, and who would be told of it. Stateless. */
final class Alarms {

  private static final String RULES = "alert rules";

  private Alarms() {}

  /**
   * Adds what it finds, and says it in a sentence.
   *
   * @param told ways to tell people elsewhere; the window and the log are told anyway
   */
  static String look(Configuration now, List<Way> told, Found found) {
    Collection<AlertRule> rules = now.alerts().rules().values();
    List<AlertRule> on = rules.stream().filter(AlertRule::enabled).toList();
    int blind = 0;
    for (AlertRule each : on) {
      String why = blindness(each, now);
      if (!why.isEmpty()) {
        blind++;
        found.row(
            "rule " + each.name(), "can fire", why, Verdict.WARNING, Places.of(now, key(each)));
        found.wrong(
            "The rule " + each.name() + " cannot fire: " + why,
            Found.remedy(
                "Change the rule " + each.name() + ", or what it looks at",
                Place.ALERTS,
                each.name()));
      }
    }
    int fire = on.size() - blind;
    String figures = fire + " of " + Counted.of(rules.size(), "alert rule") + " can fire";
    found.row(RULES, "at least 1 can fire", figures, fire > 0 ? Verdict.PASSED : Verdict.FAILED);
    if (fire == 0) {
      found.wrong(
          "Nothing would become an alert, whatever happens",
          Found.remedy("Switch a rule of alerts on", Place.ALERTS, ""));
    }
    String ways = told.stream().map(Way::words).collect(Collectors.joining(", "));
    found.row(
        "told elsewhere",
        "a webhook, a command or the desktop",
        told.isEmpty() ? "nobody" : ways,
        told.isEmpty() ? Verdict.WARNING : Verdict.PASSED,
        Places.of(
            now, (String key) -> key.startsWith("alerts.") && !key.startsWith("alerts.rules")));
    if (told.isEmpty()) {
      found.wrong(
          "Alerts reach the window and the log alone: nobody is told who looks at neither",
          Found.remedy(
              "Set alerts.webhook, alerts.command or alerts.desktop", Place.SETTINGS, "alerts."));
    }
    return figures + ", told to the window, the log" + (told.isEmpty() ? "" : ", " + ways) + ".";
  }

  /** Why a rule that is on can never fire; empty if it can. */
  private static String blindness(AlertRule rule, Configuration now) {
    if (rule.metric().isMeasured() && !now.measures()) {
      return "calls are not measured";
    }
    boolean everything = rule.scope().equals(AlertRule.ALL) || !rule.metric().ofProviders();
    boolean there =
        everything
            || now.providers().stream()
                .filter(ProviderInstance::enabled)
                .anyMatch(each -> each.name().equals(rule.scope()));
    return there ? "" : rule.scope() + " is no provider that is enabled";
  }

  private static String key(AlertRule rule) {
    return "alerts.rules." + rule.name() + ".scope";
  }
}
