package io.signalbox.app.ui.overview;

import io.signalbox.app.ui.control.Glyph;
import io.signalbox.app.ui.control.Ui;
import io.signalbox.app.ui.control.Units;
import io.signalbox.core.snapshot.ProviderView;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.layout.Pane;
import javafx.scene.layout.VBox;
import javafx.scene.shape.ClosePath;
import javafx.scene.shape.LineTo;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.Path;
import javafx.scene.shape.PathElement;

/** Healthy providers that belong together: how many, their share, their worst p95, a bar each. */
final class GroupCard extends VBox {

  private static final double BAR = 10;
  private static final double GAP = 3;
  private static final double TALL = 12;

  private final Label count = Ui.label("", "small", "semi");
  private final Label above = Ui.label("", "small", "muted");
  private final Label share = Ui.label("", "strong");
  private final Label p95 = Ui.label("", "small", "muted");
  private final Path bars = new Path();
  private final Pane strip = new Pane(bars);
  private List<ProviderView> members = List.of();
  private double drawnWidth = -1;

  /**
   * @param open told the first provider of the group as it is then
   */
  GroupCard(String name, Consumer<ProviderView> open) {
    getStyleClass().addAll("card", "tile", "group-card");
    setFocusTraversable(true);
    setAccessibleRole(AccessibleRole.BUTTON);
    setAccessibleText("Group " + name);
    setOnMouseClicked(click -> open.accept(members.getFirst()));
    setOnKeyPressed(key -> {
      if (key.getCode() == javafx.scene.input.KeyCode.ENTER) {
        open.accept(members.getFirst());
      }
    });
    Label title = Ui.ends(name, "strong");
    Ui.tooltip(this, name + ", open in Providers");
    count.setGraphic(new Glyph(Glyph.Shape.CHECK, "ok"));
    for (Label fixed : List.of(count, share, p95)) {
      fixed.setMinWidth(USE_PREF_SIZE);
    }
    above.setMinWidth(0);
    bars.getStyleClass().add("group-bars");
    bars.setStroke(null);
    bars.setManaged(false);
    strip.setMinHeight(TALL);
    strip.setPrefHeight(TALL);
    strip.setMinWidth(0);
    strip.widthProperty().addListener((property, old, width) -> drawBars());
    getChildren()
        .addAll(Ui.row(6, title, count, above, Ui.spacer(), share), Ui.row(8, Ui.grow(strip), p95));
    setSpacing(4);
    setMinWidth(0);
  }

  void show(Folded.Group group) {
    count.setText(String.valueOf(group.members().size()));
    above.setText(group.above() == 0 ? "" : "+ " + group.above() + " above");
    share.setText(Units.percent(Math.round(group.share() * 1_000) / 10.0, ""));
    p95.setText("worst p95 " + Units.millis(group.p95Millis(), "–"));
    boolean same = group.members().size() == members.size();
    members = group.members();
    if (!same) {
      drawnWidth = -1;
      drawBars();
    }
  }

  /** As wide as there is room for, down to a stroke for each. */
  private void drawBars() {
    double width = strip.getWidth();
    if (width == drawnWidth || width < 1) {
      return;
    }
    drawnWidth = width;
    double step = Math.min(BAR + GAP, width / Math.max(1, members.size()));
    double wide = Math.max(1, step * BAR / (BAR + GAP));
    List<PathElement> path = new ArrayList<>();
    for (int i = 0; i < members.size(); i++) {
      double x = i * step;
      path.add(new MoveTo(x, 3));
      path.add(new LineTo(x + wide, 3));
      path.add(new LineTo(x + wide, TALL - 2));
      path.add(new LineTo(x, TALL - 2));
      path.add(new ClosePath());
    }
    bars.getElements().setAll(path);
  }
}
