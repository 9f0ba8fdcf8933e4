package io.signalbox.app.cli.output;

import io.signalbox.core.health.HealthChange;
import io.signalbox.core.health.HealthView;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Health and its changes, the same in every command. */
public final class HealthDocs {

  private HealthDocs() {}

  public static Map<String, @Nullable Object> document(HealthView view) {
    return Doc.start()
        .put("provider", view.provider())
        .put("state", view.state().name())
        .put("is_healthy", isHealthy(view))
        .put("since", view.since())
        .put("checked_at", view.checkedAt())
        .put("fresh_until", view.freshUntil())
        .put("reason", view.reason())
        .put("ejected", view.ejected())
        .put("back_at", view.backAt())
        .put("source", view.source())
        .put("consecutive_failures", view.consecutiveFailures())
        .map();
  }

  public static List<Map<String, @Nullable Object>> changes(List<HealthChange> changes) {
    return changes.stream().map(HealthDocs::change).toList();
  }

  private static Map<String, @Nullable Object> change(HealthChange change) {
    return Doc.start()
        .put("at", change.at())
        .put("from", change.from().name())
        .put("to", change.to().name())
        .put("reason", change.reason())
        .put("source", change.source())
        .map();
  }

  /** The state in a word; with its age where nobody has looked for long. */
  public static String words(HealthView view, Instant now) {
    String word = Texts.word(view.state());
    return view.isOld(now) ? word + ", checked " + Texts.age(view.checkedAt(), now) + " ago" : word;
  }

  /** Whether it serves: degraded does. */
  public static boolean isHealthy(HealthView view) {
    return switch (view.state()) {
      case HEALTHY, DEGRADED -> true;
      case UNHEALTHY, UNKNOWN -> false;
    };
  }

  public static String table(List<HealthView> views, Instant now) {
    Table table =
        Table.of("PROVIDER", "HEALTH", "SINCE", "CHECKED", ">FAILURES", "SOURCE", "REASON");
    for (HealthView view : views) {
      table.row(
          view.provider(),
          words(view, now),
          Texts.time(view.since()),
          Texts.age(view.checkedAt(), now),
          view.consecutiveFailures(),
          view.source(),
          view.backAt() == null
              ? view.reason()
              : view.reason() + "; back at " + Texts.time(view.backAt()) + " at the earliest");
    }
    return table.render("No provider is configured.");
  }

  public static String changeTable(List<HealthChange> changes) {
    Table table = Table.of("AT", "FROM", "TO", "SOURCE", "REASON");
    for (HealthChange change : changes) {
      table.row(
          Texts.time(change.at()),
          Texts.word(change.from()),
          Texts.word(change.to()),
          change.source(),
          change.reason());
    }
    return table.render("No change.");
  }
}
