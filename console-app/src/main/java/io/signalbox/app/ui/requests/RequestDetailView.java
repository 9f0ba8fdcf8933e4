package io.signalbox.app.ui.requests;

import io.signalbox.app.ui.control.Act;
import io.signalbox.app.ui.control.BesideOrBelow;
import io.signalbox.app.ui.control.Danger;
import io.signalbox.app.ui.control.Dialogs;
import io.signalbox.app.ui.control.FlowLine;
import io.signalbox.app.ui.control.Glyph;
import io.signalbox.app.ui.control.Icon;
import io.signalbox.app.ui.control.MachineBar;
import io.signalbox.app.ui.control.Navigator;
import io.signalbox.app.ui.control.Scroll;
import io.signalbox.app.ui.control.Status;
import io.signalbox.app.ui.control.StatusLabel;
import io.signalbox.app.ui.control.Ui;
import io.signalbox.app.ui.control.Units;
import io.signalbox.core.error.Counted;
import io.signalbox.core.request.Attempt;
import io.signalbox.core.request.MachineRequest;
import io.signalbox.core.request.RequestKind;
import io.signalbox.core.request.RequestState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/**
 * One request in full, beside the table. Its head has the same rows for every request, so that its
 * buttons keep their places.
 */
final class RequestDetailView {

  /** In pixels. */
  private static final double WIDTH = 380;

  private static final double NARROW = 336;

  private static final double NAME = 62;

  /** Letters of who asked that are never cut: the trace beside it gives way. */
  private static final int LONG = 22;

  private final SelectedRequest model;
  private final Dialogs dialogs;
  private final ObservableValue<Instant> now;
  private final Label nothing = Ui.wrapped("Select a request to follow it here.", "muted");
  private final Label id = Ui.ends("", "mono", "strong");
  private final Tooltip idWhole = new Tooltip();
  private final StackPane state = new StackPane();
  private final Pair template = new Pair("Template");
  private final Button provider;
  private final Tooltip providerWhole = new Tooltip();
  private final Pair by = new Pair("By");
  private final Pair trace = new Pair("Trace");
  private final Pair why = new Pair("Why there");
  private final StackPane bar = new StackPane();
  private final Label sum = Ui.whole("", "small", "semi");
  private final Label spent = Ui.label("", "small", "muted");
  private final Pair atSubmit = new Pair("At submit");
  private final Pair price = new Pair("Price");
  private final Button cancel =
      Ui.button(Act.CANCEL_REQUEST, this::askToCancel, "compact", "danger-text");
  private final Button giveBack = Ui.button(Act.RETURN_MACHINES, this::askToReturn, "compact");
  private final Label message = Ui.label("", "small", "muted");
  private final Label note = Ui.wrapped("");
  private final HBox noteBox = Ui.row(8);
  private final MachineList machines = new MachineList();
  private final TimelineList timeline = new TimelineList();
  private final VBox whole;
  private final StackPane box;
  private @Nullable MachineRequest shown;
  private double width = WIDTH;

