package io.signalbox.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.signalbox.app.cli.session.CliContext;
import io.signalbox.app.cli.session.Streams;
import io.signalbox.app.testing.CliRun;
import io.signalbox.app.testing.CliRun.Shell;
import io.signalbox.app.testing.RoutedFolder;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The word under the cursor: commands, options, and the names there are. */
final class CompletionTest {

  /** Labels of what is free: text, numbers, times, files and JSON. */
  private static final Set<String> FREE =
      Set.of(
          "AGE",
          "CAPABILITY",
          "COUNT",
          "DIR",
          "FILE",
          "JSON",
          "K",
          "MS",
          "N",
          "PERCENT",
          "R",
          "S",
          "T",
          "TEXT",
          "TIME",
          "TRACE_ID",
          "VALUE",
          "W",
          "WORD",
          "WxH",
          "X");

  /** Names that nothing lists. */
  private static final Set<String> UNLISTED = Set.of("--by", "--env", "--source", "--strategy");

  @TempDir Path folder;

  @Test
  void whatCommandsATerminalIsNotOffered() {
    CliRun.write(
        folder,
        "config.json",
        "{\"template\": {\"odd\\u001b[2J\": 1, \"odd\\nrm -rf\": 2, \"odd_one\": 3}, \"provider\":"
            + " {\"providers\": [{\"name\": \"only\", \"type\": \"simulated\"}]}}");
    CliRun run = new Shell(folder).run("complete", "--", "config", "unset", "template.odd");
    assertThat(run.out).isEqualTo("template.odd_one\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "prov_                            | providers",
        "providers dr_                    | drain",
        "providers drain _                | east west lab",
        "providers drain w_               | west",
        "providers set-health east _      | healthy unhealthy auto",
        "providers update east we_        | weight=",
        "providers register new --type s_ | simulated",
        "providers register new --type simulated wei_ | weight=",
        "providers register _             | ",
        "providers remove w_              | west",
        "--format json providers show l_  | lab",
        "routing policy WEI_              | WEIGHTED_ROUND_ROBIN",
        "routing circuit clo_             | clouds",
        "routing circuit clouds _         | open closed auto",
        "routing activate lab --at _      | main-line",
        "config set request.max_mach_     | request.max_machines_per_request",
        "config set provider.providers.west.wei_ | provider.providers.west.weight",
        "config unset provider.providers.lab.ty_ | provider.providers.lab.type",
        "config unset request.max_mach_   | ",
        "routing weights w_               | west=",
        "routing select --operation CRE_  | CREATE_INSTANCES",
        "templates show _                 | web",
        "requests submit w_               | web",
        "requests submit web 1 --pr_      | --provider --provider-type",
        "requests submit web 1 --provider _ | east west lab",
        "requests list --status part_     | partial partial_pending",
        "ops drill black_                 | black-hole",
        "--format _                       | table json csv yaml",
        "--format=j_                      | --format=json",
        "--format = j_                    | json",
        "--format =_                      | table json csv yaml",
        "--format=json providers show l_  | lab",
        "--format = json providers show l_ | lab",
        "--config-dir=none providers show _ | ",
        "config validate --str_           | --strict",
        "config validate nothing _        | "
      })
  void theWordUnderTheCursorIs(String typed, String expected) {
    Shell shell = RoutedFolder.shell(folder);
    List<String> words = new ArrayList<>(List.of("complete", "--"));
    words.addAll(List.of(typed.strip().split(" ")));
    String last = words.removeLast();
    words.add(last.substring(0, last.length() - 1));
    CliRun run = shell.run(words.toArray(String[]::new));
    assertThat(run.status).isZero();
    assertThat(run.err).isEmpty();
    assertThat(run.out.lines())
        .containsExactlyInAnyOrder(expected == null ? new String[0] : expected.split(" "));
  }

