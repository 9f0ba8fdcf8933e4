package io.signalbox.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.app.testing.CliRun;
import io.signalbox.app.testing.CliRun.Shell;
import io.signalbox.app.testing.RoutedFolder;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A person reads sentences and helps, a program documents. */
final class ErrorsForPeopleTest {

  @TempDir Path folder;

  @Test
  void aPersonReadsASentenceWithCodeAndWhatThereIs() {
    CliRun run = RoutedFolder.shell(folder).run("providers", "show", "nope");
    assertThat(run.err)
        .isEqualTo(
            """
            error: Provider instance 'nope' not found in configuration [PROVIDER_NOT_FOUND]
              available providers: east, west, lab
            """);
    assertThat(run.out).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "providers show nope --format json",
        "--format=JSON providers show nope",
        "providers show nope --format yaml",
        "getProviderHealth --data {\"provider_name\":\"nope\"}"
      })
  void aProgramReadsOneLineOfJson(String line) {
    CliRun run = RoutedFolder.shell(folder).run(line.split(" "));
    assertThat(run.err).hasLineCount(1).startsWith("{\"error\":{\"code\":\"PROVIDER_NOT_FOUND\"");
    assertThat(run.status).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "providers",
        "routing",
        "templates",
        "requests",
        "machines",
        "alerts",
        "config",
        "ops"
      })
  void aGroupAloneShowsItsHelp(String group) {
    Shell shell = new Shell(folder);
    CliRun run = shell.run(group);
    assertThat(run.status).isZero();
    assertThat(run.err).isEmpty();
    assertThat(run.out).isEqualTo(shell.run(group, "--help").out).contains("Exit status:");
    CliRun program = shell.run(group, "--format", "json");
    assertThat(program.status).isEqualTo(2);
    assertThat(program.error().get("message").asText()).contains("Name a command", "there are");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "templates migrate --from x          | templates create",
        "serve                               | requests watch"
      })
  void whatIsNotInThisEditionSaysSoAndTheNearest(String line, String nearest) {
    CliRun run = new Shell(folder).run(line.split(" +"));
    assertThat(run.status).isEqualTo(2);
    assertThat(run.error().get("code").asText()).isEqualTo("UNSUPPORTED_OPERATION");
    assertThat(run.err).contains("is not in this edition; ").contains(nearest);
  }

  @Test
  void whatWasTypedIsNotSaidAgainWhereItMayBeASecret() {
    CliRun run = new Shell(folder).run("providers", "list", "token=s3cr3t-value");
    assertThat(run.error().get("code").asText()).isEqualTo("INVALID_INPUT");
    assertThat(run.err).doesNotContain("s3cr3t");
  }

  @Test
  void theTreeSaysOfALineWhetherItTakesWorkAndOfItsCircuitWhetherItIsOpen() {
    Shell shell = RoutedFolder.shell(folder);
    assertThat(shell.run("routing", "show").out.lines().filter(line -> line.contains("  lab ")))
        .singleElement()
        .satisfies(line -> assertThat(line).containsPattern("closed +takes work$"));
  }
}
