package io.signalbox.core.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.price.KnownPrice;
import io.signalbox.core.price.PriceRepository;
import io.signalbox.core.price.Prices;
import io.signalbox.core.provider.MachineState;
import io.signalbox.core.provider.PriceBasis;
import io.signalbox.core.provider.PriceEstimate;
import io.signalbox.core.provider.ProviderCapabilities;
import io.signalbox.core.routing.ProviderRegistration;
import io.signalbox.core.routing.composition.CompositionSettings;
import io.signalbox.core.store.Store;
import io.signalbox.core.testing.ManualTime;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RequestCostTest {

  private static final Instant AT = Instant.parse("2026-06-16T12:00:00Z");

  private static final Prices NO_PRICES =
      new Prices(
          new PriceRepository() {
            @Override
            public List<KnownPrice> all() {
              return List.of();
            }

            @Override
            public void save(List<KnownPrice> prices) {}
          },
          List::of);

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
    return request(machines.length, List.of(), machines);
  }

  private static MachineRequest request(
      int requested, List<Attempt> attempts, Machine... machines) {
    return new MachineRequest(
        "req-1",
        RequestKind.ACQUIRE,
        RequestState.COMPLETE,
        "web",
        requested,
        null,
        "key",
        "field",
        "",
        AT,
        AT,
        AT,
        AT,
        "",
        attempts,
        List.of(machines));
  }

  private static Attempt attempt(
      int number, int count, Attempt.Standing standing, @Nullable String usd) {
    boolean sole = standing == Attempt.Standing.SOLE;
    return new Attempt(
        number,
        "east",
        count,
        "req-1-" + number,
        "",
        "{}",
        Attempt.Outcome.ACCEPTED,
        "",
        0,
        "",
        "",
        1,
        null,
        AT,
        AT,
        standing,
        sole ? null : CompositionRules.of("both", CompositionSettings.DEFAULT, false, AT),
        usd == null
            ? PriceEstimate.unknown("nobody knows", AT)
            : new PriceEstimate(new BigDecimal(usd), PriceBasis.PRICE_LIST, AT, AT, ""));
  }

  private static HourlyCost atSubmit(Attempt... attempts) {
    return RequestCost.of(request(4, List.of(attempts)), NO_PRICES, AT).atSubmit();
  }

  @Test
  void thePriceAtSubmitIsOfWhatWasIntendedThenAndNotOfWhatFollowedIt() {
    assertThat(
            atSubmit(
                attempt(1, 4, Attempt.Standing.SOLE, "0.1"),
                attempt(2, 3, Attempt.Standing.SOLE, "9")))
        .satisfies(cost -> assertThat(cost.usd()).isEqualByComparingTo("0.4"))
        .satisfies(cost -> assertThat(cost.priced()).isEqualTo(4));
    assertThat(atSubmit(attempt(1, 4, Attempt.Standing.SOLE, null)).isUnknown()).isTrue();
    assertThat(atSubmit()).isEqualTo(HourlyCost.NONE);
  }

  @Test
  void partsOfACompositionAreAddedAndOfAlternativesItIsTheDearest() {
    HourlyCost parts =
        atSubmit(
            attempt(1, 1, Attempt.Standing.KEPT, "0.1"),
            attempt(2, 3, Attempt.Standing.PART, "0.2"),
            attempt(3, 2, Attempt.Standing.SOLE, "9"));
    assertThat(parts.usd()).isEqualByComparingTo("0.7");
    HourlyCost half =
        atSubmit(
            attempt(1, 1, Attempt.Standing.KEPT, "0.1"),
            attempt(2, 3, Attempt.Standing.PART, null));
    assertThat(half.words()).isEqualTo("0.1 USD an hour and 3 of unknown price");
    HourlyCost alternatives =
        atSubmit(
            attempt(1, 4, Attempt.Standing.RELEASED, "0.1"),
            attempt(2, 4, Attempt.Standing.KEPT, "0.2"));
    assertThat(alternatives.words()).isEqualTo("0.8 USD an hour");
    assertThat(
            atSubmit(
                    attempt(1, 4, Attempt.Standing.RELEASED, "0.1"),
                    attempt(2, 4, Attempt.Standing.KEPT, null))
                .words())
        .isEqualTo("unknown");
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

  @Test
  void afterANumberOfMachinesStandsTheirPriceOrThatItIsUnknown() {
    assertThat(new HourlyCost(new BigDecimal("1204.32"), 4_700, 0).afterMachines())
        .isEqualTo("at 1,204.32 USD an hour");
    assertThat(new HourlyCost(new BigDecimal("0.5"), 2, 3).afterMachines())
        .isEqualTo("at 0.5 USD an hour and 3 of unknown price");
    assertThat(new HourlyCost(BigDecimal.ZERO, 0, 3).afterMachines()).isEqualTo("price unknown");
  }
}
