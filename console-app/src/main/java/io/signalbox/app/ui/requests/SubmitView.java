package io.signalbox.app.ui.requests;

import io.signalbox.app.ui.control.Glyph;
import io.signalbox.app.ui.control.Icon;
import io.signalbox.app.ui.control.Status;
import io.signalbox.app.ui.control.StatusLabel;
import io.signalbox.app.ui.control.Ui;
import io.signalbox.core.provider.LaunchSpec;
import io.signalbox.core.request.DryRun;
import io.signalbox.core.routing.DecisionRecord;
import java.util.List;
import javafx.beans.Observable;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The form that asks for machines, and beside it what it would do. */
final class SubmitView {

  /** In pixels: room for the field and for the greatest count beside its name. */
  private static final double COUNT_WIDTH = 104;

  private static final double ANOTHER_WIDTH = 116;

  /** In pixels: three lines. */
  private static final double SAID_HEIGHT = 48;

  private final SubmitViewModel model;
  private final ComboBox<String> template = new ComboBox<>();
  private final TextField count = new TextField();
  private final Label max = Ui.label("", "small", "muted");
  private final Button submit;
  private final Button another = Ui.button("Start another", this::startAnother);
  private final Label said = Ui.label("", "small");
  private final Tooltip saidWhole = new Tooltip();
  private final VBox preview = Ui.column(8);
  private final Label command = Ui.label("", "mono", "muted");
  private final HBox card;

  SubmitView(SubmitViewModel model) {
    this.model = model;
    this.submit = Ui.button("Submit", model::submit, "primary");
    said.setWrapText(true);
    template.setItems(model.templates());
    template.valueProperty().bindBidirectional(model.templateProperty());
    template.setMaxWidth(Double.MAX_VALUE);
    template.setId("submit-template");
    count.textProperty().bindBidirectional(model.countProperty());
    max.setId("submit-max");
    count.setId("submit-count");
    ComboBox<String> prefer = new ComboBox<>(model.providers());
    prefer.setPromptText("any provider");
    prefer.setMaxWidth(Double.MAX_VALUE);
    model.preferenceProperty().addListener((p, old, name) -> show(prefer, name));
    show(prefer, model.preferenceProperty().get());
    prefer
        .valueProperty()
        .addListener((p, old, name) -> model.preferenceProperty().set(name == null ? "" : name));
    Button any = Ui.button("×", () -> prefer.setValue(null), "ghost", "compact");
    any.setAccessibleText("Prefer any provider");
    any.visibleProperty().bind(model.preferenceProperty().isNotEmpty());
    prefer.setId("submit-prefer");
    // A fixed width: the greatest count becomes known while the form is open, and moves nothing.
    VBox counted = Ui.column(4, Ui.row(6, Ui.label("Count", "small", "semi"), max), count);
    counted.setMinWidth(COUNT_WIDTH);
    counted.setMaxWidth(COUNT_WIDTH);
    Label key = Ui.label("", "mono");
    key.textProperty().bind(model.keyProperty());
    key.setId("submit-key");
    key.setMaxWidth(Double.MAX_VALUE);
    submit.setId("submit");
    Ui.grow(submit);
    another.setId("submit-another");
    // Bold or not, as wide.
    another.setMinWidth(ANOTHER_WIDTH);
    another.setMaxWidth(ANOTHER_WIDTH);
    said.setId("submit-said");
    // Room for what will be said: three lines, empty or not.
    said.setMinHeight(SAID_HEIGHT);
    said.setMaxHeight(SAID_HEIGHT);
    said.setMaxWidth(Double.MAX_VALUE);
    said.setAlignment(Pos.TOP_LEFT);
    said.setTooltip(saidWhole);
    VBox form =
        Ui.column(
            8,
            named("Template", template),
            Ui.row(10, counted, Ui.grow(named("Prefer", Ui.row(2, Ui.grow(prefer), any)))),
            named("Idempotency key", key),
            Ui.grow(new Region()),
            said,
            Ui.row(8, another, submit));
    Ui.pad(form, 10, 12, 12, 12);
    VBox left =
        new VBox(
            head(Ui.label("Submit a request", "semi"), Ui.spacer(), Ui.label("N", "kbd")),
            Ui.grow(form));
    left.setMinWidth(300);
    left.setMaxWidth(300);
    left.setStyle("-fx-border-color: transparent -sb-border-muted transparent transparent;");
    ScrollPane scroll = new ScrollPane(preview);
    scroll.setFitToWidth(true);
    Button copy = Ui.button("", () -> Ui.copy(model.command(true)), "ghost", "compact");
    copy.setGraphic(Icon.COPY.node());
    copy.setAccessibleText("Copy the command");
    HBox line = Ui.row(8, Ui.grow(command), copy);
    line.getStyleClass().add("note");
    VBox right =
        Ui.grow(
            new VBox(
                head(
                    Ui.label("Dry run", "semi"),
                    Ui.label("no call was made", "pill", "muted"),
                    Ui.spacer()),
                Ui.grow(Ui.pad(new VBox(Ui.grow(scroll)), 10, 12, 6, 12)),
                Ui.pad(new VBox(line), 0, 12, 12, 12)));
    card = new HBox(left, right);
    card.getStyleClass().add("card");
    card.setMinHeight(352);
    card.setMaxHeight(352);
    model.dryRunProperty().addListener((property, old, answer) -> show(answer));
    for (Observable each :
        List.of(
            model.refusalProperty(),
            model.sendingProperty(),
            model.acceptedProperty(),
            model.messageProperty(),
            model.keyProperty(),
            model.countProperty(),
            model.templateProperty(),
            model.preferenceProperty())) {
      each.addListener(changed -> showState());
    }
    model.refusalProperty().addListener((property, old, why) -> showDryRunRefusal(why));
    show(model.dryRunProperty().get());
  }

