package io.signalbox.app.ui.drill;

import io.signalbox.app.ui.control.Series;
import io.signalbox.app.ui.control.Status;
import io.signalbox.app.ui.control.StatusLabel;
import io.signalbox.app.ui.control.Ui;
import io.signalbox.app.ui.control.Units;
import io.signalbox.core.drill.DrillView;
import io.signalbox.core.provider.HealthState;
import io.signalbox.core.routing.failover.CircuitView;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The stand-ins as they are now, a row for each, changed in place. */
final class StandInTable {

  /** More rows than this stand closer. */
  static final int ROOMY = 7;

  private static final double TROUBLE = 128;
  private static final double HEALTH = 94;
  private static final double CIRCUIT = 98;
  private static final double BAR = 56;
  private static final double SHARE = BAR + 8 + 40;
  private static final double RATE = 70;
  private static final double ERRORS = 56;
  private static final double P95 = 56;

  private final VBox rows = new VBox();
  private final List<Row> known = new ArrayList<>();
  private final Label count = Ui.label("", "count");
  private final VBox card;
  private List<String> names = List.of();

  StandInTable() {
    HBox head =
        Ui.row(
            12,
            Ui.grow(name("Stand-in of")),
            cell(name("Trouble"), TROUBLE, false),
            cell(name("Health"), HEALTH, false),
            cell(name("Circuit"), CIRCUIT, false),
            cell(name("Share of calls"), SHARE, false),
            cell(name("Rate"), RATE, true),
            cell(name("Errors"), ERRORS, true),
            cell(name("p95"), P95, true));
    head.getStyleClass().add("drill-table-head");
    card =
        Ui.card(
            List.of(
                Ui.label("Stand-ins", "semi"),
                count,
                Ui.label("simulated, over the last 10 s played", "small", "muted")),
            head,
            rows);
    card.setMinHeight(Region.USE_PREF_SIZE);
  }

  private static Label name(String text) {
    return Ui.label(text, "small", "muted");
  }

  private static <T extends Region> T cell(T cell, double width, boolean right) {
    cell.setMinWidth(width);
    cell.setMaxWidth(width);
    if (right && cell instanceof Label label) {
      label.setAlignment(Pos.CENTER_RIGHT);
    }
    return cell;
  }

  Node node() {
    return card;
  }

  void show(List<DrillView.StandIn> providers) {
    List<String> now = providers.stream().map(DrillView.StandIn::name).toList();
    if (!now.equals(names)) {
      names = now;
      known.clear();
      for (int i = 0; i < now.size(); i++) {
        known.add(new Row(now.get(i), i, now.size() > ROOMY));
      }
      rows.getChildren().setAll(known);
      if (now.isEmpty()) {
        rows.getChildren()
            .add(Ui.empty("No provider is configured, so there is none to stand in."));
      }
      count.setText(String.valueOf(now.size()));
    }
    for (int i = 0; i < known.size(); i++) {
      known.get(i).show(providers.get(i));
    }
  }

  private static final class Row extends HBox {
    private final Label trouble = Ui.ends("");
    private final StatusLabel health = new StatusLabel();
    private final CircuitChip circuit = new CircuitChip();
    private final ShareBar share;
    private final Label rate = Ui.label("");
    private final Label errors = Ui.label("");
    private final Label p95 = Ui.label("");
    private @Nullable HealthState shown;

    Row(String name, int order, boolean compact) {
      super(12);
      getStyleClass().add("drill-row");
      if (compact) {
        getStyleClass().add("compact");
      }
      setAlignment(Pos.CENTER_LEFT);
      setAccessibleRole(AccessibleRole.TEXT);
      share = new ShareBar(BAR, 40, order);
      Label label = Ui.wrapped(name, "semi");
      HBox first = Ui.row(8, Series.key(order), label);
      first.setMinWidth(0);
      HBox chip = Ui.row(0, trouble);
      getChildren()
          .addAll(
              Ui.grow(first),
              cell(chip, TROUBLE, false),
              cell(health, HEALTH, false),
              cell(circuit, CIRCUIT, false),
              cell(share, SHARE, false),
              cell(rate, RATE, true),
              cell(errors, ERRORS, true),
              cell(p95, P95, true));
      setId("stand-in-" + name);
    }

    void show(DrillView.StandIn standIn) {
      boolean hit = !standIn.trouble().isEmpty();
      String what = hit ? standIn.trouble() : "none";
      if (!what.equals(trouble.getText())) {
        trouble.setText(what);
        trouble.setTooltip(hit ? new Tooltip(what) : null);
        Ui.mark(trouble, List.of("muted", "trouble-chip"), hit ? "trouble-chip" : "muted");
      }
      if (standIn.health().state() != shown) {
        shown = standIn.health().state();
        health.show(Status.of(standIn.health().state()));
      }
      circuit.show(standIn.circuit());
      share.show(standIn.share(), Units.share(standIn.share()));
      rate.setText(Units.rate(standIn.operationsPerSecond()));
      errors.setText(Units.percent(standIn.errorPercent(), "no calls"));
      p95.setText(Units.millis(standIn.p95Millis(), "no calls"));
      boolean quiet = Double.isNaN(standIn.errorPercent());
      Ui.mark(
          errors,
          List.of("muted", "warn", "bad"),
          quiet ? "muted" : DrillWords.errorTone(standIn.errorPercent()));
      Ui.mark(p95, List.of("muted"), Double.isNaN(standIn.p95Millis()) ? "muted" : "");
      setAccessibleText(spoken(standIn));
    }

    private String spoken(DrillView.StandIn standIn) {
      CircuitView guard = standIn.circuit();
      return standIn.name()
          + ", trouble "
          + trouble.getText()
          + ", "
          + health.getText()
          + ", circuit "
          + (guard == null ? "none" : DrillWords.circuit(guard.state()))
          + ", share "
          + Units.share(standIn.share())
          + ", "
          + rate.getText()
          + ", errors "
          + errors.getText()
          + ", p95 "
          + p95.getText();
    }
  }
}
