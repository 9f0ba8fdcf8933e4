package io.signalbox.app.ui.switching;

import io.signalbox.app.ui.control.Glyph;
import io.signalbox.app.ui.control.Series;
import io.signalbox.app.ui.control.Ui;
import io.signalbox.app.ui.control.Units;
import io.signalbox.core.error.Counted;
import io.signalbox.core.query.SwitchPreview;
import io.signalbox.core.snapshot.ConsoleSnapshot;
import io.signalbox.core.snapshot.ProviderView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/**
 * Providers' shares and rates before and after: pale and solid. As many rows from the first frame
 * to the last, each with its provider: figures change inside a row, and no row comes or goes.
 */
final class TrafficBars {

  private static final double WIDE = 112;
  private static final double NAME = 186;
  private static final double SHARES = 104;
  private static final double RATES = 132;
  private static final double LINE = 20;
  private static final int MOST = 6;
  private static final List<String> TONES = List.of("semi", "muted");

  private final SwitchThrow thrown;
  private final Label of = Ui.label("", "small", "muted");
  private final VBox rows = new VBox();
  private final Label others = Ui.label("", "small", "muted");
  private final Label othersRate = Ui.label("", "small", "muted");
  private final Label inFlight = Ui.label("", "small");
  private final VBox box;
  private final List<Row> shown = new ArrayList<>();
  // Chosen with the first preview, and kept: a row that gets another provider cannot be read.
  private List<String> chosen = List.of();
  private boolean settled;

  TrafficBars(SwitchThrow thrown) {
    this.thrown = thrown;
    Label nothing = Ui.label("Nothing changed yet", "pill", "accent");
    HBox head =
        Ui.row(
            8,
            Ui.label("Traffic", "semi"),
            of,
            Ui.spacer(),
            Ui.label("pale: now, solid: after", "small", "muted"),
            nothing);
    head.setMinHeight(24);
    head.setMaxHeight(24);
    box =
        new VBox(
            head,
            rows,
            line(Ui.label("others", "small", "muted"), others, othersRate),
            line(Ui.label("In flight", "small", "muted"), inFlight, Ui.label("")));
    box.setId("switch-traffic");
  }

  private static HBox line(Label name, Label words, Label right) {
    HBox key = new HBox(new Glyph(Glyph.Shape.DOT, "unknown"));
    key.setAlignment(Pos.CENTER);
    key.setMinWidth(12);
    key.setMaxWidth(12);
    name.setMinWidth(NAME);
    name.setMaxWidth(NAME);
    words.setMinWidth(0);
    right.setMinWidth(Region.USE_PREF_SIZE);
    HBox line = Ui.row(8, key, name, Ui.grow(words), right);
    line.setMinHeight(LINE);
    line.setMaxHeight(LINE);
    return line;
  }

  Node node() {
    return box;
  }

  /** Makes the rows for what is about to be asked. */
  void open() {
    ConsoleSnapshot now = thrown.snapshotProperty().get();
    int count = now == null ? 0 : Math.min(MOST, now.providers().size());
    while (shown.size() < count) {
      shown.add(new Row());
    }
    while (shown.size() > count) {
      shown.removeLast();
    }
    rows.getChildren().setAll(shown);
    chosen = List.of();
    settled = false;
  }

  void show() {
    ConsoleSnapshot now = thrown.snapshotProperty().get();
    if (now == null) {
      return;
    }
    SwitchPreview preview = thrown.previewProperty().get();
    if (!settled) {
      settled = preview != null;
      chosen = first(now.providers(), preview, shown.size());
    }
    of.setText("of " + Units.rate(now.operationsPerSecond()) + ", last 5 min");
    for (int i = 0; i < shown.size(); i++) {
      shown.get(i).show(provider(now, i), preview, now.operationsPerSecond());
    }
    showOthers(now, preview);
    inFlight.setText(preview == null ? "" : finishing(now, preview));
  }

  private @Nullable ProviderView provider(ConsoleSnapshot now, int row) {
    return row < chosen.size() ? now.provider(chosen.get(row)).orElse(null) : null;
  }

  /**
   * Who is acted on, those that change most and, where there is room, the others; what changes
   * first, then by share; of equals the order of the configuration. Who is acted on stands there
   * while it has no work too: it may get some before the button is pressed.
   */
  static List<String> first(List<ProviderView> all, @Nullable SwitchPreview preview, int most) {
    List<String> byShare =
        all.stream()
            .sorted((one, other) -> Double.compare(other.share(), one.share()))
            .map(ProviderView::name)
            .toList();
    if (preview == null) {
      return byShare.stream().limit(most).toList();
    }
    List<String> kept =
        byShare.stream()
            .sorted(
                Comparator.comparing((String each) -> !each.equals(preview.change().name()))
                    .thenComparingLong(each -> -TracksPreview.steps(preview, each)))
            .limit(most)
            .toList();
    return byShare.stream()
        .filter(kept::contains)
        .sorted(Comparator.comparing(each -> !TracksPreview.changes(preview, each)))
        .toList();
  }

