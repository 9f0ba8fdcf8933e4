package io.signalbox.app.cli.routing;

import io.signalbox.app.cli.output.Doc;
import io.signalbox.app.cli.output.Table;
import io.signalbox.app.cli.output.Texts;
import io.signalbox.core.provider.ConfigField;
import io.signalbox.core.query.ReplayReport;
import io.signalbox.core.query.RoutingChangeSet;
import io.signalbox.core.query.RoutingSetting;
import io.signalbox.core.query.SettingsPreview;
import io.signalbox.core.query.SpreadPreview;
import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Settings of routing, their changes, and what a change would do. */
final class SettingDocs {

  private SettingDocs() {}

  static Map<String, @Nullable Object> setting(RoutingSetting setting) {
    ConfigField field = setting.field();
    return Doc.start()
        .put("node", setting.node())
        .put("key", setting.key())
        .put("value", setting.value())
        .put("origin", setting.origin())
        .put("kind", Texts.word(field.kind()))
        .put("minimum", field.minimum())
        .put("maximum", field.maximum())
        .put("allowed", field.allowed())
        .put("default", "".equals(field.defaultValue()) ? null : field.defaultValue())
        .put("unit", field.unit())
        .put("description", field.description())
        .map();
  }

  static String settings(List<RoutingSetting> settings) {
    Table table = Table.of("STRATEGY", "KEY", "VALUE", "SET BY", "WHAT", "RANGE");
    for (RoutingSetting setting : settings) {
      String unit = setting.field().unit();
      table.row(
          setting.node(),
          setting.key(),
          Texts.value(setting.value())
              + (unit.isEmpty() || setting.value() == null ? "" : " " + unit),
          setting.origin().isEmpty() ? "default" : setting.origin(),
          setting.field().description(),
          range(setting.field()));
    }
    return table.render("There is no setting.");
  }

  private static String range(ConfigField field) {
    if (!field.allowed().isEmpty()) {
      return String.join(" ", field.allowed());
    }
    return switch (field.kind()) {
      case BOOLEAN -> "true or false";
      case TEXT_LIST -> "A,B,...";
      case INTEGER, NUMBER -> bound(field.minimum()) + " to " + bound(field.maximum());
      case TEXT, MAP -> "any";
    };
  }

  private static String bound(@Nullable Double bound) {
    return bound == null ? "any" : BigDecimal.valueOf(bound).stripTrailingZeros().toPlainString();
  }

  static Map<String, @Nullable Object> change(RoutingChangeSet change) {
    return Doc.start()
        .put("id", change.id())
        .put("at", change.at())
        .put("who", change.who())
        .put("why", change.why())
        .put("keys", change.keys())
        .put("before", change.before())
        .put("after", change.after())
        .map();
  }

  static String history(List<RoutingChangeSet> changes) {
    Table table = Table.of(">ID", "AT", "WHO", "WHY", "SETTING", "BEFORE", "AFTER");
    for (RoutingChangeSet change : changes) {
      String id = String.valueOf(change.id());
      for (String key : change.keys()) {
        table.row(
            id,
            Texts.time(change.at()),
            change.who(),
            change.why(),
            key,
            word(change.before().get(key)),
            word(change.after().get(key)));
      }
    }
    return table.render("No setting of routing was changed.");
  }

  private static String word(@Nullable Object value) {
    return value == null ? "no override" : Texts.value(value);
  }

  static Map<String, @Nullable Object> preview(
      Map<String, @Nullable Object> settings, String node, SettingsPreview preview) {
    ReplayReport replay = preview.replay();
    return Doc.start()
        .put("settings", settings)
        .put("problems", preview.problems())
        .put("node", node)
        .put("now", spread(preview.now()))
        .put("proposed", spread(preview.proposed()))
        .put("shares_now", preview.sharesNow())
        .put("shares_proposed", preview.sharesProposed())
        .put(
            "replay",
            Doc.start()
                .put("records", replay.records())
                .put("comparable", replay.comparable())
                .put("moved", replay.moved())
                .put("changed", replay.changed())
                .put("reproduced", replay.reproduced())
                .put("from", replay.from())
                .put("to", replay.to())
                .put("now", replay.now())
                .put("proposed", replay.proposed())
                .put("refused_now", replay.refusedNow())
                .put("refused_proposed", replay.refusedProposed())
                .put("success_percent_now", replay.successNow())
                .put("success_percent_proposed", replay.successProposed())
                .put("mean_ms_now", replay.meanMillisNow())
                .put("mean_ms_proposed", replay.meanMillisProposed())
                .map())
        .map();
  }

  private static Map<String, @Nullable Object> spread(SpreadPreview spread) {
    return Doc.start()
        .put("weights", spread.weights())
        .put("effective_weights", spread.effective())
        .put("shares", spread.shares())
        .put("picks", spread.picks())
        .put("cycle", spread.cycle())
        .map();
  }

  static String previewText(String node, SettingsPreview preview) {
    StringBuilder text = new StringBuilder();
    for (String problem : preview.problems()) {
      text.append("Problem: ").append(Texts.value(problem)).append('\n');
    }
    text.append(
        RoutingDocs.shares(
            preview.sharesNow(), preview.sharesProposed(), "SHARE % NOW", "PROPOSED"));
    if (!node.isEmpty()) {
      text.append("\nInside ").append(node).append(":\n");
      text.append(
          RoutingDocs.shares(
              preview.now().shares(), preview.proposed().shares(), "SHARE % NOW", "PROPOSED"));
    }
    if (!preview.proposed().picks().isEmpty()) {
      text.append("\nNext picks: ").append(String.join(" ", preview.proposed().picks()));
      text.append('\n');
    }
    ReplayReport replay = preview.replay();
    if (replay.records() == 0) {
      return text.append("\nNo past decision is kept to decide again.\n").toString();
    }
    Table table = Table.of("LAST " + replay.records() + " DECISIONS", ">NOW", ">PROPOSED");
    var names = new LinkedHashSet<>(replay.now().keySet());
    names.addAll(replay.proposed().keySet());
    for (String name : names) {
      table.row(name, replay.now().getOrDefault(name, 0), replay.proposed().getOrDefault(name, 0));
    }
    table.row("refused", replay.refusedNow(), replay.refusedProposed());
    table.row(
        "success %", Texts.percent(replay.successNow()), Texts.percent(replay.successProposed()));
    table.row(
        "mean ms", Texts.millis(replay.meanMillisNow()), Texts.millis(replay.meanMillisProposed()));
    text.append('\n').append(table.render());
    text.append(replay.moved()).append(" of ").append(replay.comparable());
    text.append(" comparable ones would move; one by one ").append(replay.changed());
    return text.append(" come out otherwise, turns of a rotation included.\n").toString();
  }
}
