package io.signalbox.app.cli.routing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.app.testing.CliRun;
import io.signalbox.app.testing.CliRun.Shell;
import io.signalbox.app.testing.RoutedFolder;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Routing in full from a shell, on a tree. */
final class RoutingCommandLineTest {

  @TempDir Path folder;
  private Shell shell = new Shell(Path.of("."));

  @BeforeEach
  void configure() {
    shell = RoutedFolder.shell(folder);
  }

  private double share(String provider) {
    return shell.json("routing", "show").get("shares").get(provider).asDouble();
  }

  private CliRun done(String... args) {
    CliRun run = shell.run(args);
    assertThat(run.status).as(run.err).isZero();
    return run;
  }

  @Test
  void showTellsTheTreeWithItsShares() {
    JsonNode view = shell.json("routing", "show");
    JsonNode root = view.get("tree");
    assertThat(root.get("name").asText()).isEqualTo("main-line");
    assertThat(root.get("kind").asText()).isEqualTo("failover");
    assertThat(root.get("detail").asText()).isEqualTo("CIRCUIT_BREAKER");
    assertThat(root.get("active").asText()).isEqualTo("clouds");
    assertThat(root.get("hold").isNull()).isTrue();
    assertThat(root.get("members").findValuesAsText("member"))
        .containsExactly("clouds", "east", "west", "lab");
    JsonNode clouds = root.get("members").get(0);
    assertThat(clouds.get("role").asText()).isEqualTo("primary");
    assertThat(clouds.get("circuit").get("state").asText()).isEqualTo("CLOSED");
    JsonNode east = clouds.get("node").get("members").get(0);
    assertThat(east.get("weight").asInt()).isEqualTo(3);
    assertThat(east.get("effective_weight").asInt()).isEqualTo(3);
    assertThat(east.get("share").asDouble()).isEqualTo(0.75);
    assertThat(east.get("open").asBoolean()).isTrue();
    assertThat(east.get("closed_reason").asText()).isEmpty();
    assertThat(view.get("circuits").findValuesAsText("name")).contains("clouds", "lab");
    assertThat(view.get("held_by_operator")).isEmpty();
    for (String key : new String[] {"policy", "criteria", "weights", "next_picks", "active"}) {
      assertThat(view.has(key)).as(key).isTrue();
    }
  }

  /** East has 75 % of the traffic and west 25 %; what each act undoes comes back with it. */
  @ParameterizedTest
  @CsvSource({
    "providers drain east, providers resume east",
    "providers maintenance east --reason disks, providers resume east",
    "providers disable east, providers enable east",
    "routing activate west --reason rehearsal, routing auto",
    "routing circuit lab open --reason watching, routing circuit lab auto",
  })
  void everySwitchSaysFirstWhatTrafficWillDoAndSoDoesWhatLiftsIt(String act, String lift) {
    boolean moves = !act.contains("lab");
    assertThat(done(act.split(" ")).err)
        .contains(moves ? "east: 75.0 % -> 0.0 %" : "No share changes.");
    assertThat(done(lift.split(" ")).err)
        .contains(moves ? "east: 0.0 % -> 75.0 %" : "No share changes.");
  }

  @Test
  void resumeForesaysNothingOfWhatItDoesNotLift() {
    done("providers", "disable", "east");
    assertThat(shell.run("providers", "resume", "east").err).contains("No share changes.");
  }

  @Test
  void showDrawsTheTreeIndented() {
    String text = done("routing", "show").out;
    assertThat(text.lines())
        .anyMatch(line -> line.startsWith("main-line  ") && line.endsWith("clouds is active"))
        .anyMatch(line -> line.startsWith("  clouds   ") && line.contains("primary"))
        .anyMatch(line -> line.startsWith("    east   ") && line.contains("75.0"))
        .allMatch(line -> !line.endsWith(" "));
  }

  @Test
  void aSwitchIsHeldAndReleased() {
    CliRun held = done("routing", "activate", "lab", "--at", "main-line", "--reason", "storm");
    assertThat(held.err).contains("east: 75.0 % -> 0.0 %").contains("Warning: While held");
    JsonNode view = shell.json("routing", "show");
    assertThat(view.get("held_by_operator").get(0).get("member").asText()).isEqualTo("lab");
    assertThat(view.get("held_by_operator").get(0).get("why").asText()).isEqualTo("storm");
    assertThat(view.get("tree").get("hold").get("subject").asText()).isEqualTo("main-line");
    assertThat(view.get("shares").get("lab").asDouble()).isEqualTo(1);
    assertThat(done("routing", "show").out).contains("held on lab by operator");
    done("routing", "auto", "--at", "main-line");
    assertThat(share("east")).isEqualTo(0.75);
  }

