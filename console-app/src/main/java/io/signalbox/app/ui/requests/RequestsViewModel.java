package io.signalbox.app.ui.requests;

import io.signalbox.app.ui.control.LookBack;
import io.signalbox.app.ui.feed.Question;
import io.signalbox.app.ui.feed.UiServices;
import io.signalbox.app.ui.preference.Preferences;
import io.signalbox.core.command.Command;
import io.signalbox.core.command.RequestCommand;
import io.signalbox.core.query.Query;
import io.signalbox.core.request.MachineRequest;
import io.signalbox.core.request.OpenRequest;
import io.signalbox.core.request.RequestCost;
import io.signalbox.core.request.RequestKind;
import io.signalbox.core.request.RequestSearch;
import io.signalbox.core.request.RequestState;
import io.signalbox.core.snapshot.ConsoleSnapshot;
import io.signalbox.core.snapshot.ProviderView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/**
 * The Requests screen without a control: the list and one request in full. On the screen's thread
 * only.
 */
public final class RequestsViewModel {

  /** Requests in a page of the list. */
  static final int PAGE = 200;

  /** Seconds after which the list is asked for all the same. */
  private static final int UNTOLD = 10;

  private final UiServices services;
  private final SubmitViewModel submit;
  private final Question listing;
  private final Question details;
  private final ObservableList<RequestRow> rows = FXCollections.observableArrayList();
  private final StringProperty filter = new SimpleStringProperty("");
  private final ObjectProperty<Set<RequestState>> states = new SimpleObjectProperty<>(Set.of());
  private final ObjectProperty<String> provider = new SimpleObjectProperty<>("");
  private final ObjectProperty<LookBack> back = new SimpleObjectProperty<>(LookBack.DAY);
  private final ObservableList<String> providers = FXCollections.observableArrayList();
  private final ReadOnlyObjectWrapper<RequestSearch.Found> found =
      new ReadOnlyObjectWrapper<>(new RequestSearch.Found(List.of(), 0, 0, List.of()));
  private final ObjectProperty<@Nullable RequestRow> selected = new SimpleObjectProperty<>();
  private final ReadOnlyObjectWrapper<@Nullable Detail> detail = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyBooleanWrapper more = new ReadOnlyBooleanWrapper();
  private final ReadOnlyStringWrapper message = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper error = new ReadOnlyStringWrapper("");
  private final ReadOnlyIntegerWrapper open = new ReadOnlyIntegerWrapper();
  private @Nullable Work work;
  private int seconds;
  private int most = PAGE;
  private String wanted = "";

  /** One request with its timeline, oldest first, and what it costs; a return costs nothing. */
  record Detail(MachineRequest request, List<Happening> happenings, @Nullable RequestCost cost) {}

  /** What a snapshot tells of requests: while it is the same, so is the list. */
  private record Work(List<OpenRequest> open, int all, int machines) {}

  /** What is asked for the list; another page or filter makes an older answer worthless. */
  private record Page(
      Set<RequestState> states, String provider, String text, LookBack back, int most) {}

  public RequestsViewModel(UiServices services) {
    this.services = services;
    this.listing = new Question(services, this::fail);
    this.details = new Question(services, this::fail);
    this.submit =
        new SubmitViewModel(
            services,
            request -> {
              select(request.requestId());
              refreshList();
            });
    Preferences kept = services.preferences();
    kept.keep("requests", "filter", filter);
    kept.keep("requests", "provider", provider);
    kept.keep("requests", "back", LookBack.class, back);
    kept.keepAll("requests", "states", RequestState.class, states);
    for (ObservableValue<?> each : List.of(filter, states, provider, back)) {
      each.addListener((property, old, next) -> {
        most = PAGE;
        refreshList();
      });
    }
    selected.addListener((property, old, row) -> {
      if (row != null) {
        kept.set("requests", "selected", row.id());
      }
      detail.set(null);
      message.set("");
      refreshDetail();
    });
  }

  /** The list is asked for where the work there is has changed, the open request every time. */
  public void show(ConsoleSnapshot snapshot) {
    submit.show(snapshot);
    Work now =
        new Work(snapshot.openRequests(), snapshot.requestsOpen(), snapshot.machinesRunning());
    open.set(snapshot.requestsOpen());
    List<String> names = snapshot.providers().stream().map(ProviderView::name).toList();
    if (!names.equals(providers)) {
      providers.setAll(names);
    }
    if (!now.equals(work)) {
      work = now;
      // What goes back for months is read again now and then only.
      if (back.get().isWithinADay()) {
        refreshList();
      }
    }
    refreshDetail();
  }

  /** A second has passed: now and then looks for what came and went between two snapshots. */
  public void tick() {
    if (++seconds >= UNTOLD) {
      seconds = 0;
      refreshList();
    }
  }

  /** Asks for the list now. */
  void refreshList() {
    Page page = new Page(states.get(), provider.get(), filter.get().strip(), back.get(), most);
    RequestSearch search =
        new RequestSearch(
            page.states(),
            page.provider(),
            page.text(),
            page.back().from(services.time().now()).orElse(Instant.EPOCH));
    listing.ask(page, new Query.FindRequests(search, page.most()), this::apply);
  }

