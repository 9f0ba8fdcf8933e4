package io.signalbox.core.config.reading;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.config.service.FileCheck;
import io.signalbox.core.config.source.Diagnostic;
import io.signalbox.core.log.Secrets;
import io.signalbox.core.provider.simulated.SimulatedProviderFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Routing that cannot be: refused with file, line, column, and the way to mend it. */
class RoutingRefusalsTest {

  @TempDir Path folder;

  /** Sections from line 5 on, under {@code provider}. */
  private List<Diagnostic> told(String sections) throws IOException {
    Path file = folder.resolve("config.yaml");
    Files.writeString(
        file,
        """
        provider:
          providers:
            - {name: a, type: simulated}
            - {name: b, type: simulated}
        """
            + sections.indent(2));
    return FileCheck.validate(
        file, key -> null, Map.of("simulated", new SimulatedProviderFactory()), new Secrets());
  }

  private static String strategies(String... lines) {
    return "routing:\n  root: s\n  strategies:\n" + String.join("\n", lines).indent(4);
  }

  private Diagnostic only(String code, String sections) throws IOException {
    List<Diagnostic> all = told(sections);
    assertThat(all).as(all.toString()).extracting(Diagnostic::code).containsExactly(code);
    return all.getFirst();
  }

  @Test
  void cyclesAreShownWithTheirPath() throws IOException {
    Diagnostic cycle =
        only(
            "ROUTING_INVALID",
            strategies(
                "s: {kind: failover, members: [t, a]}",
                "t: {kind: balance, members: [u, b]}",
                "u: {kind: compose, members: [t]}"));
    assertThat(cycle.message()).contains("a cycle: t > u > t");
    assertThat(
            only("ROUTING_INVALID", strategies("s: {kind: failover, members: [s, a]}")).message())
        .contains("a cycle: s > s");
  }

  @Test
  void missingMembersAreShownWithWhoNamesThem() throws IOException {
    assertThat(
            only(
                    "ROUTING_INVALID",
                    strategies(
                        "s: {kind: failover, members: [t, a]}",
                        "t: {kind: balance, members: [gone, b]}"))
                .message())
        .contains("a missing member: t > gone is neither a strategy nor a provider");
    assertThat(only("ROUTING_INVALID", "fallback: {primary: a, fallbacks: [nope]}").message())
        .contains("fallback > nope");
    assertThat(only("ROUTING_INVALID", "routing: {root: gone, strategies: {}}").message())
        .contains("root names 'gone'");
  }

  @Test
  void deeperThanSixteenIsRefusedAndSixteenIsNot() throws IOException {
    assertThat(told(strategies(deep(16)))).isEmpty();
    assertThat(only("ROUTING_INVALID", strategies(deep(17))).message())
        .contains("nested deeper than 16: s > s1 > s2");
  }

  private static String[] deep(int levels) {
    String[] lines = new String[levels];
    for (int i = 0; i < levels; i++) {
      String name = i == 0 ? "s" : "s" + i;
      String below = i == levels - 1 ? "a" : "s" + (i + 1);
      lines[i] = name + ": {kind: failover, members: [" + below + "]}";
    }
    return lines;
  }

