package io.signalbox.core.config.reading;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.config.Configuration;
import io.signalbox.core.config.service.ConfigurationService;
import io.signalbox.core.config.service.FileCheck;
import io.signalbox.core.config.source.Diagnostic;
import io.signalbox.core.event.EventStream;
import io.signalbox.core.log.Secrets;
import io.signalbox.core.provider.ConfigField;
import io.signalbox.core.provider.ProviderConfig;
import io.signalbox.core.provider.ProviderEnvironment;
import io.signalbox.core.provider.ProviderFactory;
import io.signalbox.core.provider.ProviderStrategy;
import io.signalbox.core.testing.ManualTime;
import io.signalbox.core.testing.ScriptedProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Settings of a type that stand under other names. */
final class SettingNamesTest {

  @TempDir Path folder;

  private static final ProviderFactory TYPE =
      new ProviderFactory() {
        @Override
        public String type() {
          return "cloud";
        }

        @Override
        public List<ConfigField> configFields() {
          return List.of(
              ConfigField.number("wait", "How long", 5, 1, 60, "s")
                  .or("wait_seconds")
                  .orMillis("wait_ms"),
              ConfigField.text("ec2.endpoint", "Where", null).or("compute.endpoint"),
              ConfigField.secret("key", "A key").or("key_id"));
        }

        @Override
        public Map<String, String> configKeysNotUsed() {
          return Map.of("handlers", "capabilities say which APIs a provider offers");
        }

        @Override
        public ProviderStrategy create(ProviderEnvironment environment) {
          return new ScriptedProvider(environment.name());
        }
      };

  private Configuration read(String config) throws IOException {
    Files.writeString(
        folder.resolve("config.json"),
        "{\"provider\": {\"providers\": [{\"name\": \"a\", \"type\": \"cloud\", \"config\": "
            + config
            + "}]}}");
    try (ConfigurationService service =
        new ConfigurationService(
            folder,
            null,
            name -> "s3cr3t",
            Map.of("cloud", TYPE),
            new ManualTime(),
            new EventStream(),
            new Secrets())) {
      return service.load();
    }
  }

  private static ProviderConfig config(Configuration read) {
    return read.provider("a").orElseThrow().config();
  }

  @Test
  void anotherNameIsReadInItsOwnUnit() throws IOException {
    Configuration read =
        read(
            "{\"wait_ms\": 2500, \"compute\": {\"endpoint\": \"http://e\"}, \"key_id\": \"${K}\"}");
    assertThat(config(read).number("wait")).isEqualTo(2.5);
    assertThat(config(read).text("ec2.endpoint")).contains("http://e");
    assertThat(config(read).text("key")).contains("s3cr3t");
    assertThat(read.diagnostics()).extracting(Diagnostic::code).doesNotContain("UNKNOWN_KEY");
    assertThat(read.values()).doesNotContainKey("providers.a.config.wait");
  }

  @Test
  void theNameItselfWinsAndTheOtherIsToldToHaveNoEffect() throws IOException {
    Configuration read = read("{\"wait_ms\": 2500, \"wait\": 7, \"wait_seconds\": 9}");
    assertThat(config(read).number("wait")).isEqualTo(7);
    assertThat(read.diagnostics())
        .filteredOn(each -> each.code().equals("NO_EFFECT"))
        .extracting(Diagnostic::message)
        .satisfiesExactlyInAnyOrder(
            one -> assertThat(one).contains("wait_ms has no effect: 'wait' says the same"),
            other -> assertThat(other).contains("wait_seconds has no effect: 'wait' says"));
  }

  @Test
  void aKnownKeyThatActsOnNothingIsToldWithWhatDoesInstead() throws IOException {
    Configuration read = read("{\"handlers\": {\"ec2_fleet\": true}}");
    assertThat(read.diagnostics())
        .filteredOn(each -> each.code().equals("KNOWN_NOT_USED"))
        .singleElement()
        .satisfies(each ->
            assertThat(each.message())
                .contains("handlers", "known, not used here", "capabilities say which APIs"));
  }

  @Test
  void aValueOutOfRangeIsToldInTheUnitItIsWrittenIn() throws IOException {
    Files.writeString(
        folder.resolve("config.json"),
        "{\"provider\": {\"providers\": [{\"name\": \"a\", \"type\": \"cloud\", \"config\":"
            + " {\"wait_ms\": 500}}]}}");
    assertThat(
            FileCheck.validate(
                folder.resolve("config.json"), name -> null, Map.of("cloud", TYPE), new Secrets()))
        .extracting(Diagnostic::message)
        .anyMatch(message ->
            message.contains(
                "wait_ms is 500, expected a number of at least 1,000 and at most 60,000 ms"));
  }

  @Test
  void aNumberThatIsTooLargeIsToldTheWholeRange() throws IOException {
    Files.writeString(
        folder.resolve("config.json"), "{\"provider\": {\"health_check_interval\": 2000000000}}");
    assertThat(
            FileCheck.validate(
                folder.resolve("config.json"), name -> null, Map.of(), new Secrets()))
        .extracting(Diagnostic::message)
        .anyMatch(message ->
            message.contains(
                "is 2000000000, expected a number of at least 0.001 and at most 1,000,000,000"
                    + " s"));
  }
}
