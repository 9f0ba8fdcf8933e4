package io.signalbox.app.ui.readiness;

import io.signalbox.app.ui.control.Glyph;
import io.signalbox.app.ui.control.Icon;
import io.signalbox.app.ui.control.KeptRows;
import io.signalbox.app.ui.control.Scroll;
import io.signalbox.app.ui.control.Status;
import io.signalbox.app.ui.control.StatusLabel;
import io.signalbox.app.ui.control.Ui;
import io.signalbox.app.ui.control.Units;
import io.signalbox.core.error.Counted;
import io.signalbox.core.readiness.ReadinessRun;
import io.signalbox.core.readiness.ReadinessRun.Evidence;
import io.signalbox.core.readiness.ReadinessRun.Step;
import io.signalbox.core.readiness.ReadinessRun.Verdict;
import io.signalbox.core.readiness.ReadinessView;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The check that is open: what is wrong, the evidence, what was run, what to do. */
final class CheckPanel {

  private final Label title = Ui.label("", "screen-title");
  private final StatusLabel state = new StatusLabel();
  private final Label problem = Ui.wrapped("");
  private final HBox note = Ui.row(8, problem);
  private final Label counted = Ui.label("", "small", "muted");
  private final VBox evidence = Ui.column(0);
  private final KeptRows<Row, Evidence> rows =
      new KeptRows<>(evidence, Row::new, Row::node, Row::show);
  private final Label trace = Ui.ends("", "mono", "accent");
  private final VBox steps = Ui.column(2);
  private final KeptRows<Done, Step> done =
      new KeptRows<>(steps, Done::new, Done::node, Done::show);
  private final VBox ran;
  private final HBox bars = new HBox(3);
  private final Label since = Ui.label("", "small", "muted");
  private final Label todo = Ui.wrapped("", "small", "muted");
  private final Button shut;
  private final Button remedy;
  private final Button again;
  private final TextField cli = new TextField();
  private final VBox node;
  private @Nullable ReadinessView shown;

  CheckPanel(CheckRow.Acts acts, Runnable close) {
    shut = Ui.button("×", close, "ghost");
    shut.setId("readiness-close");
    shut.setAccessibleText("Close");
    remedy = Ui.button("", () -> told(acts::remedy), "primary");
    remedy.setId("readiness-remedy");
    again = Ui.button("Run", () -> told(view -> acts.run(view.check())));
    again.setId("readiness-again");
    note.getStyleClass().add("note");
    note.managedProperty().bind(note.visibleProperty());
    title.setMinWidth(Region.USE_PREF_SIZE);
    HBox head = Ui.row(8, title, state, Ui.spacer(), shut);
    ran = Ui.column(6, Ui.row(8, Ui.label("What was run", "semi"), Ui.spacer(), trace), steps);
    ran.managedProperty().bind(ran.visibleProperty());
    bars.setAlignment(Pos.BOTTOM_LEFT);
    bars.setMinHeight(20);
    VBox content =
        Ui.column(
            14,
            note,
            Ui.column(4, Ui.row(8, Ui.label("Evidence", "semi"), Ui.spacer(), counted), evidence),
            ran,
            Ui.column(
                6,
                Ui.row(
                    8,
                    Ui.label("Last runs", "semi"),
                    Ui.label("taller is worse", "small", "muted")),
                Ui.row(8, bars, since)),
            Ui.line(),
            Ui.column(8, Ui.label("Remedy", "semi"), todo, Ui.row(8, remedy, again)));
    Ui.pad(content, 0, 12, 12, 12);
    ScrollPane scroll = new Scroll(content);
    scroll.setFitToWidth(true);
    scroll.getStyleClass().add("bare");
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    cli.setEditable(false);
    cli.getStyleClass().add("mono");
    cli.setAccessibleText("The same from a shell");
    Button copy = Ui.button("", () -> Ui.copy(cli.getText()), "compact");
    copy.setGraphic(Icon.COPY.node());
    copy.setAccessibleText("Copy the command");
    Ui.tooltip(copy, "Copy");
    node =
        Ui.column(
            8,
            Ui.pad(head, 10, 12, 0, 12),
            Ui.grow(scroll),
            Ui.pad(Ui.row(6, Ui.grow(cli), copy), 0, 12, 12, 12));
    node.getStyleClass().addAll("card", "check-panel");
  }

  private void told(Consumer<ReadinessView> act) {
    ReadinessView view = shown;
    if (view != null) {
      act.accept(view);
    }
  }

  Region node() {
    return node;
  }

  /** Takes the keyboard. */
  void focus() {
    shut.requestFocus();
  }

