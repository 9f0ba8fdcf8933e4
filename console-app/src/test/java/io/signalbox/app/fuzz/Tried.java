package io.signalbox.app.fuzz;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** What a target did with its inputs. Used by one thread. */
final class Tried {

  private static final double MOST_SECONDS = 2;

  private final Target target;
  private final Path failures;
  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private int inputs;
  private int taken;
  private int harm;
  private double longest;

  Tried(Target target, Path failures) {
    this.target = target;
    this.failures = failures;
  }

  void take(Input input) throws IOException {
    inputs++;
    long begun = threads.getCurrentThreadCpuTime();
    String wrong = "";
    try {
      taken += target.takes(input) ? 1 : 0;
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError | AssertionError e) {
      wrong = e.toString();
    }
    double seconds = (threads.getCurrentThreadCpuTime() - begun) / 1e9;
    longest = Math.max(longest, seconds);
    if (!wrong.isEmpty() || seconds > MOST_SECONDS) {
      harm++;
      keep(input, wrong + ", " + seconds + " s");
    }
  }

  private void keep(Input input, String wrong) throws IOException {
    Path folder = Files.createDirectories(failures.resolve(target.name()));
    Files.write(folder.resolve(input.fileName()), input.bytes());
    System.err.println(folder.resolve(input.fileName()) + ": " + wrong);
  }

  boolean good() {
    return harm == 0;
  }

  int taken() {
    return taken;
  }

  double longestSeconds() {
    return longest;
  }

  String row() {
    return String.format(
        Locale.ROOT,
        "| %s | %,d | %,d | %,d | %d | %.2f |%n",
        target.name(),
        inputs,
        taken,
        inputs - taken - harm,
        harm,
        longest);
  }
}
