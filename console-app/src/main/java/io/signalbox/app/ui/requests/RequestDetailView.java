package io.signalbox.app.ui.requests;

import io.signalbox.app.ui.control.Danger;
import io.signalbox.app.ui.control.Dialogs;
import io.signalbox.app.ui.control.Glyph;
import io.signalbox.app.ui.control.Icon;
import io.signalbox.app.ui.control.MachineBar;
import io.signalbox.app.ui.control.Navigator;
import io.signalbox.app.ui.control.Status;
import io.signalbox.app.ui.control.StatusLabel;
import io.signalbox.app.ui.control.Ui;
import io.signalbox.app.ui.control.Units;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.request.Attempt;
import io.signalbox.core.request.Machine;
import io.signalbox.core.request.MachineRequest;
import io.signalbox.core.request.RequestKind;
import io.signalbox.core.request.RequestState;
import io.signalbox.core.request.TimelineEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** One request in full, 360 px beside the table. */
final class RequestDetailView {

  private final RequestsViewModel model;
  private final Dialogs dialogs;
  private final Navigator navigator;
  private final TimeSource time;
  private final VBox top = Ui.column(6);
  private final VBox rest = Ui.column(0);
  private final Button cancel =
      Ui.button("Cancel request", this::askToCancel, "compact", "danger-text");
  private final Button giveBack = Ui.button("Return machines", this::askToReturn, "compact");
  private final Label message = Ui.wrapped("", "small", "muted");
  private final VBox box;

  RequestDetailView(
      RequestsViewModel model, Dialogs dialogs, Navigator navigator, TimeSource time) {
    this.model = model;
    this.dialogs = dialogs;
    this.navigator = navigator;
    this.time = time;
    cancel.setId("cancel-request");
    giveBack.setId("return-machines");
    message.textProperty().bind(model.messageProperty());
    message.managedProperty().bind(message.textProperty().isNotEmpty());
    ScrollPane scroll = new ScrollPane(rest);
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    box = new VBox(Ui.pad(top, 12, 14, 10, 14), Ui.line(), Ui.grow(scroll));
    box.setMinWidth(380);
    box.setMaxWidth(380);
    box.setStyle(
        "-fx-background-color: -sb-card; -fx-border-color: transparent transparent transparent"
            + " -sb-border-muted;");
    model.detailProperty().addListener((property, old, detail) -> show(detail));
    show(null);
  }

  Node node() {
    return box;
  }

  private void show(RequestsViewModel.@Nullable Detail detail) {
    top.getChildren().clear();
    rest.getChildren().clear();
    if (detail == null) {
      RequestRow row = model.selectedProperty().get();
      top.getChildren()
          .add(Ui.wrapped(row == null ? "Select a request to follow it here." : row.id(), "muted"));
      return;
    }
    MachineRequest request = detail.request();
    head(request);
    machines(request);
    if (!request.message().isEmpty() && request.state() != RequestState.COMPLETE) {
      boolean bad =
          request.state() == RequestState.FAILED || request.state() == RequestState.TIMEOUT;
      HBox note =
          Ui.row(
              8,
              new Glyph(bad ? Glyph.Shape.CROSS : Glyph.Shape.DOT, bad ? "bad" : "accent"),
              Ui.grow(Ui.wrapped(request.message())));
      note.getStyleClass().addAll("note", bad ? "bad" : "accent");
      rest.getChildren().add(Ui.pad(new VBox(note), 8, 14, 8, 14));
    }
    timeline(detail);
  }

  private void head(MachineRequest request) {
    Label id = Ui.label(Units.middle(request.requestId(), 26), "mono", "strong");
    Ui.tooltip(id, request.requestId());
    Button copy = Ui.button("", () -> Ui.copy(request.requestId()), "ghost", "compact");
    copy.setGraphic(Icon.COPY.node());
    copy.setAccessibleText("Copy the request's id");
    StatusLabel state = new StatusLabel(Status.of(request.state()));
    top.getChildren().add(Ui.row(4, id, copy, Ui.spacer(), state));
    String what =
        request.kind() == RequestKind.RETURN
            ? "return of " + request.requested()
            : request.templateId() + " × " + request.requested();
    top.getChildren().add(Ui.row(12, pair("Template", what), Ui.spacer(), provider(request)));
    top.getChildren()
        .add(
            Ui.row(
                12,
                pair("By", request.actor()),
                Ui.spacer(),
                pair("Trace", Units.middle(request.traceId(), 13))));
    String why = request.attempts().isEmpty() ? "" : request.attempts().getLast().reason();
    if (!why.isEmpty()) {
      top.getChildren().add(pair("Why there", "“" + why + "”"));
    }
    top.getChildren().add(new MachineBar(request, 348));
    Instant end = request.finishedAt() == null ? time.now() : request.finishedAt();
    top.getChildren()
        .add(
            Ui.row(
                8,
                Ui.label(done(request), "small", "semi"),
                Ui.spacer(),
                Ui.label(
                    Units.age(Duration.between(request.createdAt(), end))
                        + " of "
                        + Units.age(Duration.between(request.createdAt(), request.deadline())),
                    "small",
                    "muted")));
    Ui.enable(cancel, model.cancelRefusal());
    Ui.enable(giveBack, model.returnRefusal());
    int returnable = model.returnable();
    giveBack.setText(
        returnable == 0
            ? "Return machines"
            : "Return " + returnable + (returnable == 1 ? " machine" : " machines"));
    Button cli =
        Ui.button(
            "CLI", () -> Ui.copy("signalbox requests status " + request.requestId()), "compact");
    top.getChildren().add(Ui.row(6, cancel, giveBack, Ui.spacer(), cli));
    top.getChildren().add(message);
  }

