package io.signalbox.app.ui.providers;

import io.signalbox.app.ui.chart.ChartKind;
import io.signalbox.app.ui.chart.LineChart;
import io.signalbox.app.ui.control.Glyph;
import io.signalbox.app.ui.control.Scroll;
import io.signalbox.app.ui.control.Series;
import io.signalbox.app.ui.control.Status;
import io.signalbox.app.ui.control.StatusLabel;
import io.signalbox.app.ui.control.Ui;
import io.signalbox.app.ui.control.Units;
import io.signalbox.app.ui.providers.connection.ConnectionTestModel;
import io.signalbox.app.ui.providers.connection.ConnectionTestPane;
import io.signalbox.app.ui.providers.form.ProviderFormView;
import io.signalbox.app.ui.switching.SwitchForm;
import io.signalbox.core.provider.HealthState;
import io.signalbox.core.query.ProviderDetail;
import io.signalbox.core.snapshot.Held;
import io.signalbox.core.snapshot.ProviderView;
import java.time.Instant;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** The selected provider in full, with its switches. */
final class ProviderDetailView {

  private static final double LEFT = 700;
  private static final double FACTS = 352;

  /** Of the width that is left over. */
  private static final double FACTS_SHARE = 0.5;

  private static final double SCROLL_BAR = 12;

  /** Where there is less, the facts stand below the figures. */
  private static final double BESIDE = LEFT + SCROLL_BAR + FACTS;

  /** Letters of a name that is never cut, and the room of a longer one, px. */
  private static final int LONG = 48;

  private static final double NAME = 96;

  private final ProvidersViewModel model;
  private final Region key = Series.key(0);
  private final Label name = Ui.label("", "screen-title");
  private final StatusLabel status = new StatusLabel();
  private final Label held = Ui.label("", "pill", "hand");
  private final Label why = Ui.label("", "small", "muted");
  private final Tooltip whole = new Tooltip();
  private final HBox title = Ui.row(8, key, name, status, held, why);
  private final ProviderButtons buttons;
  private final HBox outcome = Ui.row(8);
  private final HealthStrip strip = new HealthStrip();
  private final OperationTable operations = new OperationTable();
  private final LineChart chart = new LineChart(ChartKind.VALUES, null);
  private final ProviderFacts facts;
  private final VBox figures;
  private final ScrollPane sheet = new Scroll();
  private final ScrollPane right = new Scroll();
  private final VBox card;

  ProviderDetailView(
      ProvidersViewModel model,
      SwitchForm form,
      ProviderFormView registration,
      RemoveProvider removal) {
    this.model = model;
    this.buttons = new ProviderButtons(model, form, registration, removal);
    this.facts = new ProviderFacts(buttons.inFiles());
    why.setMinWidth(0);
    // The name is whole wherever there is room: what is pressed beside it acts on that provider.
    why.setPrefWidth(0);
    why.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(why, Priority.ALWAYS);
    why.setTooltip(whole);
    held.managedProperty().bind(held.visibleProperty());
    key.managedProperty().bind(key.visibleProperty());
    status.managedProperty().bind(status.visibleProperty());
    outcome.getStyleClass().add("note");
    outcome.setVisible(false);
    outcome.setManaged(false);
    figures =
        new VBox(
            strip.node(),
            Ui.line(),
            operations.node(),
            Ui.line(),
            Ui.pad(
                Ui.column(0, Ui.whole("Latency", "semi"), Ui.label("ms, p95", "small", "muted")),
                8,
                12,
                0,
                12),
            Ui.grow(Ui.pad(new StackPane(chart), 0, 12, 8, 12)));
    chart.setMinHeight(96);
    figures.setMinWidth(LEFT);
    figures.setMinHeight(Region.USE_PREF_SIZE);
    sheet.setFitToWidth(true);
    sheet.setFitToHeight(true);
    sheet.setMinWidth(0);
    // In the place of the figures: facts, table and switches stay where they are.
    Node test = Ui.grow(new ConnectionTestPane(model.connectionTest()).node());
    StackPane place = Ui.grow(new StackPane(sheet, test));
    place.setMinWidth(0);
    Runnable swap =
        () -> {
          boolean open =
              !(model.connectionTest().stateProperty().get()
                  instanceof ConnectionTestModel.State.Idle);
          test.setVisible(open);
          sheet.setVisible(!open);
          buttons.show();
        };
    model.connectionTest().stateProperty().addListener(changed -> swap.run());
    swap.run();
    right.setFitToWidth(true);
    right.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    right.setMinWidth(FACTS);
    right.setStyle("-fx-border-color: transparent transparent transparent -sb-border-muted;");
    HBox body = Ui.grow(new HBox(place, right));
    // In a wide window the facts get more of it: their keys and values are long.
    right
        .prefWidthProperty()
        .bind(
            body.widthProperty()
                .subtract(LEFT + SCROLL_BAR + FACTS)
                .multiply(FACTS_SHARE)
                .add(FACTS));
    right.setMaxWidth(Region.USE_PREF_SIZE);
    right.managedProperty().bind(right.visibleProperty());
    body.widthProperty().addListener((property, old, width) -> place(width.doubleValue()));
    place(BESIDE);
    card = Ui.card(List.of(Ui.grow(title)), List.of(buttons.node()), outcome, body);
    VBox.setMargin(outcome, new javafx.geometry.Insets(8, 12, 8, 12));
    model.detailProperty().addListener((property, old, detail) -> show(detail));
    model.historyProperty().addListener((property, old, bars) -> strip.show(bars));
    model.latencyProperty().addListener((property, old, data) -> chart.show(data, List.of()));
    model.check().outcomeProperty().addListener((property, old, found) -> show(found));
    model.check().busyProperty().addListener((property, old, busy) -> buttons.show());
    model.check().waitedProperty().addListener((property, old, waited) -> buttons.show());
    show((ProviderDetail) null);
  }

