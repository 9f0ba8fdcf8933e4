package io.signalbox.app.ui.routing.decisions;

import io.signalbox.app.ui.control.Act;
import io.signalbox.app.ui.control.Icon;
import io.signalbox.app.ui.control.Ui;
import io.signalbox.core.query.ReplayReport.Replayed;
import io.signalbox.core.routing.DecisionRecord;
import java.util.function.ToIntFunction;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;

/** One replayed decision: how it was decided, and how it would be. */
public final class ExplainedPanel {

  private final ReplayModel model;
  private final DecisionView view;
  private final Label trace = Ui.ends("", "mono", "muted");
  private final Label would = Ui.wrapped("");
  private final Label was = Ui.wrapped("", "small", "muted");
  private final Button previous;
  private final Button changed;
  private final Button command = Ui.button(Act.REPLAY_CLI, this::copyCommand, "compact");
  private final Button json = Ui.button(Act.REPLAY_JSON, this::copyJson, "compact");
  private final VBox box;

  public ExplainedPanel(ReplayModel model, ToIntFunction<String> order) {
    this.model = model;
    this.view = new DecisionView(order);
    previous = Ui.button(Act.REPLAY_PREVIOUS, model::previous, "compact");
    changed = Ui.button(Act.REPLAY_NEXT, model::nextChanged, "compact");
    command.setGraphic(Icon.COPY.node("small-icon"));
    json.setGraphic(Icon.COPY.node("small-icon"));
    FlowPane buttons = new FlowPane(8, 8, previous, changed, command, json);
    box =
        Ui.column(
            8,
            Ui.row(8, Ui.label("One decision explained", "semi"), Ui.spacer(), trace),
            would,
            view.node(),
            was,
            buttons);
    box.getStyleClass().add("explained");
    box.setMinWidth(300);
    box.setPrefWidth(400);
    model.shownProperty().addListener((property, old, next) -> show());
    model.recordProperty().addListener((property, old, next) -> show());
    model.errorProperty().addListener((property, old, next) -> show());
    show();
  }

  public Node node() {
    return box;
  }

  private void show() {
    Replayed replayed = model.shownProperty().get();
    DecisionRecord record = model.recordProperty().get();
    view.show(record);
    trace.setText(replayed == null ? "" : replayed.traceId());
    would.setText(replayed == null ? "No decision was replayed." : would(replayed));
    String past =
        replayed == null ? "" : record == null ? model.errorProperty().get() : was(replayed);
    was.setText(past);
    was.setVisible(!past.isEmpty());
    was.setManaged(!past.isEmpty());
    Ui.enable(previous, model.hasPrevious() ? "" : "It is the oldest");
    Ui.enable(changed, model.hasChanged() ? "" : "None would go elsewhere");
    String refusal = record == null ? "Its record is not there" : "";
    Ui.enable(command, refusal);
    Ui.enable(json, refusal);
  }

  private static String would(Replayed replayed) {
    String why = replayed.why().isEmpty() ? "" : ": " + replayed.why();
    if (!replayed.comparable()) {
      return "Not comparable" + why;
    }
    return replayed.isChanged()
        ? "Now " + name(replayed.now()) + ", would be " + name(replayed.wouldBe()) + why
        : "Goes to " + name(replayed.wouldBe()) + " under both" + why;
  }

  /** Turns are not recorded, so what was decided then may be another than what is replayed. */
  private static String was(Replayed replayed) {
    return !replayed.comparable() || replayed.was().equals(replayed.now())
        ? ""
        : "Then it went to " + name(replayed.was()) + ": another turn, or other settings.";
  }

  private static String name(String provider) {
    return provider.isEmpty() ? "no provider" : provider;
  }

  private void copyCommand() {
    DecisionRecord record = model.recordProperty().get();
    if (record != null) {
      Ui.copy(DecisionCopy.command(record));
    }
  }

  private void copyJson() {
    DecisionRecord record = model.recordProperty().get();
    if (record != null) {
      Ui.copy(DecisionCopy.json(record));
    }
  }
}