  /**
   * @param now the time that ages are of; ticks
   */
  RequestDetailView(
      SelectedRequest model, Dialogs dialogs, Navigator navigator, ObservableValue<Instant> now) {
    this.model = model;
    this.dialogs = dialogs;
    this.now = now;
    this.provider = Ui.button("", () -> goToProvider(navigator), "ghost", "compact");
    // It says whose name it opens.
    provider.setId(Act.REQUEST_PROVIDER.id());
    provider.setTooltip(providerWhole);
    id.setTooltip(idWhole);
    message.textProperty().bind(model.messageProperty());
    Tooltip messageWhole = new Tooltip();
    messageWhole.textProperty().bind(model.messageProperty());
    message.setTooltip(messageWhole);
    noteBox.getChildren().setAll(new StackPane(), Ui.grow(note));
    noteBox.getStyleClass().add("note");
    VBox noteRoom = Ui.pad(new VBox(noteBox), 8, 14, 2, 14);
    noteRoom.visibleProperty().bind(note.textProperty().isNotEmpty());
    noteRoom.managedProperty().bind(noteRoom.visibleProperty());
    ScrollPane scroll = new Scroll(Ui.column(0, noteRoom, machines.node(), timeline.node()));
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    whole = new VBox(head(), Ui.line(), Ui.grow(scroll));
    box = new StackPane(Ui.pad(new VBox(nothing), 12, 14, 10, 14), whole);
    setNarrow(false);
    box.setStyle(
        "-fx-background-color: -sb-card; -fx-border-color: transparent transparent transparent"
            + " -sb-border-muted;");
    model.detailProperty().addListener((property, old, detail) -> show(detail));
    now.addListener((property, old, at) -> {
      showSpent();
      gate();
    });
    show(model.detailProperty().get());
  }

  Node node() {
    return box;
  }

  /** In a narrow window it gives way to the names in the list. */
  void setNarrow(boolean narrow) {
    width = narrow ? NARROW : WIDTH;
    box.setMinWidth(width);
    box.setMaxWidth(width);
    showBar();
  }

  private VBox head() {
    Button copy =
        Ui.button(
            Act.REQUEST_ID,
            () -> Ui.copy(shown == null ? "" : shown.requestId()),
            "ghost",
            "compact");
    copy.setGraphic(Icon.COPY.node());
    Button cli = Ui.button(Act.REQUEST_CLI, () -> Ui.copy(command()), "compact");
    Region acts =
        BesideOrBelow.ends(new FlowLine(6, Pos.CENTER_LEFT, cancel, giveBack), Ui.row(0, cli));
    Node[] rows = {
      Ui.row(4, id, copy, Ui.spacer(), state),
      Ui.row(12, template.node, Ui.spacer(), provider),
      Ui.row(12, Ui.grow(by.node), trace.node),
      why.node,
      bar,
      Ui.row(8, sum, Ui.spacer(), spent),
      atSubmit.node,
      price.node,
      acts,
      message
    };
    VBox head = Ui.column(6, rows);
    for (Node row : rows) {
      double least = row == bar ? 12 : row == message ? 18 : 20;
      ((Region) row).setMinHeight(row == acts ? Region.USE_PREF_SIZE : least);
    }
    return Ui.pad(head, 12, 14, 6, 14);
  }

  private void show(SelectedRequest.@Nullable Detail detail) {
    whole.setVisible(detail != null);
    nothing.setVisible(detail == null && model.rowProperty().get() == null);
    if (detail == null) {
      shown = null;
      return;
    }
    MachineRequest request = detail.request();
    boolean other = !request.equals(shown);
    shown = request;
    if (other) {
      showHead(request);
      machines.show(request);
      showNote(request);
    }
    showSpent();
    atSubmit.show(
        RequestWords.priceAtSubmit(detail.cost()), RequestWords.estimates(detail.request()));
    price.show(RequestWords.price(detail.cost()), RequestWords.rates(detail.cost()));
    timeline.show(request.createdAt(), detail.happenings());
  }

  private void showHead(MachineRequest request) {
    id.setText(request.requestId());
    idWhole.setText(request.requestId());
    state.getChildren().setAll(new StatusLabel(Status.of(request.state())));
    template.show(
        request.kind() == RequestKind.RETURN
            ? "return of " + request.requested()
            : request.templateId() + " × " + request.requested());
    boolean nowhere = request.machinesAt().isEmpty();
    String at = nowhere ? "no provider yet" : RequestWords.at(request);
    provider.setText(Units.middle(at, 24));
    provider.setDisable(nowhere);
    providerWhole.setText(at);
    by.show(request.actor());
    by.text.setMinWidth(request.actor().length() > LONG ? NAME : Region.USE_PREF_SIZE);
    trace.show(Units.middle(request.traceId(), 13), request.traceId());
    String reason =
        request.attempts().stream()
            .filter(attempt -> request.machinesAt().contains(attempt.provider()))
            .map(Attempt::reason)
            .findFirst()
            .orElse("");
    why.show(reason.isEmpty() ? "not chosen yet" : "“" + reason + "”");
    showBar();
    sum.setText(RequestWords.sum(request));
    gate();
    giveBack.setText(returning() + "…");
  }