  /** Lists a page more. */
  void showMore() {
    most += PAGE;
    refreshList();
  }

  private void apply(RequestSearch.Found answer) {
    error.set("");
    more.set(answer.found() > answer.newest().size());
    List<MachineRequest> requests = answer.newest();
    Map<String, RequestRow> known = new HashMap<>();
    rows.forEach(row -> known.put(row.id(), row));
    List<RequestRow> next = new ArrayList<>();
    for (MachineRequest request : requests) {
      RequestRow row = known.get(request.requestId());
      if (row == null) {
        row = new RequestRow(request);
      } else if (!row.request().equals(request)) {
        row.update(request);
      }
      next.add(row);
    }
    if (!next.equals(rows)) {
      RequestRow before = selected.get();
      rows.setAll(next);
      // One that left the page stays in the panel.
      selected.set(before);
    }
    // After the rows: who is told counts both.
    found.set(answer);
    if (!wanted.isEmpty()) {
      select(wanted);
    }
    if (selected.get() == null && !next.isEmpty()) {
      String last = services.preferences().find("requests", "selected").orElse("");
      selected.set(
          next.stream().filter(row -> row.id().equals(last)).findFirst().orElse(next.getFirst()));
    }
  }

  /** Selects by id, now or when the request shows up. */
  void select(String id) {
    wanted = id;
    for (RequestRow row : rows) {
      if (row.id().equals(id)) {
        wanted = "";
        selected.set(row);
      }
    }
  }

  private void refreshDetail() {
    RequestRow row = selected.get();
    if (row == null) {
      details.forget();
      return;
    }
    String id = row.id();
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

  void cancelSelected(String reason) {
    RequestRow row = selected.get();
    if (row != null) {
      run(new RequestCommand.Cancel(row.id(), reason));
    }
  }

  void returnSelected() {
    RequestRow row = selected.get();
    if (row != null) {
      run(new RequestCommand.ReturnRequest(row.id(), ""));
    }
  }

  private void run(Command<MachineRequest> command) {
    message.set("");
    services.execute(
        command,
        false,
        done -> {
          message.set(
              done.kind() == RequestKind.RETURN
                  ? "Return started as " + RequestsScreen.shortId(done.requestId())
                  : "It is " + done.state().word());
          refreshList();
          refreshDetail();
        },
        failure -> message.set(UiServices.textOf(failure)));
  }

  /** Why the selected request cannot be cancelled; empty if it can. */
  String cancelRefusal() {
    Detail shownNow = detail.get();
    if (shownNow == null) {
      return "Select a request first";
    }
    if (services.commands().readOnly()) {
      return "This window is read-only";
    }
    MachineRequest request = shownNow.request();
    return request.kind() == RequestKind.RETURN
        ? "A return is not cancelled"
        : request.state().isFinal() ? "It is " + request.state().word() : "";
  }

  /** Why nothing can be returned; empty if something can. */
  String returnRefusal() {
    Detail shownNow = detail.get();
    if (shownNow == null) {
      return "Select a request first";
    }
    if (services.commands().readOnly()) {
      return "This window is read-only";
    }
    return returnable() == 0 ? "It has no machine to return" : "";
  }

  /** Machines of the selected request that are there and not yet being returned. */
  int returnable() {
    Detail shownNow = detail.get();
    if (shownNow == null || shownNow.request().kind() == RequestKind.RETURN) {
      return 0;
    }
    return (int)
        shownNow.request().machines().stream()
            .filter(machine -> machine.returnId() == null && !machine.state().isGone())
            .count();
  }

  private void fail(RuntimeException failure) {
    error.set(UiServices.textOf(failure));
  }

  SubmitViewModel submit() {
    return submit;
  }

  /** What was found, as much of it as is listed. */
  ObservableList<RequestRow> shown() {
    return rows;
  }

  /** How many were found, and on which days. */
  ReadOnlyObjectProperty<RequestSearch.Found> foundProperty() {
    return found.getReadOnlyProperty();
  }

  StringProperty filterProperty() {
    return filter;
  }

  /** Empty for any. */
  ObjectProperty<Set<RequestState>> statesProperty() {
    return states;
  }

  /** Empty for any. */
  ObjectProperty<String> providerProperty() {
    return provider;
  }

  ObjectProperty<LookBack> backProperty() {
    return back;
  }

  /** Those that may be chosen, in configured order. */
  ObservableList<String> providers() {
    return providers;
  }

  ObjectProperty<@Nullable RequestRow> selectedProperty() {
    return selected;
  }

  ReadOnlyObjectProperty<@Nullable Detail> detailProperty() {
    return detail.getReadOnlyProperty();
  }

  /** How many requests are not over. */
  ReadOnlyIntegerProperty openProperty() {
    return open.getReadOnlyProperty();
  }

  /** Whether there are older ones than those listed. */
  ReadOnlyBooleanProperty moreProperty() {
    return more.getReadOnlyProperty();
  }

  /** What became of the last cancel or return. */
  ReadOnlyStringProperty messageProperty() {
    return message.getReadOnlyProperty();
  }

  ReadOnlyStringProperty errorProperty() {
    return error.getReadOnlyProperty();
  }
}
