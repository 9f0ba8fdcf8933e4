package io.signalbox.app.ui.overview;

import io.signalbox.app.ui.control.Glyph;
import io.signalbox.app.ui.control.Icon;
import io.signalbox.app.ui.control.Series;
import io.signalbox.app.ui.control.Sparkline;
import io.signalbox.app.ui.control.Status;
import io.signalbox.app.ui.control.StatusLabel;
import io.signalbox.app.ui.control.Ui;
import io.signalbox.app.ui.control.Units;
import io.signalbox.core.metrics.WindowMetrics;
import io.signalbox.core.routing.failover.CircuitView;
import io.signalbox.core.snapshot.ProviderView;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javafx.event.Event;
import javafx.geometry.Bounds;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/**
 * One provider at a glance. The tile stays while its provider is configured; only its texts change.
 */
final class ProviderTile extends VBox {

  private final StatusLabel status = new StatusLabel();
  private final StatusLabel traffic = new StatusLabel();
  private final HBox lock = new HBox(new Glyph(Glyph.Shape.LOCK, "hand"));
  private final Label share = Ui.label("", "big-figure");
  private final Label remark = Ui.label("", "small", "muted");
  private final Sparkline spark;
  private final Label rate = value();
  private final Label errors = value();
  private final Label p50 = value();
  private final Label p95 = value();
  private final Label inFlight = value();
  private final Label weight = value();

  private final boolean compact;
  private List<Double> rates = List.of();
  private @Nullable ProviderView shown;

  /** Opens what can be done to the provider. */
  interface Menu {
    /**
     * @param x in pixels of the screen, as {@code y}
     */
    void open(Node owner, double x, double y);
  }

  /**
   * @param compact with fewer figures, where there are many
   * @param menu by right click, by the key for menus, and by the button at the tile's end
   */
  ProviderTile(ProviderView provider, boolean compact, Runnable open, Menu menu) {
    getStyleClass().addAll("card", "tile");
    setFocusTraversable(true);
    setAccessibleRole(AccessibleRole.BUTTON);
    setAccessibleText("Provider " + provider.name());
    setOnContextMenuRequested(asked -> {
      menu.open(this, asked.getScreenX(), asked.getScreenY());
      asked.consume();
    });
    setOnMouseClicked(click -> open.run());
    setOnKeyPressed(key -> {
      if (key.getCode() == KeyCode.ENTER) {
        open.run();
        key.consume();
      }
    });
    this.compact = compact;
    spark = new Sparkline(compact ? 52 : 72, compact ? 14 : 26, provider.order());
    Label name = Ui.ends(provider.name(), "strong");
    Ui.tooltip(name, provider.name());
    Label of = Ui.label("of traffic", "small", "muted");
    of.setMinWidth(USE_PREF_SIZE);
    share.setMinWidth(USE_PREF_SIZE);
    share.getStyleClass().setAll("label", compact ? "semi" : "big-figure");
    remark.setMinWidth(0);
    Button more = more(provider, menu);
    if (compact) {
      getStyleClass().add("compact-tile");
      getChildren()
          .addAll(
              Ui.row(6, name, Ui.spacer(), lock, more),
              Ui.row(8, status, Ui.spacer(), spark),
              Ui.row(4, share, Ui.spacer(), traffic),
              Ui.row(
                  4,
                  Ui.label("err", "small", "muted"),
                  errors,
                  Ui.spacer(),
                  Ui.label("p95", "small", "muted"),
                  p95),
              remark);
      setMinWidth(0);
      return;
    }
    HBox figures = Ui.row(6, share, of, Ui.spacer(), remark, spark);
    figures.setAlignment(Pos.BOTTOM_LEFT);
    figures.setMinHeight(34);
    getChildren()
        .addAll(
            Ui.row(6, Series.key(provider.order()), name, Ui.spacer(), lock, more),
            Ui.pad(Ui.row(10, status, Ui.spacer(), traffic), 4, 0, 0, 0),
            Ui.pad(figures, 4, 0, 0, 0),
            grid());
    setMinWidth(216);
  }

  /** For the pointer; on the keyboard the tile itself has the menu, and is the one stop of Tab. */
  private Button more(ProviderView provider, Menu menu) {
    Button more = Ui.button("", () -> {}, "ghost", "tile-more");
    more.setOnAction(event -> {
      Bounds at = more.localToScreen(more.getLayoutBounds());
      menu.open(this, at.getMinX(), at.getMaxY());
    });
    // The click is the button's, not the tile's that would open the provider.
    more.setOnMouseClicked(Event::consume);
    more.setGraphic(Icon.MORE.node());
    more.setFocusTraversable(false);
    more.setAccessibleText("Throw a switch: " + provider.name());
    return more;
  }

