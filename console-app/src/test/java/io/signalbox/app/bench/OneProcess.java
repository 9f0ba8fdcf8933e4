package io.signalbox.app.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs one process after the other and says what each took. */
final class OneProcess {

  private final Path scratch;

  OneProcess(Path scratch) {
    this.scratch = scratch;
  }

  /**
   * What a run took. Processor time and memory are read while it lives, as late as they can be; 0
   * where the operating system does not tell.
   */
  record Run(String out, double millis, double processorMillis, double mebibytes) {}

  /**
   * @throws IllegalStateException with what it wrote, where its status is not 0
   */
  Run run(List<String> command) throws IOException, InterruptedException {
    Path out = scratch.resolve("out.txt");
    Path err = scratch.resolve("err.txt");
    long begun = System.nanoTime();
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    process.getOutputStream().close();
    Path told = Path.of("/proc", Long.toString(process.pid()), "status");
    Duration work = Duration.ZERO;
    double memory = 0;
    boolean lives = true;
    while (lives) {
      lives = !process.waitFor(4, TimeUnit.MILLISECONDS);
      Duration used = process.info().totalCpuDuration().orElse(Duration.ZERO);
      work = used.compareTo(work) > 0 ? used : work;
      memory = Math.max(memory, peak(told));
    }
    double millis = (System.nanoTime() - begun) / 1e6;
    if (process.exitValue() != 0) {
      throw new IllegalStateException(command + ": " + Files.readString(err));
    }
    return new Run(Files.readString(out), millis, work.toNanos() / 1e6, memory);
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
