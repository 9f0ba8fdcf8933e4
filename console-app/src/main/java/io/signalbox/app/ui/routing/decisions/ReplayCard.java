package io.signalbox.app.ui.routing.decisions;

import io.signalbox.app.ui.control.Act;
import io.signalbox.app.ui.control.Glyph;
import io.signalbox.app.ui.control.Ui;
import io.signalbox.app.ui.control.Units;
import io.signalbox.app.ui.routing.editing.RoutingEdits;
import io.signalbox.app.ui.routing.editing.RoutingIcon;
import io.signalbox.app.ui.routing.preview.MemberRow;
import io.signalbox.app.ui.routing.preview.MembersModel;
import io.signalbox.app.ui.routing.preview.PreviewModel;
import io.signalbox.core.error.Counted;
import io.signalbox.core.query.ReplayReport;
import io.signalbox.core.query.SettingsPreview;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** The last stored decisions, decided again under what is typed. */
public final class ReplayCard {

  /** So many stand in high rows. */
  private static final int FEW = 6;

  /** Below it what explains a decision stands under the table, not beside it. */
  private static final double WIDE = 760;

  private final PreviewModel preview;
  private final MembersModel members;
  private final RoutingEdits edits;
  private final Label title = Ui.label("", "semi");
  private final Label hint = Ui.ends("", "small", "muted");
  private final ReplayFigures figures = new ReplayFigures();
  private final VBox lines = new VBox();
  private final List<ReplayLine> shown = new ArrayList<>();
  private final Label incomparable = Ui.wrapped("", "small", "muted");
  private final Label warning = Ui.wrapped("", "small");
  private final HBox note = Ui.row(8, new Glyph(Glyph.Shape.TRIANGLE, "warn"), Ui.grow(warning));
  private final VBox empty = Ui.empty("");
  private final StackPane body;
  private final VBox card;

  public ReplayCard(
      PreviewModel preview, MembersModel members, RoutingEdits edits, Node explained) {
    this.preview = preview;
    this.members = members;
    this.edits = edits;
    Button again =
        Ui.button(String.valueOf(PreviewModel.REPLAY), () -> preview.askAgain(), "compact");
    again.setGraphic(RoutingIcon.AGAIN.node("small-icon"));
    Ui.named(again, Act.REPLAY);
    title.setMinWidth(Region.USE_PREF_SIZE);
    note.getStyleClass().addAll("note", "warn");
    VBox notes = Ui.pad(Ui.column(8, note, incomparable), 10, 12, 12, 12);
    VBox table = new VBox(ReplayLine.heads(), lines, notes);
    table.setMinWidth(380);
    table.setPrefWidth(480);
    HBox.setHgrow(table, Priority.ALWAYS);
    table.getStyleClass().add("replay-table");
    body = new StackPane();
    HBox.setHgrow(explained, Priority.ALWAYS);
    VBox.setVgrow(body, Priority.ALWAYS);
    lay(table, explained, WIDE);
    body.widthProperty()
        .addListener((property, old, width) -> lay(table, explained, width.doubleValue()));
    card = Ui.card(List.of(title, hint, Ui.spacer(), again), figures.node(), body, empty);
    card.setId("replay");
    card.setMinHeight(Region.USE_PREF_SIZE);
    preview.previewProperty().addListener((property, old, next) -> show());
    members.rowsProperty().addListener((property, old, legs) -> show());
    edits.versionProperty().addListener((property, old, version) -> show());
    preview.errorProperty().addListener((property, old, error) -> show());
    show();
  }

  private void lay(Node table, Node explained, double width) {
    boolean beside = width >= WIDE;
    Node around = body.getChildren().isEmpty() ? null : body.getChildren().getFirst();
    if (beside && !(around instanceof HBox)) {
      Ui.rearrange(body, () -> body.getChildren().setAll(new HBox(table, explained)));
    } else if (!beside && !(around instanceof VBox)) {
      Ui.rearrange(body, () -> body.getChildren().setAll(new VBox(table, explained)));
    }
  }

  public Node node() {
    return card;
  }

  private void show() {
    SettingsPreview told = preview.previewProperty().get();
    ReplayReport report = told == null ? ReplayReport.NONE : told.replay();
    List<MemberRow> listed = members.rowsProperty().get();
    boolean any = report.records() > 0;
    title.setText(
        any
            ? "Replay of the last "
                + Units.number(report.records())
                + " "
                + Counted.noun(report.records(), "request")
            : "Replay");
    hint.setText(hint(report));
    figures.node().setVisible(any);
    figures.node().setManaged(any);
    body.setVisible(any);
    body.setManaged(any);
    empty.setVisible(!any);
    empty.setManaged(!any);
    String error = preview.errorProperty().get();
    ((Label) empty.getChildren().getFirst())
        .setText(
            told == null
                ? error.isEmpty() ? "Asking for the replay." : "Not known: the preview failed."
                : "No decision is stored yet. The first request that is routed can be replayed.");
    if (!any) {
      return;
    }
    List<ReplayRow> all = ReplayRow.of(listed, report);
    figures.show(report, all);
    List<ReplayRow> rows = ReplayRow.fold(all);
    int max = rows.stream().mapToInt(each -> Math.abs(each.change())).max().orElse(0);
    while (shown.size() < rows.size()) {
      ReplayLine line = new ReplayLine();
      shown.add(line);
      lines.getChildren().add(line.node());
    }
    while (shown.size() > rows.size()) {
      shown.removeLast();
      lines.getChildren().removeLast();
    }
    for (int i = 0; i < rows.size(); i++) {
      shown.get(i).show(rows.get(i), max, rows.size() > FEW);
    }
    String without = without(report);
    incomparable.setText(without);
    incomparable.setVisible(!without.isEmpty());
    incomparable.setManaged(!without.isEmpty());
    String warns = warns(listed);
    warning.setText(warns);
    note.setVisible(!warns.isEmpty());
    note.setManaged(!warns.isEmpty());
  }

  private String hint(ReplayReport report) {
    Instant from = report.from();
    Instant to = report.to();
    if (from == null || to == null) {
      return "";
    }
    String what =
        edits.isEmpty()
            ? "decided again under the settings in force"
            : "decided again under both settings";
    return Units.clock(from) + " to " + Units.clock(to) + ", " + what + "; no call is made";
  }

  private static String without(ReplayReport report) {
    int count = report.records() - report.comparable();
    if (count == 0) {
      return "";
    }
    Map<String, Integer> reasons = new LinkedHashMap<>();
    report.decisions().stream()
        .filter(each -> !each.comparable())
        .forEach(each -> reasons.merge(each.why().replaceAll("\\.$", ""), 1, Integer::sum));
    return count
        + " not comparable"
        + (reasons.isEmpty()
            ? "."
            : ": "
                + reasons.entrySet().stream()
                    .map(each ->
                        each.getKey() + (reasons.size() > 1 ? " (" + each.getValue() + ")" : ""))
                    .collect(Collectors.joining("; "))
                + ".");
  }

  /** A member that is unwell and keeps its share. */
  private static String warns(List<MemberRow> rows) {
    return rows.stream()
        .filter(member ->
            member.shareProposed() > 0
                && (member.status().tone().equals("warn") || member.status().tone().equals("bad")))
        .findFirst()
        .map(member ->
            member.name()
                + " is "
                + member.status().word().toLowerCase(Locale.ROOT)
                + (member.why().isEmpty() ? "" : ": " + member.why().replaceAll("\\.$", ""))
                + ". It keeps "
                + MemberRow.percent(member.shareProposed())
                + ". To take it out, drain it with the menu of its row.")
        .orElse("");
  }
}
