package io.signalbox.core.config.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalbox.core.alert.AlertMetric;
import io.signalbox.core.alert.AlertRule;
import io.signalbox.core.alert.AlertRule.Comparison;
import io.signalbox.core.alert.AlertSettings;
import io.signalbox.core.alert.AlertSeverity;
import io.signalbox.core.alert.BuiltInRules;
import io.signalbox.core.config.Configuration;
import io.signalbox.core.config.source.Diagnostic;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.provider.simulated.SimulatedProviderFactory;
import io.signalbox.core.testing.ConfigFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The section of alerts: what it makes of rules, and what it refuses. */
class AlertReaderTest {

  @TempDir Path folder;
  private ConfigFolder files;

  @BeforeEach
  void open() {
    files = new ConfigFolder(folder, Map.of("simulated", new SimulatedProviderFactory()));
  }

  private Configuration read(String alerts) throws IOException {
    files.write(
        "config.json",
        "{\"provider\": {\"providers\": [{\"name\": \"east\", \"type\": \"simulated\"}]},\n"
            + "\"alerts\": "
            + alerts
            + "}");
    return files.service(null).load();
  }

  private List<Diagnostic> check(String alerts) throws IOException {
    read("{}");
    files.write(
        "config.json",
        "{\"provider\": {\"providers\": [{\"name\": \"east\", \"type\": \"simulated\"}]},\n"
            + "\"alerts\": "
            + alerts
            + "}");
    return files.service(null).check();
  }

  @Test
  void withoutASectionTheBuiltInRulesAreInForce() throws IOException {
    AlertSettings read = read("{}").alerts();
    assertThat(read).isEqualTo(AlertSettings.DEFAULT);
    assertThat(read.rules()).isEqualTo(BuiltInRules.ALL);
    assertThat(read.rules().values()).allMatch(AlertRule::enabled);
  }

  @Test
  void aRuleOfItsOwnIsReadWhole() throws IOException {
    AlertSettings read =
        read("""
        {"rules": {"east_slow": {"metric": "p95_response", "scope": "east",
          "comparison": "over", "threshold": 1500, "for_seconds": 90, "minimum": 50,
          "severity": "critical", "enabled": false}},
         "webhook": {"url": "https://hooks.example.com/x", "timeout_seconds": 2},
         "command": {"arguments": ["/usr/bin/page", "a b"], "timeout_seconds": 3},
         "desktop": true}
        """)
            .alerts();
    assertThat(read.rules().get("east_slow"))
        .isEqualTo(
            new AlertRule(
                "east_slow",
                AlertMetric.P95_RESPONSE,
                "east",
                Comparison.OVER,
                1_500,
                Duration.ofSeconds(90),
                50,
                AlertSeverity.CRITICAL,
                false));
    assertThat(read.webhook().timeout()).isEqualTo(Duration.ofSeconds(2));
    assertThat(read.command().arguments()).containsExactly("/usr/bin/page", "a b");
    assertThat(read.desktop()).isTrue();
  }

