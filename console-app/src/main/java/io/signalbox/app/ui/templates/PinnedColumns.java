package io.signalbox.app.ui.templates;

import io.signalbox.app.ui.control.Status;
import io.signalbox.app.ui.control.StatusLabel;
import io.signalbox.app.ui.control.Ui;
import io.signalbox.core.config.source.Diagnostic;
import io.signalbox.core.config.source.Location;
import io.signalbox.core.error.Counted;
import io.signalbox.core.template.ResolvedField;
import io.signalbox.core.template.ResolvedTemplate;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/** The half of the grid that stays: each field's name, its value in force and where it is set. */
final class PinnedColumns {

  private static final double NAME = 150;
  private static final double VALUE = 390;

  /** What a value gets at least, in a narrow window. */
  private static final double LEAST_VALUE = 260;

  private final TemplatesViewModel templates;
  private final ResolvedViewModel model;
  private final GridPane heads = grid();
  private final GridPane cells = grid();
  private final Region room = new Region();
  private final Label count = Ui.label("", "small", "muted");
  private final Label title = Ui.label("Resolved", "semi");
  private final Label below = Ui.label("", "small", "muted");

  PinnedColumns(TemplatesViewModel templates) {
    this.templates = templates;
    this.model = templates.resolved();
    heads.add(GridCells.head(Ui.label("Field", "semi"), count), 0, 0);
    Region resolved = GridCells.head(title, below);
    resolved.getStyleClass().add("resolved");
    heads.add(resolved, 1, 0);
    fit(NAME + VALUE);
  }

  private static GridPane grid() {
    GridPane grid = new GridPane();
    grid.getColumnConstraints().addAll(wide(NAME), wide(VALUE));
    return grid;
  }

  /** Takes no more than that, as far as values can give way. */
  void fit(double most) {
    double value = Math.clamp(most - NAME, LEAST_VALUE, VALUE);
    for (GridPane each : List.of(heads, cells)) {
      each.getColumnConstraints().set(1, wide(value));
      each.setMinWidth(NAME + value);
      each.setMaxWidth(NAME + value);
    }
    room.setMinWidth(NAME + value);
  }

  private static ColumnConstraints wide(double width) {
    return new ColumnConstraints(width, width, width);
  }

  Node heads() {
    return heads;
  }

  Node cells() {
    return cells;
  }

  /** As wide as the columns. */
  Region room() {
    return room;
  }

  void clear(String sentence) {
    cells.getChildren().clear();
    cells.add(Ui.empty(sentence), 0, 0, 2, 1);
    count.setText("");
    title.setText("Resolved");
    below.setText("");
  }

  void show(List<String> fields, ResolvedTemplate template) {
    cells.getChildren().clear();
    count.setText(Counted.of(fields.size(), "field"));
    title.setText(
        template.provider().isEmpty() ? "Resolved" : "Resolved for " + template.provider());
    String other = model.otherProperty().get();
    below.setText(
        other == null || other.isEmpty()
            ? "value in force and where it is set"
            : "in force; differs on " + other + " where it says so");
    for (int i = 0; i < fields.size(); i++) {
      String name = fields.get(i);
      Label field = Ui.ends(name, "mono");
      Ui.tooltip(field, name);
      cells.add(GridCells.cell("", field), 0, i);
      cells.add(value(name, template, template.fields().get(name)), 1, i);
    }
  }

  private Node value(String name, ResolvedTemplate template, @Nullable ResolvedField resolved) {
    ResolvedField unset = template.unset().get(name);
    String whole =
        template
            .value(name)
            .map(value -> FieldTexts.of(name, value))
            .orElse(unset == null ? "" : "not set");
    Label text = Ui.ends(whole, "mono");
    Ui.tooltip(text, whole);
    List<Node> parts = new ArrayList<>(List.of(text));
    if (model.differs(name)) {
      ResolvedTemplate other = model.comparedProperty().get();
      String there =
          other == null
              ? ""
              : other.value(name).map(each -> FieldTexts.of(name, each)).orElse("not set");
      Label differs = Ui.ends("≠ " + there, "pill", "warn");
      differs.setMaxWidth(150);
      Ui.tooltip(differs, there);
      parts.add(differs);
    }
    parts.add(Ui.spacer());
    model.worstOf(name).ifPresent(found -> parts.add(mark(name, found)));
    if (resolved == null) {
      text.getStyleClass().add("muted");
      String why =
          template.value(name).isPresent() ? "default" : unset == null ? "takes no part" : "";
      parts.add(Ui.label(why, "small", "muted"));
    }
    if (resolved != null) {
      parts.add(chip(name, "", resolved));
    } else if (unset != null) {
      parts.add(chip(name, "unset by ", unset));
    }
    return GridCells.cell("resolved", parts.toArray(Node[]::new));
  }

  /** What is wrong with a field, in its row; the whole sentence is in the tooltip and below. */
  private static Node mark(String name, Diagnostic found) {
    StatusLabel mark = new StatusLabel(Status.of(found.severity()));
    mark.setMinWidth(Region.USE_PREF_SIZE);
    mark.setId("finding-" + name);
    mark.setAccessibleText(name + ": " + found.message());
    Ui.tooltip(mark, found.message());
    return mark;
  }

  private Label chip(String name, String what, ResolvedField field) {
    Location place = field.inForce().location();
    Label chip = Ui.label(what + place.file() + ":" + place.line(), "source-chip");
    chip.setId("source-" + name);
    chip.setAccessibleText(name + (what.isEmpty() ? " is set in " : " is " + what) + place);
    Ui.tooltip(chip, what + place + FieldTexts.overridden(field));
    GridCells.lead(chip, place, templates.editor());
    return chip;
  }
}
