package io.signalbox.app.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs one process after the other and says what each took. */
final class OneProcess {

  private final Path scratch;

  OneProcess(Path scratch) {
    this.scratch = scratch;
  }

  /** What a run took; memory is 0 where it was not watched, or nothing says so. */
  record Run(String out, double millis, double mebibytes) {}

  /**
   * @throws IllegalStateException with what it wrote, where its status is not 0
   */
  Run run(List<String> command) throws IOException, InterruptedException {
    return run(command, false);
  }

  /** As {@link #run(List)}, with its memory: watching takes time from it. */
  Run watched(List<String> command) throws IOException, InterruptedException {
    return run(command, true);
  }

  private Run run(List<String> command, boolean watch) throws IOException, InterruptedException {
    Path out = scratch.resolve("out.txt");
    Path err = scratch.resolve("err.txt");
    long begun = System.nanoTime();
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    process.getOutputStream().close();
    double memory = 0;
    if (watch) {
      Path told = Path.of("/proc", Long.toString(process.pid()), "status");
      while (!process.waitFor(4, TimeUnit.MILLISECONDS)) {
        memory = Math.max(memory, peak(told));
      }
    }
    int status = process.waitFor();
    double millis = (System.nanoTime() - begun) / 1e6;
    if (status != 0) {
      throw new IllegalStateException(command + ": " + Files.readString(err));
    }
    return new Run(Files.readString(out), millis, memory);
  }

  /** The most that was resident so far, in MiB; 0 where nothing says so. */
  private static double peak(Path status) {
    try {
      return Files.readAllLines(status).stream()
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024)
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      return 0;
    }
  }
}
