package io.signalbox.app.ui.drill;

import io.signalbox.app.ui.control.Glyph;
import io.signalbox.app.ui.control.Ui;
import io.signalbox.app.ui.control.Units;
import io.signalbox.core.drill.DrillReport;
import io.signalbox.core.drill.DrillView;
import java.util.List;
import java.util.Objects;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** How a drill went: what to take from it first, then the figures. */
final class ReportPane {

  private static final List<String> TONES = List.of("ok", "warn", "bad", "muted");

  private final VBox findings = Ui.column(6);
  private final Figure success = new Figure("Success");
  private final Figure notice = new Figure("Traffic left after");
  private final Figure recover = new Figure("Traffic back after");
  private final Figure degraded = new Figure("Degraded answers");
  private final Figure machines = new Figure("Machines got");
  private final Figure duplicated = new Figure("Duplicated");
  private final ShareTable shares = new ShareTable();
  private final VBox card;
  private @Nullable DrillReport shown;
  private String drill = "";

  ReportPane() {
    HBox figures = new HBox();
    figures.getStyleClass().add("report-figures");
    figures
        .getChildren()
        .addAll(
            success.node, notice.node, recover.node, degraded.node, machines.node, duplicated.node);
    figures.getChildren().getLast().getStyleClass().add("last");
    Ui.pad(findings, 10, 12, 12, 12);
    card =
        Ui.card(
            List.of(Ui.label("Report", "semi"), Ui.label("what to take from it", "small", "muted")),
            findings,
            figures,
            shares.node());
    card.setId("drill-report");
    card.setMinHeight(Region.USE_PREF_SIZE);
  }

  Node node() {
    return card;
  }

  void show(DrillView view) {
    DrillReport report = view.report();
    if (view.id().equals(drill) && Objects.equals(report, shown)) {
      return;
    }
    drill = view.id();
    shown = report;
    if (report == null) {
      return;
    }
    showFindings(report.findings());
    success.show(
        DrillWords.success(report),
        Units.number(report.succeeded()) + " of " + Units.number(report.operations()),
        DrillWords.successTone(report));
    boolean any = DrillWords.hasTrouble(view);
    String never = view.state() == DrillView.State.STOPPED ? "not yet" : "never";
    notice.show(
        DrillWords.seconds(report.secondsToNotice(), any ? never : "–"),
        any ? "of trouble" : "no trouble",
        report.secondsToNotice() == null ? any ? "warn" : "muted" : "");
    recover.show(
        DrillWords.seconds(report.secondsToRecover(), any ? "not yet" : "–"),
        any ? "from its end" : "no trouble",
        report.secondsToRecover() == null ? any ? "warn" : "muted" : "");
    degraded.show(
        Units.number(report.degraded()), "not a success", report.degraded() == 0 ? "muted" : "");
    boolean asked = report.machinesAsked() > 0;
    machines.show(
        asked ? Units.number(report.machinesGot()) : "–",
        asked ? "of " + Units.number(report.machinesAsked()) + " asked" : "none asked",
        !asked ? "muted" : report.machinesGot() < report.machinesAsked() ? "warn" : "");
    duplicated.show(
        asked ? Units.number(report.machinesDuplicated()) : "–",
        asked ? "must be 0" : "none asked",
        !asked ? "muted" : report.machinesDuplicated() > 0 ? "bad" : "ok");
    shares.show(view, report);
  }

  private void showFindings(List<String> texts) {
    findings.getChildren().clear();
    for (int i = 0; i < texts.size(); i++) {
      Label text = i == 0 ? Ui.wrapped(texts.get(i), "semi") : Ui.wrapped(texts.get(i));
      HBox line = Ui.row(8, new Glyph(Glyph.Shape.DOT, "accent"), Ui.grow(text));
      line.setAlignment(Pos.TOP_LEFT);
      findings.getChildren().add(line);
    }
    if (texts.isEmpty()) {
      findings
          .getChildren()
          .add(Ui.wrapped("Nothing stands out. The figures below are all there is.", "muted"));
    }
  }

  /** One figure of the strip. */
  private static final class Figure {
    private final Label value = Ui.label("", "figure");
    private final Label unit = Ui.label("", "small", "muted");
    private final VBox node;

    Figure(String name) {
      node = Ui.grow(Ui.column(1, Ui.label(name, "small", "muted"), value, unit));
      node.getStyleClass().add("total");
      node.setPrefWidth(100);
    }

    void show(String text, String beside, String tone) {
      value.setText(text);
      unit.setText(beside);
      Ui.mark(value, TONES, tone);
    }
  }
}
