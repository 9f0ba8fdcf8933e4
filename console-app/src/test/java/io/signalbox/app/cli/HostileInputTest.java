package io.signalbox.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.app.testing.CliRun;
import io.signalbox.app.testing.CliRun.Shell;
import io.signalbox.core.file.Pipes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is typed, piped or named is read or refused; nothing of it commands the terminal. */
final class HostileInputTest {

  @TempDir Path folder;
  private Shell shell = new Shell(Path.of(""));

  @BeforeEach
  void configure() {
    CliRun.write(
        folder,
        "config.json",
        """
        {"provider": {"providers": [
          {"name": "only", "type": "simulated", "simulates": "aws"},
          {"name": "other", "type": "simulated", "simulates": "aws"}]}}
        """);
    CliRun.write(
        folder,
        "templates.json",
        """
        {"templates": [{"template_id": "web", "max_instances": 5, "instance_type": "t3.small"}]}
        """);
    shell = new Shell(folder);
  }

  private static void assertRefused(CliRun run, String... words) {
    assertThat(run.status).as(run.err).isEqualTo(2);
    assertThat(run.error().get("code").asText()).isEqualTo("INVALID_INPUT");
    assertThat(run.error().get("message").asText()).contains(words).hasSizeLessThan(2_500);
  }

  static Stream<List<String>> jsonVerbs() {
    return Stream.of(
        List.of("templates", "update", "web", "--layer", "templates.json", "--data"),
        List.of("ops", "exec", "CREATE_INSTANCES", "--data"),
        List.of("selectProviderStrategy", "--data"),
        List.of("configureProviderStrategy", "--data"),
        List.of("getProviderHealth", "--data"));
  }

  private CliRun run(List<String> verb, String data) {
    return shell.run(Stream.concat(verb.stream(), Stream.of(data)).toArray(String[]::new));
  }

  @ParameterizedTest
  @MethodSource("jsonVerbs")
  void whatIsNestedTooDeepIsRefusedWithItsPlace(List<String> verb) {
    assertRefused(run(verb, "{\"a\":".repeat(65) + "1" + "}".repeat(65)), "--data:1:", "64");
  }

  @ParameterizedTest
  @MethodSource("jsonVerbs")
  void aNumberOfAThousandDigitsIsRefusedWithItsPlace(List<String> verb) {
    assertRefused(run(verb, "{\"a\": " + "7".repeat(1_000) + "}"), "--data:1:7", "100 digits");
  }