  @Test
  void whatAnOperatorHoldsIsSaidTheSameByEveryCommand() {
    done("routing", "circuit", "east", "open", "--reason", "storm");
    done("routing", "activate", "lab", "--at", "main-line", "--reason", "storm");
    done("providers", "maintenance", "west", "--reason", "kernel");
    JsonNode overview = shell.json("overview").get("held_by_operator");
    assertThat(overview.findValuesAsText("what"))
        .containsExactly("held on lab", "forced open", "in maintenance");
    assertThat(shell.json("routing", "show").get("held_by_operator")).isEqualTo(overview);
    assertThat(shell.json("providers", "show", "east").get("state").asText())
        .isEqualTo("forced open");
    String held = "HELD BY OPERATOR[^$]*east +forced open[^$]*west +in maintenance";
    assertThat(done("overview").out).containsPattern(held);
    assertThat(done("routing", "show").out).containsPattern(held);
    assertThat(done("providers", "list").out)
        .containsPattern("east .* forced open")
        .containsPattern("west .* in maintenance");
  }

  @Test
  void aCircuitIsForcedAndReturned() {
    CliRun run = done("routing", "circuit", "east", "open", "--reason", "storm", "--until", "1h");
    assertThat(run.err).contains("west: 25.0 % -> 100.0 %");
    JsonNode east = shell.json("routing", "show").get("circuits").get(0);
    assertThat(east.get("name").asText()).isEqualTo("east");
    assertThat(east.get("state").asText()).isEqualTo("FORCED_OPEN");
    assertThat(east.get("forced").get("why").asText()).isEqualTo("storm");
    assertThat(east.get("forced").get("until").asText()).isNotEmpty();
    assertThat(share("west")).isEqualTo(1);
    done("routing", "circuit", "east", "AUTO");
    assertThat(share("west")).isEqualTo(0.25);
  }

  @Test
  void circuitsWithoutACallDoNotClaimToStandSoSinceTheCommand() {
    done("routing", "circuit", "east", "open", "--reason", "storm");
    JsonNode first = shell.json("routing", "show").get("circuits");
    JsonNode later = shell.json("routing", "show").get("circuits");
    assertThat(later.get(0).get("since").asText())
        .as("forced, and for as long")
        .isEqualTo(first.get(0).get("forced").get("since").asText());
    assertThat(later)
        .as("closed from the first")
        .filteredOn(each -> each.get("state").asText().equals("CLOSED"))
        .isNotEmpty()
        .allMatch(each -> each.get("since").isNull());
    assertThat(done("routing", "show").out).containsPattern("closed +0 of \\d+ +- +- +-");
  }

  @Test
  void theLastWayOutIsForcedWithReasonOnly() {
    done("providers", "drain", "lab");
    CliRun refused = shell.run("routing", "circuit", "clouds", "open", "--reason", "x");
    assertThat(refused.error().get("code").asText()).isEqualTo("LAST_WAY_OUT");
    assertThat(refused.err).contains("Warning: No provider would take new work.");
    done("routing", "circuit", "clouds", "open", "--reason", "x", "--force");
    assertThat(share("east")).isZero();
  }

  @Test
  void settingsAreTriedAppliedListedAndTakenBack() {
    String[] change = {"routing", "set", "clouds.algorithm=round-robin", "--reason", "even"};
    JsonNode tried = shell.json("routing", "set", "clouds.algorithm=round-robin", "--dry-run");
    assertThat(tried.get("problems")).isEmpty();
    assertThat(tried.get("node").asText()).isEqualTo("clouds");
    assertThat(tried.get("shares_now").get("east").asDouble()).isEqualTo(0.75);
    assertThat(tried.get("shares_proposed").get("east").asDouble()).isEqualTo(0.5);
    assertThat(tried.get("replay").get("records").asInt()).isZero();
    assertThat(share("east")).isEqualTo(0.75);

    done(change);
    assertThat(share("east")).isEqualTo(0.5);
    JsonNode history = shell.json("routing", "history");
    assertThat(history).hasSize(1);
    assertThat(history.get(0).get("why").asText()).isEqualTo("even");
    String key = "routing.strategies.clouds.algorithm";
    assertThat(history.get(0).get("after").get(key).asText()).isEqualTo("ROUND_ROBIN");
    JsonNode listed = shell.json("routing", "settings", "clouds");
    assertThat(listed.findValuesAsText("node")).containsOnly("clouds");
    assertThat(listed.findValuesAsText("key")).contains(key);

    done("routing", "revert", history.get(0).get("id").asText(), "--reason", "no better");
    assertThat(share("east")).isEqualTo(0.75);
  }

  @Test
  void anEmptyValueOrResetTakesAnOverrideBack() {
    done("routing", "criteria", "exclude_strategies=west,nobody", "min_success_rate=50");
    JsonNode criteria = shell.json("routing", "show").get("criteria");
    assertThat(criteria.get("exclude_strategies").toString()).isEqualTo("[\"west\",\"nobody\"]");
    assertThat(criteria.get("min_success_rate").asInt()).isEqualTo(50);
    assertThat(share("west")).isZero();
    done("routing", "criteria", "exclude_strategies=", "--reset", "min_success_rate");
    assertThat(share("west")).isEqualTo(0.25);
    assertThat(shell.json("routing", "criteria")).hasSize(7);
  }

