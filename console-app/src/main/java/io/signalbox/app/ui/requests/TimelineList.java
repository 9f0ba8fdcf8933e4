package io.signalbox.app.ui.requests;

import io.signalbox.app.ui.control.Glyph;
import io.signalbox.app.ui.control.Icon;
import io.signalbox.app.ui.control.KeptRows;
import io.signalbox.app.ui.control.Ui;
import io.signalbox.app.ui.control.Units;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

/** What happened to one request, from the click. */
final class TimelineList {

  /** The newest of them; earlier ones are counted. */
  private static final int MOST = 200;

  /** In characters: a step's detail in some three lines; all of it is in the tooltip. */
  private static final int LONGEST = 120;

  private static final double OFFSET = 64;

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

  private record Step(Duration offset, Happening happening) {}

  TimelineList() {
    earlier.managedProperty().bind(earlier.textProperty().isNotEmpty());
  }

  Node node() {
    return box;
  }

  void show(Instant click, List<Happening> all) {
    from.setText(Units.clock(click) + " " + Units.zone(click) + ", from the click");
    int left = Math.max(0, all.size() - MOST);
    earlier.setText(left == 0 ? "" : left + " earlier steps");
    rows.show(
        all.subList(left, all.size()).stream()
            .map(each -> new Step(Duration.between(click, each.at()), each))
            .toList());
  }

  private static final class Row {
    private final Label offset = Ui.label("", "mono", "muted");
    private final StackPane mark = new StackPane();
    private final Text title = new Text();
    private final Text detail = new Text();
    private final Tooltip whole = new Tooltip();
    private final Label reference = Ui.label("", "mono", "muted");
    private final HBox below;
    private final VBox box;
    private String shape = "";

    Row() {
      offset.setMinWidth(OFFSET);
      offset.setAlignment(Pos.CENTER_RIGHT);
      title.getStyleClass().add("step-title");
      detail.getStyleClass().add("step-detail");
      // What happened is never cut: it goes on below.
      TextFlow words = new TextFlow(title, detail);
      words.setMinWidth(0);
      Tooltip.install(words, whole);
      HBox line = Ui.row(8, offset, mark, Ui.grow(words));
      line.setAlignment(Pos.TOP_LEFT);
      mark.setAlignment(Pos.TOP_CENTER);
      Ui.pad(line, 3, 0, 3, 0);
      Button copy = Ui.button("", () -> Ui.copy(reference.getText()), "ghost", "compact");
      copy.setGraphic(Icon.COPY.node());
      copy.setAccessibleText("Copy the cloud's id of the call");
      // Whole, however long: it is what the cloud's support asks for.
      reference.setMinWidth(Region.USE_PREF_SIZE);
      below = Ui.row(4, reference, copy);
      below.setAlignment(Pos.CENTER_RIGHT);
      below.managedProperty().bind(below.visibleProperty());
      box = Ui.pad(new VBox(line, below), 0, 14, 0, 14);
    }

    Node node() {
      return box;
    }

    void show(Step step) {
      Happening happening = step.happening();
      offset.setText(Units.offset(step.offset()));
      title.setText(happening.title());
      String more = Units.middle(happening.detail(), LONGEST);
      detail.setText(more.isEmpty() ? "" : "  " + more);
      whole.setText(happening.title() + " " + happening.detail());
      reference.setText(happening.reference());
      below.setVisible(!happening.reference().isEmpty());
      String newest = happening.shape() + happening.tone();
      if (!newest.equals(shape)) {
        shape = newest;
        mark.getChildren().setAll(new Glyph(happening.shape(), happening.tone()));
      }
    }
  }
}
