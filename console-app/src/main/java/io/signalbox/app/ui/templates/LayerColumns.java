package io.signalbox.app.ui.templates;

import io.signalbox.app.ui.control.Ui;
import io.signalbox.core.template.Contribution;
import io.signalbox.core.template.FieldValue;
import io.signalbox.core.template.ResolvedField;
import io.signalbox.core.template.ResolvedTemplate;
import java.util.List;
import java.util.Set;
import java.util.function.IntConsumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/** The half of the grid that scrolls: what each layer sets, lowest first. */
final class LayerColumns {

  /** Layers up to this one are sections of the configuration. */
  private static final int CONFIGURED = 3;

  private static final double FOLDED = 30;
  private static final double LEAST = 106;

  private final TemplatesViewModel templates;
  private final IntConsumer unfold;
  private final GridPane heads = new GridPane();
  private final GridPane cells = new GridPane();

  /**
   * @param unfold takes the number of an empty layer whose number was pressed
   */
  LayerColumns(TemplatesViewModel templates, IntConsumer unfold) {
    this.templates = templates;
    this.unfold = unfold;
  }

  Node heads() {
    return heads;
  }

  Node cells() {
    return cells;
  }

  void show(
      List<Contribution> layers,
      List<String> fields,
      @Nullable ResolvedTemplate template,
      Set<Integer> unfolded) {
    for (GridPane each : List.of(heads, cells)) {
      each.getChildren().clear();
      each.getColumnConstraints().clear();
    }
    for (int i = 0; i < layers.size(); i++) {
      Contribution layer = layers.get(i);
      boolean empty = layer.fields().isEmpty();
      boolean folded = empty && !unfolded.contains(layer.layer().number());
      heads.getColumnConstraints().add(column(folded));
      cells.getColumnConstraints().add(column(folded));
      heads.add(head(layer, empty, folded), i, 0);
      for (int row = 0; row < fields.size(); row++) {
        String name = fields.get(row);
        cells.add(
            cell(name, layer, template == null ? null : saidLast(template, name), folded), i, row);
      }
    }
  }

  /** What the highest layer that names a field says: a value, or that it is unset. */
  private static @Nullable ResolvedField saidLast(ResolvedTemplate template, String name) {
    ResolvedField set = template.fields().get(name);
    return set == null ? template.unset().get(name) : set;
  }

  private static ColumnConstraints column(boolean folded) {
    ColumnConstraints column =
        folded
            ? new ColumnConstraints(FOLDED, FOLDED, FOLDED)
            : new ColumnConstraints(LEAST, LEAST, Double.MAX_VALUE);
    column.setHgrow(folded ? Priority.NEVER : Priority.ALWAYS);
    return column;
  }

  private Node head(Contribution layer, boolean empty, boolean folded) {
    String number = String.valueOf(layer.layer().number());
    int place = layer.layer().number();
    String line = "line " + layer.location().line();
    String told =
        !layer.refused().isEmpty() ? "refused" : place <= CONFIGURED ? "config, " + line : line;
    String whole =
        layer.layer().source()
            + ", "
            + line
            + (layer.refused().isEmpty() ? "" : "\nrefused: " + layer.refused());
    Node plate = Ui.label(number, "kbd");
    if (empty) {
      Button fold = Ui.button(number, () -> unfold.accept(layer.layer().number()), "kbd-button");
      fold.setAccessibleText(
          layer.layer().source() + " sets nothing; " + (folded ? "unfold" : "fold"));
      Ui.tooltip(fold, layer.layer().source() + " sets nothing");
      plate = fold;
    }
    if (folded) {
      Region head = GridCells.head(plate, Ui.label("", "small"));
      return Ui.pad(head, 6, 3, 5, 3);
    }
    Label kind = Ui.ends(kind(place), "semi");
    Ui.tooltip(kind, kind(place) + ", " + whole);
    Label below = Ui.ends(told, "small", "muted");
    Ui.tooltip(below, whole);
    return GridCells.head(Ui.row(6, plate, kind), below);
  }

  private static String kind(int number) {
    return switch (number) {
      case 1 -> "all";
      case 2 -> "type";
      case 3 -> "instance";
      case 4 -> "legacy";
      case 5 -> "main";
      case 6 -> "type";
      default -> "instance";
    };
  }

  private Node cell(
      String name, Contribution layer, @Nullable ResolvedField resolved, boolean folded) {
    FieldValue value = layer.fields().get(name);
    if (value == null) {
      return GridCells.cell(folded ? "folded" : "");
    }
    boolean partakes = layer.refused().isEmpty();
    boolean inForce =
        partakes && resolved != null && resolved.inForce().location().equals(value.location());
    String whole = FieldTexts.of(name, value.value());
    Label text =
        inForce
            ? Ui.label(value.unsets() ? "unset" : "in force", "small", "accent")
            : Ui.ends(whole, "mono", "muted", "struck");
    Ui.tooltip(text, whole + "\n" + value.location());
    Label line = Ui.label(":" + value.location().line(), "mono", "muted");
    Ui.tooltip(line, value.location().toString());
    GridCells.lead(line, value.location(), templates.editor());
    return GridCells.cell(
        inForce ? "in-force" : partakes ? "" : "refused", text, Ui.spacer(), line);
  }
}
