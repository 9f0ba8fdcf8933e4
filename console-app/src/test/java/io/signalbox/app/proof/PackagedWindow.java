package io.signalbox.app.proof;

import io.signalbox.app.testing.SampleFolder;
import io.signalbox.core.testing.Many;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** What the packaged program's window costs beside an empty one under the same flags. */
final class PackagedWindow {

  private static final double START = 1.35;
  private static final double MEMORY = 1.5;
  private static final int WARM_UP = 2;
  private static final int PROVIDERS = 100;
  private static final int TEMPLATES = 100;

  /** Operations a second of all providers. */
  private static final double RATE = 200;

  /** The navigation: empty until the core is open. */
  private static final OwnDisplay.Area NAVIGATION = new OwnDisplay.Area(90, 160, 180, 300, 1, 3);

  private final Path program;
  private final OwnDisplay display;
  private final Path scratch;

  /**
   * @param program the packaged program's folder
   */
  PackagedWindow(Path program, OwnDisplay display, Path scratch) {
    this.program = program;
    this.display = display;
    this.scratch = scratch;
  }

  /** The rounds are interleaved, so that a busy moment hits both. */
  List<Figure> start(int rounds) throws IOException, InterruptedException {
    Path config = SampleFolder.copyTo(scratch.resolve("sample"));
    Durations empty = new Durations();
    Durations first = new Durations();
    Durations whole = new Durations();
    for (int round = -WARM_UP; round < rounds; round++) {
      Started bare = started(WindowProcess.empty(program), false);
      Started console = started(WindowProcess.console(program, config), true);
      if (round >= 0) {
        empty.add(bare.first());
        first.add(console.first());
        whole.add(console.whole());
      }
    }
    double ratio = first.millis(0.5) / empty.millis(0.5);
    return List.of(
        Figure.judged(
            "Start to the first frame",
            String.format(
                Locale.ROOT,
                "%.0f ms, an empty window %.0f ms: %.2fx",
                first.millis(0.5),
                empty.millis(0.5),
                ratio),
            String.format(Locale.ROOT, "%.2fx", START),
            ratio <= START),
        Figure.told(
            "Start to the console, with its core open",
            String.format(
                Locale.ROOT,
                "%.0f ms: %.2fx",
                whole.millis(0.5),
                whole.millis(0.5) / empty.millis(0.5))));
  }

  /**
   * Nanoseconds from the process's beginning.
   *
   * @param whole until the console is there; as {@code first} of an empty window
   */
  private record Started(long first, long whole) {}

  private Started started(List<String> command, boolean console)
      throws IOException, InterruptedException {
    OwnDisplay.await("an empty display", () -> !display.isPainted(OwnDisplay.Area.MIDDLE));
    long begun = System.nanoTime();
    try (WindowProcess window =
        WindowProcess.start(command, display, scratch.resolve("window.txt"))) {
      OwnDisplay.await(
          "a frame", () -> window.isThere() && display.isPainted(OwnDisplay.Area.MIDDLE));
      long first = System.nanoTime() - begun;
      if (console) {
        OwnDisplay.await("the console", () -> window.isThere() && display.isPainted(NAVIGATION));
      }
      return new Started(first, System.nanoTime() - begun);
    }
  }

  /** Both at the same time, with Overview in front. */
  Figure memory(double minutes) throws IOException, InterruptedException {
    Path config = scratch.resolve("many");
    new Many(PROVIDERS, TEMPLATES, RATE).writeTo(config);
    // The first window of a display asks Mesa what that can, and keeps 50 MiB of it: neither of
    // these two.
    started(WindowProcess.empty(program), false);
    try (WindowProcess empty =
            WindowProcess.start(
                WindowProcess.empty(program), display, scratch.resolve("empty.txt"));
        WindowProcess console =
            WindowProcess.start(
                WindowProcess.console(program, config), display, scratch.resolve("console.txt"))) {
      TimeUnit.MILLISECONDS.sleep(Math.round(60_000 * minutes));
      double bare = empty.resident();
      double held = console.resident();
      return Figure.judged(
          "Resident memory on Overview with " + PROVIDERS + " providers",
          String.format(
              Locale.ROOT,
              "%.0f MiB after %.0f min, an empty window %.0f MiB: %.2fx",
              held,
              minutes,
              bare,
              held / bare),
          String.format(Locale.ROOT, "%.2fx", MEMORY),
          held / bare <= MEMORY);
    }
  }
}
