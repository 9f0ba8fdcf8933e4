package io.signalbox.app.ui.drill;

import io.signalbox.app.ui.control.Act;
import io.signalbox.app.ui.control.StatusLabel;
import io.signalbox.app.ui.control.Ui;
import io.signalbox.core.drill.DrillView;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** What is played, how far it is, and what can be done with it. */
final class DrillHead {

  private final Label title = Ui.label("", "screen-title");
  private final StatusLabel state = new StatusLabel();
  private final Label facts = Ui.label("", "muted");
  private final Button stop;
  private final Button again;
  private final Button json;
  private final Button cli;
  private final ProgressTrack track = new ProgressTrack();
  private final VBox card;

  DrillHead(DrillViewModel model) {
    stop = Ui.button(Act.STOP_DRILL, model::stop);
    // It comes where Run again was: the second of a double click there stops nothing.
    stop.addEventFilter(
        MouseEvent.MOUSE_PRESSED,
        press -> {
          if (press.getClickCount() > 1) {
            press.consume();
          }
        });
    again = Ui.button(Act.RUN_AGAIN, model::runAgain, "primary");
    json = Ui.button(Act.DRILL_JSON, () -> Ui.copy(model.copyJson()));
    cli = Ui.button(Act.DRILL_CLI, () -> Ui.copy(model.copyCli()));
    model
        .stoppingProperty()
        .addListener((property, old, now) -> {
          stop.setText(now ? "Stopping" : "Stop");
          Ui.enable(stop, now ? "It is being stopped." : "");
        });
    model.notStartableProperty().addListener((property, old, why) -> Ui.enable(again, why));
    Ui.enable(again, model.notStartableProperty().get());
    title.setMinWidth(Region.USE_PREF_SIZE);
    HBox top = Ui.row(12, title, state, facts, Ui.spacer(), stop, json, cli, again);
    card = Ui.column(10, top, track);
    card.getStyleClass().add("card");
    card.setMinHeight(Region.USE_PREF_SIZE);
    Ui.pad(card, 12, 12, 10, 12);
  }

  Node node() {
    return card;
  }

  void show(DrillView drill) {
    boolean running = drill.state() == DrillView.State.RUNNING;
    title.setText(drill.scenario().title());
    state.show(DrillWords.state(drill.state()));
    facts.setText(
        DrillWords.played(drill.played())
            + " of "
            + DrillWords.played(drill.scenario().length())
            + " "
            + Speed.text(drill.speed())
            + (running ? ", " + DrillWords.moment(drill) : ""));
    // A button that goes while it has the focus hands it on to what comes in its place.
    boolean lost = running ? again.isFocused() : stop.isFocused();
    visible(stop, running);
    visible(again, !running);
    visible(json, !running && drill.report() != null);
    visible(cli, !running);
    if (lost) {
      (running ? stop : again).requestFocus();
    }
    boolean over = !running && drill.report() != null;
    visible(track, !over);
    track.show(drill);
  }

  private static void visible(Node node, boolean on) {
    node.setVisible(on);
    node.setManaged(on);
  }
}