  void show(ReadinessView view, String notStartable, Instant now) {
    shown = view;
    ReadinessRun last = view.last();
    title.setText(view.check().title());
    state.show(ReadinessWords.status(view.state()));
    String wrong = wrong(view);
    problem.setText(wrong);
    note.setVisible(!wrong.isEmpty());
    Ui.mark(
        note,
        List.of("warn", "bad", "accent"),
        view.state() == ReadinessView.State.FAILED ? "bad" : "warn");
    List<Evidence> found = last == null ? List.of() : last.finding().evidence();
    rows.show(found);
    counted.setText(counted(found));
    List<Step> made = last == null ? List.of() : last.finding().steps();
    ran.setVisible(!made.isEmpty());
    done.show(made);
    trace.setText(last == null ? "" : last.traceId());
    bars(view);
    since.setText(since(view, now));
    todo.setText(
        last == null
            ? "It was never run: " + view.check().about() + " is not known."
            : last.finding().remedy().text() + ".");
    remedy.setText("Open " + ReadinessWords.remedy(view).title());
    Ui.enable(again, notStartable);
    again.setText(last == null ? "Run" : "Run again");
    cli.setText(ReadinessWords.cli(view.check()));
  }

  private static String wrong(ReadinessView view) {
    ReadinessRun last = view.last();
    String old =
        view.state() == ReadinessView.State.OLD
            ? view.why() + ". It may be found otherwise now."
            : "";
    return !old.isEmpty() ? old : last == null ? "" : last.finding().problem();
  }

  private static String counted(List<Evidence> found) {
    long bad = found.stream().filter(each -> each.verdict() == Verdict.FAILED).count();
    long odd = found.stream().filter(each -> each.verdict() == Verdict.WARNING).count();
    return found.isEmpty()
        ? "none yet"
        : bad > 0
            ? bad + " of " + found.size() + " failed"
            : odd > 0
                ? odd + " of " + found.size() + " to look at"
                : Counted.of(found.size(), "row");
  }

  private void bars(ReadinessView view) {
    List<ReadinessView.Past> past = view.history();
    while (bars.getChildren().size() > past.size()) {
      bars.getChildren().removeLast();
    }
    while (bars.getChildren().size() < past.size()) {
      Region bar = new Region();
      bar.setMinWidth(12);
      bars.getChildren().add(bar);
    }
    for (int i = 0; i < past.size(); i++) {
      Region bar = (Region) bars.getChildren().get(i);
      Verdict verdict = past.get(i).verdict();
      double height =
          switch (verdict) {
            case PASSED -> 8;
            case WARNING -> 14;
            case FAILED -> 20;
          };
      bar.setMinHeight(height);
      bar.setMaxHeight(height);
      Ui.mark(
          bar,
          List.of("bar-ok", "bar-warn", "bar-bad"),
          switch (verdict) {
            case PASSED -> "bar-ok";
            case WARNING -> "bar-warn";
            case FAILED -> "bar-bad";
          });
    }
    bars.setAccessibleText(
        past.isEmpty()
            ? "No run yet"
            : "Last " + Counted.of(past.size(), "run") + ", the newest " + view.state().word());
  }

  private static String since(ReadinessView view, Instant now) {
    List<ReadinessView.Past> past = view.history();
    if (past.isEmpty()) {
      return "no run yet";
    }
    int first = past.size() - 1;
    while (first > 0 && past.get(first - 1).verdict() == past.getLast().verdict()) {
      first--;
    }
    Status status = ReadinessWords.status(past.getLast().verdict());
    return status.word() + " since " + Units.age(past.get(first).at(), now) + " ago";
  }

  /** One row of evidence: what, what passes and what was found below each other, and where. */
  private static final class Row {
    private final Label subject = Ui.ends("", "semi", "small");
    private final Label place = Ui.label("", "source-chip");
    private final Label expected = Ui.wrapped("", "small", "muted");
    private final Label found = Ui.wrapped("", "small");
    private final VBox node;

    Row() {
      place.managedProperty().bind(place.textProperty().isNotEmpty());
      place.visibleProperty().bind(place.textProperty().isNotEmpty());
      place.setMinWidth(Region.USE_PREF_SIZE);
      node = Ui.column(2, Ui.row(8, subject, Ui.spacer(), place), found, expected);
      Ui.pad(node, 5, 0, 5, 0);
      node.getStyleClass().add("list-entry");
    }

    Node node() {
      return node;
    }

    void show(Evidence row) {
      subject.setText(row.subject());
      place.setText(row.place());
      expected.setText("expected " + row.expected());
      found.setText(row.found());
      String tone = ReadinessWords.status(row.verdict()).tone();
      Ui.mark(found, List.of("ok", "warn", "bad"), row.verdict() == Verdict.PASSED ? "" : tone);
    }
  }

  /** One step of what was done. */
  private static final class Done {
    private final Label after = Ui.label("", "small", "mono", "muted");
    private final HBox glyph = new HBox();
    private final Label text = Ui.wrapped("", "small");
    private final HBox node = Ui.row(8, after, glyph, Ui.grow(text));
    private @Nullable Status status;

    Done() {
      after.setMinWidth(56);
      after.setAlignment(Pos.CENTER_RIGHT);
      glyph.setMinWidth(14);
      glyph.setAlignment(Pos.CENTER);
    }

    Node node() {
      return node;
    }

    void show(Step step) {
      after.setText(Units.offset(step.after()));
      text.setText(step.text());
      Status now = ReadinessWords.status(step.verdict());
      if (!now.equals(status)) {
        status = now;
        glyph.getChildren().setAll(new Glyph(now.shape(), now.tone()));
      }
    }
  }
}
