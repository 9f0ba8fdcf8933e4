package io.signalbox.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.signalbox.app.cli.session.Streams;
import io.signalbox.app.testing.CliRun;
import io.signalbox.app.testing.CliRun.Shell;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Log lines: JSON in the file with one trace id, text for a person's terminal. */
final class LogLinesTest {

  @TempDir Path folder;

  @BeforeEach
  void configure() {
    CliRun.write(
        folder,
        "config.json",
        """
        {"provider": {"providers": [{"name": "only", "type": "simulated", "simulates": "aws"}]}}
        """);
    CliRun.write(
        folder,
        "templates.json",
        """
        {"templates": [{"template_id": "web", "max_instances": 5, "instance_type": "t3.small"}]}
        """);
  }

  private List<JsonNode> lines() throws IOException {
    ObjectMapper json = new ObjectMapper();
    List<JsonNode> lines = new ArrayList<>();
    Path file = folder.resolve(".signalbox/logs/app.log");
    // Who has nothing to tell makes no file.
    for (String line : Files.exists(file) ? Files.readAllLines(file) : List.<String>of()) {
      lines.add(json.readTree(line));
    }
    return lines;
  }

  @Test
  void oneTraceIdFromTheCommandToTheProviderCall() throws IOException {
    Shell shell = new Shell(folder);
    JsonNode submitted = shell.json("requests", "submit", "web", "1");
    String trace = submitted.get("trace_id").asText();
    assertThat(lines())
        .filteredOn(line -> line.path("trace_id").asText().equals(trace))
        .extracting(line -> line.get("logger").asText())
        .contains("core.command.handling.CommandGate", "provider.call");
    assertThat(lines())
        .allSatisfy(line ->
            assertThat(line.fieldNames())
                .toIterable()
                .startsWith("time", "level", "logger", "message"));
    assertThat(shell.json("ops", "activity").get(0).get("trace_id").asText()).isEqualTo(trace);
    String user = System.getProperty("user.name");
    assertThat(lines()).noneMatch(line -> line.get("message").asText().contains(user + " ("));
  }

  @Test
  void whyAProviderWasChosenIsToldAtDebugWithItsTraceId() throws IOException {
    JsonNode submitted =
        new Shell(folder).with("HF_LOG_LEVEL", "DEBUG").json("requests", "submit", "web", "1");
    String trace = submitted.get("trace_id").asText();
    assertThat(lines())
        .filteredOn(line -> line.get("logger").asText().endsWith(".DecisionLog"))
        .anySatisfy(line -> {
          assertThat(line.get("trace_id").asText()).isEqualTo(trace);
          assertThat(line.get("message").asText())
              .startsWith("CREATE_INSTANCES web x1: only by ")
              .contains("only ACCEPTED");
        });
  }

  @Test
  void whoLooksAtARequestAgainAndAgainAddsNoLineOfThat() throws IOException {
    Shell shell = new Shell(folder);
    shell.json("requests", "submit", "web", "1", "--wait");
    assertThat(lines())
        .extracting(line -> line.get("message").asText())
        .anyMatch(message -> message.startsWith("Submit "))
        .noneMatch(message -> message.startsWith("Drive "));
    String id = shell.json("requests", "list").get(0).get("request_id").asText();
    shell.with("HF_LOG_LEVEL", "DEBUG").json("getRequestStatus", "--request-id", id);
    assertThat(lines())
        .extracting(line -> line.get("level").asText() + " " + line.get("message").asText())
        .anyMatch(line -> line.startsWith("DEBUG Drive "));
  }

  @Test
  void whoHoldsAProviderAndWhyIsInNoLog() throws IOException {
    Shell shell = new Shell(folder).with("HF_LOG_LEVEL", "DEBUG");
    String reason = "call Bob on 555-0199";
    assertThat(
            shell.run("providers", "drain", "only", "--force", "--yes", "--reason", reason).status)
        .isZero();
    assertThat(shell.run("requests", "submit", "web", "1").status).isNotZero();
    assertThat(shell.run("providers", "drain", "none", "--reason", reason, "--yes").status)
        .isNotZero();
    assertThat(lines())
        .extracting(line -> line.get("message").asText())
        .anyMatch(message -> message.contains("NO_") || message.contains("refused"))
        .noneMatch(message -> message.contains("555-0199"))
        .noneMatch(message -> message.contains("(command line)"));
  }

  /** Other tests in this process may have something to tell too, an error among it. */
  @Test
  void theLevelComesFromTheEnvironment() throws IOException {
    new Shell(folder).with("HF_LOG_LEVEL", "ERROR").json("requests", "submit", "web", "1");
    assertThat(lines()).allMatch(line -> line.get("level").asText().equals("ERROR"));
    new Shell(folder).with("HF_LOG_LEVEL", "DEBUG").json("requests", "submit", "web", "1");
    assertThat(lines()).anyMatch(line -> !line.get("level").asText().equals("ERROR"));
  }

  @Test
  void theLevelOfTheConfigurationIsTheLeastInTheFile() throws IOException {
    String config = Files.readString(folder.resolve("config.json"));
    CliRun.write(
        folder,
        "config.json",
        config.replaceFirst("\\{", "{\"logging\": {\"level\": \"ERROR\"}, "));
    new Shell(folder).json("requests", "submit", "web", "1");
    assertThat(lines()).allMatch(line -> line.get("level").asText().equals("ERROR"));
    CliRun.write(folder, "config.json", config.replaceFirst("\\{", "{\"debug\": true, "));
    new Shell(folder).json("requests", "submit", "web", "1");
    assertThat(lines()).anyMatch(line -> line.get("level").asText().equals("DEBUG"));
  }

  @Test
  void aTerminalShowsReadableTextUnlessSilenced() {
    assertThat(onTerminal(Map.of("HF_LOG_LEVEL", "INFO")))
        .containsPattern("\\d\\d:\\d\\d:\\d\\d\\.\\d{3} INFO  Drain only: LAST_WAY_OUT .*\\[\\w+]");
    assertThat(onTerminal(Map.of("HF_LOG_LEVEL", "INFO", "LOG_SILENT", "1")))
        .contains("\nerror: ")
        .doesNotContain(" INFO ");
  }

  private String onTerminal(Map<String, String> more) {
    Map<String, String> environment = new HashMap<>(more);
    environment.put("SIGNALBOX_CONFIG_DIR", folder.toString());
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Streams streams =
        new Streams(
            new ByteArrayInputStream(new byte[0]),
            new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            environment,
            false,
            true);
    assertThat(CommandLineProgram.run(new String[] {"providers", "drain", "only"}, streams))
        .isEqualTo(4);
    return err.toString(StandardCharsets.UTF_8);
  }
}
