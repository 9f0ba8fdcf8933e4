package io.signalbox.core.config.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalbox.core.config.Configuration;
import io.signalbox.core.config.OverrideRepository;
import io.signalbox.core.config.ProviderInstance;
import io.signalbox.core.config.SettingOverride;
import io.signalbox.core.config.overlay.OverrideKey;
import io.signalbox.core.config.source.Diagnostic;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.health.HealthCheckMode;
import io.signalbox.core.provider.simulated.SimulatedProviderFactory;
import io.signalbox.core.routing.SelectionPolicy;
import io.signalbox.core.testing.ConfigFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationServiceTest {

  @TempDir Path folder;
  private ConfigFolder files;

  @BeforeEach
  void open() {
    files = new ConfigFolder(folder, Map.of("simulated", new SimulatedProviderFactory()));
  }

  @Test
  void listShapeIsReadWhole() throws IOException {
    files.write(
        "config.json",
        """
        {"version": "2", "environment": "production",
         "provider": {
           "selection_policy": "weighted-round-robin",
           "default_provider_instance": "east",
           "load_balancing": {"health_check_mode": "passive", "weights": {"west": 7}},
           "providers": [
             {"name": "east", "type": "simulated", "simulates": "aws", "priority": 1, "weight": 3,
              "capabilities": ["compute"], "config": {"latency": {"mean_ms": 55}},
              "health_check": {"unhealthy_threshold": 9}},
             {"name": "west", "type": "simulated", "enabled": false, "rehearsal": {"operations_per_second": 4}}
           ]},
         "request": {"default_timeout": 60}}
        """);
    Configuration read = files.service(null).load();
    assertThat(read.environment()).isEqualTo("production");
    assertThat(read.routing().policy()).isEqualTo(SelectionPolicy.WEIGHTED_ROUND_ROBIN);
    assertThat(read.routing().weights()).containsExactly(Map.entry("west", 7.0));
    assertThat(read.routing().defaultInstance()).isEqualTo("east");
    assertThat(read.request().defaultTimeout()).isEqualTo(Duration.ofSeconds(60));
    ProviderInstance east = read.provider("east").orElseThrow();
    assertThat(east.effectiveType()).isEqualTo("aws");
    assertThat(east.config().number("latency.mean_ms")).isEqualTo(55);
    assertThat(east.config().integer("launch_time_ms")).isEqualTo(3_000);
    assertThat(east.capabilities()).containsEntry("compute", true);
    assertThat(east.health().mode()).isEqualTo(HealthCheckMode.PASSIVE);
    assertThat(east.health().unhealthyThreshold()).isEqualTo(9);
    ProviderInstance west = read.provider("west").orElseThrow();
    assertThat(west.enabled()).isFalse();
    assertThat(west.rehearsalOperationsPerSecond()).isEqualTo(4);
    assertThat(read.values().get("providers.east.weight").location())
        .hasToString("config.json:7:89");
    assertThat(read.diagnostics())
        .extracting(Diagnostic::key)
        .as("without effect beside the policy, and while it takes no work")
        .containsExactly(
            "providers.east.priority", "providers.west.rehearsal.operations_per_second");
  }

  @Test
  void shapeWithASectionForEachProviderIsReadInYamlToo() throws IOException {
    files.write(
        "config.yaml",
        """
        provider:
          type: alpha
          strategy:
            selection_policy: round_robin
            health_check_interval_seconds: 12
            failover_enabled: true
          alpha:
            type: simulated
            latency: {mean_ms: 5}
          beta:
            region: eu
          fallbak: {mode: circuit_breaker}
        """);
    Configuration read = files.service(null).load();
    assertThat(read.providers())
        .extracting(ProviderInstance::name)
        .containsExactly("alpha", "beta");
    assertThat(read.routing().defaultInstance()).isEqualTo("alpha");
    assertThat(read.request().failover()).isTrue();
    ProviderInstance alpha = read.provider("alpha").orElseThrow();
    assertThat(alpha.health().interval()).isEqualTo(Duration.ofSeconds(12));
    assertThat(alpha.config().number("latency.mean_ms")).isEqualTo(5);
    ProviderInstance beta = read.provider("beta").orElseThrow();
    assertThat(beta.problem()).startsWith("TYPE_NOT_INSTALLED");
    assertThat(ConfigFolder.codes(read.diagnostics()))
        .containsExactlyInAnyOrder("TYPE_NOT_INSTALLED", "UNKNOWN_KEY");
    assertThat(read.diagnostics().toString()).contains("Did you mean 'fallback'?");
  }

  @Test
  void overlayMergesProvidersByNameAndReplacesOtherLists() throws IOException {
    files.write(
        "config.json",
        """
        {"provider": {"providers": [{"name": "a", "type": "simulated", "weight": 1, "priority": 4},
                                    {"name": "b", "type": "simulated"}],
                      "selection_criteria": {"prefer_strategies": ["a", "b"]}}}
        """);
    files.write(
        "production.json",
        """
        {"providers": {"providers": [{"name": "a", "weight": 9}, {"name": "c", "type": "simulated"}],
                       "selection_criteria": {"prefer_strategies": ["c"]}}}
        """);
    Configuration read = files.service("production").load();
    assertThat(read.providers()).extracting(ProviderInstance::name).containsExactly("a", "b", "c");
    assertThat(read.providers().getFirst().weight()).isEqualTo(9);
    assertThat(read.providers().getFirst().priority()).isEqualTo(4);
    assertThat(read.routing().criteria().preferStrategies()).containsExactly("c");
    assertThat(read.values().get("providers.a.weight").source()).isEqualTo("overlay");
    assertThatThrownBy(() -> files.service("staging").load())
        .hasMessageContaining("production.json");
  }

  @Test
  void missingVariableIsThatProvidersTroubleAlone() throws IOException {
    files.write(
        "config.json",
        """
        {"provider": {"providers": [
          {"name": "a", "type": "simulated", "config": {"region": "${NOT_SET}"}},
          {"name": "b", "type": "simulated", "weight": "${WEIGHT:-2}", "config": {"region": "${REGION}"}}]}}
        """);
    files.environment().put("REGION", "eu-west-1");
    Configuration read = files.service(null).load();
    assertThat(read.provider("a").orElseThrow().problem()).contains("NOT_SET");
    ProviderInstance b = read.provider("b").orElseThrow();
    assertThat(b.problem()).isEmpty();
    assertThat(b.weight()).isEqualTo(2);
    assertThat(b.config().text("region")).contains("eu-west-1");
    assertThat(read.values().get("providers.b.config.region").value()).isEqualTo("${REGION}");
  }

  @Test
  void overridesAreLaidOverAndShownWithWhoAndWhen() throws IOException {
    files.write(
        "config.json",
        """
        {"provider": {"load_balancing": {"weights": {"a.b": 5}},
          "providers": [{"name": "a.b", "type": "simulated"}]}}
        """);
    FakeOverrides overrides = new FakeOverrides();
    ConfigurationService service = files.service(null);
    service.load();
    overrides.save(override("providers.a.b.weight", 8.0));
    overrides.save(override("providers.a.b.config.latency.mean_ms", 700));
    overrides.save(override("providers.gone.weight", 1));
    overrides.save(override(OverrideKey.SELECTION_POLICY, "PRIORITY"));
    Configuration read = service.useOverrides(overrides);
    assertThat(read.provider("a.b").orElseThrow().weight()).isEqualTo(8);
    assertThat(read.routing().weights()).isEmpty();
    assertThat(read.provider("a.b").orElseThrow().config().number("latency.mean_ms"))
        .isEqualTo(700);
    assertThat(read.routing().policy()).isEqualTo(SelectionPolicy.PRIORITY);
    assertThat(read.values().get("providers.a.b.weight"))
        .satisfies(value -> {
          assertThat(value.source()).isEqualTo("override");
          assertThat(value.note()).contains("ana");
        });
    assertThat(ConfigFolder.codes(read.diagnostics()))
        .as("nothing of the balancer's table is left that could act")
        .containsExactly("OVERRIDE_IGNORED");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | FILE_EMPTY",
        "'{\"provider\": ' | FILE_TRUNCATED",
        "'[1]' | WRONG_TYPE",
        "'{\"a\": 1} x' | SYNTAX_ERROR",
        "'{\"provider\": {\"providers\": {\"name\": \"a\"}}}' | WRONG_TYPE",
        "'{\"provider\": {}, \"providers\": {}}' | SECTION_TWICE",
        "'{\"version\": \"1\", \"version\": \"2\"}' | DUPLICATE_KEY",
        "'{\"provider\": {\"providers\": [{\"name\": \"../x\", \"type\": \"simulated\"}]}}' |"
            + " BAD_NAME",
        "'{\"provider\": {\"providers\": [{\"name\": \"awsprov\", \"type\": \"simulated\"}]}}' |"
            + " BAD_NAME",
        "'{\"provider\": {\"providers\": [{\"name\": \"a\", \"type\": \"simulated\", \"weight\":"
            + " -1}]}}' | OUT_OF_RANGE",
        "'{\"provider\": {\"providers\": [{\"name\": \"a\", \"type\": \"simulated\", \"weight\":"
            + " \"3\"}]}}' | WRONG_TYPE",
        "'{\"provider\": {\"selection_policy\": \"FASTEST\"}}' | UNKNOWN_VALUE",
        "'{\"provider\": {\"providers\": [{\"name\": \"a\", \"type\": \"vault\", \"rehearsal\":"
            + " {\"operations_per_second\": 1}}]}}' | REHEARSAL_REFUSED",
        "'{\"provider\": {\"providers\": [{\"name\": \"a\", \"type\": \"simulated\", \"rehearsal\":"
            + " {\"operations_per_second\": 600}}, {\"name\": \"b\", \"type\": \"simulated\","
            + " \"rehearsal\": {\"operations_per_second\": 600}}]}}' | REHEARSAL_REFUSED",
        "'{\"provider\": {\"a\": {\"type\": \"simulated\", \"capacity\": {\"*\": -5}}}}' |"
            + " BAD_VALUE",
        "'{\"provider\": {\"a\": {\"type\": \"simulated\", \"outages\": [\"soon\"]}}}' | BAD_VALUE",
        "'{\"provider\": {\"strategy\": {\"metrics_collection_enabled\": false,"
            + " \"selection_criteria\": {\"min_success_rate\": 5}}}}' | CRITERIA_WITHOUT_METRICS",
        "'{\"request\": {\"default_timeout\": \"${NOPE}\"}}' | ENVIRONMENT_MISSING",
      })
  void badInputIsRefusedWithItsCode(String text, String code) throws IOException {
    files.write("config.json", text);
    ConfigurationService service = files.service(null);
    assertThatThrownBy(service::load)
        .isInstanceOfSatisfying(
            SignalboxException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFIGURATION_INVALID));
    assertThat(ConfigFolder.codes(service.validate(folder.resolve("config.json")))).contains(code);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"request\": {\"default_timeout\": \"${NOPE}\"}}",
        "{\"alerts\": {\"webhook\": {\"url\": \"${NOPE}\"}}}",
        "{\"alerts\": {\"rules\": {\"success_rate\": {\"threshold\": \"${NOPE}\"}}}}"
      })
  void aVariableThatIsNotSetIsToldOnceAndNotAsWhatItIsNot(String text) throws IOException {
    files.write("config.json", text);
    assertThat(ConfigFolder.codes(files.service(null).validate(folder.resolve("config.json"))))
        .containsExactly("ENVIRONMENT_MISSING");
  }

  @Test
  void deepHugeAndForeignFilesAreRefused() throws IOException {
    files.write("config.json", "[".repeat(70) + "]".repeat(70));
    assertThat(ConfigFolder.codes(files.service(null).validate(folder.resolve("config.json"))))
        .containsExactly("TOO_DEEP");
    Files.write(folder.resolve("config.json"), new byte[] {'{', (byte) 0xC3, (byte) 0x28, '}'});
    assertThat(ConfigFolder.codes(files.service(null).validate(folder.resolve("config.json"))))
        .containsExactly("NOT_UTF8");
    Files.write(folder.resolve("config.json"), "{}".getBytes(StandardCharsets.UTF_16LE));
    assertThat(ConfigFolder.codes(files.service(null).validate(folder.resolve("config.json"))))
        .containsExactly("NOT_UTF8");
    Files.write(folder.resolve("config.json"), new byte[17 * 1024 * 1024]);
    assertThat(ConfigFolder.codes(files.service(null).validate(folder.resolve("config.json"))))
        .containsExactly("FILE_TOO_LARGE");
  }

  @Test
  void twoMainFilesAndNoneAreErrors() throws IOException {
    assertThatThrownBy(() -> files.service(null).load()).hasMessageContaining("no config.json");
    files.write("config.json", "{}");
    files.write("config.yml", "{}");
    assertThatThrownBy(() -> files.service(null).load()).hasMessageContaining("config.yml");
  }

  @Test
  void laterSectionsAreReportedAsNotInForceAndRoutingIsNot() throws IOException {
    files.write(
        "config.json",
        """
        {"provider": {
          "circuit_breaker": {"failure_threshold": 3},
          "fallback": {"mode": "circuit_breaker", "primary": "a"},
          "providers": [{"name": "a", "type": "simulated"}]},
         "events": {},
         "storage": {"strategy": "json"}}
        """);
    List<Diagnostic> told = files.service(null).load().diagnostics();
    assertThat(ConfigFolder.codes(told)).contains("NOT_IN_FORCE", "KNOWN_NOT_USED");
    assertThat(told)
        .extracting(Diagnostic::key)
        .contains("events", "storage.strategy")
        .noneMatch(key -> key.startsWith("provider."));
  }

  @Test
  void healthKeysOfStrategiesReachTheProvidersBelowAndTheirOwnWin() throws IOException {
    files.write(
        "config.json",
        """
        {"provider": {
          "providers": [
            {"name": "a", "type": "simulated"},
            {"name": "b", "type": "simulated",
             "health_check": {"unhealthy_threshold": 9, "health_check_interval_seconds": 4}},
            {"name": "c", "type": "simulated"}],
          "routing": {"root": "line", "strategies": {
            "line": {"kind": "failover", "members": ["all", "c"],
                     "health_check_interval_seconds": 12},
            "all": {"kind": "balance", "members": ["a", "b"], "unhealthy_threshold": 5}}}}}
        """);
    Configuration read = files.service(null).load();
    assertThat(read.provider("a").orElseThrow().health())
        .extracting(each -> each.unhealthyThreshold(), each -> each.interval())
        .containsExactly(5, Duration.ofSeconds(12));
    assertThat(read.provider("b").orElseThrow().health())
        .extracting(each -> each.unhealthyThreshold(), each -> each.interval())
        .containsExactly(9, Duration.ofSeconds(4));
    assertThat(read.provider("c").orElseThrow().health().interval())
        .isEqualTo(Duration.ofSeconds(12));
  }

  @Test
  void schemaComesFromTheDeclarations() throws IOException {
    files.write("config.json", "{}");
    Map<String, Object> schema = files.service(null).schema();
    assertThat(schema.get("$schema")).isEqualTo("https://json-schema.org/draft/2020-12/schema");
    assertThat(schema.toString())
        .contains("latency.mean_ms", "selection_policy", "recovery_dwell_seconds");
  }

  private static SettingOverride override(String key, Object value) {
    return new SettingOverride(key, value, "ana", "tour", Instant.EPOCH);
  }

  private static final class FakeOverrides implements OverrideRepository {
    private final Map<String, SettingOverride> all = new HashMap<>();

    @Override
    public List<SettingOverride> overrides() {
      return List.copyOf(all.values());
    }

    @Override
    public void save(SettingOverride override) {
      all.put(override.key(), override);
    }

    @Override
    public void delete(String key) {
      all.remove(key);
    }

    @Override
    public long generation() {
      return 0;
    }

    @Override
    public void bumpGeneration() {}
  }
}