  private GridPane grid() {
    GridPane grid = new GridPane(14, 2);
    ColumnConstraints half = new ColumnConstraints();
    half.setHgrow(Priority.ALWAYS);
    half.setPercentWidth(50);
    grid.getColumnConstraints().addAll(half, half);
    grid.addRow(0, pair("Rate", rate), pair("Errors", errors));
    grid.addRow(1, pair("p50", p50), pair("p95", p95));
    grid.addRow(2, pair("In flight", inFlight), pair("Weight", weight));
    return Ui.pad(grid, 8, 0, 0, 0);
  }

  private static Node pair(String name, Label value) {
    return Ui.row(4, Ui.label(name, "small", "muted"), Ui.spacer(), value);
  }

  private static Label value() {
    Label label = Ui.label("", "small");
    label.setMinWidth(USE_PREF_SIZE);
    return label;
  }

  /** A view that is the same object as the one shown changes nothing. */
  void show(ProviderView provider, Instant now) {
    if (provider == shown) {
      return;
    }
    shown = provider;
    Status state = Status.of(provider);
    status.show(state);
    traffic.show(traffic(provider));
    boolean held = isHeld(provider);
    Ui.mark(this, List.of("warn", "bad", "hand"), edge(state, held));
    lock.setVisible(held);
    share.setText(Units.share(provider.share()));
    WindowMetrics metrics = provider.metrics();
    rate.setText(Units.rate(metrics.operationsPerSecond()));
    errors.setText(Units.percent(metrics.errorRate(), "no calls"));
    Ui.mark(errors, List.of("warn", "bad"), metrics.errorRate() > 5 ? "warn" : "");
    p50.setText(Units.millis(metrics.p50Millis(), "no calls"));
    p95.setText(Units.millis(metrics.p95Millis(), "no calls"));
    inFlight.setText(provider.inFlight() + " / " + provider.maxInFlight());
    weight.setText(Units.number(provider.weight()));
    tick(now);
  }

  /**
   * @param newest oldest first
   */
  void show(List<Double> newest) {
    rates = newest;
    spark.show(rates);
  }

  /** Ages go on. */
  void tick(Instant now) {
    ProviderView provider = shown;
    if (provider == null) {
      return;
    }
    String words = remark(provider, now);
    // A tile with a line of its own for the remark has room for both.
    boolean line = (compact || words.isEmpty()) && provider.metrics().operations() > 0;
    spark.setVisible(line);
    spark.setManaged(line);
    remark.setText(words);
  }

  private static boolean isHeld(ProviderView provider) {
    CircuitView circuit = provider.circuit();
    return provider.manual() != null
        || provider.active()
        || (circuit != null && circuit.forced() != null);
  }

  /**
   * The circuit, in the words of breakers: closed lets work through. What stops new work without
   * opening a circuit says so in words of its own.
   */
  static Status traffic(ProviderView provider) {
    if (provider.active()) {
      return new Status(Glyph.Shape.DIAMOND, "ACTIVE", "hand");
    }
    CircuitView circuit = provider.circuit();
    if (circuit != null && circuit.state() != CircuitView.State.CLOSED) {
      return switch (circuit.state()) {
        case FORCED_OPEN -> new Status(Glyph.Shape.LEVER_RAISED, "FORCED OPEN", "hand");
        case FORCED_CLOSED -> new Status(Glyph.Shape.LEVER_FLAT, "FORCED CLOSED", "hand");
        case OPEN -> new Status(Glyph.Shape.LEVER_RAISED, "OPEN", "bad");
        case HALF_OPEN -> new Status(Glyph.Shape.LEVER_RAISED, "HALF-OPEN", "warn");
        case CLOSED -> new Status(Glyph.Shape.LEVER_FLAT, "CLOSED", "ok");
      };
    }
    if (provider.takesWork()) {
      return new Status(Glyph.Shape.LEVER_FLAT, "CLOSED", "ok");
    }
    return provider.health().ejected()
        ? new Status(Glyph.Shape.LEVER_RAISED, "EJECTED", "bad")
        : new Status(Glyph.Shape.SLASH, "NO WORK", "unknown");
  }

  private static String edge(Status state, boolean held) {
    return switch (state.tone()) {
      case "warn", "bad", "hand" -> state.tone();
      default -> held ? "hand" : "";
    };
  }

  private static String remark(ProviderView provider, Instant now) {
    Instant until = provider.manual() == null ? null : provider.manual().until();
    if (until != null) {
      return "until " + Units.minute(until);
    }
    Instant back = provider.health().backAt();
    if (provider.health().ejected() && back != null) {
      return back.isAfter(now)
          ? "back in " + Units.age(Duration.between(now, back))
          : "back when checks pass";
    }
    return provider.metrics().operations() > 0
        ? ""
        : provider.health().checkedAt() == null
            ? "not checked"
            : "checked " + Units.age(provider.health().checkedAt(), now);
  }
}
