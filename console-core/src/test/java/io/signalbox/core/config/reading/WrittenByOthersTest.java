package io.signalbox.core.config.reading;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.config.Configuration;
import io.signalbox.core.config.ProviderInstance;
import io.signalbox.core.config.service.ConfigurationService;
import io.signalbox.core.config.source.Diagnostic;
import io.signalbox.core.event.EventStream;
import io.signalbox.core.file.Pipes;
import io.signalbox.core.log.Secrets;
import io.signalbox.core.provider.simulated.SimulatedProviderFactory;
import io.signalbox.core.testing.ManualTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Configurations as people bring them from elsewhere: names near a key, overlays, other keys. */
class WrittenByOthersTest {

  @TempDir Path folder;

  private ConfigurationService.Preview read(@Nullable String overlay) {
    try (ConfigurationService service =
        new ConfigurationService(
            folder,
            overlay,
            key -> null,
            Map.of("simulated", new SimulatedProviderFactory()),
            new ManualTime(),
            new EventStream(),
            new Secrets())) {
      return service.preview(Map.of());
    }
  }

  private ConfigurationService.Preview read(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
    return read((String) null);
  }

  private static Configuration accepted(ConfigurationService.Preview read) {
    assertThat(read.configuration()).as("told: " + read.diagnostics()).isNotNull();
    return Objects.requireNonNull(read.configuration());
  }

  /** {@code provider1} is two edits from {@code providers}. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"provider\": {\"provider1\": {\"type\": \"simulated\"}}}",
        "{\"provider\": {\"type\": \"provider1\", \"provider1\": {\"region\": \"here\"}}}",
        "{\"provider\": {\"load_balancing\": {\"weights\": {\"provider1\": 2}}, \"provider1\":"
            + " {}}}",
        "{\"provider\": {\"provider1\": {\"priority\": 2}}}"
      })
  void aProviderMayHaveANameThatIsNearlyAKey(String text) throws IOException {
    assertThat(accepted(read("config.json", text)).providers())
        .extracting(ProviderInstance::name)
        .containsExactly("provider1");
  }

  @Test
  void aMisspeltSectionIsNoProvider() throws IOException {
    ConfigurationService.Preview read =
        read("config.json", "{\"provider\": {\"load_balancin\": {\"algorithm\": \"RANDOM\"}}}");
    assertThat(accepted(read).providers()).isEmpty();
    assertThat(read.diagnostics()).extracting(Diagnostic::code).contains("UNKNOWN_KEY");
  }

  @Test
  void anOverlayThatSaysNoEnvironmentNamesItItself() throws IOException {
    read("config.json", "{\"environment\": \"development\"}");
    Files.writeString(folder.resolve("production.json"), "{\"version\": \"2\"}");
    assertThat(accepted(read("production")).environment()).isEqualTo("production");
    Files.writeString(folder.resolve("staging.json"), "{\"environment\": \"pre-production\"}");
    assertThat(accepted(read("staging")).environment()).isEqualTo("pre-production");
  }

  @ParameterizedTest
  @ValueSource(strings = {"templates", "simulated_templates", "config"})
  void aFileOfTemplatesIsNoOverlay(String name) throws IOException {
    read("config.json", "{}");
    Files.writeString(folder.resolve(name + ".json"), "{}");
    ConfigurationService.Preview read = read(name);
    assertThat(read.configuration()).isNull();
    assertThat(read.diagnostics())
        .extracting(Diagnostic::code)
        .containsExactly("ENVIRONMENT_UNKNOWN");
  }

  @Test
  void aPipeInPlaceOfAnOverlayIsOneErrorAndNoOverlay() throws IOException, InterruptedException {
    read("config.json", "{}");
    Pipes.make(folder.resolve("f.yaml"));
    assertThat(read("f").diagnostics())
        .singleElement()
        .satisfies(each -> assertThat(each.message()).startsWith("f.yaml in ").contains("no file"));
    assertThat(read("other").diagnostics())
        .singleElement()
        .satisfies(each -> assertThat(each.message()).endsWith("there are: none"));
  }

  @Test
  void twoOverlaysOfOneNameAreRefused() throws IOException {
    read("config.json", "{}");
    Files.writeString(folder.resolve("two.json"), "{}");
    Files.writeString(folder.resolve("two.yaml"), "{}");
    ConfigurationService.Preview read = read("two");
    assertThat(read.configuration()).isNull();
    assertThat(read.diagnostics().getFirst().message()).contains("two.json and two.yaml");
  }

  @Test
  void aVariableThatNobodyReadsStopsNothing() throws IOException {
    ConfigurationService.Preview read =
        read(
            "config.json",
            "{\"server\": {\"token\": \"${NOT_SET}\"}, \"ui\": {\"a\": \"${NEITHER}\"}}");
    accepted(read);
    assertThat(read.diagnostics())
        .filteredOn(each -> each.code().equals("ENVIRONMENT_MISSING"))
        .hasSize(2)
        .allMatch(each -> each.severity() == Diagnostic.Severity.INFO);
  }

  /** A number, a word and a switch whose variables are not set made the whole file be refused. */
  @Test
  void aVariableThatIsNotSetIsItsProvidersTroubleAloneWhateverItStandsFor() throws IOException {
    ConfigurationService.Preview read =
        read(
            "config.json",
            """
            {"provider": {"providers": [
              {"name": "one", "type": "simulated", "weight": "${WEIGHT}", "enabled": "${ENABLED}",
               "health_check": {"recovery_dwell_seconds": "${DWELL}"},
               "config": {"latency": {"mean_ms": "${MEAN_MS}"}}},
              {"name": "two", "type": "simulated", "config": {"latency": {"mean_ms": 7}}}]}}
            """);
    Configuration configuration = accepted(read);
    assertThat(configuration.providers().get(0).problem())
        .contains("MEAN_MS is not set", "WEIGHT is not set");
    assertThat(configuration.providers().get(1).problem()).isEmpty();
    assertThat(read.diagnostics())
        .noneMatch(each -> each.severity() == Diagnostic.Severity.ERROR)
        .filteredOn(each -> each.code().equals("ENVIRONMENT_MISSING"))
        .hasSize(4);
    assertThat(configuration.values().toString()).contains("${WEIGHT}", "${MEAN_MS}");
  }

