package io.signalbox.core.routing.balancing;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.testing.MemoryRepositories;
import io.signalbox.core.testing.Written;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MemoryPicksTest {

  private final MemoryRepositories store = new MemoryRepositories();
  private final MemoryPicks picks = new MemoryPicks(store);

  @Test
  void rotationsNobodyDrawsFromAreForgottenBeyondTheBoundAndKeepTheirPlace() {
    int sets = 3 * MemoryPicks.MAX_ROTATIONS;
    List<PickSource.Numbers> first = new ArrayList<>();
    for (int i = 0; i < sets; i++) {
      first.add(picks.rotation("set " + i));
      first.get(i).next();
    }
    for (int round = 0; round < 3; round++) {
      Written.now(picks);
    }
    int kept = 0;
    for (int i = 0; i < sets; i++) {
      PickSource.Numbers again = picks.rotation("set " + i);
      kept += again == first.get(i) ? 1 : 0;
      assertThat(again.peek()).isEqualTo(1);
    }
    assertThat(kept).isEqualTo(MemoryPicks.MAX_ROTATIONS);
  }

  @Test
  void whoStillHoldsARotationThatWasForgottenDrawsOnAndIsStored() {
    List<PickSource.Numbers> held = new ArrayList<>();
    for (int i = 0; i < 2 * MemoryPicks.MAX_ROTATIONS; i++) {
      held.add(picks.rotation("set " + i));
      held.get(i).next();
    }
    for (int round = 0; round < 3; round++) {
      Written.now(picks);
    }
    int forgotten = 0;
    while (picks.rotation("set " + forgotten) == held.get(forgotten)) {
      forgotten++;
    }
    assertThat(held.get(forgotten).next()).isEqualTo(1);
    assertThat(picks.rotation("set " + forgotten).next()).isEqualTo(2);
    Written.now(picks);
    assertThat(store.peekPick("set " + forgotten)).isEqualTo(3);
  }

  @Test
  void drawsOfAFailedWriteAreToldByTheNext() {
    picks.rotation("r").next();
    assertThat(picks.take()).isPresent();
    picks.rotation("r").next();
    Written.now(picks);
    assertThat(store.peekPick("r")).isEqualTo(2);
    assertThat(picks.take()).isEmpty();
  }
}
