package io.signalbox.core.config.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.config.service.ConfigurationService;
import io.signalbox.core.provider.simulated.SimulatedProviderFactory;
import io.signalbox.core.testing.ConfigFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * How each setting of alerts is shown to act, on an {@link AlertDay}, and when it does not: one
 * line each. The key, the section with @ for the value, two values; $WEB is a server, $BIN a folder
 * of programs.
 */
final class AlertProofs {

  private static final String ACTS =
      """
      rules.NAME.metric | {"rules": {"slow": {"metric": "@", "threshold": 1500}}} | mean_response | p95_response
      rules.NAME.scope | {"rules": {"slow": {"metric": "p95_response", "threshold": 100, "scope": "@"}}} | east | west
      rules.NAME.comparison | {"rules": {"slow": {"metric": "p95_response", "threshold": 1000, "comparison": "@"}}} | over | under
      rules.NAME.threshold | {"rules": {"slow": {"metric": "p95_response", "threshold": @}}} | 1500 | 5000
      rules.NAME.for_seconds | {"rules": {"slow": {"metric": "p95_response", "threshold": 1500, "for_seconds": @}}} | 0 | 240
      rules.NAME.minimum | {"rules": {"slow": {"metric": "p95_response", "threshold": 1500, "minimum": @}}} | 20 | 50
      rules.NAME.severity | {"rules": {"slow": {"metric": "p95_response", "threshold": 1500, "severity": "@"}}} | warning | critical
      rules.NAME.enabled | {"rules": {"slow": {"metric": "p95_response", "threshold": 1500, "enabled": @}}} | true | false
      webhook.url | {"webhook": {"url": "$WEB/@"}} | one | other
      webhook.timeout_seconds | {"webhook": {"url": "$WEB/never", "timeout_seconds": @}} | 0.1 | 0.2
      command.arguments | {"command": {"arguments": ["$BIN/page", "@"]}} | one | other
      command.timeout_seconds | {"command": {"arguments": ["$BIN/hangs"], "timeout_seconds": @}} | 0.1 | 0.2
      desktop | {"desktop": @} | true | false
      """;

  /** The key, the case, the section, two values, what wins. */
  private static final String IDLE =
      """
      comparison | NOT_COMPARED | {"rules": {"circuit_open": {"comparison": "@"}}} | over | under | circuit_open is so or not
      threshold | NOT_COMPARED | {"rules": {"circuit_open": {"threshold": @}}} | 3 | 5 | circuit_open is so or not
      minimum | NOT_SAMPLED | {"rules": {"orphans": {"minimum": @}}} | 3 | 5 | orphans is known without a sample
      scope | NOT_OF_PROVIDERS | {"rules": {"program": {"scope": "@"}}} | east | west | program is of no single provider
      """;

  private AlertProofs() {}

  /**
   * @param path as the guide lists it
   * @param written the section, with @ for the value
   */
  record Acts(String path, String written, String one, String other) {}

  record IsIdle(String key, String idle, String written, String one, String other, String wins) {}

  static List<Acts> acts() {
    return ACTS.strip()
        .lines()
        .map(line -> line.split(" \\| "))
        .map(at -> new Acts("alerts." + at[0].strip(), at[1], at[2].strip(), at[3].strip()))
        .toList();
  }

  static List<IsIdle> idle() {
    return IDLE.strip()
        .lines()
        .map(line -> line.split(" \\| "))
        .map(at -> new IsIdle(at[0].strip(), at[1], at[2], at[3], at[4], at[5].strip()))
        .toList();
  }

  /** What a day is with the value, which is told of as nothing odd. */
  static List<String> day(Path folder, Acts proof, String value) throws IOException {
    try (AlertDay day = new AlertDay(folder)) {
      ConfigurationService.Preview read =
          read(folder, day.placed(proof.written().replace("@", value)));
      assertThat(read.diagnostics()).isEmpty();
      return day.of(Objects.requireNonNull(read.configuration()).alerts());
    }
  }

  /** Reads the section in a folder of its own with the providers east and west. */
  static ConfigurationService.Preview read(Path folder, String alerts) throws IOException {
    ConfigFolder files =
        new ConfigFolder(
            Files.createTempDirectory(folder, "alerts"),
            Map.of("simulated", new SimulatedProviderFactory()));
    files.write(
        "config.json",
        """
        {"provider": {"providers": [
          {"name": "east", "type": "simulated"}, {"name": "west", "type": "simulated"}]},
         "alerts": %s}
        """
            .formatted(alerts));
    try (ConfigurationService service = files.service(null)) {
      return service.preview(Map.of());
    }
  }
}
