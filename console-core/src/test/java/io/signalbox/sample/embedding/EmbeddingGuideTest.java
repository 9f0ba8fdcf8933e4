package io.signalbox.sample.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.Signalbox;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The guide's host, compiled and run as it stands there, in a process of its own. */
final class EmbeddingGuideTest {

  private static final Path GUIDE = Path.of("../docs/embedding.md");
  private static final Pattern BLOCK = Pattern.compile("```(java|xml)\n(.*?)```", Pattern.DOTALL);
  private static final Pattern CLASS = Pattern.compile("public final class (\\w+)");

  /** What other programs have, and this one does without. */
  private static final Pattern LEFT_OUT = Pattern.compile("(java-keyring|jna|dbus-java).*\\.jar");

  private static final String SECRET = "s3cr3t-of-a-host";

  @TempDir Path folder;

  @Test
  void hostKeepsItsLogAndNothingOfItIsSecret() throws Exception {
    Path program = compiled();
    Path config = Files.createDirectory(folder.resolve(SECRET));
    Files.writeString(
        config.resolve("config.json"),
        """
        {"version": "${RELEASE}", "logging": {"level": "DEBUG"},
         "provider": {"providers": [
          {"name": "east", "type": "simulated", "simulates": "aws"}]}}
        """);
    Files.writeString(
        config.resolve("templates.json"),
        """
        {"templates": [{"template_id": "web", "max_instances": 5, "instance_type": "t3.small"}]}
        """);

    List<String> lines = run(program, config);

    assertThat(lines)
        .as("one log, in the host's pattern")
        .isNotEmpty()
        .allMatch(line -> line.matches("host (INFO|WARN|ERROR) +.*"))
        .contains(
            "host INFO  Host [] Asked east for 2",
            "host INFO  Host [] east is there",
            "host INFO  Host [] Afterwards: INVALID_STATE")
        .anyMatch(line -> line.startsWith("host INFO  CommandGate [run-4711] "))
        .anyMatch(line -> line.startsWith("host INFO  Host [] Opened ") && line.contains("***"))
        .noneMatch(line -> line.contains(SECRET));
    try (Stream<Path> files = Files.walk(config)) {
      assertThat(files.map(each -> each.getFileName().toString()))
          .contains(".signalbox")
          .noneMatch(name -> name.contains("log"));
    }
  }

  private Path compiled() throws IOException {
    Path program = Files.createDirectory(folder.resolve("program"));
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "-proc:none",
                "-d",
                program.toString(),
                "-cp",
                System.getProperty("java.class.path")));
    Matcher block = BLOCK.matcher(Files.readString(GUIDE));
    while (block.find()) {
      String text = block.group(2);
      Matcher name = CLASS.matcher(text);
      Path file = program.resolve(name.find() ? name.group(1) + ".java" : "logback.xml");
      Files.writeString(file, text);
      if (block.group(1).equals("java")) {
        arguments.add(file.toString());
      }
    }
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, arguments.toArray(String[]::new));
    assertThat(status).as("the guide compiles").isZero();
    return program;
  }

  private static List<String> run(Path program, Path config) throws Exception {
    String libraries =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(each -> each.endsWith(".jar"))
            .filter(each -> !LEFT_OUT.matcher(Path.of(each).getFileName().toString()).matches())
            .collect(Collectors.joining(File.pathSeparator));
    String core =
        Path.of(Signalbox.class.getProtectionDomain().getCodeSource().getLocation().toURI())
            .toString();
    ProcessBuilder host =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                String.join(File.pathSeparator, program.toString(), core, libraries),
                "Host",
                config.toString())
            .redirectErrorStream(true);
    host.environment().put("RELEASE", SECRET);
    Process process = host.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said.lines().toList();
  }
}
