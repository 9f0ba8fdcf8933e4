package io.signalbox.app.ui.requests;

import io.signalbox.app.ui.control.Columns;
import io.signalbox.app.ui.control.MachineBar;
import io.signalbox.app.ui.control.Status;
import io.signalbox.app.ui.control.StatusLabel;
import io.signalbox.app.ui.control.Ui;
import io.signalbox.app.ui.control.Units;
import io.signalbox.core.request.MachineRequest;
import io.signalbox.core.request.RequestKind;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;

/**
 * The columns of Requests. Where not all have room those go first that the panel beside the list
 * tells too: the id, why, the age; last of all the bars, and names are shortened in their middle.
 */
final class RequestColumns {

  /** Of a table in which names of 20 letters are whole beside states and bars, px. */
  private static final double WIDE = 600;

  private final ObservableValue<Instant> now;
  private final TableColumn<RequestRow, MachineRequest> state;
  private final TableColumn<RequestRow, MachineRequest> id;
  private final TableColumn<RequestRow, MachineRequest> template;
  private final TableColumn<RequestRow, MachineRequest> provider;
  private final TableColumn<RequestRow, MachineRequest> machines;
  private final TableColumn<RequestRow, Aged> age;
  private final TableColumn<RequestRow, MachineRequest> why;
  private boolean bars = true;

  /** An age, ordered by what it is the age of. */
  private record Aged(Instant since, String text) {}

  /**
   * @param now the time ages are of; ticks
   */
  RequestColumns(ObservableValue<Instant> now) {
    this.now = now;
    state =
        Columns.kept(
            "State",
            138,
            RequestRow::requestProperty,
            Comparator.comparing(MachineRequest::state),
            () -> new StatusLabel(),
            (label, request) -> label.show(Status.of(request.state())));
    id =
        Columns.kept(
            "Request",
            112,
            RequestRow::requestProperty,
            Comparator.comparing(MachineRequest::requestId),
            () -> Ui.label("", "mono"),
            (label, request) -> label.setText(RequestsScreen.shortId(request.requestId())));
    template =
        name(
            "Template",
            138,
            request -> request.kind() == RequestKind.RETURN ? "return" : request.templateId());
    provider = name("Provider", 182, RequestWords::at);
    machines =
        Columns.node(
            "Machines",
            120,
            false,
            RequestRow::requestProperty,
            RequestWords::machines,
            Comparator.comparingInt(MachineRequest::requested),
            request -> bars ? new MachineBar(request, 28) : null);
    age =
        Columns.text(
            "Age", 68, true, this::aged, Aged::text, Comparator.comparing(Aged::since).reversed());
    age.setMinWidth(64);
    why =
        Columns.text(
            "Why",
            190,
            false,
            RequestRow::requestProperty,
            RequestWords::why,
            Comparator.comparing(RequestWords::why));
    why.setMinWidth(90);
  }

  void putInto(TableView<RequestRow> table) {
    table.getColumns().setAll(List.of(state, id, template, provider, machines, age, why));
    table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_ALL_COLUMNS);
    table
        .widthProperty()
        .addListener((property, old, width) -> {
          fit(table, width.doubleValue());
          Columns.fit(table, List.of(List.of(age), List.of(why), List.of(id)));
        });
  }

  private void fit(TableView<RequestRow> table, double width) {
    boolean wide = width >= WIDE;
    template.setMinWidth(wide ? 145 : 102);
    provider.setMinWidth(wide ? 162 : 120);
    machines.setMinWidth(wide ? 120 : 100);
    if (wide != bars) {
      bars = wide;
      table.refresh();
    }
  }

  /** A name, which keeps both its ends where it is too long. */
  private static TableColumn<RequestRow, MachineRequest> name(
      String title, double width, Function<MachineRequest, String> name) {
    return Columns.kept(
        title,
        width,
        RequestRow::requestProperty,
        Comparator.comparing(name),
        () -> Ui.ends(""),
        (label, request) -> label.setText(name.apply(request)));
  }

  private ObservableValue<Aged> aged(RequestRow row) {
    Instant since = row.request().createdAt();
    return now.map(at -> new Aged(since, Units.age(since, at)));
  }
}