  /** The window may be locked or unlocked by now. */
  private void gate() {
    Ui.enable(cancel, model.cancelRefusal());
    Ui.enable(giveBack, model.returnRefusal());
  }

  /** As wide as the panel lets it be. */
  private void showBar() {
    if (shown != null) {
      bar.getChildren().setAll(new MachineBar(shown, width - 32));
    }
  }

  private String returning() {
    int returnable = model.returnable();
    return returnable == 0 ? "Return machines" : "Return " + Counted.of(returnable, "machine");
  }

  private void showNote(MachineRequest request) {
    note.setText(request.state() == RequestState.COMPLETE ? "" : request.message());
    String tone =
        switch (request.state()) {
          case FAILED, TIMEOUT -> "bad";
          case PARTIAL -> "warn";
          case PENDING, IN_PROGRESS, ACQUIRING, PARTIAL_PENDING, COMPLETE, CANCELLED -> "accent";
        };
    Glyph.Shape shape =
        switch (tone) {
          case "bad" -> Glyph.Shape.CROSS;
          case "warn" -> Glyph.Shape.TRIANGLE;
          default -> Glyph.Shape.DOT;
        };
    Ui.mark(noteBox, List.of("bad", "warn", "accent"), tone);
    noteBox.getChildren().set(0, new Glyph(shape, tone));
  }

  private void showSpent() {
    MachineRequest request = shown;
    if (request != null) {
      Instant end = request.finishedAt() == null ? now.getValue() : request.finishedAt();
      spent.setText(
          Units.age(Duration.between(request.createdAt(), end))
              + " of "
              + Units.age(Duration.between(request.createdAt(), request.deadline())));
    }
  }

  private void goToProvider(Navigator navigator) {
    if (shown != null && !shown.machinesAt().isEmpty()) {
      navigator.go(Navigator.Place.PROVIDERS, shown.machinesAt().getFirst());
    }
  }

  private String command() {
    return "signalbox requests status " + (shown == null ? "" : shown.requestId());
  }

  private void askToCancel() {
    RequestRow row = model.rowProperty().get();
    if (row != null) {
      dialogs.ask(
          new Danger(
              "Cancel " + RequestsScreen.shortId(row.id()),
              List.of("What was launched is returned; nothing more is launched."),
              "Cancel request",
              true,
              false,
              ""),
          answer -> model.cancel(row.id(), answer.reason()));
    }
  }

  private void askToReturn() {
    RequestRow row = model.rowProperty().get();
    if (row != null) {
      dialogs.ask(
          Danger.confirm(
              returning(),
              "They are terminated at "
                  + RequestWords.at(row.request())
                  + "; what runs on them ends.",
              returning()),
          answer -> model.giveBack(row.id()));
    }
  }

  /** A name and what it is, whole in the tooltip. */
  private static final class Pair {
    private final Label text = Ui.ends("", "small");
    private final Tooltip whole = new Tooltip();
    private final HBox node;

    Pair(String name) {
      // Values begin below each other, where names are not longer.
      Region least = new Region();
      least.setMinWidth(NAME);
      StackPane named = new StackPane(least, Ui.whole(name, "small", "muted"));
      named.setAlignment(Pos.CENTER_LEFT);
      text.setTooltip(whole);
      node = Ui.row(6, named, text);
    }

    void show(String value) {
      show(value, value);
    }

    void show(String shown, String all) {
      text.setText(shown);
      whole.setText(all);
    }
  }
}
