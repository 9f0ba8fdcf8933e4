package io.signalbox.core.bench;

import io.signalbox.core.Signalbox;
import io.signalbox.core.SignalboxOptions;
import io.signalbox.core.query.Query;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Touches a template file of a folder that a running program has open. Prints milliseconds from
 * before the write until the program has it: the median and the longest.
 */
final class TouchRun {

  private static final int WARM_UP = 15;
  private static final int ROUNDS = 60;

  private TouchRun() {}

  /** Arguments: the folder, and the file to touch. */
  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[0]);
    Path file = folder.resolve(args[1]);
    SignalboxOptions options = SignalboxOptions.of(folder).background(true).seed(1).build();
    List<Double> millis = new ArrayList<>();
    try (Signalbox core = Signalbox.open(options)) {
      for (int round = 0; round < WARM_UP + ROUNDS; round++) {
        // At no fixed distance from the looks, which come by themselves.
        TimeUnit.MILLISECONDS.sleep(200 + 37 * (round % 11));
        double took = seen(core, file);
        if (round >= WARM_UP) {
          millis.add(took);
        }
      }
    }
    System.out.println(Forked.median(millis));
    System.out.println(millis.stream().mapToDouble(Double::doubleValue).max().orElseThrow());
  }

  private static double seen(Signalbox core, Path file) throws IOException, InterruptedException {
    long before = core.queries().ask(new Query.TemplatesVersion());
    long begun = System.nanoTime();
    Files.writeString(file, " ", StandardOpenOption.APPEND);
    while (core.queries().ask(new Query.TemplatesVersion()) == before) {
      TimeUnit.MICROSECONDS.sleep(200);
    }
    return (System.nanoTime() - begun) / 1e6;
  }
}
