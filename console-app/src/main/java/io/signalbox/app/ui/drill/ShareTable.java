package io.signalbox.app.ui.drill;

import io.signalbox.app.ui.control.Series;
import io.signalbox.app.ui.control.Ui;
import io.signalbox.app.ui.control.Units;
import io.signalbox.core.drill.DrillReport;
import io.signalbox.core.drill.DrillView;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** Which stand-in got how much of the calls before, during and after the trouble. */
final class ShareTable {

  private static final double BAR = 96;
  private static final double SHARE = BAR + 8 + 46;
  private static final double CALLS = 84;

  private final VBox rows = new VBox();
  private final VBox node;

  ShareTable() {
    HBox head =
        Ui.row(
            16,
            Ui.grow(name("Share of calls by stand-in")),
            right(name("Calls"), CALLS),
            fixed(name("Before the trouble"), SHARE),
            fixed(name("During"), SHARE),
            fixed(name("After"), SHARE));
    head.getStyleClass().add("drill-table-head");
    node = new VBox(head, rows);
  }

  Node node() {
    return node;
  }

  void show(DrillView drill, DrillReport report) {
    rows.getChildren().clear();
    Map<String, Integer> orders = DrillSeries.orders(drill);
    Set<String> names = new LinkedHashSet<>(orders.keySet());
    names.addAll(report.callsByProvider().keySet());
    for (String name : names) {
      int order = orders.getOrDefault(name, 0);
      Label calls =
          right(Ui.label(Units.number(report.callsByProvider().getOrDefault(name, 0L))), CALLS);
      HBox first = Ui.row(8, Series.key(order), Ui.wrapped(name, "semi"));
      first.setMinWidth(0);
      HBox row =
          Ui.row(
              16,
              Ui.grow(first),
              calls,
              bar(order, report.shareBefore().get(name)),
              bar(order, report.shareDuring().get(name)),
              bar(order, report.shareAfter().get(name)));
      row.getStyleClass().addAll("drill-row", "compact");
      row.setAccessibleText(
          name
              + ", "
              + "calls "
              + calls.getText()
              + ", before "
              + DrillWords.percent(report.shareBefore().get(name))
              + ", during "
              + DrillWords.percent(report.shareDuring().get(name))
              + ", after "
              + DrillWords.percent(report.shareAfter().get(name)));
      rows.getChildren().add(row);
    }
  }

  private static ShareBar bar(int order, @org.jspecify.annotations.Nullable Double percent) {
    ShareBar bar = new ShareBar(BAR, 46, order);
    bar.show(percent == null ? Double.NaN : percent / 100, DrillWords.percent(percent));
    return fixed(bar, SHARE);
  }

  private static Label name(String text) {
    return Ui.label(text, "small", "muted");
  }

  private static <T extends javafx.scene.layout.Region> T fixed(T cell, double width) {
    cell.setMinWidth(width);
    cell.setMaxWidth(width);
    return cell;
  }

  private static Label right(Label label, double width) {
    label.setAlignment(javafx.geometry.Pos.CENTER_RIGHT);
    return fixed(label, width);
  }
}
