package io.signalbox.app.ui.templates;

import io.signalbox.app.ui.control.Ui;
import io.signalbox.app.ui.control.Units;
import io.signalbox.core.config.source.Location;
import io.signalbox.core.template.Contribution;
import io.signalbox.core.template.FieldValue;
import io.signalbox.core.template.ResolvedField;
import io.signalbox.core.template.ResolvedTemplate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/**
 * The layers of a template side by side, lowest first, with the result and where each value is set.
 */
final class LayerGrid {

  private static final int LONGEST = 24;

  private final TemplatesViewModel model;
  private final GridPane grid = new GridPane();
  private final Label note = Ui.label("", "small", "muted");
  private final VBox card;

  LayerGrid(TemplatesViewModel model) {
    this.model = model;
    ScrollPane scroll = new ScrollPane(grid);
    scroll.setFitToWidth(true);
    HBox legend =
        Ui.row(
            14,
            Ui.row(6, swatch(), Ui.label("in force", "small", "muted")),
            Ui.label("value", "small", "muted", "struck"),
            Ui.label("overridden", "small", "muted"),
            Ui.label("· not set here", "small", "muted"),
            Ui.spacer(),
            note);
    card = new VBox(scroll, Ui.pad(legend, 7, 12, 7, 12));
    card.getStyleClass().add("card");
    card.setMinHeight(210);
    card.setPrefHeight(440);
    grid.setId("layers");
    model.resolvedProperty().addListener((property, old, template) -> show(template));
    model
        .comparedProperty()
        .addListener((property, old, other) -> show(model.resolvedProperty().get()));
    show(null);
  }

  private static Node swatch() {
    javafx.scene.layout.Region swatch = new javafx.scene.layout.Region();
    swatch.getStyleClass().addAll("grid-cell", "in-force");
    swatch.setStyle(
        "-fx-min-height: 14; -fx-max-height: 14; -fx-min-width: 14; -fx-max-width: 14; -fx-padding:"
            + " 0;");
    return swatch;
  }

  Node node() {
    return card;
  }

  private void show(@Nullable ResolvedTemplate template) {
    grid.getChildren().clear();
    grid.getColumnConstraints().clear();
    if (template == null) {
      grid.add(Ui.empty("Select a template to see where its values come from."), 0, 0);
      note.setText("");
      return;
    }
    List<Contribution> layers = template.layers();
    for (int i = 0; i < layers.size() + 2; i++) {
      ColumnConstraints column = new ColumnConstraints();
      boolean last = i == layers.size() + 1;
      boolean file = i > 0 && !last && layers.get(i - 1).layer().number() >= 4;
      column.setHgrow(file || last ? Priority.ALWAYS : Priority.NEVER);
      column.setMinWidth(i == 0 ? 168 : last ? 320 : 104);
      column.setPrefWidth(i == 0 ? 168 : last ? 340 : file ? 180 : 128);
      grid.getColumnConstraints().add(column);
    }
    header(template, layers);
    Set<String> names = new LinkedHashSet<>(template.fields().keySet());
    for (Contribution layer : layers) {
      if (!layer.refused().isEmpty()) {
        names.addAll(layer.fields().keySet());
      }
    }
    names.addAll(template.defaults().keySet());
    int row = 1;
    for (String name : names) {
      row(row++, name, template, layers);
    }
    note.setText(
        template.offered()
            ? template.providerReason().isEmpty()
                ? ""
                : "Shown for " + template.provider() + ": " + template.providerReason()
            : template.provider() + " does not offer it: " + template.offeredReason());
  }

  private void header(ResolvedTemplate template, List<Contribution> layers) {
    grid.add(head(Ui.label("Field", "semi"), "low to high →"), 0, 0);
    for (int i = 0; i < layers.size(); i++) {
      Contribution layer = layers.get(i);
      Label name = Ui.ends(layer.layer().source(), "mono", "strong");
      Ui.tooltip(name, layer.layer().source());
      String below =
          layer.refused().isEmpty()
              ? kind(layer.layer().number()) + ", line " + layer.location().line()
              : "refused: " + layer.refused();
      Label kind = Ui.label(below, "small", "muted");
      Ui.tooltip(kind, below);
      VBox head =
          Ui.column(
              2, Ui.row(6, Ui.label(String.valueOf(layer.layer().number()), "kbd"), name), kind);
      head.getStyleClass().add("grid-head");
      Ui.pad(head, 5, 8, 5, 8);
      grid.add(head, i + 1, 0);
    }
    String other = model.otherProperty().get();
    VBox head =
        head(
            Ui.label("Resolved", "semi"),
            other.isEmpty()
                ? "value in force and where it is set"
                : "in force; differs on " + other + " where it says so");
    head.getStyleClass().add("resolved");
    grid.add(head, layers.size() + 1, 0);
  }

