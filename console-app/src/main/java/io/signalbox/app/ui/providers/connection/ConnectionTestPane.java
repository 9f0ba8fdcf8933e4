package io.signalbox.app.ui.providers.connection;

import io.signalbox.app.ui.control.Act;
import io.signalbox.app.ui.control.Glyph;
import io.signalbox.app.ui.control.Scroll;
import io.signalbox.app.ui.control.Status;
import io.signalbox.app.ui.control.StatusLabel;
import io.signalbox.app.ui.control.Ui;
import io.signalbox.app.ui.control.Units;
import io.signalbox.core.provider.ConnectionFinding;
import io.signalbox.core.query.ConnectionReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import javafx.geometry.HPos;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/**
 * What a test of a connection found, one row by what was tried. It takes the place of the figures
 * while it is open, so that nothing beside it moves.
 */
public final class ConnectionTestPane {

  private static final double OUTCOME = 92;
  private static final double NAME = 272;
  private static final double NAME_LEAST = 196;

  /** From this width on no name of a permission is shortened. */
  private static final double WIDE = 800;

  private static final double TOOK = 64;

  private final ConnectionTestModel model;
  private final Label title = Ui.label("Connection test", "semi");
  private final Label sum = Ui.label("", "small", "muted");
  private final Button stop;
  private final Button again;
  private final Button close;
  private final GridPane rows = new GridPane(8, 0);
  private final HBox told = Ui.row(8);
  private final VBox box;

  public ConnectionTestPane(ConnectionTestModel model) {
    this.model = model;
    stop = Ui.button(Act.TEST_CANCEL, model::stop, "compact");
    again = Ui.button(Act.TEST_AGAIN, this::again, "compact");
    close = Ui.button(Act.TEST_CLOSE, model::close, "compact");
    title.setMinWidth(Region.USE_PREF_SIZE);
    sum.setMinWidth(0);
    // In a narrow window names are shortened in their middle.
    ColumnConstraints names = new ColumnConstraints(NAME_LEAST, NAME, NAME);
    rows.widthProperty()
        .addListener((property, old, width) ->
            names.setMinWidth(width.doubleValue() >= WIDE ? NAME : NAME_LEAST));
    rows.getColumnConstraints().addAll(new ColumnConstraints(OUTCOME, OUTCOME, OUTCOME), names);
    ColumnConstraints evidence = new ColumnConstraints();
    evidence.setHgrow(Priority.ALWAYS);
    evidence.setMinWidth(120);
    ColumnConstraints took = new ColumnConstraints(TOOK, TOOK, TOOK);
    took.setHalignment(HPos.RIGHT);
    rows.getColumnConstraints().addAll(evidence, took);
    rows.setId("connection-test");
    ScrollPane scroll = new Scroll(Ui.pad(new VBox(told, rows), 0, 12, 12, 12));
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    box =
        new VBox(
            Ui.pad(Ui.row(8, title, sum, Ui.spacer(), stop, again, close), 8, 12, 8, 12),
            Ui.line(),
            Ui.grow(scroll));
    box.setMinHeight(0);
    model.stateProperty().addListener((property, old, state) -> show(state));
    show(model.stateProperty().get());
  }

  public Node node() {
    return box;
  }

  private void again() {
    switch (model.stateProperty().get()) {
      case ConnectionTestModel.State.Found(ConnectionReport report) ->
          model.start(report.provider());
      case ConnectionTestModel.State.Ended ended -> model.start(ended.provider());
      case ConnectionTestModel.State.Idle idle -> {}
      case ConnectionTestModel.State.Running running -> {}
    }
  }

  private void show(ConnectionTestModel.State state) {
    boolean running = state instanceof ConnectionTestModel.State.Running;
    stop.setVisible(running);
    stop.setManaged(running);
    again.setVisible(!running);
    again.setManaged(!running);
    switch (state) {
      case ConnectionTestModel.State.Idle idle -> {
        tell("", "");
        rows.getChildren().clear();
      }
      case ConnectionTestModel.State.Running now -> {
        // What was found before stays until there is something newer.
        sum.setText(now.provider() + ", for " + Units.age(now.since()));
        told.getChildren()
            .setAll(
                new StatusLabel(new Status(Glyph.Shape.ARC, "Under way", "accent")),
                Ui.grow(Ui.wrapped("Every trial is without effect; at most 30 s.", "muted")));
        Ui.pad(told, 10, 0, 10, 0);
      }
      case ConnectionTestModel.State.Ended ended -> {
        rows.getChildren().clear();
        sum.setText(ended.provider());
        Status status =
            ended.stopped()
                ? new Status(Glyph.Shape.SLASH, "Stopped", "unknown")
                : new Status(Glyph.Shape.CROSS, "Not tested", "bad");
        told.getChildren().setAll(new StatusLabel(status), Ui.grow(Ui.wrapped(ended.why())));
        Ui.pad(told, 10, 0, 10, 0);
      }
      case ConnectionTestModel.State.Found(ConnectionReport report) -> show(report);
    }
  }

  private void tell(String summary, String text) {
    sum.setText(summary);
    told.getChildren().clear();
    if (!text.isEmpty()) {
      told.getChildren().add(Ui.wrapped(text));
    }
    Ui.pad(told, 0, 0, 0, 0);
  }

  private void show(ConnectionReport report) {
    List<String> counts = new ArrayList<>();
    for (ConnectionFinding.Outcome outcome : ConnectionFinding.Outcome.values()) {
      if (report.count(outcome) > 0) {
        counts.add(report.count(outcome) + " " + status(outcome).word().toLowerCase(Locale.ROOT));
      }
    }
    tell(
        "%s at %s: %s"
            .formatted(
                report.provider(),
                Units.clock(report.at()) + " " + Units.zone(report.at()),
                String.join(", ", counts)),
        "");
    rows.getChildren().clear();
    int at = 0;
    // What is to be mended is not scrolled for.
    for (ConnectionFinding finding :
        report.findings().stream()
            .sorted(Comparator.comparing(ConnectionTestPane::rank))
            .toList()) {
      add(at++, finding);
    }
  }

  private void add(int at, ConnectionFinding finding) {
    StatusLabel outcome = new StatusLabel(status(finding.outcome()));
    Label name = Ui.ends(finding.name(), "mono");
    Ui.tooltip(name, finding.name());
    VBox said = Ui.column(2, Ui.wrapped(finding.evidence()));
    if (!finding.advice().isEmpty()) {
      said.getChildren().add(Ui.wrapped("To do: " + finding.advice(), "semi"));
    }
    Duration took = finding.took();
    Label millis = Ui.label(took == null ? "–" : Units.millis(took.toNanos() / 1e6, "–"), "muted");
    for (Node each : List.of(outcome, name, said, millis)) {
      GridPane.setValignment(each, VPos.TOP);
      GridPane.setMargin(each, new javafx.geometry.Insets(6, 0, 6, 0));
    }
    rows.addRow(at, outcome, name, said, millis);
  }

  private static int rank(ConnectionFinding finding) {
    return finding.outcome() == ConnectionFinding.Outcome.FAILED ? 0 : 1;
  }

  /** How a trial went, as shape, word and colour. */
  public static Status status(ConnectionFinding.Outcome outcome) {
    return switch (outcome) {
      case OK -> new Status(Glyph.Shape.CHECK, "OK", "ok");
      case FAILED -> new Status(Glyph.Shape.CROSS, "Failed", "bad");
      case UNKNOWN -> new Status(Glyph.Shape.QUESTION, "Unknown", "unknown");
      case SKIPPED -> new Status(Glyph.Shape.SLASH, "Skipped", "unknown");
    };
  }
}
