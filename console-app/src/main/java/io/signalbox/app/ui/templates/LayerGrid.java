package io.signalbox.app.ui.templates;

import io.signalbox.app.ui.control.Scroll;
import io.signalbox.app.ui.control.Ui;
import io.signalbox.core.template.Contribution;
import io.signalbox.core.template.ResolvedTemplate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javafx.beans.InvalidationListener;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/**
 * A template's fields: the value in force beside each name, always in sight, then the layers,
 * lowest first. Layers that set nothing are folded to their number.
 */
final class LayerGrid {

  /** Fields in the grid; more are counted. */
  private static final int MOST_FIELDS = 200;

  /** What the layers keep of the width, with the scroll bar and borders, px. */
  private static final double FOR_LAYERS = 134;

  private final ResolvedViewModel model;
  private final PinnedColumns pinned;
  private final LayerColumns layers;
  private final Label note = Ui.label("", "small", "muted");
  private final Set<Integer> unfolded = new HashSet<>();
  private final VBox card;

  LayerGrid(TemplatesViewModel templates) {
    this.model = templates.resolved();
    this.pinned = new PinnedColumns(templates);
    this.layers = new LayerColumns(templates, this::unfold);
    ScrollPane heads = scroll(layers.heads());
    ScrollPane cells = scroll(layers.cells());
    // One bar moves both: names of layers stand over their values.
    heads.hvalueProperty().bindBidirectional(cells.hvalueProperty());
    ScrollBar across = new ScrollBar();
    across.setMin(0);
    across.setMax(1);
    across.setMinHeight(10);
    across.setMaxHeight(10);
    across.valueProperty().bindBidirectional(cells.hvalueProperty());
    InvalidationListener fit =
        changed -> {
          double all = Math.max(1, layers.cells().getBoundsInParent().getWidth());
          double seen = cells.getViewportBounds().getWidth();
          across.setVisibleAmount(Math.min(1, seen / all));
          across.setVisible(all > seen + 1);
        };
    cells.viewportBoundsProperty().addListener(fit);
    layers.cells().boundsInParentProperty().addListener(fit);
    ScrollPane rows = new Scroll(new HBox(pinned.cells(), cells));
    rows.setFitToWidth(true);
    rows.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    rows.setVbarPolicy(ScrollPane.ScrollBarPolicy.ALWAYS);
    rows.setId("layers");
    HBox top = new HBox(pinned.heads(), heads);
    // As wide as the scroll bar below, so that the columns stand under their heads.
    Region overBar = new Region();
    overBar.setMinWidth(12);
    top.getChildren().add(overBar);
    top.setMinHeight(48);
    VBox.setVgrow(rows, Priority.ALWAYS);
    note.setMinWidth(0);
    HBox legend =
        Ui.row(
            14,
            Ui.row(6, swatch(), Ui.label("in force", "small", "muted")),
            Ui.row(
                6,
                Ui.label("value", "small", "muted", "struck"),
                Ui.label("overridden", "small", "muted")),
            Ui.label("a number alone: an empty layer, press to unfold", "small", "muted"),
            Ui.spacer(),
            note);
    HBox under = new HBox(pinned.room(), Ui.grow(across));
    under.getStyleClass().add("layers-across");
    card = new VBox(top, rows, under, Ui.pad(legend, 7, 12, 7, 12));
    card.getStyleClass().add("card");
    card.setMinHeight(210);
    card.setPrefHeight(440);
    card.widthProperty()
        .addListener((property, old, width) -> pinned.fit(width.doubleValue() - FOR_LAYERS));
    InvalidationListener changed = source -> show(model.resolvedProperty().get());
    model.resolvedProperty().addListener(changed);
    model.comparedProperty().addListener(changed);
    // Findings stand on the rows of their fields.
    model.reportsProperty().addListener(changed);
    model.levelProperty().addListener(changed);
    show(model.resolvedProperty().get());
  }

  private static ScrollPane scroll(Node content) {
    ScrollPane scroll = new Scroll(content);
    scroll.setFitToWidth(true);
    scroll.setFitToHeight(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.setVbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.setMinWidth(60);
    scroll.getStyleClass().addAll("bare", "layers-across");
    return Ui.grow(scroll);
  }

  private static Node swatch() {
    Region swatch = new Region();
    swatch.getStyleClass().addAll("grid-cell", "in-force");
    swatch.setStyle(
        "-fx-min-height: 14; -fx-max-height: 14; -fx-min-width: 14; -fx-max-width: 14; -fx-padding:"
            + " 0;");
    return swatch;
  }

  Node node() {
    return card;
  }

  private void unfold(int layer) {
    if (!unfolded.remove(layer)) {
      unfolded.add(layer);
    }
    show(model.resolvedProperty().get());
  }

  private void show(@Nullable ResolvedTemplate template) {
    if (template == null) {
      pinned.clear("Select a template to see where its values come from.");
      layers.show(List.of(), List.of(), null, unfolded);
      note.setText("");
      return;
    }
    List<String> fields = fields(template);
    List<String> shown = fields.subList(0, Math.min(MOST_FIELDS, fields.size()));
    pinned.show(shown, template);
    layers.show(template.layers(), shown, template, unfolded);
    note.setText(
        shown.size() < fields.size()
            ? fields.size() - shown.size() + " more fields; Copy as CLI shows them"
            : told(template));
  }

  private static List<String> fields(ResolvedTemplate template) {
    Set<String> names = new LinkedHashSet<>(template.fields().keySet());
    for (Contribution layer : template.layers()) {
      if (!layer.refused().isEmpty()) {
        names.addAll(layer.fields().keySet());
      }
    }
    names.addAll(template.unset().keySet());
    names.addAll(template.defaults().keySet());
    return new ArrayList<>(names);
  }

  private static String told(ResolvedTemplate template) {
    if (!template.offered()) {
      return template.provider() + " does not offer it: " + template.offeredReason();
    }
    return template.providerReason().isEmpty()
        ? ""
        : "Shown for " + template.provider() + ": " + template.providerReason();
  }
}
