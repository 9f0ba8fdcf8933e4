package io.signalbox.app.ui.routing.strategies;

import io.signalbox.app.ui.control.Scroll;
import io.signalbox.app.ui.control.Ui;
import io.signalbox.app.ui.routing.editing.RoutingEdits;
import io.signalbox.app.ui.routing.editing.RoutingIcon;
import io.signalbox.core.error.Counted;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** The strategies of the routing tree, one of them selected. */
public final class StrategyTree {

  private static final int ROW = 40;
  private static final int MOST = 6;

  private final Strategies strategies;
  private final RoutingEdits edits;
  private final Consumer<String> select;
  private final VBox rows = new VBox();
  private final ScrollPane scroll = new Scroll(rows);
  private final Map<String, Button> buttons = new LinkedHashMap<>();
  private final Map<String, Label> chips = new LinkedHashMap<>();

  public StrategyTree(Strategies strategies, RoutingEdits edits, Consumer<String> select) {
    this.strategies = strategies;
    this.edits = edits;
    this.select = select;
    scroll.getStyleClass().add("routing-scroll");
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.setId("strategies");
    strategies.rowsProperty().addListener((property, old, next) -> build(next));
    strategies.nodeProperty().addListener((property, old, next) -> mark());
    edits.versionProperty().addListener((property, old, next) -> mark());
    build(strategies.rowsProperty().get());
  }

  public Node node() {
    return scroll;
  }

  private void build(List<StrategyRow> newest) {
    rows.getChildren().clear();
    buttons.clear();
    chips.clear();
    for (StrategyRow strategy : newest) {
      Label name = Ui.ends(strategy.name());
      name.getStyleClass().add("strategy-name");
      Label detail = Ui.label(strategy.detail(), "small", "muted");
      Label chip = Ui.label("", "pill", "accent");
      chip.setMinWidth(javafx.scene.layout.Region.USE_PREF_SIZE);
      VBox texts = new VBox(name, detail);
      texts.setMinWidth(0);
      texts.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
      HBox.setHgrow(texts, Priority.ALWAYS);
      HBox content = Ui.row(8, RoutingIcon.of(strategy.kind()).node(), texts, chip);
      Button button = Ui.button("", () -> select.accept(name(strategy)), "strategy-row");
      button.setGraphic(content);
      button.setMinWidth(0);
      button.setMaxWidth(Double.MAX_VALUE);
      button.setId("strategy-" + name(strategy));
      content.prefWidthProperty().bind(button.widthProperty().subtract(27));
      content.setPadding(new javafx.geometry.Insets(0, 0, 0, strategy.depth() * 16.0));
      Ui.tooltip(button, strategy.name() + ": " + strategy.detail());
      button.setAccessibleText(strategy.name() + ", " + strategy.detail());
      buttons.put(strategy.node(), button);
      chips.put(strategy.node(), chip);
      rows.getChildren().add(button);
    }
    double height = 2 + ROW * Math.max(1, Math.min(MOST, newest.size()));
    scroll.setMinHeight(height);
    scroll.setPrefHeight(height);
    scroll.setMaxHeight(height);
    mark();
  }

  private static String name(StrategyRow strategy) {
    return strategy.node().isEmpty() ? "policy" : strategy.node();
  }

  private void mark() {
    buttons.forEach((node, button) ->
        Ui.mark(
            button,
            List.of("selected"),
            node.equals(strategies.nodeProperty().get()) ? "selected" : ""));
    chips.forEach((node, chip) -> {
      int count = edits.count(node);
      chip.setText(Counted.of(count, "edit"));
      chip.setVisible(count > 0);
      chip.setManaged(count > 0);
    });
  }
}
