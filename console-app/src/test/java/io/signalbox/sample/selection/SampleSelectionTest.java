package io.signalbox.sample.selection;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.Signalbox;
import io.signalbox.core.SignalboxOptions;
import io.signalbox.core.config.service.FileCheck;
import io.signalbox.core.log.Secrets;
import io.signalbox.core.provider.HealthState;
import io.signalbox.core.provider.ProviderCapabilities;
import io.signalbox.core.provider.ProviderOperationType;
import io.signalbox.core.query.Query;
import io.signalbox.core.routing.DecisionRecord;
import io.signalbox.core.routing.SelectionPolicy;
import io.signalbox.core.routing.selection.SelectionCandidate;
import io.signalbox.core.routing.selection.SelectionQuestion;
import io.signalbox.core.testing.ManualTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The sample plug-ins, by themselves and named by a configuration. */
class SampleSelectionTest {

  private static final Instant NOON = Instant.parse("2026-06-16T12:00:00Z");

  @TempDir Path folder;

  private static SelectionCandidate candidate(
      String name, double weight, int inFlight, Map<String, Object> labels) {
    return new SelectionCandidate(
        name,
        "simulated",
        1,
        weight,
        HealthState.HEALTHY,
        new ProviderCapabilities(
            EnumSet.allOf(ProviderOperationType.class), Set.of(), Map.of(), OptionalInt.empty()),
        labels,
        inFlight,
        Double.NaN,
        Double.NaN,
        Double.NaN);
  }

  private static SelectionCandidate in(String zone, String name, int inFlight) {
    return candidate(name, 1, inFlight, Map.of("zone", zone));
  }

  private static SelectionQuestion question(String key, Instant at) {
    return new SelectionQuestion(ProviderOperationType.CREATE_INSTANCES, "web", 1, key, at);
  }

  @Test
  void theZoneWithTheFewestCallsComesFirstAndInItTheIdlestProvider() {
    List<String> order =
        new SpreadByZone()
            .order(
                question("k", NOON),
                List.of(
                    in("east", "e1", 1),
                    in("east", "e2", 2),
                    in("west", "w1", 2),
                    candidate("alone", 1, 4, Map.of())));
    assertThat(order).containsExactly("w1", "e1", "e2", "alone");
  }

  @Test
  void aHeavierZoneTakesMore() {
    List<String> order =
        new SpreadByZone()
            .order(
                question("k", NOON),
                List.of(
                    candidate("e1", 4, 3, Map.of("zone", "east")),
                    candidate("w1", 1, 1, Map.of("zone", "west"))));
    assertThat(order).containsExactly("e1", "w1");
  }

  @Test
  void idleZonesShareTheWorkWhateverTheirSize() {
    Map<String, Integer> counted = new HashMap<>();
    List<SelectionCandidate> candidates =
        List.of(in("east", "e1", 0), in("east", "e2", 0), in("east", "e3", 0), in("west", "w", 0));
    for (int i = 0; i < 4_000; i++) {
      counted.merge(
          new SpreadByZone().order(question("k" + i, NOON.plusMillis(i)), candidates).getFirst(),
          1,
          Integer::sum);
    }
    assertThat(counted.get("w")).as("a zone of one").isBetween(1_600, 2_400);
    assertThat(counted.get("e1")).isBetween(400, 950);
  }

  @ParameterizedTest
  @CsvSource({
    "22:00-06:00, 23:30, true",
    "22:00-06:00, 05:59, true",
    "22:00-06:00, 06:00, false",
    "22:00-06:00, 12:00, false",
    "12:00-13:00, 12:00, true",
    "12:00-13:00, 13:00, false",
    "sometimes, 12:00, false"
  })
  void quietHoursRefuseWithinThem(String hours, String at, boolean refused) {
    Instant now = Instant.parse("2026-06-16T" + at + ":00Z");
    assertThat(
            new QuietHours()
                .refuse(question("k", now), candidate("a", 1, 0, Map.of("quiet_hours", hours))))
        .isEqualTo(refused ? Optional.of("Quiet hours " + hours + " UTC") : Optional.empty());
  }

  @Test
  void aConfigurationThatNamesThemUsesThem() throws IOException {
    Files.writeString(
        folder.resolve("config.yaml"),
        """
        provider:
          selection_policy: CUSTOM
          selection_strategy: spread-by-zone
          selection_criteria: {custom_filter: quiet-hours}
          providers:
            - {name: e1, type: simulated, capabilities: {zone: east, quiet_hours: "11:00-13:00"}}
            - {name: w1, type: simulated, capabilities: {zone: west}}
        """);
    ManualTime time = new ManualTime(NOON);
    try (Signalbox signalbox =
        Signalbox.open(SignalboxOptions.of(folder).time(time).seed(1).build())) {
      DecisionRecord quiet = choose(signalbox);
      assertThat(quiet.policy()).isEqualTo(SelectionPolicy.CUSTOM);
      assertThat(quiet.winner()).isEqualTo("w1");
      assertThat(quiet.candidates().getFirst().reason()).isEqualTo("Quiet hours 11:00-13:00 UTC");
      time.advance(Duration.ofHours(2));
      assertThat(choose(signalbox).alternatives()).hasSize(1);
      assertThat(signalbox.queries().ask(new Query.ValidateConfiguration(null))).isEmpty();
    }
  }

  private static DecisionRecord choose(Signalbox signalbox) {
    return signalbox
        .queries()
        .ask(new Query.SelectProvider(ProviderOperationType.GET_AVAILABLE_TEMPLATES, null));
  }

  @Test
  void aNameThatIsNotInstalledIsRefusedWithThoseThatAre() throws IOException {
    Path file = folder.resolve("other.json");
    Files.writeString(
        file,
        """
        {"provider": {"selection_policy": "CUSTOM", "selection_strategy": "by-zone",
                      "providers": [{"name": "a", "type": "simulated"}]}}
        """);
    assertThat(FileCheck.validate(file, key -> null, Map.of(), new Secrets()))
        .anySatisfy(told -> {
          assertThat(told.code()).isEqualTo("PLUGIN_NOT_INSTALLED");
          assertThat(told.message()).contains("by-zone", "installed: spread-by-zone");
        });
  }
}