  /** The provider's name, which leads to it. */
  private Node provider(MachineRequest request) {
    String name = request.provider();
    if (name == null) {
      return pair("Provider", "not chosen yet");
    }
    return Ui.row(
        2,
        Ui.label("Provider", "small", "muted"),
        Ui.button(
            Units.middle(name, 24),
            () -> navigator.go(Navigator.Place.PROVIDERS, name),
            "ghost",
            "compact"));
  }

  private static String done(MachineRequest request) {
    if (request.kind() == RequestKind.RETURN) {
      long gone = request.machines().stream().filter(each -> each.state().isGone()).count();
      return gone + " of " + request.requested() + " returned";
    }
    return RequestsViewModel.running(request) + " of " + request.requested() + " running";
  }

  private static Node pair(String name, String value) {
    Label label = Ui.label(name, "small", "muted");
    label.setMinWidth(58);
    Label text = Ui.label(Units.middle(value, 44), "small");
    Ui.tooltip(text, value);
    return Ui.row(6, label, text);
  }

  private void machines(MachineRequest request) {
    String types =
        String.join(
            ", ", request.machines().stream().map(Machine::instanceType).distinct().toList());
    rest.getChildren()
        .add(
            Ui.pad(
                Ui.row(
                    8,
                    Ui.label("Machines", "semi"),
                    Ui.spacer(),
                    Ui.label(types, "small", "muted")),
                10,
                14,
                4,
                14));
    if (request.machines().isEmpty()) {
      rest.getChildren()
          .add(Ui.pad(new VBox(Ui.label("None yet.", "small", "muted")), 0, 14, 8, 14));
    }
    int number = 1;
    for (Machine machine : request.machines()) {
      Label place = Ui.label(String.valueOf(number++), "small", "muted");
      place.setMinWidth(22);
      Label id = Ui.label(Units.middle(machine.machineId(), 20), "mono");
      Ui.tooltip(
          id, machine.machineId() + (machine.reason().isEmpty() ? "" : "\n" + machine.reason()));
      id.setMinWidth(140);
      Label address =
          Ui.label(Objects.toString(machine.privateAddress(), "not yet"), "mono", "muted");
      address.setMinWidth(Region.USE_PREF_SIZE);
      HBox row =
          Ui.row(6, place, id, new StatusLabel(Status.of(machine.state())), Ui.spacer(), address);
      row.setMinHeight(27);
      row.setStyle("-fx-border-color: -sb-border-muted transparent transparent transparent;");
      rest.getChildren().add(Ui.pad(row, 0, 14, 0, 14));
    }
    for (Attempt attempt : request.attempts()) {
      if (!attempt.code().isEmpty()) {
        HBox note =
            Ui.row(
                8,
                new Glyph(Glyph.Shape.TRIANGLE, "warn"),
                Ui.grow(
                    Ui.wrapped(
                        attempt.provider() + ": " + attempt.code() + ", " + attempt.message())));
        note.getStyleClass().addAll("note", "warn");
        rest.getChildren().add(Ui.pad(new VBox(note), 6, 14, 6, 14));
      }
    }
  }

  private void timeline(RequestsViewModel.Detail detail) {
    MachineRequest request = detail.request();
    rest.getChildren().add(Ui.line());
    rest.getChildren()
        .add(
            Ui.pad(
                Ui.row(
                    8,
                    Ui.label("Timeline", "semi"),
                    Ui.spacer(),
                    Ui.label(
                        Units.clock(request.createdAt()) + " UTC, from the click",
                        "small",
                        "muted")),
                10,
                14,
                4,
                14));
    List<TimelineEntry> entries = detail.timeline();
    for (TimelineEntry entry : entries) {
      Label offset =
          Ui.label(
              Units.offset(Duration.between(request.createdAt(), entry.at())), "mono", "muted");
      offset.setMinWidth(70);
      offset.setAlignment(javafx.geometry.Pos.CENTER_RIGHT);
      Label detailText = Ui.label(entry.detail(), "small", "muted");
      Label title = Ui.label(entry.title(), "small", "semi");
      title.setMinWidth(Region.USE_PREF_SIZE);
      Ui.tooltip(detailText, entry.title() + " " + entry.detail());
      HBox row =
          Ui.row(
              8,
              offset,
              new Glyph(
                  entry.good() ? Glyph.Shape.CHECK : Glyph.Shape.TRIANGLE,
                  entry.good() ? "accent" : "warn"),
              title,
              detailText);
      row.setMinHeight(23);
      rest.getChildren().add(Ui.pad(row, 0, 14, 0, 14));
    }
  }

  private void askToCancel() {
    RequestRow row = model.selectedProperty().get();
    if (row != null) {
      dialogs.ask(
          new Danger(
              "Cancel " + RequestsScreen.shortId(row.id()),
              List.of("What was launched is returned; nothing more is launched."),
              "Cancel request",
              true,
              false,
              ""),
          answer -> model.cancelSelected(answer.reason()));
    }
  }

  private void askToReturn() {
    RequestRow row = model.selectedProperty().get();
    if (row != null) {
      dialogs.ask(
          Danger.confirm(
              giveBack.getText(),
              "They are terminated at "
                  + Objects.toString(row.request().provider(), "their provider")
                  + "; what runs on them ends.",
              giveBack.getText()),
          answer -> model.returnSelected());
    }
  }
}
