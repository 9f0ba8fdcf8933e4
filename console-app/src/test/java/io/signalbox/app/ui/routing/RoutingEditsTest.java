package io.signalbox.app.ui.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.app.ui.routing.editing.EditSummary;
import io.signalbox.app.ui.routing.editing.RoutingEdits;
import io.signalbox.app.ui.routing.editing.SettingGroup;
import io.signalbox.core.query.RoutingSetting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is typed over settings, and what of it is allowed. */
class RoutingEditsTest {

  private static final String SUCCESS = RoutingFixture.CLOUDS + "min_success_rate";
  private static final String EXCLUDE = RoutingFixture.CLOUDS + "exclude_strategies";
  private final RoutingFixture fixture =
      RoutingFixture.railway(Instant.parse("2026-06-16T12:00:00Z"));
  private final RoutingEdits edits = new RoutingEdits();

  RoutingEditsTest() {
    edits.show(fixture.fields);
  }

  @ParameterizedTest
  @CsvSource({
    "min_success_rate, 120, a number from 0 to 100",
    "min_success_rate, much, a number from 0 to 100",
    "max_response_time_ms, 0, a number",
    "max_connections_per_strategy, 1.5, a whole number",
    "algorithm, FASTEST, one of ROUND_ROBIN"
  })
  void whatIsNotAllowedIsAProblemThatSaysWhatIs(String key, String text, String allowed) {
    edits.type(RoutingFixture.CLOUDS + key, text);
    assertThat(edits.problems()).singleElement().asString().contains(key, text, allowed);
    assertThat(edits.values()).isEmpty();
    assertThat(edits.count("clouds")).isEqualTo(1);
  }

  @Test
  void typingWhatIsInForceIsNoEdit() {
    edits.type(SUCCESS, "95");
    edits.type(SUCCESS, "90.0");
    assertThat(edits.isEmpty()).isTrue();
  }

  @Test
  void summaryReadsAsOneSentenceAndWeightsAreOneChange() {
    edits.type(RoutingFixture.EAST, "5");
    edits.type(RoutingFixture.CLOUDS + "weights.west-line", "2");
    edits.type(RoutingFixture.LIMIT, "5000");
    assertThat(EditSummary.of(edits))
        .containsExactly("weights 3:1:1 → 5:2:1", "max_response_time_ms none → 5000");
    assertThat(edits.count()).isEqualTo(2);
    assertThat(edits.values()).hasSize(3).containsEntry(RoutingFixture.LIMIT, 5000.0);
  }

  @Test
  void emptiedOverrideIsTakenBackAndWhatTheFileSaysCannotBeEmptied() {
    edits.type(SUCCESS, "");
    assertThat(edits.values()).containsEntry(SUCCESS, null);
    assertThat(EditSummary.of(edits)).containsExactly("min_success_rate 90 → no override");
    edits.discardAll();
    edits.type("routing.strategies.main-line.max_retries", " ");
    assertThat(edits.problems()).singleElement().asString().contains("whole number");
  }

  @Test
  void resetTakesBackAnOverrideOnly() {
    edits.toConfigured(RoutingFixture.LIMIT);
    assertThat(edits.isEmpty()).isTrue();
    edits.toConfigured(SUCCESS);
    assertThat(edits.values()).containsEntry(SUCCESS, null);
    edits.discard(SUCCESS);
    assertThat(edits.isEmpty()).isTrue();
  }

  @Test
  void listsAreReadWithTheirCommasAndMayBeEmpty() {
    edits.set(EXCLUDE, List.of("sim-lab", "azure"));
    assertThat(edits.values()).containsEntry(EXCLUDE, List.of("sim-lab", "azure"));
    edits.set(EXCLUDE, List.of());
    assertThat(edits.values()).containsEntry(EXCLUDE, List.of());
    assertThat(EditSummary.of(edits)).containsExactly("exclude_strategies sim-lab → none");
  }

  @Test
  void editsSurviveNewSettingsAndShowWhatIsInForceNow() {
    edits.type(SUCCESS, "95");
    edits.show(withSuccess(92.0));
    assertThat(EditSummary.of(edits)).containsExactly("min_success_rate 92 → 95");
    edits.show(withSuccess(95.0));
    assertThat(edits.isEmpty()).as("somebody applied the same").isTrue();
  }

  @Test
  void editOfASettingThatIsGoneIsAProblem() {
    edits.type(SUCCESS, "95");
    List<RoutingSetting> fewer = new ArrayList<>(fixture.fields);
    fewer.removeIf(each -> each.key().equals(SUCCESS));
    edits.show(fewer);
    assertThat(edits.problems()).singleElement().asString().contains("no such setting");
    assertThat(edits.values()).isEmpty();
  }

  @Test
  void settingsAreGroupedByTheLastPartOfTheirKeys() {
    assertThat(SettingGroup.of("a.circuit_breaker_threshold")).isEqualTo(SettingGroup.CIRCUIT);
    assertThat(SettingGroup.of("a.retry_delay_seconds")).isEqualTo(SettingGroup.RETRIES);
    assertThat(SettingGroup.of("a.session_timeout_seconds")).isEqualTo(SettingGroup.STICKY);
    assertThat(SettingGroup.of("a.health_check_mode")).isEqualTo(SettingGroup.EJECTION);
    assertThat(SettingGroup.of("a.min_success_count")).isEqualTo(SettingGroup.RULES);
    assertThat(SettingGroup.of("providers.east.weight")).isEqualTo(SettingGroup.WEIGHTS);
    assertThat(SettingGroup.member("routing.strategies.a.weights.b.c")).isEqualTo("b.c");
    assertThat(SettingGroup.label("a.some_new_thing_seconds")).isEqualTo("Some new thing");
  }

  private List<RoutingSetting> withSuccess(double value) {
    return fixture.fields.stream()
        .map(each ->
            each.key().equals(SUCCESS)
                ? new RoutingSetting(each.node(), each.key(), each.field(), value, each.origin())
                : each)
        .toList();
  }
}
