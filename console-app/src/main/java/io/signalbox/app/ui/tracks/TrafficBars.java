package io.signalbox.app.ui.tracks;

import io.signalbox.app.ui.control.Series;
import io.signalbox.app.ui.control.Ui;
import io.signalbox.core.query.ProviderView;
import io.signalbox.core.query.SwitchPreview;
import io.signalbox.core.query.TracksView;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Every provider's share before and after: pale and solid. */
final class TrafficBars {

  private static final double WIDE = 110;

  /** Bars before the unchanged ones are told in a sentence. */
  private static final int MOST = 10;

  private final TracksViewModel model;
  private final VBox rows = Ui.column(4);
  private final Label rest = Ui.wrapped("", "small", "muted");
  private final VBox box =
      Ui.column(
          6,
          Ui.row(
              8,
              Ui.label("Traffic after the change", "semi"),
              Ui.spacer(),
              Ui.label("pale: now, solid: after", "small", "muted")),
          rows,
          rest);
  private @Nullable SwitchPreview drawn;

  TrafficBars(TracksViewModel model) {
    this.model = model;
  }

  Node node() {
    return box;
  }

  void show(@Nullable SwitchPreview preview) {
    if (preview != null && preview.equals(drawn)) {
      return;
    }
    drawn = preview;
    rows.getChildren().clear();
    TracksView view = model.tracksProperty().get();
    if (preview == null || view == null) {
      rest.setText(
          model.thrown().errorProperty().get().isEmpty() ? "Asking …" : "No preview could be had.");
      return;
    }
    List<ProviderView> changed = new ArrayList<>();
    List<ProviderView> busy = new ArrayList<>();
    List<ProviderView> idle = new ArrayList<>();
    for (ProviderView each : view.providers()) {
      if (TracksPreview.changes(preview, each.name())) {
        changed.add(each);
      } else if (preview.before().getOrDefault(each.name(), 0.0) > TrackGraph.NOTHING) {
        busy.add(each);
      } else {
        idle.add(each);
      }
    }
    boolean few = view.providers().size() <= 6;
    for (ProviderView each : view.providers()) {
      boolean room = rows.getChildren().size() < MOST;
      if (few || changed.contains(each) || busy.contains(each) && room) {
        rows.getChildren().add(row(each, preview));
      }
    }
    int hidden = view.providers().size() - rows.getChildren().size();
    rest.setText(
        hidden == 0
            ? changed.isEmpty() ? "No share changes." : ""
            : hidden - idle.size() > 0
                ? hidden + " more keep their share."
                : idle.size() == 1
                    ? idle.getFirst().name() + " stays at 0\u2009%."
                    : idle.size() + " more stay at 0\u2009%.");
    rest.setManaged(!rest.getText().isEmpty());
  }

  private static HBox row(ProviderView provider, SwitchPreview preview) {
    double before = preview.before().getOrDefault(provider.name(), 0.0);
    double after = preview.after().getOrDefault(provider.name(), 0.0);
    Label name = Ui.ends(provider.name(), "small");
    name.setMinWidth(104);
    name.setMaxWidth(104);
    Pane bars = new Pane();
    bars.setMinSize(WIDE, 14);
    bars.setMaxSize(WIDE, 14);
    Region pale = bar(provider.order(), before, 0, 6);
    pale.setOpacity(0.45);
    bars.getChildren().addAll(pale, bar(provider.order(), after, 7, 7));
    Label words =
        Ui.label(
            TrackWords.change(before, after),
            "small",
            TracksPreview.changes(preview, provider.name()) ? "semi" : "muted");
    words.setMinWidth(Region.USE_PREF_SIZE);
    HBox row = Ui.row(8, name, bars, Ui.spacer(), words);
    row.setMinHeight(20);
    return row;
  }

  private static Region bar(int order, double share, double y, double tall) {
    Region bar = new Region();
    bar.getStyleClass().add(Series.styleClass(order));
    bar.setManaged(false);
    bar.resizeRelocate(0, y, Math.max(1, WIDE * share), tall);
    return bar;
  }
}
