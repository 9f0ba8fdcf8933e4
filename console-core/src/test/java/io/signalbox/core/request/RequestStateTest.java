package io.signalbox.core.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.signalbox.core.provider.InstanceInfo;
import io.signalbox.core.provider.MachineState;
import io.signalbox.core.request.acquiring.Settlement;
import io.signalbox.core.request.journal.Draft;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The table of states, and that no history of machines and outcomes ever leaves it. */
class RequestStateTest {

  private static final Map<RequestState, String> TABLE =
      Map.of(
          RequestState.PENDING,
          "in_progress acquiring cancelled failed complete partial partial_pending",
          RequestState.IN_PROGRESS,
          "complete partial partial_pending failed cancelled timeout acquiring",
          RequestState.ACQUIRING,
          "complete partial partial_pending failed timeout cancelled",
          RequestState.PARTIAL_PENDING,
          "complete partial failed cancelled timeout");

  private static final Instant START = Instant.parse("2026-06-16T12:00:00Z");

  @Test
  void allowsExactlyWhatTheTableSays() {
    for (RequestState from : RequestState.values()) {
      Set<String> allowed = Set.of(TABLE.getOrDefault(from, "-").split(" "));
      for (RequestState to : RequestState.values()) {
        assertThat(from.canBecome(to))
            .as(from + " to " + to)
            .isEqualTo(allowed.contains(to.word()));
      }
    }
  }

  @Test
  void aFinalStateIsNeverLeft() {
    Draft draft = new Draft(request(RequestState.COMPLETE, 1), START);
    assertThatIllegalStateException()
        .isThrownBy(() -> draft.become(RequestState.ACQUIRING, "again"))
        .withMessageContaining("cannot go from complete to acquiring");
  }

  @Test
  void anyHistoryEndsInTimeAndTruly() {
    for (int seed = 0; seed < 2_000; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      MachineRequest request = request(RequestState.IN_PROGRESS, 1 + random.nextInt(4));
      boolean cancelled = false;
      Instant now = START;
      Set<RequestState> seen = EnumSet.of(request.state());
      int steps = 0;
      while (!request.state().isFinal()) {
        assertThat(steps++).as("seed " + seed + " comes to an end").isLessThan(200);
        now = now.plusSeconds(1 + random.nextInt(60));
        Draft draft = new Draft(request, now);
        cloudSays(draft, random);
        cancelled |= random.nextInt(30) == 0;
        Settlement.settle(draft, Duration.ofSeconds(3600), cancelled, "");
        request = draft.request();
        seen.add(request.state());
      }
      long running =
          request.machines().stream()
              .filter(machine -> !machine.late() && machine.state() == MachineState.RUNNING)
              .count();
      switch (request.state()) {
        case COMPLETE -> assertThat(running).isEqualTo(request.requested());
        case PARTIAL -> assertThat(running).isBetween(1L, request.requested() - 1L);
        case FAILED, TIMEOUT -> assertThat(running).isZero();
        case CANCELLED -> assertThat(cancelled).isTrue();
        case PENDING, IN_PROGRESS, ACQUIRING, PARTIAL_PENDING -> throw new AssertionError();
      }
      assertThat(request.message()).contains("running");
      assertThat(request.finishedAt()).isEqualTo(now);
    }
  }

  /** Machines appear, go on, vanish, become unknown; never more than asked count. */
  private static void cloudSays(Draft draft, SplittableRandom random) {
    for (int i = 0; i < draft.base().requested() + 1; i++) {
      if (random.nextInt(3) == 0) {
        MachineState[] states = MachineState.values();
        draft.merge("east", List.of(info("i-" + i, states[random.nextInt(states.length)])));
      }
    }
    assertThat(draft.own().count()).isLessThanOrEqualTo(draft.base().requested());
  }

  private static InstanceInfo info(String id, MachineState state) {
    return new InstanceInfo(
        id, id, state, null, null, START, "", "m5.large", "ondemand", 1, Map.of(), "");
  }

  private static MachineRequest request(RequestState state, int count) {
    return new MachineRequest(
        "req-1",
        RequestKind.ACQUIRE,
        state,
        "web",
        count,
        null,
        "k",
        "ana",
        "t",
        START,
        START,
        START.plusSeconds(300),
        state.isFinal() ? START : null,
        "",
        List.of(),
        List.of());
  }
}
