package io.signalbox.app.ui.requests;

import io.signalbox.app.ui.control.LookBack;
import io.signalbox.app.ui.feed.Question;
import io.signalbox.app.ui.feed.UiServices;
import io.signalbox.app.ui.preference.Preferences;
import io.signalbox.core.query.Query;
import io.signalbox.core.request.MachineRequest;
import io.signalbox.core.request.OpenRequest;
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
 * The Requests screen without a control: the list, and which of it is open. On the screen's thread
 * only.
 */
public final class RequestsViewModel {

  /** Requests in a page of the list. */
  static final int PAGE = 200;

  /** Requests that are listed at most, as many as the store hands out; who needs more says more. */
  static final int MOST = 10_000;

  /** Seconds after which the list is asked for all the same. */
  private static final int UNTOLD = 10;

  private final UiServices services;
  private final SubmitViewModel submit;
  private final Question listing;
  private final ObservableList<RequestRow> rows = FXCollections.observableArrayList();
  private final StringProperty filter = new SimpleStringProperty("");
  private final ObjectProperty<Set<RequestState>> states = new SimpleObjectProperty<>(Set.of());
  private final ObjectProperty<String> provider = new SimpleObjectProperty<>("");
  private final ObjectProperty<LookBack> back = new SimpleObjectProperty<>(LookBack.DAY);
  private final ObservableList<String> providers = FXCollections.observableArrayList();
  private final ReadOnlyObjectWrapper<RequestSearch.Found> found =
      new ReadOnlyObjectWrapper<>(new RequestSearch.Found(List.of(), 0, 0, List.of()));
  private final SelectedRequest selected;
  private final ReadOnlyBooleanWrapper more = new ReadOnlyBooleanWrapper();
  private final ReadOnlyStringWrapper error = new ReadOnlyStringWrapper("");
  private final ReadOnlyIntegerWrapper open = new ReadOnlyIntegerWrapper();
  private @Nullable Work work;
  private int seconds;
  private int most = PAGE;
  private String wanted = "";

  /** What a snapshot tells of requests: while it is the same, so is the list. */
  private record Work(List<OpenRequest> open, int all, int machines) {}

  /** What is asked for the list; another page or filter makes an older answer worthless. */
  private record Page(
      Set<RequestState> states, String provider, String text, LookBack back, int most) {}

  public RequestsViewModel(UiServices services) {
    this.services = services;
    this.listing = new Question(services, this::fail);
    this.selected = new SelectedRequest(services, this::fail, this::refreshList);
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
    selected
        .rowProperty()
        .addListener((property, old, row) -> {
          if (row != null) {
            kept.set("requests", "selected", row.id());
          }
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
    selected.refresh();
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
    most = Math.min(MOST, most + PAGE);
    refreshList();
  }

  private void apply(RequestSearch.Found answer) {
    error.set("");
    more.set(most < MOST && answer.found() > answer.newest().size());
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
      RequestRow before = selected.rowProperty().get();
      rows.setAll(next);
      // One that left the page stays in the panel.
      selected.rowProperty().set(before);
    }
    // After the rows: who is told counts both.
    found.set(answer);
    if (!wanted.isEmpty()) {
      select(wanted);
    }
    if (selected.rowProperty().get() == null && !next.isEmpty()) {
      String last = services.preferences().find("requests", "selected").orElse("");
      selected
          .rowProperty()
          .set(
              next.stream()
                  .filter(row -> row.id().equals(last))
                  .findFirst()
                  .orElse(next.getFirst()));
    }
  }

  /** Selects by id, now or when the request shows up. */
  void select(String id) {
    wanted = id;
    for (RequestRow row : rows) {
      if (row.id().equals(id)) {
        wanted = "";
        selected.rowProperty().set(row);
      }
    }
  }

  private void fail(RuntimeException failure) {
    error.set(UiServices.textOf(failure));
  }

  SubmitViewModel submit() {
    return submit;
  }

  /** The request that is open beside the list. */
  SelectedRequest selected() {
    return selected;
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

  /** How many requests are not over. */
  ReadOnlyIntegerProperty openProperty() {
    return open.getReadOnlyProperty();
  }

  /** Whether there are older ones than those listed. */
  ReadOnlyBooleanProperty moreProperty() {
    return more.getReadOnlyProperty();
  }

  ReadOnlyStringProperty errorProperty() {
    return error.getReadOnlyProperty();
  }
}
