package io.signalbox.app.ui.activity;

import io.signalbox.app.testing.Camera;
import io.signalbox.app.testing.Camera.Shot;
import io.signalbox.app.testing.FakeBuses;
import io.signalbox.app.testing.Views;
import io.signalbox.app.ui.control.Navigator.Place;
import io.signalbox.app.ui.shell.ShellView;
import io.signalbox.core.activity.ActivityEntry;
import io.signalbox.core.activity.ActivityKey;
import io.signalbox.core.activity.ActivityKey.Source;
import io.signalbox.core.audit.AuditEntry;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.event.Event.Severity;
import io.signalbox.core.metrics.SeriesPoint;
import io.signalbox.core.query.PutBack;
import io.signalbox.core.query.Query;
import io.signalbox.core.query.UndoPlan;
import io.signalbox.core.testing.ManualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.scene.Scene;
import javafx.scene.control.TableView;

/** The Activity screen with made-up answers: little and much, narrow, empty, and failed. */
public final class ActivityPictures {

  private static final String[] PROVIDERS = {"aws-us-east-1", "aws-us-west-2", "azure-east-us"};

  private ActivityPictures() {}

  public static void take(Camera camera) {
    camera.take(shot("activity", 1440, 900, 400), ActivityPictures::open);
    camera.take(shot("activity-list", 1440, 900, 400));
    camera.take(shot("activity-1280", 1280, 720, 400), ActivityPictures::open);
    camera.take(shot("activity-1024", 1024, 640, 400), ActivityPictures::open);
    camera.take(shot("activity-none", 1440, 900, 0));
    camera.take(shot("activity-failed", 1440, 900, -1));
  }

  private static void open(Scene scene) {
    ((TableView<?>) scene.lookup("#activity")).getSelectionModel().select(7);
  }

  private static Shot shot(String name, int width, int height, int many) {
    ManualTime time = new ManualTime(Instant.parse("2026-06-16T14:42:18Z"));
    return new Shot(
        name, width, height, () -> buses(time, many).services(time), shell -> open(shell, time));
  }

  private static void open(ShellView shell, ManualTime time) {
    shell.go(Place.ACTIVITY, "");
    shell.show(Views.snapshot(time.now(), 312, PROVIDERS));
  }

  private static FakeBuses buses(ManualTime time, int many) {
    Entries entries = new Entries();
    happened(time.now(), many).forEach(entries::put);
    return new FakeBuses()
        .on(
            Query.ListActivity.class,
            asked -> {
              if (many < 0) {
                throw new SignalboxException(
                    ErrorCode.STORE_UNAVAILABLE,
                    "signalbox.db is locked by another process; nothing was read. Close it, or"
                        + " wait until it has ended");
              }
              return entries.page(asked);
            })
        .on(Query.CountActivity.class, asked -> many < 0 ? 0L : 12_480L * many / 400)
        .on(Query.ActivityNames.class, asked -> List.of("day-operator", "night-operator"))
        .on(Query.Events.class, asked -> List.of())
        .on(Query.Series.class, asked -> series(asked, time.now().minusSeconds(518)))
        .on(Query.ShowUndo.class, asked -> plan(asked.act(), time.now()));
  }

  private static UndoPlan plan(long act, Instant now) {
    Map<String, Object> back = new LinkedHashMap<>();
    back.put("routing.strategies.clouds.weights.aws-us-east-1", 5);
    return new UndoPlan(
        new AuditEntry(
            act,
            now,
            "day-operator (window)",
            "ChangeSettings",
            "routing",
            "done",
            "",
            "t",
            Map.of(),
            Map.of()),
        "",
        "Back to routing.strategies.clouds.weights.aws-us-east-1 5,"
            + " routing.strategies.clouds.weights.azure-east-us 2.",
        new PutBack.Settings(back),
        null);
  }

