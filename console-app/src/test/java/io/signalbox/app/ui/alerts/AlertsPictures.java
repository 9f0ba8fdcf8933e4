package io.signalbox.app.ui.alerts;

import io.signalbox.app.testing.Camera;
import io.signalbox.app.testing.Camera.Shot;
import io.signalbox.app.testing.FakeBuses;
import io.signalbox.app.testing.Views;
import io.signalbox.app.ui.control.Navigator.Place;
import io.signalbox.app.ui.shell.ShellView;
import io.signalbox.core.alert.Alert;
import io.signalbox.core.alert.AlertMetric;
import io.signalbox.core.alert.AlertRule;
import io.signalbox.core.alert.AlertSeverity;
import io.signalbox.core.alert.BuiltInRules;
import io.signalbox.core.alert.preview.RulePreview;
import io.signalbox.core.query.AlertRuleView;
import io.signalbox.core.query.Query;
import io.signalbox.core.testing.ManualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import org.jspecify.annotations.Nullable;

/** The Alerts screen in the window with made-up answers. */
public final class AlertsPictures {

  private static final Instant NOW = Instant.parse("2026-06-16T14:42:18Z");
  private static final String[] PROVIDERS = {
    "aws-us-east-1", "aws-us-west-2", "azure-east-us", "azure-west-eu", "k8s-onprem", "sim-lab"
  };

  private AlertsPictures() {}

  public static void take(Camera camera) {
    for (int[] size : new int[][] {{1440, 900}, {1280, 720}, {1024, 640}}) {
      String suffix = "-" + size[0];
      camera.take(shot("alerts-some" + suffix, size, 5, "p95_west"));
      camera.take(shot("alerts-list" + suffix, size, 5, ""));
      camera.take(shot("alerts-none" + suffix, size, 0, ""));
      camera.take(shot("alerts-many" + suffix, size, 60, ""));
      camera.take(shot("alerts-new" + suffix, size, 5, ""), AlertsPictures::begin);
    }
  }

  private static void begin(Scene scene) {
    ((Button) scene.lookup("#new-rule")).fire();
    ((TextField) scene.lookup("#rule-name")).setText("West is slow");
  }

  /**
   * @param rule the rule that is open; empty for none
   */
  private static Shot shot(String name, int[] size, int many, String rule) {
    ManualTime time = new ManualTime(NOW);
    return new Shot(
        name, size[0], size[1], () -> buses(many).services(time), shell -> open(shell, many, rule));
  }

  private static void open(ShellView shell, int many, String rule) {
    shell.go(Place.ALERTS, rule);
    shell.show(Views.withAlerts(Views.snapshot(NOW, 312, PROVIDERS), alerts(many)));
  }

  private static FakeBuses buses(int many) {
    return new FakeBuses()
        .on(Query.Events.class, asked -> List.of())
        .on(Query.Series.class, asked -> Map.of())
        .on(Query.ListAlerts.class, asked -> List.of())
        .on(Query.ListAlertRules.class, asked -> rules(many))
        .on(Query.PreviewAlertRule.class, asked -> preview());
  }

  private static List<AlertRuleView> rules(int many) {
    List<AlertRuleView> rules = new ArrayList<>();
    BuiltInRules.ALL
        .values()
        .forEach(each ->
            rules.add(
                new AlertRuleView(
                    each, "built in", false, many > 0 ? rules.size() % 3 / 2 : 0, 2)));
    rules.add(new AlertRuleView(slow(), "day-operator (window)", true, many > 0 ? 1 : 0, 3));
    return rules;
  }

  private static AlertRule slow() {
    return new AlertRule(
        "p95_west",
        AlertMetric.P95_RESPONSE,
        "aws-us-west-2",
        AlertRule.Comparison.OVER,
        1_500,
        Duration.ofMinutes(5),
        20,
        AlertSeverity.WARNING,
        true);
  }

