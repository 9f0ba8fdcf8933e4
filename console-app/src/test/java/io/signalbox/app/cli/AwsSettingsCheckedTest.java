package io.signalbox.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.app.testing.CliRun;
import io.signalbox.app.testing.CliRun.Shell;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings of AWS that are each well formed and cannot stand beside each other, or as they are. */
final class AwsSettingsCheckedTest {

  @TempDir Path folder;

  /** The settings stand on the fourth line, behind the region. */
  private CliRun validated(String settings) {
    CliRun.write(
        folder,
        "config.json",
        """
        {"provider": {"providers": [
          {"name": "east", "type": "aws", "config": {
            "region": "us-east-1",
            %s
          }},
          {"name": "here", "type": "simulated"}
        ]}}
        """
            .formatted(settings));
    return new Shell(folder)
        .with("ADDRESS", "https://user:in-a-variable@ec2.example")
        .run("config", "validate");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"proxy_host\": \"proxy.example\"                   | proxy_host needs proxy_port",
        "\"proxy_port\": 3128                                | proxy_port needs proxy_host",
        "\"proxy_host\": \"http://proxy\", \"proxy_port\": 1 | proxy_host is no name of a host",
        "\"proxy_host\": \"me:pass12@proxy\", \"proxy_port\": 1 | proxy_host is no name of a host",
        "\"external_id\": \"orb-1234\"                       | external_id is set and role_arn is"
            + " not",
        "\"role_arn\": \"hosts\"                             | role_arn is no ARN",
        "\"access_key\": \"${ADDRESS}\"                      | access_key has no effect alone",
        "\"endpoint\": \"ec2.example\"                       | endpoint is no address",
        "\"endpoint\": \"ftp://ec2.example\"                 | endpoint is no address",
        "\"endpoint\": \"https://ec2.example:99999\"         | endpoint has a port that there is"
            + " not",
        "\"endpoint_url\": \"https://me:pass12@ec2.example\" | endpoint_url has more than an"
            + " address",
        "\"endpoint\": \"${ADDRESS}\"                        | endpoint has more than an address",
        "\"sts\": {\"endpoint\": \"https://sts.example?a\"}  | sts.endpoint has more than an"
            + " address",
        "\"fallback_regions\": [\"us-east-1\"]               | fallback_regions has us-east-1",
        "\"fallback_on\": \"UNAVAILABLE\"                    | fallback_on has no effect without",
        "\"region_fields\": {\"eu-west-1\": {}}              | region_fields has values for"
            + " eu-west-1",
        "\"on_demand_prices\": {\"m5.large\": 1}             | on_demand_prices needs"
            + " on_demand_prices_date",
        "\"on_demand_prices_date\": \"+999999999-12-31\", \"on_demand_prices\": {\"m5.large\": 1} |"
            + " on_demand_prices_date is no day",
        "\"on_demand_prices_date\": \"2026-11-01\", \"on_demand_prices\": {\"M5.Large\": 1} | which"
            + " is no machine type",
        "\"on_demand_prices_date\": \"2026-11-01\", \"on_demand_prices\": {\"m5.large\": -1} | has"
            + " no price for m5.large"
      })
  void aFaultAmongSettingsIsToldWithItsPlace(String settings, String words) {
    CliRun run = validated(settings);
    assertThat(run.status).as(run.out + run.err).isEqualTo(2);
    assertThat(run.out + run.err)
        .containsPattern("config\\.json:4:[0-9]+: providers\\.east\\.config\\.")
        .contains(words)
        .contains("BAD_VALUE")
        .doesNotContain("pass12", "in-a-variable");
  }

  @Test
  void aRegionThatIsNoNameIsToldWithItsPlace() {
    CliRun.write(
        folder,
        "config.json",
        """
        {"provider": {"providers": [
          {"name": "east", "type": "aws", "config": {"region": "us-east-1/../"}}
        ]}}
        """);
    CliRun run = new Shell(folder).run("config", "validate");
    assertThat(run.out + run.err)
        .containsPattern("config\\.json:2:[0-9]+: providers\\.east\\.config\\.region")
        .contains("is no name of a region");
  }

  @Test
  void whatWaitsForAVariableIsNotToldAsLackingWhatBelongsToIt() {
    CliRun run = validated("\"proxy_host\": \"proxy.example\", \"proxy_port\": \"${NOWHERE_SET}\"");
    assertThat(run.out + run.err)
        .contains("NOWHERE_SET")
        .doesNotContain("needs proxy_port", "BAD_VALUE");
  }

  @Test
  void anExternalIdIsNotShown() {
    validated(
        "\"role_arn\": \"arn:aws:iam::111122223333:role/a\", \"external_id\": \"word-of-two\"");
    Shell shell = new Shell(folder);
    for (List<String> shown :
        List.of(
            List.of("config", "show"),
            List.of("providers", "show", "east"),
            List.of("providers", "show", "east", "--format", "json"))) {
      CliRun run = shell.run(shown.toArray(String[]::new));
      assertThat(run.status).as(run.err).isZero();
      assertThat(run.out + run.err).doesNotContain("word-of-two");
    }
  }
}
