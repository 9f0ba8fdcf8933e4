package io.signalbox.app.proof;

import io.signalbox.core.proof.Arguments;
import io.signalbox.core.proof.Tables;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What the window costs beside an empty one, and what an act costs the screen's thread beside a
 * frame, each figure with its limit, in one table in {@code out}. Every part is measured in
 * processes of its own. Ends with status 1 where a figure is not what it must be.
 */
public final class WindowFigures {

  private static final Map<String, String> ARGUMENTS =
      Map.of(
          "out", "docs/proof",
          "only", "",
          "rounds", "15",
          "minutes", "5",
          "acts", "200",
          "openings", "100",
          "event-minutes", "60",
          "event-warm-up", "16");

  private static final List<String> PARTS =
      List.of("start", "memory", "filter", "day", "template", "openings", "events");
  private static final String ROW = "figure: ";
  private static final String PAGE = "figures.md";
  private static final String HEAD = "| figure | found | aim |  | measured |";

  private final Arguments arguments;
  private final Path scratch;
  private final List<Figure> found = new ArrayList<>();

  private WindowFigures(Arguments arguments, Path scratch) {
    this.arguments = arguments;
    this.scratch = scratch;
  }

  public static void main(String[] args) throws Exception {
    Arguments arguments = Arguments.of(ARGUMENTS, args);
    for (String part : arguments.text("only").split(",")) {
      if (!part.isEmpty() && !PARTS.contains(part)) {
        throw new IllegalArgumentException("'" + part + "' is not one of " + PARTS);
      }
    }
    Path scratch = Files.createTempDirectory("signalbox-figures-");
    WindowFigures figures = new WindowFigures(arguments, scratch);
    boolean missed;
    try {
      figures.measure();
    } finally {
      missed = figures.write();
      Tables.delete(scratch);
    }
    System.exit(missed ? 1 : 0);
  }

  private void measure() throws IOException, InterruptedException {
    if (wants("start") || wants("memory")) {
      try (OwnDisplay display = OwnDisplay.open(scratch.resolve("display"))) {
        PackagedWindow window =
            new PackagedWindow(
                Path.of(arguments.text("program")).toAbsolutePath(), display, scratch);
        if (wants("start")) {
          tell(window.start(arguments.number("rounds")));
        }
        if (wants("memory")) {
          tell(List.of(window.memory(arguments.decimal("minutes"))));
        }
      }
    }
    for (FigureRun.Part part : FigureRun.Part.values()) {
      String name = part.name().toLowerCase(Locale.ROOT);
      if (wants(name)) {
        run(
            FigureRun.class,
            "part=" + name,
            "times=" + arguments.text(part == FigureRun.Part.OPENINGS ? "openings" : "acts"));
      }
    }
    if (wants("events")) {
      events();
    }
  }

  private boolean wants(String part) {
    String only = arguments.text("only");
    return only.isEmpty() || List.of(only.split(",")).contains(part);
  }

  private void events() throws IOException, InterruptedException {
    String minutes = arguments.text("event-minutes");
    for (String line :
        run(
            WindowHour.class,
            "out=" + scratch,
            "minutes=" + minutes,
            "warm-up=" + arguments.text("event-warm-up"),
            "events=1000")) {
      if (line.startsWith(WindowHour.GROWTH)) {
        String growth = line.substring(WindowHour.GROWTH.length());
        String name = "Heap after collection with 1,000 events a second";
        String found = growth + " % from the first third of " + minutes + " min to the last";
        // A run without its warm-up has every screen's first opening in it, which is no growth.
        boolean warm = arguments.number("event-minutes") > arguments.number("event-warm-up");
        tell(
            List.of(
                warm
                    ? Figure.judged(
                        name,
                        found,
                        "within %.0f %%".formatted(WindowHour.FLAT_PERCENT),
                        Math.abs(Double.parseDouble(growth)) <= WindowHour.FLAT_PERCENT)
                    : Figure.told(name, found + ", each screen opened in them")));
      }
    }
  }

  /** Runs a program of these with this one's flags, and tells the figures it prints. */
  private List<String> run(Class<?> program, String... given)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(Screens.headless());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
    command.addAll(List.of(given));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    List<String> lines = new ArrayList<>();
    try (var output = process.inputReader()) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        lines.add(line);
        if (line.startsWith(ROW)) {
          Figure.read(line.substring(ROW.length())).ifPresent(each -> tell(List.of(each)));
        } else {
          System.out.println(line);
        }
      }
    }
    // The hour ends with 1 where a frame was long, which is no figure of these.
    int status = process.waitFor();
    if (status != 0 && program != WindowHour.class) {
      throw new IllegalStateException(List.of(given) + " ended with status " + status);
    }
    return lines;
  }

  private void tell(List<Figure> figures) {
    figures.forEach(each -> System.out.println(each.row()));
    found.addAll(figures);
  }

  /** A line of a run that is a row of the table. */
  static void print(Figure figure) {
    System.out.println(ROW + figure.row());
  }

  /** Writes the table; what was not measured now stays as it was. Whether a figure is missed. */
  private boolean write() throws IOException {
    Path folder = Path.of(arguments.text("out"));
    Map<String, Figure> rows = new LinkedHashMap<>();
    for (Figure each : before(folder.resolve(PAGE))) {
      rows.put(each.name(), each);
    }
    found.forEach(each -> rows.put(each.name(), each));
    StringBuilder page = new StringBuilder();
    page.append(
        """
        # The window's figures

        Start and memory are of the packaged program with its AOT cache, beside an empty JavaFX window of the same size under the
        same flags and with the same cache, drawn in software on a display in memory: medians of interleaved starts, from the
        process's beginning until the display shows what was drawn. The other figures are of the whole window at 1440x900 on a core
        under traffic: the processor time of the screen's thread in the heaviest frame of each act, of whatever it did from one
        layout to the next, of which 16.7 ms are there at 60 a second. What the first thirty acts cost, before what they need is
        compiled, is left out. A key in an editor is typed with lines on either side of it in sight. The toolkit's code area makes
        nodes anew for a hundred lines above and below those with each key: what that takes by itself stands beside it, measured
        after it in the same window.

        """);
    page.append(HEAD).append("\n|---|---|---|---|---|\n");
    rows.values().forEach(each -> page.append(each.row()).append('\n'));
    page.append(
        """

        The work of a refresh with 500 providers at ten a second is in [screens](screens.md), an hour of frames in [window](window.md).

        """);
    page.append(Tables.measured("./mvnw -Pproof -Dproof=figures"));
    Tables.write(folder, PAGE, page.toString());
    return rows.values().stream().anyMatch(Figure::isMissed);
  }

  private static List<Figure> before(Path page) throws IOException {
    try {
      return Files.readAllLines(page).stream()
          .dropWhile(line -> !line.equals(HEAD))
          .skip(2)
          .flatMap(line -> Figure.read(line).stream())
          .toList();
    } catch (NoSuchFileException e) {
      return List.of();
    }
  }
}