  @Test
  void aKeyTwiceIsRefused() {
    assertRefused(
        shell.run("getProviderHealth", "--data", "{\"provider_name\":1,\"provider_name\":2}"),
        "--data:1:20",
        "again");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "routing weights only=1 only=2 --yes",
        "providers update only weight=1 weight=2",
        "alerts set slow metric=p95_response threshold=1 threshold=2",
        "alerts set slow metric=p95_response threshold=1 for=5m for_seconds=3",
        "ops exec CREATE_INSTANCES --data"
            + " {\"template_id\":\"web\",\"key\":\"a\",\"idempotency_key\":\"b\"}"
      })
  void whatIsGivenTwiceIsRefusedAndNoneOfThemTaken(String typed) {
    CliRun run = shell.run(typed.split(" "));
    assertThat(run.error().get("code").asText()).as(run.err).isEqualTo("INVALID_INPUT");
    assertThat(run.error().get("message").asText()).containsAnyOf("twice", "keep one");
    assertThat(shell.json("requests", "list")).isEmpty();
    assertThat(shell.run("alerts", "rules").out).doesNotContain("slow");
  }

  @Test
  void aCountOfAMillionDigitsInQuotesIsRefusedAtOnce() {
    String input =
        "{\"template\":{\"templateId\":\"web\",\"machineCount\":\""
            + "9".repeat(1_000_000)
            + "\"}}";
    CliRun run = shell.piped(input).run("requestMachines");
    assertThat(run.status).isNotZero();
    assertThat(run.out + run.err).contains("expected a whole number").hasSizeLessThan(2_000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"999999999999d", "9223372036854775807h", "P99999999D"})
  void anEndBeyondAllTimeIsRefused(String until) {
    assertRefused(
        shell.run("providers", "maintenance", "only", "--until", until, "--yes"), "--until");
  }

  @Test
  void aPipeIsRefusedWhereAFileIsNamed() throws Exception {
    Path pipe = Pipes.make(folder.resolve("pipe"));
    assertRefused(shell.run("getProviderHealth", "-f", pipe.toString()), "no regular file");
    assertRefused(
        shell.run("ops", "drill", "black-hole", "--report", pipe.toString()), "no regular file");
  }

  @Test
  void aPipeAsASecretOrATemplateFileHoldsNothingUp() throws Exception {
    Pipes.make(folder.resolve("pipe"));
    Files.setPosixFilePermissions(
        folder.resolve("pipe"), PosixFilePermissions.fromString("rw-------"));
    Files.delete(folder.resolve("templates.json"));
    Pipes.make(folder.resolve("templates.json"));
    CliRun.write(
        folder,
        "config.json",
        """
        {"provider": {"providers": [{"name": "only", "type": "simulated", "simulates": "aws",
          "config": {"secret_access_key": "file:pipe"}}]}}
        """);
    CliRun run = shell.run("templates", "list");
    assertThat(run.status).as(run.err).isZero();
    assertThat(run.err).contains("templates.json");
  }

  @Test
  void anArgumentIsNoFileToReadArgumentsFrom() throws IOException {
    Path file = Files.writeString(folder.resolve("words"), "--help");
    CliRun run = shell.run("templates", "show", "@" + file);
    assertThat(run.status).isNotZero();
    assertThat(run.out).isEmpty();
    assertThat(run.error().get("message").asText()).contains("@" + file);
  }

  @Test
  void whatCommandsATerminalIsShownAsText() {
    String reason = "\u001b[2J\u001b]0;owned\u0007\nforged line\u202egnp.exe";
    assertThat(shell.run("providers", "drain", "only", "--reason", reason, "--yes").status)
        .isZero();
    for (String format : new String[] {"table", "json", "yaml"}) {
      for (String[] verb :
          new String[][] {{"ops", "activity"}, {"overview"}, {"providers", "list"}}) {
        CliRun run = shell.run(verb[0], verb.length > 1 ? verb[1] : "--quiet", "--format", format);
        assertThat(run.status).as(run.err).isZero();
        assertThat((run.out + run.err).replace("\n", ""))
            .as("%s %s", verb[0], format)
            .doesNotContainPattern("[\\p{Cc}\\p{Cf}]");
        assertThat(run.out.lines()).noneMatch(line -> line.startsWith("forged"));
      }
    }
    assertThat(shell.json("ops", "activity").toString()).contains("forged line\u202egnp.exe");
  }

  @Test
  void anErrorQuotesWhatCommandsATerminalAsText() {
    for (String format : new String[] {"table", "json"}) {
      CliRun run = shell.run("templates", "show", "\u009b2J\u202enope", "--format", format);
      assertThat(run.err.replace("\n", ""))
          .contains("\\u009b2J\\u202enope")
          .doesNotContainPattern("[\\p{Cc}\\p{Cf}]");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "providers show |",
        "providers drain | --yes --reason r",
        "templates show |",
        "templates validate |",
        "templates delete | --layer templates.json --yes",
        "requests submit | 1",
        "requests submit web | --dry-run",
        "requests status |",
        "requests list --state |",
        "machines show |",
        "routing activate | --reason r --yes",
        "routing weights |=1 --yes",
        "routing select --operation |",
        "alerts remove |",
        "alerts set | --severity |",
        "config set | 1",
        "config reset |",
        "config validate |",
        "config compare |",
        "ops drill |",
        "ops undo |",
        "ops readiness --run |",
        "--env | providers list",
        "getRequestStatus --request-id |",
        "| list",
        "providers |"
      })
  void aLineEndInsideANameAddsNoLineOfItsOwn(String typed) {
    String name = "no\nerror: forged\r\u001b[2J";
    CliRun run =
        shell.run(typed.replace("|", "\0").replace(' ', '\1').replace("\0", name).split("\1"));
    String told = run.out + run.err;
    assertThat(told.lines()).as(told).noneMatch(line -> line.startsWith("error: forged"));
    assertThat(told.replace("\n", "")).as(told).doesNotContainPattern("[\\p{Cc}\\p{Cf}]");
  }

  @Test
  void aNameWithALineEndIsSaidOnceInAnError() {
    assertThat(shell.run("providers", "show", "no\nsuch").err).containsOnlyOnce("no\\nsuch");
  }

  @Test
  void whatIsKeptIsItsUsersAlone() throws IOException {
    assertThat(shell.run("requests", "submit", "web", "1").status).isZero();
    try (Stream<Path> kept = Files.walk(folder.resolve(".signalbox"))) {
      for (Path each : kept.toList()) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(each)))
            .as(each.toString())
            .isEqualTo(Files.isDirectory(each) ? "rwx------" : "rw-------");
      }
    }
  }
}
