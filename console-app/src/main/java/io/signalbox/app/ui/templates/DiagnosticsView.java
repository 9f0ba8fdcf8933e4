package io.signalbox.app.ui.templates;

import io.signalbox.app.ui.control.Act;
import io.signalbox.app.ui.control.BesideOrBelow;
import io.signalbox.app.ui.control.Glyph;
import io.signalbox.app.ui.control.Scroll;
import io.signalbox.app.ui.control.Status;
import io.signalbox.app.ui.control.StatusLabel;
import io.signalbox.app.ui.control.Ui;
import io.signalbox.app.ui.control.Units;
import io.signalbox.core.config.source.Diagnostic;
import io.signalbox.core.config.source.Location;
import io.signalbox.core.template.ValidationReport;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javafx.beans.InvalidationListener;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** What is odd: in the template's checks at the chosen level, or in every file. */
final class DiagnosticsView {

  /** The worst of them; more are counted. */
  private static final int MOST = 100;

  /** Of a place's, px, where the card is narrow. */
  private static final double LEAST_CHIP = 96;

  private final TemplatesViewModel model;
  private final Label count = Ui.label("0", "count");
  private final ToggleButton all = new ToggleButton(Act.ALL_FILES.label());
  private final VBox list = Ui.column(0);
  private final VBox card;

  DiagnosticsView(TemplatesViewModel model) {
    this.model = model;
    all.getStyleClass().add("chip");
    Ui.named(all, Act.ALL_FILES);
    all.setOnAction(event -> {
      Ui.mark(all, List.of("on"), all.isSelected() ? "on" : "");
      show();
    });
    Button sent = Ui.button(Act.SENT, () -> model.sent().openProperty().set(true), "chip");
    ScrollPane scroll = new Scroll(list);
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    Label title = Ui.label("Diagnostics", "semi");
    title.setMinWidth(Region.USE_PREF_SIZE);
    all.setMinWidth(Region.USE_PREF_SIZE);
    card = Ui.card(List.of(title, count), List.of(sent, all), Ui.grow(scroll));
    card.setPrefSize(100, 240);
    card.setMinHeight(200);
    InvalidationListener changed = source -> show();
    model.resolved().reportsProperty().addListener(changed);
    model.resolved().levelProperty().addListener(changed);
    model.diagnostics().addListener(changed);
    show();
  }

  Node node() {
    return card;
  }

  private void show() {
    ResolvedViewModel resolved = model.resolved();
    ValidationReport report = resolved.reportsProperty().get().get(resolved.levelProperty().get());
    Set<Diagnostic> found = new LinkedHashSet<>();
    if (all.isSelected()) {
      found.addAll(model.diagnostics());
    } else if (report != null) {
      found.addAll(report.diagnostics());
      model.diagnostics().stream()
          .filter(each -> each.severity() == Diagnostic.Severity.ERROR)
          .forEach(found::add);
    }
    count.setText(String.valueOf(found.size()));
    boolean bad = found.stream().anyMatch(each -> each.severity() == Diagnostic.Severity.ERROR);
    Ui.mark(count, List.of("bad", "warn"), found.isEmpty() ? "" : bad ? "bad" : "warn");
    list.getChildren().clear();
    found.stream().limit(MOST).forEach(each -> list.getChildren().add(entry(each)));
    if (found.size() > MOST) {
      list.getChildren()
          .add(sentence(found.size() - MOST + " more; signalbox templates validate --all"));
    }
    if (!all.isSelected() && report != null && report.valid()) {
      list.getChildren().add(checked(report));
    }
    if (list.getChildren().isEmpty()) {
      list.getChildren().add(sentence("Nothing is odd."));
    }
  }

  private static Node sentence(String text) {
    return Ui.pad(new VBox(Ui.label(text, "muted")), 12, 12, 12, 12);
  }

  private Node entry(Diagnostic diagnostic) {
    StatusLabel status = new StatusLabel(Status.of(diagnostic.severity()));
    status.setMinWidth(76);
    Location place = diagnostic.location();
    String message = diagnostic.message();
    if (place != null && message.startsWith(place + ": ")) {
      message = message.substring((place + ": ").length());
    }
    HBox row = Ui.row(8, status);
    if (place != null) {
      Label chip =
          Ui.ends(
              Units.middle(place.file(), 16) + ":" + place.line() + ":" + place.column(),
              "source-chip");
      chip.setMinWidth(LEAST_CHIP);
      Ui.tooltip(chip, place.toString());
      row.getChildren().add(chip);
    }
    Region first = row;
    if (place != null && place.file().endsWith("templates.json")) {
      first =
          BesideOrBelow.ends(
              row,
              Ui.button(
                  "Go to line",
                  () -> model.editor().open(place.file(), place.line(), place.column()),
                  "compact"));
    }
    VBox entry = Ui.column(4, first, Ui.wrapped(message, "small"));
    entry.setStyle("-fx-border-color: transparent transparent -sb-border-muted transparent;");
    Ui.tooltip(entry, diagnostic.code());
    return Ui.pad(entry, 6, 12, 6, 12);
  }

  private static Node checked(ValidationReport report) {
    StatusLabel good = new StatusLabel(new Status(Glyph.Shape.CHECK, "Checked", "ok"));
    good.setMinWidth(86);
    // Below the chip, not beside it: what a narrow card leaves there is a letter a line.
    return Ui.pad(
        Ui.column(
            4,
            Ui.row(8, good, Ui.ends(report.templateId(), "source-chip")),
            Ui.wrapped(
                "Fields, API, pricing, fleet type and limits pass at "
                    + report.level()
                    + " on "
                    + report.provider(),
                "small")),
        6,
        12,
        6,
        12);
  }
}