  private void showOthers(ConsoleSnapshot now, @Nullable SwitchPreview preview) {
    List<ProviderView> rest =
        now.providers().stream().filter(each -> !chosen.contains(each.name())).toList();
    othersRate.setText("");
    if (preview == null) {
      others.setText(
          thrown.errorProperty().get().isEmpty() ? "asking …" : "no preview could be had");
      return;
    }
    if (rest.isEmpty()) {
      others.setText("none");
      return;
    }
    double before = sum(rest, preview.before());
    double after = sum(rest, preview.after());
    others.setText(rest.size() + ": " + Shares.change(before, after));
    othersRate.setText(rates(before, after, now.operationsPerSecond()));
  }

  private static double sum(List<ProviderView> providers, Map<String, Double> shares) {
    return providers.stream().mapToDouble(each -> shares.getOrDefault(each.name(), 0.0)).sum();
  }

  /** What still runs where new work will no longer go, or that nothing does. */
  static String finishing(ConsoleSnapshot now, SwitchPreview preview) {
    List<ProviderView> losing =
        now.providers().stream()
            .filter(each ->
                TracksPreview.changes(preview, each.name())
                    && preview.after().getOrDefault(each.name(), 0.0)
                        < preview.before().getOrDefault(each.name(), 0.0))
            .toList();
    int calls = losing.stream().mapToInt(ProviderView::inFlight).sum();
    if (losing.isEmpty()) {
      return "no provider loses work";
    }
    String where =
        losing.size() == 1 ? losing.getFirst().name() : Counted.of(losing.size(), "provider");
    return calls == 0
        ? "none has to finish on " + where
        : Counted.of(calls, "call") + (calls == 1 ? " finishes on " : " finish on ") + where;
  }

  private static String rates(double before, double after, double all) {
    String was = Units.rate(before * all);
    String is = Units.rate(after * all);
    return was.equals(is) ? is : was.substring(0, was.indexOf('\u2009')) + " → " + is;
  }

  /** One provider. */
  private static final class Row extends HBox {
    private final Region key = Series.key(0);
    private final Label name = Ui.ends("", "small");
    private final Region pale = new Region();
    private final Region solid = new Region();
    private final Label shares = Ui.label("", "small");
    private final Label rates = Ui.label("", "small", "muted");

    Row() {
      super(8);
      setAlignment(Pos.CENTER_LEFT);
      name.setMinWidth(NAME);
      name.setMaxWidth(NAME);
      Pane bars = new Pane(pale, solid);
      bars.setMinSize(WIDE, 14);
      bars.setMaxSize(WIDE, 14);
      pale.setManaged(false);
      pale.setOpacity(0.45);
      solid.setManaged(false);
      shares.setMinWidth(SHARES);
      shares.setMaxWidth(SHARES);
      shares.setAlignment(Pos.CENTER_RIGHT);
      rates.setMinWidth(RATES);
      rates.setMaxWidth(RATES);
      rates.setAlignment(Pos.CENTER_RIGHT);
      getChildren().addAll(key, name, bars, Ui.spacer(), shares, rates);
      setMinHeight(LINE);
      setMaxHeight(LINE);
    }

    void show(@Nullable ProviderView provider, @Nullable SwitchPreview preview, double all) {
      boolean known = provider != null && preview != null;
      name.setText(provider == null ? "" : provider.name());
      key.setVisible(provider != null);
      pale.setVisible(known);
      solid.setVisible(known);
      if (provider == null) {
        shares.setText("");
        rates.setText("");
        return;
      }
      Ui.mark(key, List.of("s1", "s2", "s3", "s4", "s5"), Series.styleClass(provider.order()));
      if (preview == null) {
        shares.setText(Shares.share(provider.share()));
        rates.setText(Units.rate(provider.share() * all));
        mark(false);
        return;
      }
      double before = preview.before().getOrDefault(provider.name(), 0.0);
      double after = preview.after().getOrDefault(provider.name(), 0.0);
      bar(pale, provider.order(), before, 0, 6);
      bar(solid, provider.order(), after, 7, 7);
      shares.setText(Shares.change(before, after));
      rates.setText(TrafficBars.rates(before, after, all));
      mark(TracksPreview.changes(preview, provider.name()));
      setAccessibleText(name.getText() + ", " + shares.getText() + ", " + rates.getText());
    }

    private void mark(boolean changes) {
      Ui.mark(shares, TONES, changes ? "semi" : "muted");
      Ui.mark(name, TONES, changes ? "semi" : "muted");
    }

    private static void bar(Region bar, int order, double share, double y, double tall) {
      bar.getStyleClass().setAll(Series.styleClass(order));
      bar.resizeRelocate(0, y, Math.max(1, WIDE * share), tall);
    }
  }
}
