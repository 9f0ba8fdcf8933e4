package io.signalbox.app.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The console in a process of its own: packaged where {@code signalbox.program} names such a
 * folder, else from this class path. Without a shell between, so that a signal strikes the program.
 */
final class Program {

  private static final JsonMapper JSON = new JsonMapper();
  private static final long LIMIT_SECONDS = 240;

  private final List<String> command;

  private Program(List<String> command) {
    this.command = List.copyOf(command);
  }

  static Program find(String home) {
    if (home.isEmpty() || !Files.isDirectory(Path.of(home))) {
      return new Program(
          List.of(
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "-Xmx192m",
              "-XX:+UseSerialGC",
              "-XX:TieredStopAtLevel=1",
              "--enable-native-access=ALL-UNNAMED",
              "-cp",
              System.getProperty("java.class.path"),
              "io.signalbox.app.Main"));
    }
    Path program = Path.of(home);
    return new Program(
        List.of(
            program.resolve("runtime/bin/java").toString(),
            "@" + program.resolve("lib/java.options"),
            "-XX:AOTCache=" + program.resolve("lib/signalbox.aot"),
            "-Dsignalbox.home=" + program,
            "-cp",
            program.resolve("lib/console-app.jar").toString(),
            "io.signalbox.app.Main"));
  }

  /**
   * The same program where no file grows over so many KiB: its store finds a full disk, and needs
   * neither a disk of its own nor rights.
   */
  Program onDiskOf(int kib) {
    List<String> line =
        new ArrayList<>(
            List.of("sh", "-c", "ulimit -f \"$0\"; exec \"$@\"", Integer.toString(2 * kib)));
    line.addAll(command);
    return new Program(line);
  }

  /** What one run left. */
  record Answer(int status, String out, String err) {

    /** Standard output as the JSON it must be. */
    JsonNode json() throws IOException {
      if (out.isBlank()) {
        throw new IOException("status " + status + ", no answer: " + err.strip());
      }
      return JSON.readTree(out);
    }
  }

  /** A run under way; its output goes to files of the room. */
  record Running(Process process, Path out, Path err, Room room, List<String> line) {

    /** The same once more, beside it. */
    Running again() throws IOException {
      return Program.start(room, line);
    }

    Answer finish() throws IOException, InterruptedException {
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
        return new Answer(-1, "", "did not end within " + LIMIT_SECONDS + " s");
      }
      return new Answer(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    /** SIGKILL; false where it had ended by itself. */
    boolean kill() throws InterruptedException {
      boolean struck = process.isAlive();
      process.destroyForcibly().waitFor();
      return struck;
    }

    /** Sends STOP or CONT; false where it had ended. */
    boolean signal(String name) throws IOException, InterruptedException {
      return process.isAlive()
          && new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                  .redirectErrorStream(true)
                  .start()
                  .waitFor()
              == 0;
    }
  }

  Running start(Room room, String... verb) throws IOException {
    List<String> line = new ArrayList<>(command);
    line.addAll(List.of(verb));
    line.addAll(List.of("--format", "json", "--config-dir", room.folder().toString()));
    return start(room, line);
  }

  private static Running start(Room room, List<String> line) throws IOException {
    Path out = Files.createTempFile(room.scratch(), "out", ".txt");
    Path err = Files.createTempFile(room.scratch(), "err", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(line).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().put("LOG_SILENT", "1");
    Process process = builder.start();
    process.getOutputStream().close();
    return new Running(process, out, err, room, line);
  }

  Answer run(Room room, String... verb) throws IOException, InterruptedException {
    return start(room, verb).finish();
  }
}
