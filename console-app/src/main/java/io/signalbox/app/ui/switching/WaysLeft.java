package io.signalbox.app.ui.switching;

import io.signalbox.app.ui.control.Glyph;
import io.signalbox.app.ui.control.Ui;
import io.signalbox.core.error.Counted;
import io.signalbox.core.query.SwitchPreview;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/**
 * Who would have no other way left, what to know before, and the box that does it even so. Three
 * places, each as high whatever it says.
 */
final class WaysLeft {

  private static final double LINE = 18;

  /** Three lines. */
  private static final double KNOW = 50;

  private static final int NAMED = 4;
  private static final List<String> TONES = List.of("warn", "muted");

  private final SwitchThrow thrown;
  private final Label count = Ui.label("", "small");
  private final Label names = Ui.label("", "small");
  private final Tooltip allNames = new Tooltip();
  private final StackPane mark = new StackPane();
  private final Label know = Ui.label("", "small");
  private final Tooltip allKnow = new Tooltip();
  private final CheckBox force = new CheckBox();
  private final Label forceHint = Ui.label("", "small", "muted");
  private final VBox box;
  private String marked = "";

  WaysLeft(SwitchThrow thrown) {
    this.thrown = thrown;
    names.setMinWidth(0);
    names.setMaxWidth(Double.MAX_VALUE);
    names.setTooltip(allNames);
    know.setWrapText(true);
    know.setMinHeight(KNOW);
    know.setMaxHeight(KNOW);
    know.setAlignment(Pos.TOP_LEFT);
    know.setTooltip(allKnow);
    know.setId("switch-know");
    for (Tooltip each : List.of(allNames, allKnow)) {
      each.setWrapText(true);
      each.setMaxWidth(480);
    }
    force.selectedProperty().bindBidirectional(thrown.input().force());
    force.setId("throw-force");
    force.setMinWidth(javafx.scene.layout.Region.USE_PREF_SIZE);
    mark.setMinSize(14, 14);
    mark.setMaxSize(14, 14);
    HBox head = Ui.row(8, Ui.label("No other way left", "semi"), count, Ui.grow(names));
    head.setMinHeight(LINE + 2);
    head.setMaxHeight(LINE + 2);
    HBox knowing = Ui.row(8, mark, Ui.grow(know));
    knowing.setAlignment(Pos.TOP_LEFT);
    HBox forcing = Ui.row(8, force, forceHint);
    forcing.setMinHeight(22);
    forcing.setMaxHeight(22);
    box = Ui.column(4, head, knowing, forcing);
    box.setId("switch-ways");
  }

  Node node() {
    return box;
  }

  void show(SwitchAction action) {
    SwitchPreview preview = thrown.previewProperty().get();
    List<String> lost = preview == null ? List.of() : preview.templatesNotReached();
    count.setText(preview == null ? "" : Counted.of(lost.size(), "template"));
    Ui.mark(count, TONES, lost.isEmpty() ? "muted" : "warn");
    names.setText(some(lost));
    allNames.setText(String.join(", ", lost));
    showKnow(preview);
    boolean last = thrown.lastWayOutProperty().get();
    force.setDisable(!last);
    force.setText(action.label() + " even so");
    forceHint.setText(last ? "recorded as forced in Activity" : "not needed, ways are left");
  }

  private void showKnow(@Nullable SwitchPreview preview) {
    List<String> warnings = preview == null ? List.of() : preview.warnings();
    String text =
        preview == null
            ? ""
            : warnings.isEmpty() ? "Nothing else to know before." : String.join(" ", warnings);
    know.setText(text);
    allKnow.setText(text);
    Ui.mark(know, List.of("muted"), warnings.isEmpty() ? "muted" : "");
    String tone = preview == null ? "" : warnings.isEmpty() ? "ok" : "warn";
    if (!tone.equals(marked)) {
      marked = tone;
      mark.getChildren().clear();
      if (!tone.isEmpty()) {
        mark.getChildren()
            .add(new Glyph(tone.equals("warn") ? Glyph.Shape.TRIANGLE : Glyph.Shape.CHECK, tone));
      }
    }
  }

  private static String some(List<String> templates) {
    String first = String.join(", ", templates.subList(0, Math.min(NAMED, templates.size())));
    return templates.size() > NAMED
        ? first + " and " + (templates.size() - NAMED) + " more"
        : first;
  }
}