  private static Map<String, List<SeriesPoint>> series(Query.Series asked, Instant slow) {
    Map<String, List<SeriesPoint>> series = new LinkedHashMap<>();
    for (int i = 0; i < PROVIDERS.length; i++) {
      List<SeriesPoint> points = new ArrayList<>();
      for (Instant at = asked.from(); at.isBefore(asked.to()); at = at.plus(asked.step())) {
        boolean late = i == 1 && at.isAfter(slow);
        double p95 = (late ? 1_900 : 450 + 90 * i) + at.getEpochSecond() % 37;
        points.add(new SeriesPoint(at, 5.2 - i, late ? 81 : 99.5, p95 / 2, p95));
      }
      series.put(PROVIDERS[i], points);
    }
    return series;
  }

  private static List<ActivityEntry> happened(Instant now, int many) {
    List<ActivityEntry> all = new ArrayList<>();
    for (int i = 0; i < many; i++) {
      Instant at = now.minus(Duration.ofSeconds(13 + 73L * i));
      all.add(one(i, at, PROVIDERS[i * 7 % 3]));
    }
    return all;
  }

  private static ActivityEntry one(int i, Instant at, String provider) {
    return switch (i % 10) {
      case 0 ->
          operation(i, at, "GET_INSTANCE_STATUS", provider, Severity.GOOD, "sent to " + provider);
      case 1 -> operation(i, at, "CREATE_INSTANCES", provider, Severity.ERROR, "THROTTLED");
      case 2 -> act(i, at, "Submit", "web-server", "done", Map.of(), Map.of());
      case 3 ->
          event(i, at, "HEALTH", provider, Severity.WARNING, provider + " is degraded: p95 1.91 s");
      case 4 ->
          act(
              i,
              at,
              "Drain",
              provider,
              "done",
              Map.of("state", "automatic"),
              Map.of("state", "drained", "until", "2026-06-16T16:00:00Z"));
      case 5 ->
          event(
              i,
              at,
              "CIRCUIT",
              "sim-lab",
              Severity.ERROR,
              "Circuit of sim-lab is open: 5 failures");
      case 6 -> act(i, at, "Activate", provider, "LAST_WAY_OUT", Map.of(), Map.of());
      case 7 ->
          act(
              i,
              at,
              "ChangeSettings",
              "routing",
              "done",
              Map.of(
                  "routing.strategies.clouds.weights.aws-us-east-1",
                  5,
                  "routing.strategies.clouds.weights.azure-east-us",
                  2),
              Map.of(
                  "routing.strategies.clouds.weights.aws-us-east-1",
                  3,
                  "routing.strategies.clouds.weights.azure-east-us",
                  1));
      case 8 ->
          event(
              i,
              at,
              "CONFIGURATION",
              "configuration",
              Severity.ERROR,
              "Configuration refused, the last good one stays in force: config.json:9:3 expected"
                  + " a number");
      default -> act(i, at, "Save", "azure-east-us_templates.json", "done", Map.of(), Map.of());
    };
  }

  private static ActivityEntry act(
      long id,
      Instant at,
      String what,
      String subject,
      String result,
      Map<String, Object> before,
      Map<String, Object> after) {
    return new ActivityEntry(
        new ActivityKey(at, Source.ACT, id),
        id % 3 == 0 ? "night-operator (command line)" : "day-operator (window)",
        what,
        subject,
        "",
        result.equals("done") ? Severity.GOOD : Severity.ERROR,
        result,
        "Even out before the release, CHG-20431",
        "c81a52e94f7d4be1a2e06d3370b3",
        before,
        after,
        0,
        id == 34 ? 99 : 0);
  }

  private static ActivityEntry operation(
      long id, Instant at, String what, String provider, Severity outcome, String result) {
    return new ActivityEntry(
        new ActivityKey(at, Source.DECISION, id),
        "day-operator (window)",
        what,
        "web-server × 10",
        provider,
        outcome,
        result,
        "By weight: 5 of 8",
        "c81a52e94f7d4be1a2e06d3370b3",
        Map.of(),
        Map.of(),
        0,
        0);
  }

  private static ActivityEntry event(
      long id, Instant at, String lane, String subject, Severity outcome, String text) {
    return new ActivityEntry(
        new ActivityKey(at, Source.EVENT, id),
        "health monitor",
        lane,
        subject,
        "",
        outcome,
        text,
        "",
        "",
        Map.of(),
        Map.of(),
        0,
        0);
  }
}
