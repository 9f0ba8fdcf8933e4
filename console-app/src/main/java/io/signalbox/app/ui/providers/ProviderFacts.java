package io.signalbox.app.ui.providers;

import io.signalbox.app.ui.control.BesideOrBelow;
import io.signalbox.app.ui.control.Ui;
import io.signalbox.app.ui.control.Units;
import io.signalbox.core.config.SettingValue;
import io.signalbox.core.error.Counted;
import io.signalbox.core.metrics.RecentError;
import io.signalbox.core.provider.ProviderQuota;
import io.signalbox.core.query.PriceRange;
import io.signalbox.core.query.ProviderDetail;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Recent errors, capabilities and limits, and the configuration with where each value is set. */
final class ProviderFacts {

  /** Of a letter of a key, in pixels: what no key needs is left to the values. */
  private static final double LETTER = 7.3;

  /** Least height of a setting, px. */
  private static final double LINE = 28;

  private final VBox box = Ui.column(0);
  private final Node actions;
  private @Nullable List<Object> shown;

  /**
   * @param actions what can be done to the configuration
   */
  ProviderFacts(Node actions) {
    this.actions = actions;
  }

  Node node() {
    return box;
  }

  void show(ProviderDetail detail) {
    List<Object> key =
        List.of(
            detail.view().name(),
            detail.recentErrors(),
            detail.capabilities(),
            detail.labels(),
            detail.quotas(),
            detail.apiLimits(),
            detail.price(),
            detail.settings());
    if (key.equals(shown)) {
      return;
    }
    shown = key;
    box.getChildren().clear();
    errors(detail.recentErrors());
    capabilities(detail);
    settings(detail);
  }

  private void errors(List<RecentError> errors) {
    HBox head =
        Ui.row(
            8, Ui.label("Recent errors", "semi"), Ui.label(String.valueOf(errors.size()), "count"));
    box.getChildren().add(Ui.pad(head, 10, 12, 6, 12));
    if (errors.isEmpty()) {
      box.getChildren()
          .add(
              Ui.pad(
                  new VBox(Ui.label("None in this window's life.", "small", "muted")),
                  0,
                  12,
                  10,
                  12));
    }
    for (RecentError error : errors.subList(0, Math.min(4, errors.size()))) {
      Label trace =
          Ui.whole(
              error.traceId().length() > 8 ? error.traceId().substring(0, 8) : error.traceId(),
              "source-chip");
      VBox entry =
          Ui.column(
              2,
              Ui.row(
                  8,
                  Ui.whole(Units.clock(error.at()), "small", "muted"),
                  Ui.label(error.failureClass().name(), "small", "muted"),
                  Ui.spacer(),
                  trace),
              Ui.wrapped(error.code(), "strong", "small"),
              Ui.wrapped(error.operation() + ": " + error.message(), "small"));
      entry.setStyle("-fx-border-color: -sb-border-muted transparent transparent transparent;");
      box.getChildren().add(Ui.pad(entry, 6, 12, 6, 12));
    }
  }

  private void capabilities(ProviderDetail detail) {
    box.getChildren().add(Ui.line());
    FlowPane pills = new FlowPane(6, 6);
    TreeSet<String> apis = new TreeSet<>(detail.apiLimits().keySet());
    apis.addAll(detail.capabilities().apis());
    for (String api : apis) {
      boolean offered = detail.capabilities().apis().contains(api);
      Label pill = Ui.label(offered ? api : api + " (off)", "pill", offered ? "ok" : "off");
      pills.getChildren().add(pill);
    }
    detail
        .labels()
        .forEach((name, value) -> {
          if (!apis.contains(name)) {
            pills
                .getChildren()
                .add(Ui.label(Boolean.TRUE.equals(value) ? name : name + " " + value, "pill"));
          }
        });
    StringBuilder limits = new StringBuilder();
    for (Map.Entry<String, Integer> limit : detail.apiLimits().entrySet()) {
      limits
          .append(limits.isEmpty() ? "" : ", ")
          .append(limit.getKey())
          .append(' ')
          .append(String.format(Locale.ROOT, "%,d", limit.getValue()));
    }
    VBox all =
        Ui.column(
            8,
            Ui.label("Capabilities and limits", "semi"),
            pills,
            Ui.wrapped(
                limits.isEmpty()
                    ? "No limits are known for this type."
                    : "Machines a request: " + limits,
                "small",
                "muted"));
    detail.quotas().forEach(quota -> all.getChildren().add(quota(quota)));
    all.getChildren().add(Ui.wrapped(price(detail.price()), "small", "muted"));
    box.getChildren().add(Ui.pad(all, 10, 12, 10, 12));
  }

  private static Label quota(ProviderQuota quota) {
    Label line =
        Ui.wrapped(
            // A provider that was not checked for days tells what it knew then.
            "Quota of %s: %s, asked %s %s, %s"
                .formatted(
                    quota.name(),
                    quota.words(),
                    Units.minute(quota.asked()),
                    Units.zone(quota.asked()),
                    Units.day(quota.asked())),
            "small",
            "muted");
    Ui.tooltip(
        line,
        quota.limit() == null || quota.usedAsked() == null
            ? "Asked " + quota.limitAsked()
            : "Limit asked %s, use counted %s".formatted(quota.limitAsked(), quota.usedAsked()));
    return line;
  }

  private static String price(PriceRange range) {
    if (range.lowest().isEmpty()) {
      return "A machine an hour: price unknown.";
    }
    return "A machine an hour: "
        + range.words()
        + " USD"
        + (range.unknown() == 0 ? "" : "; unknown for " + Counted.of(range.unknown(), "template"));
  }

  private void settings(ProviderDetail detail) {
    box.getChildren().add(Ui.line());
    box.getChildren()
        .add(
            Ui.pad(
                Ui.row(8, Ui.whole("Configuration", "semi"), Ui.spacer(), actions), 10, 12, 4, 12));
    String prefix = "providers." + detail.view().name() + ".";
    List<SettingValue> ordered = new ArrayList<>(detail.settings());
    // What somebody set stands before what nobody did.
    ordered.sort(Comparator.comparing(each -> each.source().equals("default")));
    double widest =
        LETTER * ordered.stream().mapToInt(each -> plain(each, prefix).length()).max().orElse(0);
    for (SettingValue setting : ordered) {
      boolean hand = setting.source().equals("override");
      Label source =
          Ui.whole(
              setting.location() != null
                  ? setting.location().file() + ":" + setting.location().line()
                  : setting.source(),
              hand ? "pill" : "source-chip");
      if (hand) {
        source.getStyleClass().add("hand");
        Ui.tooltip(source, setting.note());
      }
      Label name = Ui.ends(plain(setting, prefix), "mono", "muted");
      Ui.tooltip(name, setting.key());
      Label value = Ui.wrapped(String.valueOf(setting.value()), "mono");
      box.getChildren().add(line(BesideOrBelow.named(name, widest, value, source)));
    }
  }

  private static Region line(Region setting) {
    Ui.pad(setting, 3, 12, 2, 12);
    setting.setMinHeight(LINE);
    setting.setStyle("-fx-border-color: -sb-border-muted transparent transparent transparent;");
    return setting;
  }

  /** The key as it stands in the provider's entry. */
  private static String plain(SettingValue setting, String prefix) {
    String key = setting.key();
    String within = key.startsWith(prefix) ? key.substring(prefix.length()) : key;
    return within.startsWith("config.") ? within.substring("config.".length()) : within;
  }
}
