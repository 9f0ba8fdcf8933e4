package io.signalbox.app.cli.output;

import io.signalbox.core.alert.Alert;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Alerts, the same in every command. */
public final class AlertDocs {

  private AlertDocs() {}

  public static List<Map<String, @Nullable Object>> documents(List<Alert> alerts, Instant now) {
    return alerts.stream().map(each -> document(each, now)).toList();
  }

  public static Map<String, @Nullable Object> document(Alert alert, Instant now) {
    Alert.Mark acknowledged = alert.acknowledged();
    Alert.Mark muted = alert.muted();
    return Doc.start()
        .put("id", alert.id())
        .put("rule", alert.rule())
        .put("state", alert.state(now).word())
        .put("severity", alert.severity().word())
        .put("kind", alert.kind())
        .put("subject", alert.subject())
        .put("title", alert.title())
        .put("detail", alert.detail())
        .put("value", alert.value())
        .put("location", alert.location())
        .put("since", alert.since())
        .put("cleared_at", alert.clearedAt())
        .put("acknowledged_by", acknowledged == null ? null : acknowledged.who())
        .put("acknowledged_at", acknowledged == null ? null : acknowledged.at())
        .put("muted_by", muted == null ? null : muted.who())
        .put("muted_until", muted == null ? null : muted.until())
        .map();
  }

  /** A line for each; one that says so where there is none. */
  public static String table(List<Alert> alerts, Instant now) {
    Table table = Table.of("ALERT", "STATE", "WHAT", "VALUE", "DETAIL", "WHERE");
    for (Alert alert : alerts) {
      table.row(
          alert.severity().word(),
          state(alert, now),
          alert.title(),
          alert.value(),
          alert.detail(),
          alert.location());
    }
    return table.render("No alert.");
  }

  /** With who and until when, where an operator has a hand in it. */
  public static String state(Alert alert, Instant now) {
    Alert.State state = alert.state(now);
    Alert.Mark acknowledged = alert.acknowledged();
    Alert.Mark muted = alert.muted();
    if (state == Alert.State.MUTED && muted != null) {
      return "muted until " + Texts.time(muted.until()) + " by " + muted.who();
    }
    if (state == Alert.State.ACKNOWLEDGED && acknowledged != null) {
      return "acknowledged by " + acknowledged.who();
    }
    return state.word();
  }
}
