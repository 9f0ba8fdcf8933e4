package io.signalbox.app.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.signalbox.app.Main;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.sqlite.util.LibraryLoaderUtil;

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
            "@" + program.resolve("lib/verbs.options"),
            "-XX:AOTCache=" + program.resolve("lib/verbs.aot"),
            "-Dsignalbox.home=" + program,
            "-cp",
            program.resolve("lib/verbs.jar").toString(),
            "io.signalbox.app.Main"));
  }

  /**
   * The same program where no file grows over so many KiB: its store finds a full disk, and needs
   * neither a disk of its own nor rights. SQLite's library, which each start unpacks, is larger
   * than any limit that a store feels, so it is taken from {@code library}.
   *
   * @param library a folder that {@link #unpackLibrary} filled
   */
  Program onDiskOf(int kib, Path library) {
    List<String> line =
        new ArrayList<>(
            List.of("sh", "-c", "ulimit -f \"$0\"; exec \"$@\"", Integer.toString(2 * kib)));
    line.add(command.getFirst());
    line.add("-Dorg.sqlite.lib.path=" + library);
    line.addAll(command.subList(1, command.size()));
    return new Program(line);
  }

  /** Writes SQLite's library for this machine into {@code folder}. */
  static void unpackLibrary(Path folder) throws IOException {
    String name = LibraryLoaderUtil.getNativeLibName();
    String resource = LibraryLoaderUtil.getNativeLibResourcePath() + "/" + name;
    try (InputStream library = LibraryLoaderUtil.class.getResourceAsStream(resource)) {
      if (library == null) {
        throw new IOException("SQLite has no library for this machine: " + resource);
      }
      Files.copy(library, folder.resolve(name));
    }
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

    /**
     * Whether the program ended because its store could not be written, with a request accepted: it
     * had opened the store and begun. Nothing else that ends a program on a full disk says this.
     */
    boolean stoppedByItsStore() throws IOException {
      String last = err.lines().reduce("", (before, line) -> line);
      if (!last.startsWith("{")) {
        return false;
      }
      JsonNode error = JSON.readTree(last).path("error");
      return error.path("code").asText().equals("STORE_UNAVAILABLE")
          && error.path("details").has("request_id");
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

  /**
   * A run of the same command line in this process, for whoever only asks and looks: what is struck
   * are processes, and a hundred looks need none of their own.
   */
  static Answer run(Room room, String... verb) {
    List<String> line = new ArrayList<>(List.of(verb));
    line.addAll(List.of("--format", "json", "--config-dir", room.folder().toString()));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int status =
        Main.run(
            line.toArray(String[]::new),
            InputStream.nullInputStream(),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            Map.of("LOG_SILENT", "1"));
    return new Answer(
        status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
