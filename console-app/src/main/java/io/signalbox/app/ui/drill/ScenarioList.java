package io.signalbox.app.ui.drill;

import io.signalbox.app.ui.control.Act;
import io.signalbox.app.ui.control.Scroll;
import io.signalbox.app.ui.control.Segments;
import io.signalbox.app.ui.control.Ui;
import io.signalbox.core.drill.ScenarioView;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/**
 * What can be rehearsed, one of it chosen, and the way to start it. The cards are one stop of Tab;
 * the arrows choose among them.
 */
final class ScenarioList {

  private static final double WIDTH = 312;

  private final DrillViewModel model;
  private final VBox cards = Ui.column(6);
  private final ScrollPane scroll = new Scroll(cards);
  private final Label count = Ui.label("", "count");
  private final Label takes = Ui.label("", "small", "muted");
  private final Label reason = Ui.wrapped("", "small", "muted");
  private final Button start;
  private final VBox card;
  private List<ScenarioView> shown = List.of();

  ScenarioList(DrillViewModel model) {
    this.model = model;
    this.start = Ui.button(Act.START_DRILL, model::start, "primary");
    start.setMaxWidth(Double.MAX_VALUE);
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.setFocusTraversable(false);
    Ui.pad(cards, 8, 8, 8, 8);
    cards.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    card = Ui.card(List.of(Ui.label("Scenarios", "semi"), count), Ui.grow(scroll), foot());
    card.setMinWidth(WIDTH);
    card.setMaxWidth(WIDTH);
    model.scenariosProperty().addListener((property, old, list) -> showCards(list));
    model.loadedProperty().addListener((property, old, now) -> showCards(shown));
    model.selectedProperty().addListener((property, old, scenario) -> mark());
    model.speedProperty().addListener((property, old, speed) -> mark());
    model.notStartableProperty().addListener((property, old, why) -> showReason(why));
    showReason(model.notStartableProperty().get());
    mark();
  }

  private VBox foot() {
    Label speed = Ui.label("Speed", "small", "semi");
    Segments<Speed> speeds =
        new Segments<>(List.of(Speed.values()), Speed::label, model.speedProperty());
    speeds.setId("drill-speed");
    Label safe =
        Ui.wrapped("Rehearses on simulated stand-ins; nothing configured is touched.", "small");
    Label refusal = Ui.wrapped("");
    refusal.textProperty().bind(model.refusedProperty());
    VBox refused = new VBox(refusal);
    refused.getStyleClass().addAll("note", "bad");
    refused.setId("drill-refused");
    refused.visibleProperty().bind(model.refusedProperty().isNotEmpty());
    refused.managedProperty().bind(refused.visibleProperty());
    reason.managedProperty().bind(reason.textProperty().isNotEmpty());
    VBox foot = Ui.column(8, Ui.row(10, speed, speeds), takes, safe, refused, start, reason);
    foot.getStyleClass().add("drill-foot");
    foot.setMinHeight(Region.USE_PREF_SIZE);
    return foot;
  }

  Region node() {
    return card;
  }

  private void showReason(String why) {
    Ui.enable(start, why);
    reason.setText(why);
  }

  private void showCards(List<ScenarioView> list) {
    shown = list;
    cards.getChildren().clear();
    count.setText(list.isEmpty() ? "" : String.valueOf(list.size()));
    count.setVisible(!list.isEmpty());
    for (ScenarioView scenario : list) {
      cards.getChildren().add(new ScenarioCard(scenario, () -> model.select(scenario.name())));
    }
    if (list.isEmpty() && model.loadedProperty().get()) {
      cards
          .getChildren()
          .add(
              Ui.empty(
                  "No scenario can be played: a drill needs at least one provider. Add one under"
                      + " providers in config.json."));
    }
    mark();
  }

  private void mark() {
    ScenarioView chosen = model.selectedProperty().get();
    for (int i = 0; i < shown.size(); i++) {
      boolean on = shown.get(i).equals(chosen);
      ScenarioCard each = (ScenarioCard) cards.getChildren().get(i);
      each.setSelected(on);
      each.setFocusTraversable(on || chosen == null && i == 0);
    }
    takes.setText(
        chosen == null
            ? ""
            : DrillWords.length(chosen.length())
                + ", "
                + model.speedProperty().get().takes(chosen.length()));
  }

  private void key(KeyEvent key) {
    int at = indexOf(key.getTarget());
    if (at < 0) {
      return;
    }
    int next =
        switch (key.getCode()) {
          case UP, LEFT -> Math.max(0, at - 1);
          case DOWN, RIGHT -> Math.min(shown.size() - 1, at + 1);
          case HOME -> 0;
          case END -> shown.size() - 1;
          case ENTER -> at;
          default -> -1;
        };
    if (next >= 0) {
      model.select(shown.get(next).name());
      Node card = cards.getChildren().get(next);
      card.requestFocus();
      reveal(card);
      key.consume();
    }
  }

  private int indexOf(Object target) {
    return new ArrayList<Object>(cards.getChildren()).indexOf(target);
  }

  /** Scrolls as little as needed. */
  private void reveal(Node node) {
    Bounds at = node.getBoundsInParent();
    double window = scroll.getViewportBounds().getHeight();
    double rest = cards.getHeight() - window;
    if (rest <= 0) {
      return;
    }
    double top = scroll.getVvalue() * rest;
    if (at.getMinY() < top) {
      scroll.setVvalue(at.getMinY() / rest);
    } else if (at.getMaxY() > top + window) {
      scroll.setVvalue((at.getMaxY() - window + 8) / rest);
    }
  }
}
