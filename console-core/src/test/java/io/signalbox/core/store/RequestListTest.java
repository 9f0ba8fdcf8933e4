package io.signalbox.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.provider.MachineState;
import io.signalbox.core.request.Attempt;
import io.signalbox.core.request.Machine;
import io.signalbox.core.request.MachineRequest;
import io.signalbox.core.request.RequestKind;
import io.signalbox.core.request.RequestState;
import io.signalbox.core.testing.ManualTime;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RequestListTest {

  @TempDir Path folder;
  private final ManualTime time = new ManualTime();

  @Test
  void listedTogetherRequestsAreAsTheyAreFoundAlone() {
    try (Store store = Store.open(folder, time)) {
      store.requests().save(request("req-1", RequestKind.ACQUIRE, machine("m-1", null)));
      time.advance(Duration.ofSeconds(1));
      store.requests().save(request("req-2", RequestKind.ACQUIRE, machine("m-2", null)));
      time.advance(Duration.ofSeconds(1));
      store.requests().save(request("ret-1", RequestKind.RETURN, machine("m-1", "ret-1")));
      List<MachineRequest> listed = store.requests().list(null, Instant.EPOCH, 10);
      assertThat(listed)
          .extracting(MachineRequest::requestId)
          .containsExactly("ret-1", "req-2", "req-1");
      assertThat(listed).allMatch(each -> each.machines().size() == 1);
      assertThat(listed)
          .allSatisfy(each -> assertThat(store.requests().find(each.requestId())).contains(each));
      assertThat(store.requests().list(null, Instant.EPOCH, 1))
          .extracting(MachineRequest::requestId)
          .containsExactly("ret-1");
    }
  }

  private MachineRequest request(String id, RequestKind kind, Machine machine) {
    return new MachineRequest(
        id,
        kind,
        RequestState.COMPLETE,
        "web",
        1,
        null,
        id,
        "ana",
        "trace",
        time.now(),
        time.now(),
        time.now().plusSeconds(300),
        time.now(),
        "",
        kind == RequestKind.RETURN
            ? List.of()
            : List.of(
                new Attempt(
                    1,
                    "east",
                    1,
                    id + "-1",
                    "chosen",
                    "{}",
                    Attempt.Outcome.ACCEPTED,
                    "fleet",
                    "",
                    "",
                    time.now(),
                    time.now())),
        List.of(machine));
  }

  private Machine machine(String id, @Nullable String returned) {
    return new Machine(
        id,
        "host",
        id.equals("m-1") ? "req-1" : "req-2",
        returned,
        "east",
        MachineState.RUNNING,
        "10.0.0.1",
        null,
        time.now(),
        "",
        "t3.small",
        "ondemand",
        1,
        Map.of(),
        false,
        "",
        Instant.EPOCH,
        Instant.EPOCH);
  }
}