  @Test
  void aMembersWeightIsSetWhereItSpreads() {
    done("routing", "weights", "east=1", "west=1");
    assertThat(share("east")).isEqualTo(0.5);
    JsonNode preview = shell.json("routing", "preview", "east=4", "--picks", "5");
    assertThat(preview.get("shares").get("east").asDouble()).isEqualTo(0.8);
    assertThat(preview.get("picks").toString().split("east", -1)).hasSize(5);
    JsonNode inside =
        shell.json("routing", "preview", "west=0", "--node", "clouds", "--picks", "3");
    assertThat(inside.get("shares").get("east").asDouble()).isEqualTo(1);
    assertThat(inside.get("picks").toString()).isEqualTo("[\"east\",\"east\",\"east\"]");
    assertThat(inside.size()).isEqualTo(2);
    assertThat(share("east")).isEqualTo(0.5);
  }

  @Test
  void decisionsAreKeptAndExplained() {
    assertThat(shell.json("routing", "decisions")).isEmpty();
    String provider = shell.json("ops", "exec", "HEALTH_CHECK").get("provider").asText();
    JsonNode decisions = shell.json("routing", "decisions");
    assertThat(decisions).hasSize(1);
    assertThat(decisions.get(0).get("provider").asText()).isEqualTo(provider);
    assertThat(decisions.get(0).get("operation").asText()).isEqualTo("HEALTH_CHECK");
    String trace = decisions.get(0).get("trace_id").asText();
    assertThat(shell.json("routing", "why", trace)).hasSize(1);
    assertThat(done("routing", "why", trace).out)
        .contains("decided by routing tree")
        .contains("CANDIDATE");
    assertThat(shell.json("routing", "decisions", "--since", "0s")).isEmpty();
  }

  @Test
  void everyPolicyCanBeNamed() {
    done("routing", "policy", "least-response-time");
    assertThat(shell.json("routing", "show").get("policy").asText()).isEqualTo("FASTEST_RESPONSE");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "routing activate lab --at main-line                     | INVALID_INPUT      | 2",
        "routing activate west --at main-line --reason x         | INVALID_INPUT      | 2",
        "routing activate west --at clouds --reason x            | INVALID_INPUT      | 2",
        "routing activate west --reason x --until yesterday      | INVALID_INPUT      | 2",
        "routing auto --at clouds                                | INVALID_INPUT      | 2",
        "routing circuit east sideways --reason x                | INVALID_INPUT      | 2",
        "routing circuit east open                               | INVALID_INPUT      | 2",
        "routing circuit nope open --reason x                    | PROVIDER_NOT_FOUND | 3",
        "routing policy CUSTOM                                   | INVALID_INPUT      | 2",
        "routing policy RANDOM --strategy x                      | INVALID_INPUT      | 2",
        "routing criteria nosuch=1                               | INVALID_INPUT      | 2",
        "routing criteria min_success_rate=101                   | INVALID_INPUT      | 2",
        "routing criteria require_healthy=perhaps                | INVALID_INPUT      | 2",
        "routing set                                             | INVALID_INPUT      | 2",
        "routing set main-line.circuit_breaker_threshold=0       | INVALID_INPUT      | 2",
        "routing set main-line.circuit_breaker_threshold=much    | INVALID_INPUT      | 2",
        "routing set main-line.max_retries=2                     | INVALID_INPUT      | 2",
        "routing set main-line.max_retries=2 --dry-run           | INVALID_INPUT      | 2",
        "routing set main-line.members=lab                       | INVALID_INPUT      | 2",
        "routing set clouds.algorithm=RANDOM --reset clouds.algorithm | INVALID_INPUT | 2",
        "routing set --reset nonsense                            | INVALID_INPUT      | 2",
        "routing settings nope                                   | INVALID_INPUT      | 2",
        "routing weights east=much                               | INVALID_INPUT      | 2",
        "routing weights east=1 lab=1                            | INVALID_INPUT      | 2",
        "routing weights nope=1                                  | PROVIDER_NOT_FOUND | 3",
        "routing weights east=-1                                 | INVALID_INPUT      | 2",
        "routing weights east=1 --node main-line                 | INVALID_INPUT      | 2",
        "routing preview --node nope                             | INVALID_INPUT      | 2",
        "routing preview --picks 10001                           | INVALID_INPUT      | 2",
        "routing preview east=1 nope=1                           | PROVIDER_NOT_FOUND | 3",
        "routing preview nope=1                                  | PROVIDER_NOT_FOUND | 3",
        "routing decisions --limit 0                             | INVALID_INPUT      | 2",
        "routing decisions --since ever                          | INVALID_INPUT      | 2",
        "routing why nope                                        | INVALID_INPUT      | 2",
        "routing revert 999                                      | INVALID_INPUT      | 2",
        "routing revert first                                    | INVALID_INPUT      | 2"
      })
  void badInputEndsWithItsCodeAndStatus(String line, String code, int status) {
    CliRun run = shell.run(line.split(" +"));
    assertThat(run.error().get("code").asText()).as(run.err).isEqualTo(code);
    assertThat(run.error().get("message").asText()).isNotBlank();
    assertThat(run.status).isEqualTo(status);
  }
}