  private static VBox head(Label title, String below) {
    VBox head = Ui.column(2, title, Ui.label(below, "small", "muted"));
    head.getStyleClass().add("grid-head");
    return Ui.pad(head, 6, 8, 5, 8);
  }

  private static String kind(int number) {
    return switch (number) {
      case 1 -> "all templates";
      case 2 -> "type defaults";
      case 3 -> "instance defaults";
      case 4 -> "legacy";
      case 5 -> "main";
      case 6 -> "type";
      default -> "instance";
    };
  }

  private void row(int row, String name, ResolvedTemplate template, List<Contribution> layers) {
    Label field = Ui.label(name, "mono");
    field.setMinWidth(javafx.scene.layout.Region.USE_PREF_SIZE);
    grid.add(cell(List.of(field), ""), 0, row);
    ResolvedField resolved = template.fields().get(name);
    for (int i = 0; i < layers.size(); i++) {
      Contribution layer = layers.get(i);
      grid.add(layerCell(name, layer.fields().get(name), layer, resolved), i + 1, row);
    }
    grid.add(resolvedCell(name, template, resolved), layers.size() + 1, row);
  }

  private static HBox layerCell(
      String name,
      @Nullable FieldValue value,
      Contribution layer,
      @Nullable ResolvedField resolved) {
    if (value == null) {
      return cell(List.of(Ui.label("·", "muted")), "");
    }
    boolean inForce =
        layer.refused().isEmpty()
            && resolved != null
            && resolved.inForce().location().equals(value.location());
    Label text = Ui.ends(full(name, value.value()), "mono");
    Ui.tooltip(text, full(name, value.value()) + "\n" + value.location());
    if (!inForce) {
      text.getStyleClass().addAll("muted", "struck");
    }
    Label line = Ui.label(":" + value.location().line(), "mono", "muted");
    line.setMinWidth(javafx.scene.layout.Region.USE_PREF_SIZE);
    HBox cell =
        cell(
            List.of(text, Ui.spacer(), line),
            inForce ? "in-force" : layer.refused().isEmpty() ? "" : "refused");
    return cell;
  }

  private HBox resolvedCell(
      String name, ResolvedTemplate template, @Nullable ResolvedField resolved) {
    List<Node> parts = new ArrayList<>();
    Object value = template.value(name).orElse("");
    Label text = Ui.ends(full(name, value), "mono");
    Ui.tooltip(text, full(name, value));
    parts.add(text);
    if (model.differs(name)) {
      ResolvedTemplate other = model.comparedProperty().get();
      String there =
          other == null ? "" : other.value(name).map(each -> shown(name, each)).orElse("not set");
      parts.add(Ui.label("≠ " + there, "pill", "warn"));
    }
    parts.add(Ui.spacer());
    if (resolved == null) {
      text.getStyleClass().add("muted");
      parts.add(
          Ui.label(
              template.value(name).isPresent() ? "default" : "takes no part", "small", "muted"));
    } else {
      Location location = resolved.inForce().location();
      Label chip =
          Ui.label(Units.middle(location.file(), 20) + ":" + location.line(), "source-chip");
      chip.setMinWidth(javafx.scene.layout.Region.USE_PREF_SIZE);
      chip.setId("source-" + name);
      chip.setAccessibleText(name + " is set in " + location);
      Ui.tooltip(chip, location + chain(resolved));
      chip.setOnMouseClicked(click -> model.openNamed(location.file()));
      chip.setStyle("-fx-cursor: hand;");
      parts.add(chip);
    }
    return cell(parts, "resolved");
  }

  private static String chain(ResolvedField resolved) {
    StringBuilder chain = new StringBuilder();
    for (FieldValue over : resolved.overrides()) {
      chain
          .append("\noverrides ")
          .append(full(resolved.name(), over.value()))
          .append(" of ")
          .append(over.location());
    }
    return chain.toString();
  }

  private static HBox cell(List<Node> parts, String styleClass) {
    HBox cell = Ui.row(6, parts.toArray(Node[]::new));
    cell.getStyleClass().add("grid-cell");
    if (!styleClass.isEmpty()) {
      cell.getStyleClass().add(styleClass);
    }
    return cell;
  }

  private static String shown(String name, Object value) {
    return Units.middle(full(name, value), LONGEST);
  }

  /** User data may hold secrets: only its length is shown. */
  private static String full(String name, Object value) {
    if (name.equals("user_data")) {
      return value.toString().length() + " characters, hidden";
    }
    if (value instanceof Map<?, ?> map) {
      return map.toString();
    }
    return value.toString();
  }
}
