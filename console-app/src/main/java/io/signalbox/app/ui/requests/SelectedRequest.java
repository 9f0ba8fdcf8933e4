package io.signalbox.app.ui.requests;

import io.signalbox.app.ui.feed.Question;
import io.signalbox.app.ui.feed.UiServices;
import io.signalbox.core.command.Command;
import io.signalbox.core.command.RequestCommand;
import io.signalbox.core.query.Query;
import io.signalbox.core.request.MachineRequest;
import io.signalbox.core.request.RequestCost;
import io.signalbox.core.request.RequestKind;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/**
 * The request that is selected: all of it, and what can be done to it. What is done names the
 * request: another may be selected before a question is answered. On the screen's thread only.
 */
final class SelectedRequest {

  private final UiServices services;
  private final Question details;
  private final Runnable acted;
  private final ObjectProperty<@Nullable RequestRow> row = new SimpleObjectProperty<>();
  private final ReadOnlyObjectWrapper<@Nullable Detail> detail = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyStringWrapper message = new ReadOnlyStringWrapper("");

  /** One request with its timeline, oldest first, and what it costs; a return costs nothing. */
  record Detail(MachineRequest request, List<Happening> happenings, @Nullable RequestCost cost) {}

  /**
   * @param failed told why a request could not be asked for
   * @param acted called when something was done to it
   */
  SelectedRequest(UiServices services, Consumer<RuntimeException> failed, Runnable acted) {
    this.services = services;
    this.details = new Question(services, failed);
    this.acted = acted;
    row.addListener((property, old, next) -> {
      detail.set(null);
      message.set("");
      refresh();
    });
  }

  /** Asks for it again; nothing while none is selected. */
  void refresh() {
    RequestRow shown = row.get();
    if (shown == null) {
      details.forget();
      return;
    }
    String id = shown.id();
    details.prepare(
        id,
        queries -> {
          MachineRequest request = queries.ask(new Query.ShowRequest(id));
          return new Detail(
              request,
              Happening.of(
                  queries.ask(new Query.RequestTimeline(id)),
                  queries.ask(new Query.CallsOfRequest(id))),
              request.kind() == RequestKind.RETURN
                  ? null
                  : queries.ask(new Query.CostOfRequest(id)));
        },
        next -> {
          if (!next.equals(detail.get())) {
            detail.set(next);
          }
        });
  }

  void cancel(String id, String reason) {
    run(id, new RequestCommand.Cancel(id, reason));
  }

  void giveBack(String id) {
    run(id, new RequestCommand.ReturnRequest(id, ""));
  }

  private void run(String id, Command<MachineRequest> command) {
    message.set("");
    services.execute(
        command,
        false,
        done -> {
          tell(
              id,
              done.kind() == RequestKind.RETURN
                  ? "Return started as " + RequestsScreen.shortId(done.requestId())
                  : "It is " + done.state().word());
          acted.run();
          refresh();
        },
        failure -> tell(id, UiServices.textOf(failure)));
  }

  /** Under another request it would be read as that one's, unless it says whose it is. */
  private void tell(String id, String words) {
    RequestRow shown = row.get();
    boolean own = shown != null && shown.id().equals(id);
    message.set(own ? words : RequestsScreen.shortId(id) + ": " + words);
  }

  /** Why it cannot be cancelled; empty if it can. */
  String cancelRefusal() {
    Detail open = detail.get();
    if (open == null) {
      return "Select a request first";
    }
    if (services.commands().readOnly()) {
      return "This window is read-only";
    }
    MachineRequest request = open.request();
    return request.kind() == RequestKind.RETURN
        ? "A return is not cancelled"
        : request.state().isFinal() ? "It is " + request.state().word() : "";
  }

  /** Why nothing can be returned; empty if something can. */
  String returnRefusal() {
    Detail open = detail.get();
    if (open == null) {
      return "Select a request first";
    }
    if (services.commands().readOnly()) {
      return "This window is read-only";
    }
    return returnable() == 0 ? "It has no machine to return" : "";
  }

  /** Its machines that are there and not yet being returned. */
  int returnable() {
    Detail open = detail.get();
    if (open == null || open.request().kind() == RequestKind.RETURN) {
      return 0;
    }
    return (int)
        open.request().machines().stream()
            .filter(machine -> machine.returnId() == null && !machine.state().isGone())
            .count();
  }

  /** Null while none is. */
  ObjectProperty<@Nullable RequestRow> rowProperty() {
    return row;
  }

  /** Null until it is known. */
  ReadOnlyObjectProperty<@Nullable Detail> detailProperty() {
    return detail.getReadOnlyProperty();
  }

  /** What became of the last cancel or return. */
  ReadOnlyStringProperty messageProperty() {
    return message.getReadOnlyProperty();
  }
}