  private static void show(ComboBox<String> prefer, String name) {
    prefer.setValue(name.isEmpty() ? null : name);
  }

  private static HBox head(Node... children) {
    HBox head = Ui.row(8, children);
    head.getStyleClass().add("card-head");
    return head;
  }

  private static VBox named(String name, Node input) {
    return Ui.column(4, Ui.label(name, "small", "semi"), input);
  }

  Node node() {
    return card;
  }

  void focus() {
    count.requestFocus();
    count.selectAll();
  }

  private void startAnother() {
    model.startAnother();
    focus();
  }

  private void showState() {
    int machines = model.machines();
    boolean sending = model.sendingProperty().get();
    submit.setText(
        sending ? "Sending" : "Submit " + machines + (machines == 1 ? " machine" : " machines"));
    String refusal = model.submitRefusal();
    Ui.enable(submit, refusal);
    Ui.mark(submit, List.of("primary"), refusal.isEmpty() ? "primary" : "");
    Ui.enable(another, model.startRefusal());
    Ui.mark(another, List.of("primary"), model.acceptedProperty().get().isEmpty() ? "" : "primary");
    command.setText(model.command(true));
    String failed = model.messageProperty().get();
    boolean done = !model.acceptedProperty().get().isEmpty();
    String text = done || failed.isEmpty() ? refusal : failed;
    said.setText(text.isEmpty() ? "Pressing twice makes one request." : text);
    saidWhole.setText(said.getText());
    Ui.mark(said, List.of("bad", "muted"), done || failed.isEmpty() && !sending ? "muted" : "bad");
    if (sending) {
      Ui.mark(said, List.of("bad", "muted"), "muted");
    }
  }

  private void showDryRunRefusal(String refusal) {
    if (model.dryRunProperty().get() == null) {
      preview.getChildren().clear();
      if (!refusal.isEmpty()) {
        preview.getChildren().add(note("bad", Glyph.Shape.CROSS, refusal));
      }
    }
  }

  private void show(@Nullable DryRun answer) {
    showState();
    max.setText(
        answer == null ? "" : answer.maxCount() < 0 ? "no limit" : "of " + answer.maxCount());
    String refusal = model.refusalProperty().get();
    if (answer == null) {
      showDryRunRefusal(refusal);
      return;
    }
    preview.getChildren().clear();
    DecisionRecord decision = answer.decision();
    preview
        .getChildren()
        .add(
            decision.winner() == null
                ? note("bad", Glyph.Shape.CROSS, decision.error() + ": " + decision.reason())
                : note("accent", Glyph.Shape.CHECK, decision.winner() + ": " + decision.reason()));
    decision
        .notes()
        .forEach(each -> preview.getChildren().add(note("warn", Glyph.Shape.TRIANGLE, each)));
    for (DecisionRecord.Candidate candidate : decision.candidates()) {
      preview.getChildren().add(candidate(candidate, decision));
    }
    facts(answer);
  }

  private static Node note(String tone, Glyph.Shape shape, String text) {
    HBox note = Ui.row(8, new Glyph(shape, tone), Ui.grow(Ui.wrapped(text)));
    note.getStyleClass().addAll("note", tone);
    return note;
  }

  private static Node candidate(DecisionRecord.Candidate candidate, DecisionRecord decision) {
    Label name = Ui.label(candidate.provider());
    name.setMinWidth(130);
    StatusLabel verdict =
        new StatusLabel(
            candidate.accepted()
                ? new Status(Glyph.Shape.CHECK, "Accepted", "ok")
                : new Status(Glyph.Shape.SLASH, "Refused", "unknown"));
    verdict.setMinWidth(96);
    boolean chosen = candidate.provider().equals(decision.winner());
    int turn = decision.alternatives().indexOf(candidate.provider());
    String words =
        chosen
            ? "chosen"
            : candidate.accepted() && turn >= 0
                ? "would be tried " + (turn + 2) + (turn == 0 ? "nd" : turn == 1 ? "rd" : "th")
                : candidate.reason();
    Label reason = Ui.label(words, "small", chosen ? "strong" : "muted");
    Ui.tooltip(reason, candidate.reason());
    return Ui.row(8, name, verdict, reason);
  }

  private void facts(DryRun answer) {
    LaunchSpec spec = answer.spec();
    if (spec == null) {
      return;
    }
    String types = String.join(", ", spec.machineTypes().keySet());
    preview.getChildren().add(Ui.line());
    fact(
        "Would launch",
        answer.decision().count()
            + " × "
            + (types.isEmpty() ? "the provider's own type" : types)
            + ", "
            + spec.text("price_type").orElse("ondemand")
            + spec.text("provider_api").map(api -> ", " + api).orElse("")
            + spec.text("fleet_type").map(fleet -> " " + fleet).orElse(""));
    fact(
        "Image, subnet",
        spec.text("image_id").orElse("the provider's own")
            + (spec.list("subnet_ids").isEmpty()
                ? ""
                : ", " + String.join(", ", spec.list("subnet_ids"))));
    if (answer.validation() != null) {
      boolean valid = answer.validation().valid();
      fact(
          "Validation",
          answer.validation().level()
              + (valid
                  ? " passed"
                  : ": " + answer.validation().diagnostics().getFirst().message()));
    }
  }

  private void fact(String name, String value) {
    Label label = Ui.label(name, "small", "muted");
    label.setMinWidth(92);
    preview.getChildren().add(Ui.row(8, label, Ui.grow(Ui.wrapped(value, "small"))));
  }
}