  @Test
  void keysOfAnotherBrokerAreKnownAndSayWhereTheyBelongHere() throws IOException {
    List<Diagnostic> told =
        read(
                "config.json",
                """
                {"circuit_breaker": {"enabled": true}, "native_spec": {}, "ui": {},
                 "allow_destructive_admin": false, "request_timeout": 600,
                 "max_machines_per_request": 100,
                 "request": {"default_grace_period": 300, "max_machines_per_request": 100},
                 "storage": {"type": "json", "database": {}}, "logging": {"format": "x"}}
                """)
            .diagnostics();
    assertThat(told).extracting(Diagnostic::code).containsOnly("KNOWN_NOT_USED").hasSize(10);
    assertThat(told.toString()).contains("provider.circuit_breaker says it here");
  }

  @Test
  void aWrongDefaultInstanceIsToldAtItsPlaceAndNotToBeSet() throws IOException {
    ConfigurationService.Preview read =
        read(
            "config.yaml",
            """
            provider:
              default_provider_instance: aa
              fallback: {fallbacks: [b]}
              providers:
                - {name: a, type: simulated}
                - {name: b, type: simulated}
            """);
    assertThat(read.diagnostics())
        .filteredOn(each -> each.code().equals("UNKNOWN_PROVIDER"))
        .singleElement()
        .satisfies(each -> assertThat(each.message()).startsWith("config.yaml:2:"));
    assertThat(read.diagnostics().toString())
        .contains("default_provider_instance names 'aa', which is not configured")
        .doesNotContain("no default instance is configured");
  }
}