  /** In bash itself, where there is one. */
  @Test
  void theProgramMayStandInAnyFolder() throws Exception {
    Path home = folder.resolve("o'brien's $HOME `x` \"y\"");
    Path program = Files.createDirectories(home.resolve("bin")).resolve("signalbox");
    Files.writeString(program, "#!/bin/sh\n[ \"$3 $4\" = 'drain wes' ] && echo west\n");
    assumeTrue(program.toFile().setExecutable(true), "no program can be made here");
    Path script = folder.resolve("signalbox.bash");
    Files.writeString(
        script, CompletionCommand.script(null, CompletionCommand.program(home.toString())));
    String typed =
        "source %s; COMP_WORDS=(signalbox drain wes); COMP_CWORD=2; _signalbox; echo $COMPREPLY"
            .formatted(script);
    assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "there is no bash");
    Process bash =
        new ProcessBuilder("/bin/bash", "--norc", "-c", typed).redirectErrorStream(true).start();
    assertThat(new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip())
        .isEqualTo("west");
  }

  /** In fish itself, where there is one, over a program that knows one word. */
  @Test
  void fishIsGivenWhatTheProgramKnowsAndElseFiles() throws Exception {
    Path program = Files.createDirectories(folder.resolve("bin")).resolve("signalbox");
    Files.writeString(program, "#!/bin/sh\n[ \"$3 $4\" = 'drain wes' ] && echo west\n");
    assumeTrue(program.toFile().setExecutable(true), "no program can be made here");
    Path script = folder.resolve("signalbox.fish");
    Files.writeString(script, RoutedFolder.shell(folder).run("completion", "fish").out);
    assertThat(fish(script, "signalbox drain wes")).isEqualTo("west");
    assertThat(fish(script, "signalbox snapshot " + folder.resolve("signalbox.f")))
        .isEqualTo(script.toString());
  }

  private String fish(Path script, String typed) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
            "fish", "--no-config", "-c", "source " + script + "; complete -C '" + typed + "'");
    builder.environment().merge("PATH", "", (path, none) -> folder.resolve("bin") + ":" + path);
    builder.environment().put("HOME", folder.toString());
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      assumeTrue(false, "there is no fish here");
      throw e;
    }
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
  }

  @Test
  void requestsAndMachinesAreCompletedByWhatThereIs() {
    Shell shell = RoutedFolder.shell(folder);
    String id = shell.json("requests", "submit", "web", "1").get("request_id").asText();
    assertThat(shell.run("complete", "--", "requests", "status", "req-").out.strip()).isEqualTo(id);
    shell.run("providers", "update", "east", "weight=7");
    assertThat(shell.run("complete", "--", "config", "reset", "").out.strip())
        .isEqualTo("providers.east.weight");
  }

  @Test
  void whatCannotBeKnownIsNothingAndNothingIsMade() throws Exception {
    Path home = Files.createDirectories(folder.resolve("home"));
    Shell nowhere = new Shell(home).without("SIGNALBOX_CONFIG_DIR").with("XDG_CONFIG_HOME", "");
    CliRun run = nowhere.run("complete", "--", "providers", "drain", "");
    assertThat(run.status).isZero();
    assertThat(run.out + run.err).isEmpty();
    assertThat(home).isEmptyDirectory();
    CliRun.write(folder, "config.json", "{broken");
    CliRun broken = new Shell(folder).run("complete", "--", "providers", "drain", "");
    assertThat(broken.status).isZero();
    assertThat(broken.out + broken.err).isEmpty();
  }

  /** Whoever adds an argument says what it can be, or that it is free. */
  @Test
  void everyArgumentHasValuesOrIsFree() {
    PrintStream none =
        new PrintStream(PrintStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    Streams streams =
        new Streams(InputStream.nullInputStream(), none, none, Map.of(), false, false);
    List<String> without = new ArrayList<>();
    collect(Commands.complete(new CliContext(streams)), without);
    assertThat(without).isEmpty();
  }

  private static void collect(CommandLine line, List<String> without) {
    CommandSpec spec = line.getCommandSpec();
    for (ArgSpec argument : spec.args()) {
      boolean free =
          argument.arity().max() == 0
              || FREE.contains(argument.paramLabel())
              || (argument instanceof OptionSpec option && UNLISTED.contains(option.longestName()));
      if (!free && !CompletionValues.knows(spec, argument)) {
        without.add(spec.qualifiedName() + " " + argument.paramLabel());
      }
    }
    line.getSubcommands().values().forEach(each -> collect(each, without));
  }

  @ParameterizedTest
  @CsvSource({"bash,complete -o default", "zsh,compdef", "fish,complete -c signalbox"})
  void eachShellHasItsScript(String shell, String part) {
    CliRun run = new Shell(folder).run("completion", shell);
    assertThat(run.status).isZero();
    assertThat(run.out).contains(part).contains("complete --");
    assertThat(new Shell(folder).run("completion", "cmd").status).isEqualTo(2);
  }
}
