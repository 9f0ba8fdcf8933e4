package io.signalbox.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.provider.MachineState;
import io.signalbox.core.request.Machine;
import io.signalbox.core.request.MachineRequest;
import io.signalbox.core.request.OpenRequest;
import io.signalbox.core.request.RequestKind;
import io.signalbox.core.request.RequestState;
import io.signalbox.core.request.WorkAtAGlance;
import io.signalbox.core.testing.ManualTime;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What there is to do, counted without looking at what is over. */
final class GlanceTest {

  @TempDir Path folder;
  private final ManualTime time = new ManualTime();
  private final Instant now = time.now();

  private MachineRequest request(
      String id, RequestState state, @Nullable Instant finished, Machine... machines) {
    return new MachineRequest(
        id,
        RequestKind.ACQUIRE,
        state,
        "web",
        3,
        "east",
        null,
        "key-" + id,
        "field",
        "",
        now.minusSeconds(600),
        now.minusSeconds(30),
        now.minusSeconds(10),
        finished,
        "said so",
        List.of(),
        List.of(machines));
  }

  private Machine machine(String id, String request, MachineState state) {
    return new Machine(
        id,
        id,
        request,
        null,
        "east",
        state,
        null,
        null,
        null,
        "",
        "m5",
        "ondemand",
        1,
        Map.of(),
        false,
        "",
        now,
        now);
  }

  private WorkAtAGlance glance(Store store) {
    return store.requests().glance(now, now.minus(Duration.ofMinutes(15)), 200);
  }

  @Test
  void countsWhatIsOpenRunningLateAndEndedBadly() {
    try (Store store = Store.open(folder, time)) {
      store
          .requests()
          .save(
              request(
                  "late",
                  RequestState.ACQUIRING,
                  null,
                  machine("m1", "late", MachineState.RUNNING),
                  machine("m2", "late", MachineState.PENDING)));
      store.requests().save(request("bad", RequestState.FAILED, now.minusSeconds(60)));
      store.requests().save(request("old", RequestState.FAILED, now.minusSeconds(6_000)));
      store
          .requests()
          .save(
              request(
                  "good",
                  RequestState.COMPLETE,
                  now.minusSeconds(60),
                  machine("m3", "good", MachineState.RUNNING)));
      store.requests().requestCancel("late", "field");
      WorkAtAGlance found = glance(store);
      assertThat(found.open()).isEqualTo(1);
      assertThat(found.machinesRunning()).isEqualTo(2);
      assertThat(found.troubled())
          .extracting(WorkAtAGlance.Troubled::requestId)
          .containsExactly("late", "bad");
      OpenRequest late = found.newest().getFirst();
      assertThat(late.reached()).isEqualTo(1);
      assertThat(late.requested()).isEqualTo(3);
      assertThat(late.cancelling()).isTrue();
    }
  }

  @Test
  void aHundredThousandRequestsThatAreOverAreNotRead() {
    try (Store store = Store.open(folder, time);
        Database database = new Database(folder.resolve(Store.FILE), StoreOptions.DEFAULT)) {
      for (String statement : OpenWorkRows.statements()) {
        Object[] values =
            IntStream.range(0, (int) statement.chars().filter(c -> c == '?').count())
                .mapToObj(i -> (Object) 1L)
                .toArray();
        List<String> plan =
            database.read(session ->
                session
                    .select("EXPLAIN QUERY PLAN " + statement, values)
                    .list(row -> row.getString("detail")));
        assertThat(plan)
            .as(statement)
            .allMatch(step ->
                !step.startsWith("SCAN")
                    || step.contains("requests_open")
                    || step.contains("machines_running"))
            .noneMatch(step -> step.contains("TEMP B-TREE"));
      }
    }
  }

  @Test
  void theEditionTellsThatSomebodyWroteAndNothingElse() {
    try (Store store = Store.open(folder, time);
        Store other = Store.open(folder, time)) {
      long before = store.edition();
      assertThat(store.edition()).isEqualTo(before);
      other.requests().save(request("theirs", RequestState.PENDING, null));
      long after = store.edition();
      assertThat(after).isNotEqualTo(before);
      glance(store);
      assertThat(store.edition()).isEqualTo(after);
    }
  }
}
