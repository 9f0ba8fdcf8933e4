package io.signalbox.app.ui.providers.form;

import io.signalbox.app.ui.control.Glyph;
import io.signalbox.app.ui.control.Status;
import io.signalbox.app.ui.control.StatusLabel;
import io.signalbox.app.ui.control.Ui;
import io.signalbox.app.ui.control.Units;
import io.signalbox.app.ui.providers.connection.ConnectionTestModel;
import io.signalbox.app.ui.providers.connection.ConnectionTestPane;
import io.signalbox.core.config.ProviderTrial.Change;
import io.signalbox.core.config.ProviderTrial.Line;
import io.signalbox.core.error.Counted;
import io.signalbox.core.provider.ConnectionFinding;
import io.signalbox.core.query.ConnectionReport;
import io.signalbox.core.query.ProviderPreview;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Beside the fields: the test of the connection, everybody's share, and what will be written. */
final class FormSidePane {

  /** Rows of shares: those that change first, the others summed. */
  private static final int SHARES = 6;

  /** Lines of a file that are shown; those that are more are counted. */
  private static final int LINES = 200;

  private final ProviderFormViewModel model;
  private final Label testNote = Ui.label("", "small", "muted");
  private final Button stop;
  private final VBox test = Ui.column(6);
  private final VBox shares = Ui.column(2);
  private final VBox written = Ui.column(6);
  private final VBox notes = Ui.column(4);
  private final VBox box;
  private @Nullable ProviderPreview shown;

  FormSidePane(ProviderFormViewModel model) {
    this.model = model;
    stop = Ui.button("Cancel test", model.connectionTest()::stop, "compact");
    stop.setId("form-test-cancel");
    testNote.setMinWidth(0);
    shares.setId("form-shares");
    written.setId("form-written");
    test.setId("form-test-found");
    box =
        Ui.column(
            10,
            Ui.row(8, Ui.label("Connection test", "semi"), Ui.spacer(), testNote, stop),
            test,
            Ui.line(),
            Ui.row(
                8,
                Ui.label("Share of new work", "semi"),
                Ui.spacer(),
                Ui.label("now \u2192 then, %", "small", "muted")),
            shares,
            notes,
            Ui.line(),
            written);
    model.connectionTest().stateProperty().addListener(changed -> showTest());
    showTest();
  }

  Node node() {
    return box;
  }

  void sync() {
    showTest();
    ProviderPreview preview = model.previewProperty().get();
    if (preview == shown && preview != null) {
      return;
    }
    shown = preview;
    showShares(preview);
    showWritten(preview);
  }

  private void showTest() {
    boolean running =
        model.connectionTest().stateProperty().get() instanceof ConnectionTestModel.State.Running;
    stop.setVisible(running);
    stop.setManaged(running);
    switch (model.connectionTest().stateProperty().get()) {
      case ConnectionTestModel.State.Idle idle -> {
        testNote.setText("");
        test.getChildren()
            .setAll(Ui.wrapped("Not tested yet. A test is without effect.", "small", "muted"));
      }
      case ConnectionTestModel.State.Running now -> {
        testNote.setText("for " + Units.age(now.since()));
        test.getChildren()
            .setAll(new StatusLabel(new Status(Glyph.Shape.ARC, "Under way", "accent")));
      }
      case ConnectionTestModel.State.Ended ended -> {
        testNote.setText("");
        test.getChildren()
            .setAll(
                new StatusLabel(
                    ended.stopped()
                        ? new Status(Glyph.Shape.SLASH, "Stopped", "unknown")
                        : new Status(Glyph.Shape.CROSS, "Not tested", "bad")),
                Ui.wrapped(ended.why(), "small"));
      }
      case ConnectionTestModel.State.Found(ConnectionReport report) -> show(report);
    }
  }

  private void show(ConnectionReport report) {
    testNote.setText(
        Units.clock(report.at()) + ", " + Units.millis(report.took().toNanos() / 1e6, "–"));
    test.getChildren().clear();
    if (model.isTestOld()) {
      test.getChildren()
          .add(
              Ui.wrapped(
                  "Out of date: something else was typed when this was tested.", "small", "warn"));
    }
    report.findings().stream()
        .sorted(Comparator.comparing(each -> each.outcome() != ConnectionFinding.Outcome.FAILED))
        .forEach(each -> test.getChildren().add(finding(each)));
  }

