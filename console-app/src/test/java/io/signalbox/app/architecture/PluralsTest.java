package io.signalbox.app.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No text says "1 machines": what is counted goes through {@code Counted}. */
final class PluralsTest {

  private static final String NOUNS =
      "(?:attempt|byte|call|candidate|change|character|check|connection|day|decision|digit|entr(?:y|ie)"
          + "|error|event|failure|field|file|hour|instance|item|key|layer|line|machine|member|minute"
          + "|operation|other|override|picture|problem|provider|request|row|second|setting|template"
          + "|time|trial|warning|worker)s";

  private static final Pattern COUNTED =
      Pattern.compile("(?:\\+\\s*\" (?:of )?|%,?d )" + NOUNS + "\\b");

  /** Where the number is never 1, and why. */
  private static final Map<String, String> NEVER_ONE =
      Map.ofEntries(
          Map.entry("Target", "a bound"),
          Map.entry("TemplateChecks", "more than a bound"),
          Map.entry("AwsOperations", "less than 1"),
          Map.entry("ClientFailures", "no number stands before it"),
          Map.entry("InstanceCalls", "more than were launched, so more than one"),
          Map.entry("FileDoor", "a bound"),
          Map.entry("LaunchChoice", "a bound"),
          Map.entry("ScenarioList", "no number stands before it"),
          Map.entry("OperationVerbs", "no number stands before it"),
          Map.entry("InputFile", "more than a bound"),
          Map.entry("WellFormed", "more than a bound"),
          Map.entry("SourceReader", "a bound, and more than one"),
          Map.entry("SourceTokens", "a bound"),
          Map.entry("TextCheck", "a bound"),
          Map.entry("SimulatedLedger", "more than a bound"),
          Map.entry("Diagnostic", "more than a bound"),
          Map.entry("TemplateIds", "more than a bound"),
          Map.entry("Submitter", "a bound"),
          Map.entry("Planner", "less than 1, or more than a limit of at least 1"),
          Map.entry("SimulatedProvider", "less than 1, or more than a bound"),
          Map.entry("Drills", "less than 1, or more than a bound"),
          Map.entry("Choice", "more than a limit of at least 1"),
          Map.entry("Validator", "more than a limit of at least 1"),
          Map.entry("MachineLookup", "more than one"),
          Map.entry("AskedMachines", "in a branch for more than one"),
          Map.entry("RoutingEvents", "in a branch for more than one"),
          Map.entry("WireOutput", "in a branch for more than one"),
          Map.entry("Repetitions", "in a branch for more than one"),
          Map.entry("ClockSkew", "in a branch for two and more"),
          Map.entry("AwsFields", "no number stands before it"),
          Map.entry("Step", "in a branch for more than one"));

  @Test
  void nothingThatIsCountedIsAlwaysWrittenAsMany() throws IOException {
    List<String> found = new ArrayList<>();
    int files = 0;
    for (String module : new String[] {"console-core", "console-app"}) {
      try (Stream<Path> sources = Files.walk(root().resolve(module).resolve("src/main/java"))) {
        for (Path each : sources.filter(file -> file.toString().endsWith(".java")).toList()) {
          files++;
          String name = each.getFileName().toString().replace(".java", "");
          Matcher counted = COUNTED.matcher(Files.readString(each));
          while (counted.find() && !NEVER_ONE.containsKey(name)) {
            found.add(name + ": " + counted.group().replaceAll("\\s+", " "));
          }
        }
      }
    }
    assertThat(files).isGreaterThan(500);
    assertThat(found).as("write these with Counted").isEmpty();
  }

  private static Path root() {
    Path here = Path.of("").toAbsolutePath();
    while (here != null && !Files.exists(here.resolve("console-app/pom.xml"))) {
      here = here.getParent();
    }
    return here == null ? Path.of("") : here;
  }
}
