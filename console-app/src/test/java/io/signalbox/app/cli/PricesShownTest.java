package io.signalbox.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.app.testing.CliRun;
import io.signalbox.app.testing.CliRun.Shell;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What machines cost, wherever the command line tells of them. */
final class PricesShownTest {

  @TempDir Path folder;

  private Shell shell;

  @BeforeEach
  void write() {
    CliRun.write(
        folder,
        "config.yaml",
        """
        providers:
          selection_policy: COST_BASED
          providers:
            - {name: dear, type: simulated, capabilities: {hourly_price: 0.4}, config: {latency: {mean_ms: 0}, launch_time_ms: 0}}
            - {name: cheap, type: simulated, capabilities: {hourly_price: 0.25}, config: {latency: {mean_ms: 0}, launch_time_ms: 0}}
            - {name: unpriced, type: simulated, config: {latency: {mean_ms: 0}, launch_time_ms: 0}}
        """);
    CliRun.write(folder, "templates.json", "[{\"template_id\": \"web\", \"max_instances\": 5}]");
    shell = new Shell(folder);
  }

  @Test
  void beforeSubmitAndSoFar() {
    assertThat(shell.run("requests", "submit", "web", "3", "--dry-run").out)
        .contains("Price of a machine: 0.25 USD an hour (configured), 0.75 USD for all 3");
    JsonNode dry = shell.json("requests", "submit", "web", "3", "--dry-run");
    assertThat(dry.get("provider").textValue()).isEqualTo("cheap");
    assertThat(dry.at("/price/usd_per_hour").decimalValue()).isEqualByComparingTo("0.25");
    assertThat(
            shell
                .json("requests", "submit", "web", "1", "--dry-run", "--provider", "unpriced")
                .at("/price/usd_per_hour")
                .isNull())
        .isTrue();
    String id = shell.json("requests", "submit", "web", "2", "--wait").get("request_id").asText();
    assertThat(shell.run("requests", "status", id).out)
        .contains("Estimated price at submit: 0.5 USD an hour\n")
        .containsPattern("Estimated price: 0[.0-9]* USD so far, 0.5 USD an hour now\n");
    assertThat(shell.json("requests", "status", id).at("/price/usd_per_hour").decimalValue())
        .isEqualByComparingTo("0.5");
    assertThat(shell.run("overview").out).contains("2 machines running at 0.5 USD an hour");
    assertThat(shell.json("overview").at("/price/machines_priced").intValue()).isEqualTo(2);
  }

  @Test
  void ofMachinesWithoutAPriceIsToldAsUnknownAtAGlance() {
    shell.json("requests", "submit", "web", "1", "--provider", "unpriced", "--wait");
    assertThat(shell.run("overview").out).contains("1 machine running, price unknown");
    assertThat(shell.json("overview").at("/price/usd_per_hour").isNull()).isTrue();
    shell.json("requests", "submit", "web", "2", "--provider", "cheap", "--wait");
    assertThat(shell.run("overview").out)
        .contains("3 machines running at 0.5 USD an hour and 1 of unknown price");
  }

  @Test
  void whatWasKnownAtSubmitStaysWhateverBecomesOfPrices() {
    String id = shell.json("requests", "submit", "web", "2", "--wait").get("request_id").asText();
    String unpriced =
        shell
            .json("requests", "submit", "web", "1", "--provider", "unpriced", "--wait")
            .get("request_id")
            .asText();
    CliRun.write(
        folder,
        "config.yaml",
        """
        providers:
          providers:
            - {name: cheap, type: simulated, capabilities: {hourly_price: 2}, config: {latency: {mean_ms: 0}}}
            - {name: unpriced, type: simulated, capabilities: {hourly_price: 3}, config: {latency: {mean_ms: 0}}}
        """);
    JsonNode after = shell.json("requests", "status", id);
    assertThat(after.at("/price/at_submit/usd_per_hour").decimalValue())
        .isEqualByComparingTo("0.5");
    assertThat(after.at("/price/at_submit/machines_priced").intValue()).isEqualTo(2);
    assertThat(after.at("/price/usd_per_hour").decimalValue()).isEqualByComparingTo("4");
    assertThat(after.at("/attempts/0/price/usd_per_hour").decimalValue())
        .isEqualByComparingTo("0.25");
    assertThat(after.at("/attempts/0/price/basis").textValue()).isEqualTo("configured");
    assertThat(shell.run("requests", "status", unpriced).out)
        .contains("Estimated price at submit: unknown\n")
        .contains("3.00 USD an hour now");
    assertThat(
            shell.json("requests", "status", unpriced).at("/price/at_submit/usd_per_hour").isNull())
        .isTrue();
  }

  @Test
  void ofProvidersAndTemplates() {
    assertThat(shell.run("providers", "list").out)
        .containsPattern("cheap .* 0.25\\s")
        .containsPattern("unpriced .* unknown\\s");
    assertThat(shell.run("templates", "list").out).contains("0.25 to 0.4");
    assertThat(shell.json("templates", "list").at("/0/hourly_price/unknown").intValue())
        .isEqualTo(1);
    assertThat(shell.run("templates", "show", "web", "--provider", "cheap").out)
        .contains("Price of a machine: 0.25 USD an hour (configured)");
    assertThat(shell.run("templates", "show", "web", "--provider", "unpriced").out)
        .contains("Price of a machine: unknown");
    assertThat(shell.run("providers", "show", "cheap").out).contains("USD an hour: 0.25 (");
    assertThat(shell.json("providers", "prices", "cheap").at("/0/basis").textValue())
        .isEqualTo("configured");
    assertThat(shell.run("providers", "prices", "--known").out)
        .containsPattern("web +unpriced +unknown")
        .containsPattern("web +cheap +0.25 +configured");
  }
}