  private static RulePreview preview() {
    Instant from = NOW.minus(Duration.ofHours(24));
    Map<String, List<RulePreview.Value>> values = new LinkedHashMap<>();
    for (int i = 0; i < PROVIDERS.length; i++) {
      List<RulePreview.Value> line = new ArrayList<>();
      for (int minute = 0; minute < 1_440; minute++) {
        boolean slow = i == 1 && (minute % 600 > 570 || minute > 1_430);
        boolean gap = minute > 720 && minute < 780;
        double value = (slow ? 1_800 : 420 + 60 * i) + minute * 37 % 90;
        line.add(
            new RulePreview.Value(from.plus(Duration.ofMinutes(minute)), gap ? Double.NaN : value));
      }
      values.put(PROVIDERS[i], line);
    }
    return new RulePreview(
        slow(),
        from,
        NOW,
        true,
        List.of(
            new RulePreview.Episode(
                PROVIDERS[1], from.plusSeconds(34_500), from.plusSeconds(36_000), 1_740),
            new RulePreview.Episode(
                PROVIDERS[1], from.plusSeconds(70_500), from.plusSeconds(71_900), 1_810),
            new RulePreview.Episode(PROVIDERS[1], NOW.minusSeconds(540), null, 1_920)),
        3,
        Duration.ofMinutes(57),
        1_440,
        1_381,
        values);
  }

  private static List<Alert> alerts(int many) {
    Alert.Mark seen = new Alert.Mark("night-operator (window)", NOW.minusSeconds(378), null);
    Alert.Mark muted =
        new Alert.Mark("day-operator (window)", NOW.minusSeconds(900), NOW.plusSeconds(4_662));
    List<Alert> all = new ArrayList<>();
    for (int i = 0; i < many; i++) {
      String name = PROVIDERS[i % 6] + (i < 6 ? "" : "-" + i);
      all.add(
          switch (i % 5) {
            case 0 ->
                alert(
                    i,
                    AlertSeverity.CRITICAL,
                    "provider_unhealthy",
                    "provider",
                    PROVIDERS[3],
                    PROVIDERS[3] + " is unhealthy for 1 min",
                    "Connection refused by 10.20.0.4:443.",
                    "6 failed checks",
                    null,
                    null);
            case 1 ->
                alert(
                    i,
                    AlertSeverity.WARNING,
                    "p95_west",
                    "provider",
                    name,
                    "Response p95 of " + name + " is over 1,500 ms for 5 min",
                    "1,710 operations in five minutes, success 94.2 %",
                    "1,920 ms",
                    null,
                    null);
            case 2 ->
                alert(
                    i,
                    AlertSeverity.CRITICAL,
                    "file_broken",
                    "template",
                    "azure-east-us_templates.json",
                    "azure-east-us_templates.json is not loaded",
                    "azure-east-us_templates.json:9:3: expected a comma. The version of 14:31:07"
                        + " stays in force.",
                    "",
                    null,
                    null);
            case 3 ->
                alert(
                    i,
                    AlertSeverity.WARNING,
                    "request_overdue",
                    "request",
                    "req-b71f90c2-4c1d-4a53-9d35-0b1f2d4c7e9a",
                    "req-b71f90c2-4c1d-4a53-9d35-0b1f2d4c7e9a is past its deadline",
                    "Outcome of CreateFleet unknown; next look in 30 s.",
                    "21 min",
                    seen,
                    null);
            default ->
                alert(
                    i,
                    AlertSeverity.WARNING,
                    "circuit_open",
                    "provider",
                    "sim-lab",
                    "The circuit of sim-lab is open",
                    "0 of 1 trials.",
                    "HALF-OPEN",
                    null,
                    muted);
          });
    }
    return all;
  }

  private static Alert alert(
      int i,
      AlertSeverity severity,
      String rule,
      String kind,
      String subject,
      String title,
      String detail,
      String value,
      Alert.@Nullable Mark seen,
      Alert.@Nullable Mark muted) {
    return new Alert(
        rule,
        subject + (i < 5 ? "" : "-" + i),
        severity,
        kind,
        subject,
        title,
        detail,
        "",
        value,
        NOW.minusSeconds(240 + 200L * i),
        null,
        NOW,
        seen,
        muted);
  }
}