  /** The facts beside the figures, or below them where neither would have room. */
  private void place(double width) {
    boolean beside = width >= BESIDE;
    if (sheet.getContent() != null && right.isVisible() == beside) {
      return;
    }
    right.setVisible(beside);
    right.setContent(null);
    sheet.setContent(null);
    if (beside) {
      sheet.setContent(figures);
      right.setContent(facts.node());
    } else {
      sheet.setContent(new VBox(Ui.grow(figures), Ui.line(), facts.node()));
    }
  }

  Node node() {
    return card;
  }

  /** The window may be locked or unlocked by now. */
  void tick() {
    buttons.show();
  }

  private void show(@org.jspecify.annotations.Nullable ProviderDetail detail) {
    ProviderRow row = model.selectedProperty().get();
    // Until it has answered nothing stands below its name, least of all what another one has.
    for (Node each : List.of(key, status, held, operations.node(), facts.node())) {
      each.setVisible(detail != null);
    }
    if (detail == null) {
      name.setText(row == null ? "No provider selected" : row.name());
      why.setText("");
      buttons.show();
      return;
    }
    ProviderView view = detail.view();
    Ui.mark(key, List.of("s1", "s2", "s3", "s4", "s5"), Series.styleClass(view.order()));
    name.setText(view.name());
    name.setMinWidth(view.name().length() > LONG ? NAME : Region.USE_PREF_SIZE);
    status.show(Status.of(view));
    List<Held> hands = model.heldOf(view.name());
    held.setText(HealthCell.words(hands));
    held.setVisible(!held.getText().isEmpty());
    String sentence = why(view, hands);
    why.setText(sentence);
    whole.setText(sentence);
    operations.show(detail);
    facts.show(detail);
    buttons.show();
  }

  /** What is held says who and why; else health says it. */
  private static String why(ProviderView view, List<Held> hands) {
    if (!view.usable()) {
      return view.problem();
    }
    if (!hands.isEmpty()) {
      Held hand = hands.getFirst();
      Instant until = hand.until();
      return "by "
          + hand.who()
          + (until == null ? "" : " until " + Units.minute(until) + " " + Units.zone(until))
          + (hand.why().isEmpty() ? "" : ": " + hand.why());
    }
    return view.health().state() == HealthState.HEALTHY ? "" : view.health().reason();
  }

  private void show(CheckNow.@org.jspecify.annotations.Nullable Outcome found) {
    outcome.setVisible(found != null);
    outcome.setManaged(found != null);
    outcome.getChildren().clear();
    if (found == null) {
      return;
    }
    Ui.mark(outcome, List.of("ok", "bad"), found.good() ? "ok" : "bad");
    Status told =
        found.good()
            ? new Status(Glyph.Shape.CHECK, "Done", "ok")
            : new Status(Glyph.Shape.CROSS, "Refused", "bad");
    outcome.getChildren().addAll(new StatusLabel(told), Ui.grow(Ui.wrapped(found.text())));
  }
}