  private static Node finding(ConnectionFinding finding) {
    Duration took = finding.took();
    Label name = Ui.ends(finding.name(), "mono");
    Ui.tooltip(name, finding.name());
    VBox row =
        Ui.column(
            2,
            Ui.row(
                8,
                new StatusLabel(ConnectionTestPane.status(finding.outcome())),
                Ui.grow(name),
                Ui.label(
                    took == null ? "" : Units.millis(took.toNanos() / 1e6, "–"), "small", "muted")),
            Ui.wrapped(finding.evidence(), "small", "muted"));
    if (!finding.advice().isEmpty()) {
      row.getChildren().add(Ui.wrapped("To do: " + finding.advice(), "small"));
    }
    return row;
  }

  private void showShares(@Nullable ProviderPreview preview) {
    shares.getChildren().clear();
    notes.getChildren().clear();
    List<Node> rows = new ArrayList<>();
    if (preview != null) {
      Map<String, Double> all = new LinkedHashMap<>(preview.sharesNow());
      preview.sharesProposed().forEach(all::putIfAbsent);
      List<String> names = new ArrayList<>(new TreeSet<>(all.keySet()));
      names.sort(
          Comparator.comparing((String name) -> !name.equals(preview.provider()))
              .thenComparing(name -> -Math.abs(moved(preview, name)))
              .thenComparing(name -> -now(preview, name)));
      for (String name : names.subList(0, Math.min(SHARES, names.size()))) {
        rows.add(share(name, now(preview, name), then(preview, name)));
      }
      List<String> others = names.subList(Math.min(SHARES, names.size()), names.size());
      rows.add(
          share(
              Counted.of(others.size(), "other"),
              others.stream().mapToDouble(name -> now(preview, name)).sum(),
              others.stream().mapToDouble(name -> then(preview, name)).sum()));
      preview.notes().forEach(each -> notes.getChildren().add(Ui.wrapped(each, "small", "muted")));
    }
    // As many rows as there can be, from the first frame on.
    while (rows.size() <= SHARES) {
      rows.add(share("", Double.NaN, Double.NaN));
    }
    shares.getChildren().setAll(rows);
  }

  private static double now(ProviderPreview preview, String name) {
    return preview.sharesNow().getOrDefault(name, 0.0);
  }

  private static double then(ProviderPreview preview, String name) {
    return preview.sharesProposed().getOrDefault(name, 0.0);
  }

  private static double moved(ProviderPreview preview, String name) {
    return then(preview, name) - now(preview, name);
  }

  private static Node share(String name, double now, double then) {
    Label text = Ui.ends(name, "mono");
    String figures =
        Double.isNaN(now)
            ? ""
            : Math.abs(now - then) < 1e-9
                ? Units.share(now)
                : Units.share(now) + " \u2192 " + Units.share(then);
    Label figure = Ui.label(figures, "small", Math.abs(now - then) < 1e-9 ? "muted" : "accent");
    figure.setMinWidth(Region.USE_PREF_SIZE);
    Region row = Ui.row(8, Ui.grow(text), figure);
    row.setMinHeight(20);
    row.setMaxHeight(20);
    return row;
  }

  private void showWritten(@Nullable ProviderPreview preview) {
    written.getChildren().clear();
    written.getChildren().add(Ui.label("Will be written", "semi"));
    if (preview == null) {
      return;
    }
    for (ProviderPreview.FileChange file : preview.files()) {
      boolean same = file.lines().isEmpty();
      Label place =
          Ui.label(
              file.file() + (same ? "" : ":" + file.lines().getFirst().number()), "source-chip");
      place.setMinWidth(Region.USE_PREF_SIZE);
      written.getChildren().add(place);
      if (same) {
        written.getChildren().add(Ui.wrapped("Nothing: it stands so already.", "small", "muted"));
        continue;
      }
      VBox lines = Ui.column(0);
      lines.getStyleClass().add("written-lines");
      file.lines().stream().limit(LINES).forEach(each -> lines.getChildren().add(line(each)));
      if (file.lines().size() > LINES) {
        lines
            .getChildren()
            .add(
                Ui.label(
                    "and " + Counted.of(file.lines().size() - LINES, "line") + " more",
                    "small",
                    "muted"));
      }
      written.getChildren().add(lines);
    }
  }

  private static Node line(Line line) {
    String sign =
        line.change() == Change.ADDED ? "+ " : line.change() == Change.REMOVED ? "- " : "  ";
    String tone =
        line.change() == Change.ADDED ? "ok" : line.change() == Change.REMOVED ? "bad" : "muted";
    Label label = Ui.label(sign + line.text(), "mono", tone);
    label.setMinWidth(0);
    label.setTooltip(new Tooltip(line.text()));
    return label;
  }
}
