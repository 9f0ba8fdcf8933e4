package io.signalbox.app.ui.requests;

import io.signalbox.app.ui.control.Glyph;
import io.signalbox.app.ui.control.KeptRows;
import io.signalbox.app.ui.control.Ui;
import io.signalbox.app.ui.control.Units;
import io.signalbox.core.request.TimelineEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** What happened to one request, from the click. */
final class TimelineList {

  /** The newest of them; earlier ones are counted. */
  private static final int MOST = 200;

  /** In pixels: what the panel has room for beside the time. */
  private static final double LONGEST = 236;

  private final Label from = Ui.label("", "small", "muted");
  private final Label earlier = Ui.label("", "small", "muted");
  private final VBox entries = Ui.column(0);
  private final KeptRows<Row, Step> rows = new KeptRows<>(entries, Row::new, Row::node, Row::show);
  private final VBox box =
      Ui.column(
          0,
          Ui.line(),
          Ui.pad(Ui.row(8, Ui.label("Timeline", "semi"), Ui.spacer(), from), 10, 14, 4, 14),
          Ui.pad(new VBox(earlier), 0, 14, 0, 14),
          entries);

  private record Step(Duration offset, TimelineEntry entry) {}

  TimelineList() {
    earlier.managedProperty().bind(earlier.textProperty().isNotEmpty());
  }

  Node node() {
    return box;
  }

  void show(Instant click, List<TimelineEntry> all) {
    from.setText(Units.clock(click) + " UTC, from the click");
    int left = Math.max(0, all.size() - MOST);
    earlier.setText(left == 0 ? "" : left + " earlier steps");
    rows.show(
        all.subList(left, all.size()).stream()
            .map(each -> new Step(Duration.between(click, each.at()), each))
            .toList());
  }

  /** Gives way last, and keeps both its ends where it is longer than the panel is wide. */
  private static final class Title extends Label {
    Title() {
      getStyleClass().addAll("small", "semi");
      setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
      setEllipsisString("…");
    }

    @Override
    protected double computeMinWidth(double height) {
      return Math.min(LONGEST, computePrefWidth(height));
    }
  }

  private static final class Row {
    private final Label offset = Ui.label("", "mono", "muted");
    private final StackPane mark = new StackPane();
    private final Label title = new Title();
    private final Label detail = Ui.label("", "small", "muted");
    private final Tooltip whole = new Tooltip();
    private final HBox box = Ui.row(8, offset, mark, title, detail);
    private boolean good;

    Row() {
      offset.setMinWidth(70);
      offset.setAlignment(Pos.CENTER_RIGHT);
      title.setTooltip(whole);
      detail.setTooltip(whole);
      box.setMinHeight(23);
      Ui.pad(box, 0, 14, 0, 14);
    }

    Node node() {
      return box;
    }

    void show(Step step) {
      TimelineEntry entry = step.entry();
      offset.setText(Units.offset(step.offset()));
      title.setText(entry.title());
      detail.setText(entry.detail());
      whole.setText(entry.title() + " " + entry.detail());
      if (mark.getChildren().isEmpty() || good != entry.good()) {
        good = entry.good();
        mark.getChildren()
            .setAll(
                new Glyph(
                    good ? Glyph.Shape.CHECK : Glyph.Shape.TRIANGLE, good ? "accent" : "warn"));
      }
    }
  }
}
