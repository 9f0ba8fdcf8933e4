package io.signalbox.app.ui.requests;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.app.testing.FakeBuses;
import io.signalbox.app.testing.Views;
import io.signalbox.app.ui.control.LookBack;
import io.signalbox.app.ui.feed.UiServices;
import io.signalbox.core.command.RequestCommand;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.provider.MachineState;
import io.signalbox.core.query.Query;
import io.signalbox.core.request.HourlyCost;
import io.signalbox.core.request.Machine;
import io.signalbox.core.request.MachineRequest;
import io.signalbox.core.request.RequestCost;
import io.signalbox.core.request.RequestKind;
import io.signalbox.core.request.RequestSearch;
import io.signalbox.core.request.RequestState;
import io.signalbox.core.snapshot.ConsoleSnapshot;
import io.signalbox.core.template.TemplateSummary;
import io.signalbox.core.testing.ManualTime;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RequestsViewModelTest {

  private final ManualTime time = new ManualTime();
  private final FakeBuses buses = new FakeBuses();
  private final List<MachineRequest> requests = new ArrayList<>();

  @BeforeEach
  void answers() {
    requests.add(request("req-1", RequestState.COMPLETE, 2));
    requests.add(request("req-2", RequestState.ACQUIRING, 0));
    buses
        .on(Query.TemplatesVersion.class, query -> 1L)
        .on(
            Query.ListTemplates.class,
            query ->
                List.of(
                    new TemplateSummary(
                        "web", "web", "", "", "", 5, List.of("east"), List.of(), 1, 0, 0)))
        .on(
            Query.PreviewRequest.class,
            query -> {
              throw new SignalboxException(ErrorCode.NO_CAPACITY, "none");
            })
        .on(Query.FindRequests.class, this::found)
        .on(
            Query.ShowRequest.class,
            query ->
                requests.stream()
                    .filter(each -> each.requestId().equals(query.requestId()))
                    .findFirst()
                    .orElseThrow())
        .on(Query.RequestTimeline.class, query -> List.of())
        .on(Query.CallsOfRequest.class, query -> List.of())
        .on(
            Query.CostOfRequest.class,
            query ->
                new RequestCost(HourlyCost.NONE, BigDecimal.ZERO, BigDecimal.ZERO, 0, 0, Map.of()));
  }

  @Test
  void acceptedRequestIsSelectedWhenItShowsUp() {
    RequestsViewModel model = model();
    buses.on(
        RequestCommand.Submit.class,
        command -> {
          MachineRequest fresh = request("req-9", RequestState.ACQUIRING, 0);
          requests.addFirst(fresh);
          return fresh;
        });
    buses.on(Query.PreviewRequest.class, query -> SubmitViewModelTest.dryRun(time, "east", 5));
    model.show(snapshot());
    model.submit().submit();
    assertThat(selected(model)).isEqualTo("req-9");
  }

  @Test
  void selectionAndRowsSurviveARefreshAndFiltersNarrow() {
    RequestsViewModel model = model();
    model.select("req-2");
    RequestRow before = model.selected().rowProperty().get();
    requests.set(1, request("req-2", RequestState.COMPLETE, 2));
    model.show(snapshot());
    assertThat(model.selected().rowProperty().get()).isSameAs(before);
    assertThat(before).isNotNull();
    assertThat(before.request().state()).isEqualTo(RequestState.COMPLETE);
    model.statesProperty().set(Set.of(RequestState.FAILED));
    assertThat(model.shown()).isEmpty();
    model.statesProperty().set(Set.of());
    model.filterProperty().set("req-1 ");
    assertThat(model.shown()).extracting(RequestRow::id).containsExactly("req-1");
    assertThat(model.foundProperty().get().all()).isEqualTo(2);
  }

  @Test
  void cancelAndReturnSayWhyNot() {
    RequestsViewModel model = model();
    assertThat(selected(model)).isEqualTo("req-1");
    assertThat(model.selected().cancelRefusal()).isEqualTo("It is complete");
    assertThat(model.selected().returnRefusal()).isEmpty();
    assertThat(model.selected().returnable()).isEqualTo(2);
    model.select("req-2");
    assertThat(model.selected().cancelRefusal()).isEmpty();
    assertThat(model.selected().returnRefusal()).isEqualTo("It has no machine to return");
    buses.setReadOnly(true);
    assertThat(model.selected().cancelRefusal()).contains("read-only");
    assertThat(model.selected().returnRefusal()).contains("read-only");
  }

  @Test
  void returnTellsItsOwnId() {
    RequestsViewModel model = model();
    buses.on(
        RequestCommand.ReturnRequest.class,
        command -> request("ret-1", RequestKind.RETURN, RequestState.ACQUIRING, 0));
    model.selected().giveBack("req-1");
    assertThat(buses.commands()).containsExactly(new RequestCommand.ReturnRequest("req-1", ""));
    assertThat(model.selected().messageProperty().get()).isEqualTo("Return started as ret-1");
  }

  @Test
  void whatBecameOfARequestIsNotReadAsAnothersThatWasSelectedMeanwhile() {
    RequestsViewModel model = model();
    model.select("req-2");
    buses.on(
        RequestCommand.Cancel.class,
        command -> {
          model.select("req-1");
          return request(command.requestId(), RequestState.CANCELLED, 0);
        });
    model.selected().cancel("req-2", "not needed");
    assertThat(model.selected().messageProperty().get()).isEqualTo("req-2: It is cancelled");
  }

  @Test
  void listIsReadAPageAtATime() {
    requests.clear();
    for (int i = 0; i < 450; i++) {
      requests.add(request("req-" + i, RequestState.COMPLETE, 2));
    }
    RequestsViewModel model = model();
    assertThat(model.shown()).hasSize(200);
    assertThat(model.moreProperty().get()).isTrue();
    RequestRow kept = model.shown().getFirst();
    model.showMore();
    model.showMore();
    assertThat(model.shown()).hasSize(450).first().isSameAs(kept);
    assertThat(model.moreProperty().get()).isFalse();
  }

  @Test
  void noMoreIsAskedForThanTheStoreHandsOut() {
    requests.clear();
    for (int i = 0; i < RequestsViewModel.MOST + 1; i++) {
      requests.add(request("req-" + i, RequestState.COMPLETE, 2));
    }
    RequestsViewModel model = model();
    while (model.moreProperty().get()) {
      model.showMore();
    }
    model.showMore();
    assertThat(buses.queries())
        .filteredOn(Query.FindRequests.class::isInstance)
        .extracting(each -> ((Query.FindRequests) each).limit())
        .allMatch(each -> each <= RequestsViewModel.MOST);
    assertThat(model.shown()).hasSize(RequestsViewModel.MOST);
  }

  @Test
  void oneListIsAskedForAtATimeHoweverMuchNewsThereIs() {
    FakeBuses.Pending pending = new FakeBuses.Pending();
    RequestsViewModel model = new RequestsViewModel(buses.services(time, pending));
    for (int i = 0; i < 50; i++) {
      model.show(snapshot());
    }
    assertThat(pending.size()).as("questions under way").isLessThanOrEqualTo(3);
    pending.runAll();
    assertThat(lists()).isEqualTo(2);
    assertThat(model.shown()).hasSize(2);
  }

  @Test
  void aFilterIsAskedOfTheStoreAndBeginsAtTheNewestPage() {
    RequestsViewModel model = model();
    model.showMore();
    model.backProperty().set(LookBack.MONTH);
    model.providerProperty().set("east");
    Query.FindRequests asked = (Query.FindRequests) buses.queries().getLast();
    assertThat(asked.limit()).isEqualTo(RequestsViewModel.PAGE);
    assertThat(asked.search())
        .isEqualTo(new RequestSearch(Set.of(), "east", "", time.now().minus(Duration.ofDays(30))));
    assertThat(model.providers()).containsExactly("east");
  }

  @Test
  void whatGoesBackForMonthsIsNotReadWithEveryPieceOfNews() {
    RequestsViewModel model = model();
    model.backProperty().set(LookBack.ALL);
    long before = lists();
    for (int i = 0; i < 20; i++) {
      model.show(snapshot());
    }
    assertThat(lists()).isEqualTo(before);
    for (int i = 0; i < 10; i++) {
      model.tick();
    }
    assertThat(lists()).isEqualTo(before + 1);
  }

  private RequestSearch.Found found(Query.FindRequests query) {
    RequestSearch search = query.search();
    List<MachineRequest> all =
        requests.stream()
            .filter(each -> search.states().isEmpty() || search.states().contains(each.state()))
            .filter(each -> each.requestId().contains(search.text()))
            .toList();
    return new RequestSearch.Found(
        all.stream().limit(query.limit()).toList(), all.size(), requests.size(), List.of());
  }

  @Test
  void failedListKeepsTheRows() {
    RequestsViewModel model = model();
    buses.on(
        Query.FindRequests.class,
        query -> {
          throw new SignalboxException(ErrorCode.STORE_UNAVAILABLE, "gone");
        });
    model.show(snapshot());
    assertThat(model.shown()).hasSize(2);
    assertThat(model.errorProperty().get()).startsWith("STORE_UNAVAILABLE");
  }

  @Test
  void completeRequestWhoseMachinesWereReturnedDoesNotSayNoneOfTwo() {
    MachineRequest got = request("req-1", RequestState.COMPLETE, 2);
    assertThat(RequestWords.machines(got)).isEqualTo("2/2");
    MachineRequest returned = got.with(returned(got, 2));
    assertThat(RequestWords.machines(returned)).isEqualTo("2 returned");
    assertThat(RequestWords.sum(returned)).isEqualTo("0 of 2 running, 2 returned");
    MachineRequest half = got.with(returned(got, 1));
    assertThat(RequestWords.machines(half)).isEqualTo("1 left");
    assertThat(RequestWords.why(half)).isEqualTo("1 returned");
  }

  @Test
  void aPartialRequestWhoseMachinesWereReturnedDoesNotSayThatTheyWereLacking() {
    MachineRequest got = request("req-1", RequestState.PARTIAL, 1);
    assertThat(RequestWords.why(got)).isEqualTo("1 missing");
    assertThat(RequestWords.why(got.with(returned(got, 1)))).isEqualTo("1 missing");
  }

  @Test
  void clauseOfEveryStateIsShort() {
    for (RequestState state : RequestState.values()) {
      for (RequestKind kind : RequestKind.values()) {
        assertThat(RequestWords.why(request("req-1", kind, state, 1)).length())
            .as("%s %s", kind, state)
            .isLessThanOrEqualTo(RequestWords.LONGEST);
      }
    }
  }

  private List<Machine> returned(MachineRequest of, int many) {
    List<Machine> machines = new ArrayList<>(of.machines());
    for (int i = 0; i < many; i++) {
      machines.set(
          i,
          machines
              .get(i)
              .returnedBy("ret-1", time.now())
              .in(MachineState.RETURNED, "", time.now()));
    }
    return machines;
  }

  private int told;

  /** Each tells of another number of machines, so that the list is asked for. */
  private ConsoleSnapshot snapshot() {
    return Views.snapshot(time.now(), told++, "east");
  }

  @Test
  void unchangedWorkAsksForNoListAndWhatNoSnapshotToldIsFoundAllTheSame() {
    RequestsViewModel model = new RequestsViewModel(buses.services(time));
    ConsoleSnapshot same = snapshot();
    for (int i = 0; i < 100; i++) {
      model.show(same);
    }
    assertThat(lists()).isEqualTo(1);
    assertThat(model.openProperty().get()).isEqualTo(2);
    for (int i = 0; i < 10; i++) {
      model.tick();
    }
    assertThat(lists()).isEqualTo(2);
  }

  @Test
  void openRequestIsOpenAfterARestart() {
    UiServices services = buses.services(time);
    RequestsViewModel before = new RequestsViewModel(services);
    before.show(snapshot());
    String last = before.shown().getLast().id();
    before.select(last);
    RequestsViewModel again = new RequestsViewModel(services);
    again.show(snapshot());
    assertThat(before.shown().getFirst().id()).isNotEqualTo(last);
    assertThat(selected(again)).isEqualTo(last);
  }

  private long lists() {
    return buses.queries().stream().filter(each -> each instanceof Query.FindRequests).count();
  }

  private RequestsViewModel model() {
    RequestsViewModel model = new RequestsViewModel(buses.services(time));
    model.show(snapshot());
    return model;
  }

  private static @Nullable String selected(RequestsViewModel model) {
    RequestRow row = model.selected().rowProperty().get();
    return row == null ? null : row.id();
  }

  private MachineRequest request(String id, RequestState state, int machines) {
    return request(id, RequestKind.ACQUIRE, state, machines);
  }

  private MachineRequest request(String id, RequestKind kind, RequestState state, int machines) {
    List<Machine> running = new ArrayList<>();
    for (int i = 0; i < machines; i++) {
      running.add(machine(id, i));
    }
    return new MachineRequest(
        id,
        kind,
        state,
        "web",
        2,
        null,
        "key",
        "ana (window)",
        "trace",
        time.now(),
        time.now(),
        time.now().plusSeconds(300),
        null,
        "",
        List.of(),
        running);
  }

  private Machine machine(String request, int number) {
    return new Machine(
        request + "-m" + number,
        "host" + number,
        request,
        null,
        "east",
        MachineState.RUNNING,
        "10.0.0." + number,
        null,
        time.now(),
        "",
        "t3.small",
        "ondemand",
        1,
        Map.of(),
        false,
        "",
        time.now(),
        time.now());
  }
}
