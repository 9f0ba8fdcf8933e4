package io.signalbox.core.alert.delivery;

import io.signalbox.core.alert.Alert;
import io.signalbox.core.alert.AlertChanged;
import io.signalbox.core.json.Json;
import io.signalbox.core.log.Secrets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What people elsewhere are told.
 *
 * @param environment as configured
 */
record Message(AlertChanged changed, String environment) {

  /** What happened, in one line. */
  String title() {
    String over = changed.change() == AlertChanged.Change.CLEARED ? "Over: " : "";
    return over + strike(changed.alert().title());
  }

  /** What follows from it, what was measured and where; empty where there is nothing to say. */
  String text() {
    Alert alert = changed.alert();
    StringBuilder text = new StringBuilder();
    for (String part : new String[] {alert.value(), alert.detail(), alert.location()}) {
      if (!part.isEmpty()) {
        text.append(text.isEmpty() ? "" : ", ").append(part);
      }
    }
    return strike(text.toString());
  }

  /** The document that a webhook and a command are given, as {@code docs/alerts.md} tells it. */
  String json() {
    Alert alert = changed.alert();
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("event", changed.change().word());
    document.put("at", changed.at().toString());
    document.put("environment", environment);
    document.put("id", alert.id());
    document.put("rule", alert.rule());
    document.put("severity", alert.severity().word());
    document.put("kind", alert.kind());
    document.put("subject", alert.subject());
    document.put("title", alert.title());
    document.put("detail", alert.detail());
    document.put("value", alert.value());
    document.put("location", alert.location());
    document.put("since", alert.since().toString());
    return Json.write(Secrets.ofProcess().strikeValue(document));
  }

  private static String strike(String text) {
    return Secrets.ofProcess().strike(text);
  }
}
