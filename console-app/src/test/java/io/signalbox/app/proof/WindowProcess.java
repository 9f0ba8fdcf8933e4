package io.signalbox.app.proof;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A window on a display, in a process of its own: the packaged program's, or an empty one under the
 * same flags, which loads the same cache.
 */
final class WindowProcess implements AutoCloseable {

  private static final long END_SECONDS = 20;

  private final Process process;
  private final Path log;

  private WindowProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /** The launcher's command line, so that no shell is part of what is measured. */
  static List<String> console(Path program, Path config) {
    List<String> command = java(program, program.resolve("lib/console-app.jar").toString());
    command.addAll(List.of("io.signalbox.app.Main", "--config-dir", config.toString()));
    return command;
  }

  static List<String> empty(Path program) {
    List<String> command =
        java(
            program,
            program.resolve("lib/console-app.jar")
                + File.pathSeparator
                + EmptyWindow.class.getProtectionDomain().getCodeSource().getLocation().getPath());
    command.add(EmptyWindow.class.getName());
    return command;
  }

  private static List<String> java(Path program, String classPath) {
    return new ArrayList<>(
        List.of(
            program.resolve("runtime/bin/java").toString(),
            "@" + program.resolve("lib/java.options"),
            "@" + program.resolve("lib/window.options"),
            "-XX:AOTCache=" + program.resolve("lib/window.aot"),
            // One that does not fit ends the program, rather than a start without it be measured.
            "-XX:AOTMode=on",
            // A display in memory has no graphics card.
            "-Dprism.order=sw",
            "-Dsignalbox.home=" + program,
            "-cp",
            classPath));
  }

  static WindowProcess start(List<String> command, OwnDisplay display, Path log)
      throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().put("DISPLAY", display.name());
    builder.environment().put("GDK_BACKEND", "x11");
    Process process = builder.start();
    process.getOutputStream().close();
    return new WindowProcess(process, log);
  }

  /**
   * @throws IllegalStateException with what it said, where it has ended
   */
  boolean isThere() {
    if (process.isAlive()) {
      return true;
    }
    try {
      throw new IllegalStateException(
          "The window ended with " + process.exitValue() + ": " + Files.readString(log));
    } catch (IOException e) {
      throw new IllegalStateException("The window ended with " + process.exitValue(), e);
    }
  }

  /** MiB in memory. */
  double resident() throws IOException {
    isThere();
    return WatchedWindow.resident(Path.of("/proc", Long.toString(process.pid()), "status"))
        / 1_048_576.0;
  }

  /** Ends it. */
  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
  }
}
