package io.signalbox.app.ui.providers;

import io.signalbox.app.ui.control.Status;
import io.signalbox.app.ui.control.StatusLabel;
import io.signalbox.app.ui.control.Ui;
import io.signalbox.app.ui.control.Units;
import io.signalbox.core.provider.HealthState;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** A day of health as bars: taller is worse. */
final class HealthStrip {

  private static final double HEIGHT = 34;
  private static final List<String> STYLES =
      List.of("bar-ok", "bar-unknown", "bar-warn", "bar-bad");

  private final HBox shares = Ui.row(12);
  private final Pane bars = new Pane();
  private final HBox times = Ui.row(0);
  private final VBox box;
  private @Nullable HealthBars shown;

  HealthStrip() {
    bars.setMinHeight(HEIGHT);
    bars.setPrefHeight(HEIGHT);
    bars.widthProperty().addListener((property, old, width) -> draw());
    box =
        Ui.pad(
            Ui.column(
                4,
                Ui.row(
                    8,
                    Ui.whole("Health, 24 h", "semi"),
                    Ui.label("one bar for 10 min, taller is worse", "small", "muted"),
                    Ui.spacer(),
                    shares),
                bars,
                times),
            8,
            12,
            8,
            12);
  }

  Node node() {
    return box;
  }

  void show(@Nullable HealthBars history) {
    if (history != null && history.equals(shown)) {
      return;
    }
    shown = history;
    shares.getChildren().clear();
    times.getChildren().clear();
    if (history == null || history.bars().isEmpty()) {
      bars.getChildren().clear();
      return;
    }
    for (HealthState state : HealthState.values()) {
      Double share = history.share().get(state);
      if (share != null && share >= 0.05) {
        StatusLabel label = new StatusLabel(Status.of(state));
        label.setText(Units.percent(share, ""));
        label.setAccessibleText(Status.of(state).word() + " " + Units.percent(share, ""));
        shares.getChildren().add(label);
      }
    }
    int count = history.bars().size();
    for (int quarter = 0; quarter < 4; quarter++) {
      times
          .getChildren()
          .addAll(
              Ui.label(
                  Units.minute(history.bars().get(quarter * count / 4).from()), "small", "muted"),
              Ui.spacer());
    }
    times.getChildren().add(Ui.label("now", "small", "semi"));
    draw();
  }

  private void draw() {
    HealthBars history = shown;
    if (history == null || bars.getWidth() < 10) {
      return;
    }
    // A bar keeps its node, so that its tooltip stays while it is read.
    while (bars.getChildren().size() < history.bars().size()) {
      Region region = new Region();
      region.setManaged(false);
      bars.getChildren().add(region);
    }
    while (bars.getChildren().size() > history.bars().size()) {
      bars.getChildren().removeLast();
    }
    double step = bars.getWidth() / history.bars().size();
    for (int i = 0; i < history.bars().size(); i++) {
      HealthBars.Bar bar = history.bars().get(i);
      double tall =
          switch (bar.worst()) {
            case HEALTHY -> 12;
            case UNKNOWN -> 12;
            case DEGRADED -> 22;
            case UNHEALTHY -> HEIGHT;
          };
      Region region = (Region) bars.getChildren().get(i);
      Ui.mark(
          region,
          STYLES,
          switch (bar.worst()) {
            case HEALTHY -> "bar-ok";
            case UNKNOWN -> "bar-unknown";
            case DEGRADED -> "bar-warn";
            case UNHEALTHY -> "bar-bad";
          });
      region.resizeRelocate(i * step, HEIGHT - tall, Math.max(1, step - 1.2), tall);
      Ui.tooltip(
          region,
          Units.minute(bar.from())
              + " to "
              + Units.minute(bar.to())
              + " "
              + Units.zone(bar.to())
              + ": "
              + Status.of(bar.worst()).word());
    }
  }
}
