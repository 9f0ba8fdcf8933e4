package io.signalbox.app.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The program folder that packaging left, run in processes of its own from {@code /} with an empty
 * environment: no {@code JAVA_HOME}, no {@code PATH}, no {@code DISPLAY}.
 */
final class PackagedProgram {

  /** The folder packaging filled; Failsafe names it. */
  private static final Path HOME = Path.of(System.getProperty("signalbox.program", ""));

  private static final JsonMapper JSON = new JsonMapper();

  /** Ends a program that hangs; a busy machine takes a fraction of it. */
  private static final long LIMIT_SECONDS = 400;

  private final Path launcher;
  private final Path scratch;

  private PackagedProgram(Path launcher, Path scratch) {
    this.launcher = launcher;
    this.scratch = scratch;
  }

  /** The program where it was packaged. */
  static PackagedProgram where(Path scratch) {
    var windows = System.getProperty("os.name", "").startsWith("Windows");
    return at(HOME.resolve(windows ? "bin/signalbox.bat" : "bin/signalbox"), scratch);
  }

  static PackagedProgram at(Path launcher, Path scratch) {
    assertThat(launcher).as("the launcher").isExecutable();
    return new PackagedProgram(launcher, scratch);
  }

  static Path home() {
    return HOME;
  }

  /** A copy of the sample configuration the program carries. */
  static Path sample(Path folder) {
    copy(HOME.resolve("share/config"), folder);
    return folder;
  }

  static void copy(Path from, Path to) {
    try (var tree = Files.walk(from)) {
      for (var file : tree.toList()) {
        Files.copy(
            file, to.resolve(from.relativize(file).toString()), StandardCopyOption.COPY_ATTRIBUTES);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Answer run(String... arguments) {
    return run(Map.of(), arguments);
  }

  Answer run(Map<String, String> environment, String... arguments) {
    return answer(command(arguments), environment);
  }

  /** With jars beside the program's own, as the guide for authors of provider types starts it. */
  Answer runWith(Path jar, String... arguments) {
    var command =
        new ArrayList<>(
            List.of(
                HOME.resolve("runtime/bin/java").toString(),
                "@" + HOME.resolve("lib/java.options"),
                "-Dsignalbox.home=" + HOME,
                "-cp",
                HOME.resolve("lib/console-app.jar") + File.pathSeparator + jar,
                "io.signalbox.app.Main"));
    command.addAll(List.of(arguments));
    return answer(command, Map.of());
  }

  private Answer answer(List<String> command, Map<String, String> environment) {
    try {
      var out = Files.createTempFile(scratch, "out", ".txt");
      var err = Files.createTempFile(scratch, "err", ".txt");
      var process = start(command, environment, out, err);
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError(
            command + " did not end within " + LIMIT_SECONDS + " s: " + Files.readString(err));
      }
      return new Answer(command, process.exitValue(), Files.readString(out), Files.readString(err));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Runs it and ends its process after a while, if it still lives then, as a power cut would. */
  void kill(Duration after, String... arguments) {
    try {
      var nowhere = Files.createTempFile(scratch, "killed", ".txt");
      var process = start(command(arguments), Map.of(), nowhere, nowhere);
      if (!process.waitFor(after.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private List<String> command(String... arguments) {
    var command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(List.of(arguments));
    return command;
  }

  private static Process start(
      List<String> command, Map<String, String> environment, Path out, Path err)
      throws IOException {
    var builder =
        new ProcessBuilder(command)
            .directory(FileSystems.getDefault().getRootDirectories().iterator().next().toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    var process = builder.start();
    process.getOutputStream().close();
    return process;
  }

  /** What one run left. */
  record Answer(List<String> command, int status, String out, String err) {

    /** This answer, which must be one: exit status 0. */
    Answer good() {
      assertThat(status).as("exit status of %s%n%s%s", command, out, err).isZero();
      return this;
    }

    /** Standard output as the one JSON document it must be. */
    JsonNode json() {
      try {
        return JSON.readTree(out);
      } catch (IOException e) {
        throw new AssertionError(command + " did not print JSON: " + out + err, e);
      }
    }
  }
}
