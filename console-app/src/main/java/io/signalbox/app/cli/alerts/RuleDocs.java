package io.signalbox.app.cli.alerts;

import io.signalbox.app.cli.output.Doc;
import io.signalbox.app.cli.output.Table;
import io.signalbox.app.cli.output.Texts;
import io.signalbox.core.alert.preview.RulePreview;
import io.signalbox.core.error.Counted;
import io.signalbox.core.query.AlertRuleView;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rules of alerts, and what they would have done. */
final class RuleDocs {

  private RuleDocs() {}

  static Map<String, @Nullable Object> document(AlertRuleView view) {
    Doc document = Doc.start().put("name", view.rule().name());
    view.rule().written().forEach(document::put);
    return document
        .put("source", view.source())
        .put("overridden", view.overridden())
        .put("open", view.open())
        .put("fired_24_h", view.fired())
        .map();
  }

  static String table(List<AlertRuleView> rules) {
    Table table =
        Table.of("RULE", "SCOPE", "FIRES WHEN", "SEVERITY", ">OPEN", ">FIRED 24 H", "SOURCE");
    for (AlertRuleView view : rules) {
      String words = view.rule().words();
      table.row(
          view.rule().name(),
          view.rule().scope(),
          view.rule().enabled() ? words.isEmpty() ? "at once" : words : "off",
          view.rule().severity().word(),
          view.open(),
          view.fired(),
          view.source());
    }
    return table.render("No rule.");
  }

  static Map<String, @Nullable Object> document(RulePreview preview) {
    return Doc.start()
        .put("rule", preview.rule().name())
        .put("from", preview.from())
        .put("to", preview.to())
        .put("replayed", preview.replayed())
        .put("fired", preview.fired())
        .put("lasted_s", preview.lasted().toSeconds())
        .put("samples", preview.samples())
        .put("known", preview.known())
        .put(
            "episodes",
            preview.episodes().stream()
                .map(each ->
                    Doc.start()
                        .put("subject", each.subject())
                        .put("from", each.from())
                        .put("to", each.to())
                        .put("worst", Double.isNaN(each.worst()) ? null : each.worst())
                        .map())
                .toList())
        .map();
  }

  static String text(RulePreview preview) {
    if (!preview.replayed()) {
      return "Fired "
          + Counted.of(preview.fired(), "time")
          + " in the last 24 h. What "
          + preview.rule().metric().key()
          + " was is not stored, so that a change of the rule cannot be tried on it.\n";
    }
    Table table = Table.of("WOULD HAVE FIRED AT", "FROM", "FOR", "WORST");
    for (RulePreview.Episode each : preview.episodes()) {
      table.row(
          each.subject(),
          Texts.time(each.from()),
          Texts.age(each.from(), each.to() == null ? preview.to() : each.to())
              + (each.to() == null ? ", firing" : ""),
          preview.rule().metric().text(each.worst()));
    }
    return "Would have fired "
        + Counted.of(preview.fired(), "time")
        + " in the last 24 h, "
        + Texts.age(preview.to().minus(preview.lasted()), preview.to())
        + " in all. "
        + String.format(
            Locale.ROOT,
            "Minutes measured enough: %,d of %,d.\n",
            preview.known(),
            preview.samples())
        + (table.isEmpty() ? "" : "\n" + table.render());
  }
}
