package io.signalbox.app.cli.config;

import io.signalbox.app.cli.output.Doc;
import io.signalbox.app.cli.output.SettingText;
import io.signalbox.app.cli.output.Table;
import io.signalbox.app.cli.output.Texts;
import io.signalbox.core.config.OverlayComparison;
import io.signalbox.core.config.OverlayComparison.Difference;
import io.signalbox.core.config.SettingValue;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What two environments say otherwise, as a document and as a table. */
final class ComparisonDocs {

  private static final String MAIN = "main file";

  private ComparisonDocs() {}

  static Map<String, @Nullable Object> document(OverlayComparison comparison) {
    return Doc.start()
        .put("environment", comparison.here())
        .put("compared_with", comparison.there())
        .put("environments", comparison.names())
        .put("differences", comparison.differences().stream().map(ComparisonDocs::row).toList())
        .map();
  }

  private static Map<String, @Nullable Object> row(Difference difference) {
    return Doc.start()
        .put("key", difference.key())
        .put("there", side(difference.there()))
        .put("here", side(difference.here()))
        .map();
  }

  private static @Nullable Object side(@Nullable SettingValue setting) {
    return setting == null ? null : SettingText.document(setting);
  }

  static String text(OverlayComparison comparison) {
    Table table =
        Table.of("SETTING", name(comparison.there()), "SET AT", name(comparison.here()), "SET AT");
    for (Difference each : comparison.differences()) {
      table.row(
          each.key(),
          value(each.there()),
          place(each.there()),
          value(each.here()),
          place(each.here()));
    }
    return table.render(
        comparison.names().isEmpty() ? "There is no overlay to compare with." : "Nothing differs.");
  }

  private static String name(String environment) {
    return (environment.isEmpty() ? MAIN : environment).toUpperCase(Locale.ROOT);
  }

  private static String value(@Nullable SettingValue setting) {
    return setting == null ? "not set" : Texts.value(setting.value());
  }

  private static String place(@Nullable SettingValue setting) {
    return setting == null ? "" : SettingText.place(setting);
  }
}
