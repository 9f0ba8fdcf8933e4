package io.signalbox.app.ui.requests;

import io.signalbox.app.ui.control.Act;
import io.signalbox.app.ui.control.BesideOrBelow;
import io.signalbox.app.ui.control.Icon;
import io.signalbox.app.ui.control.Scroll;
import io.signalbox.app.ui.control.Ui;
import io.signalbox.core.error.Counted;
import io.signalbox.core.request.DryRun;
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

  /** In pixels: bold or not, as wide. */
  private static final double ANOTHER_WIDTH = 110;

  /** So that a hundred machines leave both buttons in one line. */
  private static final String TIGHT = "-fx-padding: 0 9 0 9;";

  /** In pixels: three lines. */
  private static final double SAID_HEIGHT = 48;

  private static final double LEAST_SAID = 32;

  /** In pixels; less in a low window, for the list above. */
  private static final double HEIGHT = 352;

  private final SubmitViewModel model;
  private final ComboBox<String> template = new ComboBox<>();
  private final TextField count = new TextField();
  private final Label max = Ui.label("", "small", "muted");
  private final Button submit;
  private final Button another = Ui.button(Act.ANOTHER, this::startAnother);
  private final Label said = Ui.label("", "small");
  private final Tooltip saidWhole = new Tooltip();
  private final DryRunPane preview = new DryRunPane();
  private final Label command = Ui.label("", "mono", "muted");
  private final HBox card;

  SubmitView(SubmitViewModel model) {
    this.model = model;
    this.submit = Ui.button(Act.SUBMIT, model::submit, "primary");
    said.setWrapText(true);
    template.setItems(model.templates());
    template.valueProperty().bindBidirectional(model.templateProperty());
    template.setMaxWidth(Double.MAX_VALUE);
    template.setId("submit-template");
    template.setAccessibleText("Template");
    count.textProperty().bindBidirectional(model.countProperty());
    max.setId("submit-max");
    count.setId("submit-count");
    count.setAccessibleText("Count of machines");
    ComboBox<String> prefer = new ComboBox<>(model.providers());
    prefer.setPromptText("any provider");
    prefer.setMaxWidth(Double.MAX_VALUE);
    model.preferenceProperty().addListener((p, old, name) -> show(prefer, name));
    show(prefer, model.preferenceProperty().get());
    prefer
        .valueProperty()
        .addListener((p, old, name) -> model.preferenceProperty().set(name == null ? "" : name));
    Button any = Ui.button(Act.ANY_PROVIDER, () -> prefer.setValue(null), "ghost", "compact");
    any.visibleProperty().bind(model.preferenceProperty().isNotEmpty());
    prefer.setId("submit-prefer");
    prefer.setAccessibleText("Preferred provider");
    // A fixed width: the greatest count becomes known while the form is open, and moves nothing.
    VBox counted = Ui.column(4, Ui.row(6, Ui.label("Count", "small", "semi"), max), count);
    counted.setMinWidth(COUNT_WIDTH);
    counted.setMaxWidth(COUNT_WIDTH);
    Label key = Ui.label("", "mono");
    key.textProperty().bind(model.keyProperty());
    key.setId("submit-key");
    key.setMaxWidth(Double.MAX_VALUE);
    for (Button each : List.of(submit, another)) {
      each.setMaxWidth(Double.MAX_VALUE);
      each.setStyle(TIGHT);
    }
    said.setId("submit-said");
    // Room for what will be said, empty or not: three lines, in a low window two.
    said.setMinHeight(LEAST_SAID);
    said.setPrefHeight(SAID_HEIGHT);
    Ui.grow(said);
    said.setMaxHeight(Double.MAX_VALUE);
    said.setAlignment(Pos.TOP_LEFT);
    said.setTooltip(saidWhole);
    VBox form =
        Ui.column(
            8,
            named("Template", template),
            Ui.row(10, counted, Ui.grow(named("Prefer", Ui.row(2, Ui.grow(prefer), any)))),
            named("Idempotency key", key),
            said,
            BesideOrBelow.buttons(another, ANOTHER_WIDTH, submit));
    Ui.pad(form, 10, 12, 12, 12);
    Region rightHead =
        Ui.head(
            List.of(Ui.whole("Dry run", "semi")),
            List.of(Ui.whole("no call made", "pill", "muted")));
    HBox leftHead =
        head(Ui.whole("Submit a request", "semi"), Ui.spacer(), Ui.stroke(Act.NEW_REQUEST));
    // Their lines go on in each other.
    leftHead.minHeightProperty().bind(rightHead.heightProperty());
    leftHead.maxHeightProperty().bind(rightHead.heightProperty());
    VBox left = new VBox(leftHead, Ui.grow(form));
    left.setMinWidth(300);
    left.setMaxWidth(300);
    left.setStyle("-fx-border-color: transparent -sb-border-muted transparent transparent;");
    ScrollPane scroll = new Scroll(preview.node());
    scroll.setId("submit-preview");
    scroll.setFitToWidth(true);
    Button copy = Ui.button(Act.SUBMIT_CLI, () -> Ui.copy(model.command(true)), "ghost", "compact");
    copy.setGraphic(Icon.COPY.node());
    HBox line = Ui.row(8, Ui.grow(command), copy);
    line.getStyleClass().add("note");
    VBox right =
        Ui.grow(
            new VBox(
                rightHead,
                Ui.grow(Ui.pad(new VBox(Ui.grow(scroll)), 10, 12, 6, 12)),
                Ui.pad(new VBox(line), 0, 12, 12, 12)));
    card = new HBox(left, right);
    card.getStyleClass().add("card");
    card.setPrefHeight(HEIGHT);
    card.setMaxHeight(HEIGHT);
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

  Region node() {
    return card;
  }

  private void startAnother() {
    model.startAnother();
    count.requestFocus();
    count.selectAll();
  }

  /** The window may be locked or unlocked by now. */
  void tick() {
    showState();
  }

  private void showState() {
    int machines = model.machines();
    boolean sending = model.sendingProperty().get();
    submit.setText(sending ? "Sending" : "Submit " + Counted.of(machines, "machine"));
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
      preview.refuse(refusal.equals(SubmitViewModel.ASKING) ? "" : refusal);
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
    preview.show(answer);
  }
}
