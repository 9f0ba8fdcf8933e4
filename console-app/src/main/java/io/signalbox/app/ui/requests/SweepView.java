package io.signalbox.app.ui.requests;

import io.signalbox.app.ui.control.Act;
import io.signalbox.app.ui.control.Danger;
import io.signalbox.app.ui.control.Dialogs;
import io.signalbox.app.ui.control.Glyph;
import io.signalbox.app.ui.control.Scroll;
import io.signalbox.app.ui.control.Status;
import io.signalbox.app.ui.control.StatusLabel;
import io.signalbox.app.ui.control.Ui;
import io.signalbox.app.ui.control.Units;
import io.signalbox.core.provider.InstanceInfo;
import io.signalbox.core.request.Machine;
import io.signalbox.core.request.SweepReport;
import java.time.Instant;
import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/**
 * What a sweep found, a row each. It takes the place of the form while it is open, so that nothing
 * beside it moves.
 */
final class SweepView {

  private static final double FOUND = 168;
  private static final double MACHINE = 184;
  private static final double PROVIDER = 168;

  /** More are counted: the command line has all. */
  private static final int MOST = 200;

  private final SweepModel model;
  private final Dialogs dialogs;
  private final Label sum = Ui.label("", "small", "muted");
  private final Button again;
  private final Button release;
  private final Button cancel;
  private final ProgressBar progress = new ProgressBar();
  private final GridPane rows = new GridPane(8, 0);
  private final VBox told = Ui.column(0);
  private final VBox card;

  SweepView(SweepModel model, Dialogs dialogs) {
    this.model = model;
    this.dialogs = dialogs;
    again = Ui.button(Act.SWEEP_AGAIN, model::look, "compact");
    release = Ui.button(Act.SWEEP_RELEASE, this::askToRelease, "compact", "danger-text");
    cancel = Ui.button(Act.SWEEP_CANCEL, model::cancel, "compact");
    cancel.managedProperty().bind(cancel.visibleProperty());
    again.visibleProperty().bind(cancel.visibleProperty().not());
    again.managedProperty().bind(again.visibleProperty());
    progress.setMaxWidth(Double.MAX_VALUE);
    progress.setMinHeight(3);
    progress.setMaxHeight(3);
    progress.setAccessibleText("Asking every provider");
    Button close = Ui.button(Act.SWEEP_CLOSE, model::close, "compact");
    Label title = Ui.label("Sweep", "semi");
    title.setMinWidth(Region.USE_PREF_SIZE);
    sum.setMinWidth(0);
    for (double width : new double[] {FOUND, MACHINE, PROVIDER}) {
      rows.getColumnConstraints().add(new ColumnConstraints(width, width, width));
    }
    ColumnConstraints why = new ColumnConstraints();
    why.setHgrow(Priority.ALWAYS);
    rows.getColumnConstraints().add(why);
    rows.setId("sweep");
    ScrollPane scroll = new Scroll(Ui.pad(new VBox(told, rows), 6, 12, 12, 12));
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    card =
        Ui.card(
            List.of(title, sum, Ui.spacer(), cancel, again, release, close),
            progress,
            Ui.grow(scroll));
    card.visibleProperty()
        .bind(model.stateProperty().map(state -> !(state instanceof SweepModel.State.Closed)));
    model.stateProperty().addListener((property, old, state) -> show(state));
    show(model.stateProperty().get());
  }

  Region node() {
    return card;
  }

  /** The window may be locked or unlocked by now. */
  void tick() {
    Ui.enable(release, model.refusal());
  }

  private void show(SweepModel.State state) {
    boolean asks = state instanceof SweepModel.State.UnderWay;
    cancel.setVisible(state instanceof SweepModel.State.UnderWay now && !now.releasing());
    progress.setVisible(asks);
    Ui.enable(again, asks ? "It is under way" : "");
    release.setText(model.action() + "…");
    tick();
    switch (state) {
      case SweepModel.State.Closed closed -> tell("");
      case SweepModel.State.UnderWay now ->
          // What was found before stays until there is something newer.
          sum.setText(
              (now.releasing() ? "releasing" : "asking every provider")
                  + ", since "
                  + Units.clock(now.since())
                  + " "
                  + Units.zone(now.since()));
      case SweepModel.State.Failed(String why) -> tell(why);
      case SweepModel.State.Found(SweepReport report, Instant at) -> show(report, at);
    }
  }

  private void tell(String sentence) {
    sum.setText("");
    rows.getChildren().clear();
    told.getChildren().clear();
    if (!sentence.isEmpty()) {
      told.getChildren().add(Ui.pad(new VBox(Ui.wrapped(sentence)), 6, 0, 6, 0));
    }
  }

  private void show(SweepReport report, Instant at) {
    tell(SweepModel.heading(report));
    sum.setText("at " + Units.clock(at) + " " + Units.zone(at));
    report
        .skipped()
        .forEach((provider, why) ->
            row(new Status(Glyph.Shape.QUESTION, "Not listed", "unknown"), "", provider, why));
    report
        .orphans()
        .forEach(
            (provider, machines) -> machines.forEach(machine -> orphan(report, provider, machine)));
    report
        .leftovers()
        .forEach((provider, left) ->
            left.forEach(each ->
                row(
                    each.removed()
                        ? new Status(Glyph.Shape.CHECK, "Removed", "ok")
                        : new Status(Glyph.Shape.TRIANGLE, "Left over", "warn"),
                    each.id(),
                    provider,
                    each.kind()
                        + ": "
                        + each.why()
                        + (each.problem().isEmpty() ? "" : "; " + each.problem()))));
    for (Machine machine : report.missing()) {
      row(
          new Status(Glyph.Shape.TRIANGLE, "Not known", "warn"),
          machine.machineId(),
          machine.provider(),
          "its cloud's complete list lacks it; of " + machine.requestId());
    }
  }

  private void orphan(SweepReport report, String provider, InstanceInfo machine) {
    boolean gone = report.released().contains(machine.machineId());
    Instant launched = machine.launchedAt();
    row(
        gone
            ? new Status(Glyph.Shape.ARC, "Being returned", "accent")
            : new Status(Glyph.Shape.TRIANGLE, "Without a request", "warn"),
        machine.machineId(),
        provider,
        machine.state().word()
            + (machine.instanceType().isEmpty() ? "" : ", " + machine.instanceType())
            + (launched == null
                ? ""
                : ", launched "
                    + Units.minute(launched)
                    + " "
                    + Units.zone(launched)
                    + ", "
                    + Units.day(launched))
            + (gone ? "; by " + RequestsScreen.shortId(report.returnId()) : ""));
  }

  private void row(Status status, String machine, String provider, String why) {
    int at = rows.getRowCount();
    if (at > MOST) {
      return;
    }
    if (at == MOST) {
      rows.add(
          Ui.wrapped("More is told by signalbox machines sweep --dry-run", "muted"), 0, at, 4, 1);
      return;
    }
    Label id = Ui.ends(machine, "mono");
    Label name = Ui.ends(provider);
    Ui.tooltip(id, machine);
    Ui.tooltip(name, provider);
    Node[] cells = {new StatusLabel(status), id, name, Ui.wrapped(why)};
    for (Node cell : cells) {
      GridPane.setMargin(cell, new javafx.geometry.Insets(6, 0, 6, 0));
      GridPane.setValignment(cell, VPos.TOP);
    }
    rows.addRow(at, cells);
  }

  private void askToRelease() {
    String what = model.action();
    dialogs.ask(Danger.confirm(what, model.warning(), what), answer -> model.release());
  }
}
