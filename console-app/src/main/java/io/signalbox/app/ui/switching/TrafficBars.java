package io.signalbox.app.ui.switching;

import io.signalbox.app.ui.control.Series;
import io.signalbox.app.ui.control.Ui;
import io.signalbox.core.query.SwitchPreview;
import io.signalbox.core.snapshot.ProviderView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/**
 * Providers' shares before and after: pale and solid. As many rows from the first frame to the
 * last: figures change inside a row, and no row comes or goes.
 */
final class TrafficBars {

  private static final double WIDE = 110;
  private static final double NAME = 172;
  private static final double WORDS = 92;
  private static final int MOST = 6;
  private static final List<String> TONES = List.of("semi", "muted");

  private final Supplier<List<ProviderView>> providers;
  private final SwitchThrow thrown;
  private final VBox rows = Ui.column(4);
  private final Label rest = Ui.ends("", "small", "muted");
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
  private final List<Row> shown = new ArrayList<>();

  TrafficBars(Supplier<List<ProviderView>> providers, SwitchThrow thrown) {
    this.providers = providers;
    this.thrown = thrown;
  }

  Node node() {
    return box;
  }

  /** Makes the rows for what is about to be asked. */
  void open() {
    int count = Math.min(MOST, providers.get().size());
    shown.clear();
    for (int i = 0; i < count; i++) {
      shown.add(new Row());
    }
    rows.getChildren().setAll(shown);
  }

  void show(@Nullable SwitchPreview preview) {
    List<ProviderView> all = providers.get();
    List<ProviderView> first = first(all, preview);
    for (int i = 0; i < shown.size(); i++) {
      shown.get(i).show(i < first.size() ? first.get(i) : null, preview);
    }
    rest.setText(
        preview != null
            ? others(all, first, preview)
            : thrown.errorProperty().get().isEmpty() ? "Asking …" : "No preview could be had.");
  }

  /** Those that change first, then by share; in the tree's own order. */
  private List<ProviderView> first(List<ProviderView> all, @Nullable SwitchPreview preview) {
    List<ProviderView> chosen =
        all.stream()
            .sorted(
                Comparator.comparing((ProviderView each) ->
                        preview == null || !TracksPreview.changes(preview, each.name()))
                    .thenComparing(ProviderView::share, Comparator.reverseOrder()))
            .limit(shown.size())
            .toList();
    return all.stream().filter(chosen::contains).toList();
  }

  private static String others(
      List<ProviderView> all, List<ProviderView> first, SwitchPreview preview) {
    int hidden = all.size() - first.size();
    if (hidden == 0) {
      return TracksPreview.movesTraffic(preview) ? "" : "No share changes.";
    }
    double before = 0;
    double after = 0;
    for (ProviderView each : all) {
      if (!first.contains(each)) {
        before += preview.before().getOrDefault(each.name(), 0.0);
        after += preview.after().getOrDefault(each.name(), 0.0);
      }
    }
    return hidden + (hidden == 1 ? " other: " : " others: ") + Shares.change(before, after);
  }

  /** One provider. */
  private static final class Row extends HBox {
    private final Label name = Ui.ends("", "small");
    private final Region pale = new Region();
    private final Region solid = new Region();
    private final Label words = Ui.label("", "small");

    Row() {
      super(8);
      setAlignment(Pos.CENTER_LEFT);
      // A name has what the others leave, the same in every row: whole in the form, less in a
      // panel.
      name.setMinWidth(104);
      name.setPrefWidth(NAME);
      name.setMaxWidth(NAME);
      Pane bars = new Pane(pale, solid);
      bars.setMinSize(WIDE, 14);
      bars.setMaxSize(WIDE, 14);
      pale.setManaged(false);
      pale.setOpacity(0.45);
      solid.setManaged(false);
      words.setMinWidth(WORDS);
      words.setAlignment(Pos.CENTER_RIGHT);
      getChildren().addAll(name, bars, Ui.spacer(), words);
      setMinHeight(20);
      setMaxHeight(20);
    }

    void show(@Nullable ProviderView provider, @Nullable SwitchPreview preview) {
      boolean known = provider != null && preview != null;
      name.setText(provider == null ? "" : provider.name());
      pale.setVisible(known);
      solid.setVisible(known);
      if (provider == null || preview == null) {
        words.setText(provider == null ? "" : Shares.share(provider.share()));
        Ui.mark(words, TONES, "muted");
        return;
      }
      double before = preview.before().getOrDefault(provider.name(), 0.0);
      double after = preview.after().getOrDefault(provider.name(), 0.0);
      bar(pale, provider.order(), before, 0, 6);
      bar(solid, provider.order(), after, 7, 7);
      words.setText(Shares.change(before, after));
      Ui.mark(words, TONES, TracksPreview.changes(preview, provider.name()) ? "semi" : "muted");
    }

    private static void bar(Region bar, int order, double share, double y, double tall) {
      bar.getStyleClass().setAll(Series.styleClass(order));
      bar.resizeRelocate(0, y, Math.max(1, WIDE * share), tall);
    }
  }
}
