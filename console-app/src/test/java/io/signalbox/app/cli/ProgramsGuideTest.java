package io.signalbox.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.app.testing.CliRun;
import io.signalbox.app.testing.CliRun.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every line of the guide for programs is carried out on the sample, with the keys it names. */
final class ProgramsGuideTest {

  private static final Pattern LINE = Pattern.compile("(?m)^signalbox (\\w+)(?: --data '(.+)')?$");
  private static final Pattern VERB = Pattern.compile("(?m)^## `signalbox ([a-z]+[A-Z]\\w+)`$");

  @TempDir Path folder;

  private final Map<String, String> known = new HashMap<>();

  private static List<MatchResult> lines() throws IOException {
    return LINE.matcher(Files.readString(Path.of("../docs/programs.md"))).results().toList();
  }

  @Test
  void everyLineIsAnswered() throws IOException {
    Shell shell = new Shell(CliRun.sample(folder));
    for (MatchResult line : lines()) {
      String input = line.group(2) == null ? "{}" : line.group(2);
      for (Map.Entry<String, String> each : known.entrySet()) {
        input = input.replace(each.getKey(), each.getValue());
      }
      CliRun run = shell.run(line.group(1), "--data", input);
      assertThat(run.status).as(line.group() + "\n" + run.out + run.err).isZero();
      assertThat(run.err).doesNotContain("is not known here");
      remember(run.json());
    }
  }

  /** What later lines name in capitals. */
  private void remember(JsonNode answer) {
    if (answer.has("requestId")) {
      known.put("REQUEST_ID", answer.get("requestId").asText());
    }
    JsonNode machine = answer.path("requests").path(0).path("machines").path(0);
    if (machine.isObject()) {
      known.put("MACHINE_ID", machine.get("machineId").asText());
      known.put("MACHINE_NAME", machine.get("name").asText());
    }
  }

  @Test
  void everyVerbOfProgramsHasItsLine() throws IOException {
    String reference = Files.readString(Path.of("../docs/command-line.md"));
    assertThat(lines().stream().map(line -> line.group(1)))
        .containsExactlyInAnyOrderElementsOf(
            VERB.matcher(reference)
                .results()
                .map(verb -> verb.group(1))
                .collect(Collectors.toCollection(TreeSet::new)));
  }
}
