package io.signalbox.core.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.price.Prices;
import io.signalbox.core.provider.MachineState;
import io.signalbox.core.provider.ProviderCapabilities;
import io.signalbox.core.routing.ProviderRegistration;
import io.signalbox.core.store.Store;
import io.signalbox.core.testing.ManualTime;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RequestCostTest {

  private static final Instant AT = Instant.parse("2026-06-16T12:00:00Z");

  @TempDir Path folder;

  private static ProviderRegistration at(String name, Map<String, Object> labels) {
    return new ProviderRegistration(
        name,
        "cloud",
        "cloud",
        null,
        "",
        true,
        1,
        1,
        new ProviderCapabilities(Set.of(), Set.of(), Map.of(), OptionalInt.empty()),
        labels);
  }

  private static Machine machine(String id, String provider, MachineState state, int minutes) {
    return new Machine(
        id,
        id,
        "req-1",
        null,
        provider,
        state,
        null,
        null,
        AT,
        "",
        "m5.large",
        "ondemand",
        1,
        Map.of(),
        false,
        "it was so",
        AT,
        AT.plus(Duration.ofMinutes(minutes)));
  }

  private static MachineRequest request(Machine... machines) {
    return new MachineRequest(
        "req-1",
        RequestKind.ACQUIRE,
        RequestState.COMPLETE,
        "web",
        machines.length,
        null,
        "key",
        "field",
        "",
        AT,
        AT,
        AT,
        AT,
        "",
        List.of(),
        List.of(machines));
  }

  @Test
  void machinesCostFromLaunchUntilTheyAreGoneAndFailedOnesNothing() {
    try (Store store = Store.open(folder, new ManualTime())) {
      Prices prices =
          new Prices(
              store.prices(),
              () -> List.of(at("east", Map.of("hourly_price", 0.5)), at("west", Map.of())));
      Instant now = AT.plus(Duration.ofHours(2));
      RequestCost cost =
          RequestCost.of(
              request(
                  machine("runs", "east", MachineState.RUNNING, 1),
                  machine("gone", "east", MachineState.TERMINATED, 30),
                  machine("failed", "east", MachineState.FAILED, 60)),
              prices,
              now);
      assertThat(cost.usdPerHour()).isEqualByComparingTo("0.5");
      assertThat(cost.usdSoFar()).isEqualByComparingTo("1.25");
      assertThat(cost.unpriced()).isZero();
      RequestCost half =
          RequestCost.of(
              request(
                  machine("runs", "east", MachineState.RUNNING, 1),
                  machine("there", "west", MachineState.RUNNING, 1)),
              prices,
              now);
      assertThat(half.usdPerHour()).isEqualByComparingTo("0.5");
      assertThat(half.unpriced()).isEqualTo(1);
      assertThat(half.isUnknown()).isFalse();
      assertThat(
              RequestCost.of(
                      request(machine("there", "west", MachineState.RUNNING, 1)), prices, now)
                  .isUnknown())
          .isTrue();
      assertThat(
              HourlyCost.of(
                  List.of(
                      new RunningMachines("east", "web", 3), new RunningMachines("west", "web", 2)),
                  prices))
          .satisfies(sum -> {
            assertThat(sum.usd()).isEqualByComparingTo("1.5");
            assertThat(sum.priced()).isEqualTo(3);
            assertThat(sum.unpriced()).isEqualTo(2);
          });
    }
  }
}