  @Test
  void whatABuiltInRulesNamesakeLeavesOutIsAsBuiltIn() throws IOException {
    AlertRule rule =
        read("{\"rules\": {\"success_rate\": {\"threshold\": 90}}}")
            .alerts()
            .rules()
            .get("success_rate");
    AlertRule built = BuiltInRules.ALL.get("success_rate");
    assertThat(rule.threshold()).isEqualTo(90);
    assertThat(rule.lasts()).isEqualTo(built.lasts());
    assertThat(rule.comparison()).isEqualTo(Comparison.UNDER);
    assertThat(rule.minimum()).isEqualTo(20);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{`slow`: {`threshold`: 3}} | MISSING_KEY | alerts.rules.slow.metric",
        "{`slow`: {`metric`: `mean_response`}} | MISSING_KEY | alerts.rules.slow",
        "{`Slow`: {`metric`: `mean_response`, `threshold`: 3}} | BAD_NAME | alerts.rules.Slow",
        "{`slow`: {`metric`: `speed`, `threshold`: 3}} | UNKNOWN_VALUE | alerts.rules.slow.metric",
        "{`slow`: {`metric`: `mean_response`, `threshold`: 3, `scope`: `easst`}} | UNKNOWN_PROVIDER"
            + " | alerts.rules.slow.scope",
        "{`bad`: {`metric`: `success_rate`, `threshold`: 101}} | OUT_OF_RANGE |"
            + " alerts.rules.bad.threshold",
        "{`bad`: {`metric`: `success_rate`, `threshold`: 90, `minimum`: 0}} | OUT_OF_RANGE |"
            + " alerts.rules.bad.minimum",
        "{`bad`: {`metric`: `success_rate`, `threshold`: 90, `for_seconds`: -1}} | OUT_OF_RANGE |"
            + " alerts.rules.bad.for_seconds",
        "{`success_rate`: {`metric`: `mean_response`}} | BAD_VALUE |"
            + " alerts.rules.success_rate.metric",
        "{`circuit_open`: {`threshold`: 3}} | NO_EFFECT | alerts.rules.circuit_open.threshold",
        "{`orphans`: {`minimum`: 3}} | NO_EFFECT | alerts.rules.orphans.minimum",
        "{`program`: {`scope`: `east`}} | NO_EFFECT | alerts.rules.program.scope",
        "{`slow`: 7} | WRONG_TYPE | alerts.rules.slow"
      })
  void whatIsNoRuleIsRefusedWithItsPlace(String rules, String code, String key) throws IOException {
    List<Diagnostic> told = check("{\"rules\": " + rules.replace('`', '"') + "}");
    assertThat(told)
        .filteredOn(each -> each.severity() == Diagnostic.Severity.ERROR)
        .anySatisfy(each -> {
          assertThat(each.code()).isEqualTo(code);
          assertThat(each.key()).startsWith(key);
          assertThat(each.location()).isNotNull();
        });
  }

  @ParameterizedTest
  @CsvSource({
    "ftp://hooks.example.com/x",
    "file:///etc/passwd",
    "hooks.example.com",
    "https:///x",
    "not a url",
    "https://hooks.example.com:99999/x"
  })
  void onlyAnAddressOfTheWebIsAWebhook(String url) {
    assertThatThrownBy(() -> read("{\"webhook\": {\"url\": \"" + url + "\"}}"))
        .isInstanceOf(SignalboxException.class)
        .hasMessageContaining("alerts.webhook.url")
        .hasMessageContaining("names a host");
  }

  @ParameterizedTest
  @CsvSource({
    "https://ana:pa55@hooks.example.com/",
    "HTTP://pa55@hooks.example.com/x?y=z@w",
    "https://ana:pa 55^@hooks.example.com/"
  })
  void whatStandsBeforeTheHostOfAWebhookIsToldAsThatAndNotShown(String url) {
    assertThatThrownBy(() -> read("{\"webhook\": {\"url\": \"" + url + "\"}}"))
        .isInstanceOf(SignalboxException.class)
        .hasMessageContaining("alerts.webhook.url has a user or a password before its host")
        .hasMessageContaining("${NAME}")
        .hasMessageNotContaining("pa55")
        .hasMessageNotContaining("55^");
  }

  @Test
  void anAtSignBehindTheHostIsNoUser() throws IOException {
    String url = "https://hooks.example.com/a@b?to=c@d";
    assertThat(read("{\"webhook\": {\"url\": \"" + url + "\"}}").alerts().webhook().url())
        .isEqualTo(url);
  }

  @Test
  void anAddressFromAVariableIsShownAsItIsWritten() throws IOException {
    files.environment().put("HOOK", "https://hooks.example.com/t0ken-of-ours");
    Configuration read = read("{\"webhook\": {\"url\": \"${HOOK}\"}}");
    assertThat(read.alerts().webhook().url()).endsWith("t0ken-of-ours");
    assertThat(read.values().get("alerts.webhook.url").value()).isEqualTo("${HOOK}");
    assertThat(read.alerts().toString()).doesNotContain("t0ken");
  }

  @Test
  void aCommandWithoutAProgramIsRefused() {
    assertThatThrownBy(() -> read("{\"command\": {\"arguments\": []}}"))
        .hasMessageContaining("names no program");
  }
}