  @Test
  void namesAreUsedOnce() throws IOException {
    assertThat(
            told(strategies(
                    "s: {kind: failover, members: [a]}", "b: {kind: balance, members: [a]}"))
                .toString())
        .contains("'b' is the name of a strategy and of a provider");
    assertThat(
            only("ROUTING_INVALID", strategies("s: {kind: failover, members: [a, a]}")).message())
        .contains("'s' has a member twice");
    assertThat(only("ROUTING_INVALID", strategies("s: {kind: failover, members: []}")).message())
        .contains("'s' has no members");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "fallback: {primary: a, fallbacks: [b], max_retries: 2} | ERROR | max_retries",
        "fallback: {primary: a, fallbacks: [b], mode: CIRCUIT_BREAKER, max_retries: 2} | ERROR |"
            + " CIRCUIT_BREAKER retries nothing",
        "fallback: {primary: a, fallbacks: [b], retry_delay_seconds: 2} | WARNING |"
            + " retry_delay_seconds",
        "fallback: {primary: a, fallbacks: [b], half_open_max_calls: 2} | WARNING | has no circuit",
        "fallback: {primary: a, fallbacks: [b], recovery_dwell_seconds: 2} | WARNING | does not"
            + " wait",
        "load_balancing: {algorithm: RANDOM, weight_adjustment_factor: 0.5} | WARNING | adjusts no"
            + " weight",
        "load_balancing: {algorithm: RANDOM, response_time_window_size: 5} | WARNING | no latency",
        "load_balancing: {algorithm: RANDOM, session_timeout_seconds: 5} | WARNING |"
            + " sticky_sessions is false",
        "composition: {aggregation_policy: FIRST_SUCCESS, min_success_count: 2} | WARNING | one"
            + " success only",
        "composition: {mode: LOAD_BALANCED, aggregation_policy: MERGE_ALL} | WARNING | one answer",
        "composition: {mode: SEQUENTIAL, max_concurrent_operations: 2} | WARNING | one at a time"
      })
  void whatHasNoEffectIsRefused(String section, Diagnostic.Severity severity, String text)
      throws IOException {
    Diagnostic told = only("NO_EFFECT", section);
    assertThat(told.severity()).isEqualTo(severity);
    assertThat(told.message()).startsWith("config.yaml:5:").contains(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "fallback: {primary: a, fallback_timeout_seconds: 0} | config.yaml:5:52",
        "fallback: {primary: a, circuit_breaker_threshold: 0, mode: CIRCUIT_BREAKER} |"
            + " config.yaml:5:53",
        "load_balancing: {algorithm: ADAPTIVE, weight_adjustment_factor: 0} | config.yaml:5:67",
        "load_balancing: {algorithm: ADAPTIVE, weight_adjustment_factor: 1.5} | config.yaml:5:67",
        "load_balancing: {max_connections_per_strategy: 0} | config.yaml:5:50",
        "load_balancing: {unhealthy_threshold: 0} | config.yaml:5:41",
        "load_balancing: {weights: {a: -1}} | config.yaml:5:33",
        "composition: {failure_threshold: 1.1} | config.yaml:5:36",
        "composition: {min_success_count: 0} | config.yaml:5:36",
        "circuit_breaker: {recovery_timeout: 0} | config.yaml:5:39",
        "selection_criteria: {min_success_rate: 101} | config.yaml:5:42"
      })
  void rangesAreKeptAndToldWithTheirPlace(String section, String place) throws IOException {
    List<Diagnostic> all = told(section);
    assertThat(all)
        .filteredOn(told -> told.code().equals("OUT_OF_RANGE"))
        .as(all.toString())
        .hasSize(1)
        .allSatisfy(told -> assertThat(told.message()).startsWith(place + ": "));
  }

  @Test
  void sectionsBesideTheTreeAreRefused() throws IOException {
    String tree = strategies("s: {kind: failover, members: [a, b]}");
    assertThat(told(tree + "fallback: {primary: a, fallbacks: [b]}\n"))
        .extracting(Diagnostic::code)
        .containsExactly("SECTION_TWICE");
    assertThat(told(tree + "load_balancing: {unhealthy_threshold: 5}\n")).isEmpty();
    assertThat(told("routing: {strategies: {s: {kind: failover, members: [a]}}}"))
        .extracting(Diagnostic::code)
        .contains("MISSING_KEY");
  }

  @Test
  void whatNothingLeadsToIsTold() throws IOException {
    Diagnostic told =
        only(
            "NOT_REACHED",
            strategies(
                "s: {kind: failover, members: [a, b]}", "t: {kind: balance, members: [a, b]}"));
    assertThat(told.severity()).isEqualTo(Diagnostic.Severity.WARNING);
    assertThat(told.message()).contains("strategies.t", "nothing leads to it from s");
  }

  @Test
  void unknownKindsModesAndKeysAreToldWithTheNearest() throws IOException {
    assertThat(told(strategies("s: {kind: failovr, members: [a]}")).toString())
        .contains("failover");
    assertThat(told("fallback: {primary: a, mode: IMEDIATE}").toString()).contains("IMMEDIATE");
    assertThat(told("load_balancing: {algorithm: RANDOM, pannic_mode: true}").toString())
        .contains("panic_mode");
  }

  @Test
  void aPolicyThatNeedsAPluginSaysWhatIsInstalled() throws IOException {
    assertThat(told("selection_policy: CUSTOM\nselection_strategy: nope").toString())
        .contains("PLUGIN_NOT_INSTALLED", "names 'nope'", "installed: ");
    assertThat(told("selection_criteria: {custom_filter: nope}").toString())
        .contains("PLUGIN_NOT_INSTALLED");
  }
}
