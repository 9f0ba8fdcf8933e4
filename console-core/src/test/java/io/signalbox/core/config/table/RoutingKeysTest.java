package io.signalbox.core.config.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.config.service.ConfigurationService;
import io.signalbox.core.event.EventStream;
import io.signalbox.core.log.Secrets;
import io.signalbox.core.provider.simulated.SimulatedProviderFactory;
import io.signalbox.core.testing.ManualTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What routing's settings are, and where each comes from. */
final class RoutingKeysTest {

  private static final String PROVIDERS =
      "\"providers\": [{\"name\": \"a\", \"type\": \"simulated\", \"weight\": 4},"
          + " {\"name\": \"b\", \"type\": \"simulated\", \"weight\": 2}]";

  @TempDir Path folder;

  @Test
  void chainsCircuitComesFromTheSectionThatSetsIt() throws IOException {
    Map<String, RoutingKeys.Key> keys =
        keys(
            """
            "circuit_breaker": {"failure_threshold": 7, "recovery_timeout": 33},
            "health_check_interval": 11, "strategy": {"health_check_interval_seconds": 9},
            "fallback": {"primary": "a", "fallbacks": ["b"], "half_open_max_calls": 2},
            """);
    said(keys, "routing.fallback.circuit_breaker_threshold", 7L, "config.json:2:42");
    said(keys, "routing.fallback.circuit_breaker_timeout_seconds", 33L, "config.json:2:65");
    said(keys, "routing.fallback.half_open_max_calls", 2L, "config.json:4:73");
    said(keys, "routing.fallback.health_check_interval_seconds", 9L, "config.json:3:76");
    said(keys, "routing.fallback.max_retries", 3L, "");
  }

  @Test
  void circuitOfEveryProviderIsFoundUnderItsOtherName() throws IOException {
    Map<String, RoutingKeys.Key> keys =
        keys("\"circuit_breaker_config\": {\"failure_threshold\": 7},\n");
    said(keys, "routing.circuit_breaker.failure_threshold", 7L, "config.json:2:49");
    said(keys, "routing.circuit_breaker.recovery_timeout", 60.0, "");
  }

  @Test
  void memberWhoseWeightTheBalancerSetsSaysWhere() throws IOException {
    Map<String, RoutingKeys.Key> keys =
        keys(
            """
            "load_balancing": {"algorithm": "WEIGHTED_ROUND_ROBIN", "weights": {"a": 3}},
            """);
    said(keys, "providers.a.weight", 3.0, "config.json:2:74");
    said(keys, "providers.b.weight", 2.0, "config.json:3:109");
  }

  @Test
  void membersOfAStrategySayWhoseWeightTheyHave() throws IOException {
    Map<String, RoutingKeys.Key> keys =
        keys(
            """
            "routing": {"root": "pool", "strategies": {
              "pool": {"kind": "balance", "members": ["a", "b"], "weights": {"a": 6}}}},
            """);
    said(keys, "routing.strategies.pool.weights.a", 6.0, "config.json:3:71");
    said(keys, "routing.strategies.pool.weights.b", 2.0, "config.json:4:109");
  }

  private static void said(
      Map<String, RoutingKeys.Key> keys, String key, Object value, String origin) {
    assertThat(keys.get(key)).as(key).isNotNull();
    assertThat(keys.get(key).value()).as(key).isEqualTo(value);
    assertThat(keys.get(key).origin()).as(key).isEqualTo(origin);
  }

  private Map<String, RoutingKeys.Key> keys(String sections) throws IOException {
    Files.writeString(
        folder.resolve("config.json"), "{\"provider\": {\n" + sections + PROVIDERS + "}}");
    ConfigurationService service =
        new ConfigurationService(
            folder,
            null,
            name -> null,
            Map.of("simulated", new SimulatedProviderFactory()),
            new ManualTime(),
            new EventStream(),
            new Secrets());
    service.load();
    return RoutingKeys.of(service.current()).stream()
        .collect(Collectors.toMap(RoutingKeys.Key::key, key -> key));
  }
}
