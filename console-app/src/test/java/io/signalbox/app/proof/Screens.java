package io.signalbox.app.proof;

import io.signalbox.core.proof.Arguments;
import io.signalbox.core.proof.Tables;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What the window costs with few and with many providers, beside one with nothing in it: a process
 * of its own for each, with this one's flags. Each screen stands in front for a seventh of the
 * time. The table goes to {@code out}.
 */
public final class Screens {

  static final String SCREEN = "screen: ";
  static final String FRAMES = "longest frame: ";
  static final String HEAP = "heap: ";
  static final String RESIDENT = "resident: ";

  private static final Map<String, String> ARGUMENTS =
      Map.of(
          "out", "docs/proof",
          "minutes", "5",
          "providers", "4,60,500",
          "templates", "100",
          "rate", "20");

  private Screens() {}

  public static void main(String[] args) throws Exception {
    Arguments arguments = Arguments.of(ARGUMENTS, args);
    StringBuilder page = new StringBuilder();
    page.append(
        """
        # What the screens cost

        The window at 1440x900 on a core under traffic, each screen in front for a seventh of the time. A refresh is what the
        call that hands a snapshot over does on the screen's thread and the layout after it: a frame has 16.7 ms at 60 a second.
        Its work is the processor time of that thread; what it took is more where others want the processor. A screen is open
        when what is known at once is laid out, the first time it is shown. Memory is taken after that, the heap after two
        collections; `resident` is the whole process. Drawing is in software, without a display.

        | providers | screen | open, ms | refreshes | work: median / 99 % / most, ms | took: median / 99 % / most, ms | longest frame, ms |
        |---:|---|---:|---:|---:|---:|---:|
        """);
    StringBuilder memory =
        new StringBuilder("\n| providers | heap, MiB | resident, MiB |\n|---:|---:|---:|\n");
    List<String> counts = new ArrayList<>(List.of("0"));
    counts.addAll(List.of(arguments.text("providers").split(",")));
    for (String count : counts) {
      String heap = "";
      String resident = "";
      for (String line : run(count, arguments)) {
        if (line.startsWith(SCREEN)) {
          page.append("| %s | %s |%n".formatted(count, line.substring(SCREEN.length())));
        } else if (line.startsWith(FRAMES)) {
          page.append(
              "| none | nothing | | | | | %s |%n".formatted(line.substring(FRAMES.length())));
        } else if (line.startsWith(HEAP)) {
          heap = line.substring(HEAP.length());
        } else if (line.startsWith(RESIDENT)) {
          resident = line.substring(RESIDENT.length());
        }
      }
      memory.append(
          "| %s | %s | %s |%n"
              .formatted(count.equals("0") ? "an empty window" : count, heap, resident));
    }
    page.append(memory);
    page.append('\n').append(Tables.measured("./mvnw -Pproof -Dproof=screens"));
    Tables.write(Path.of(arguments.text("out")), "screens.md", page.toString());
  }

  private static List<String> run(String providers, Arguments arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(headless());
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            ScreenRun.class.getName(),
            "providers=" + providers,
            "templates=" + arguments.text("templates"),
            "rate=" + arguments.text("rate"),
            "seconds=" + Math.round(60 * arguments.decimal("minutes"))));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    List<String> lines = new ArrayList<>();
    try (var output = process.inputReader()) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        System.out.println(providers + " providers, " + line);
        lines.add(line);
      }
    }
    int status = process.waitFor();
    if (status != 0) {
      throw new IllegalStateException(
          "The window with " + providers + " providers ended with status " + status);
    }
    return lines;
  }

  /** Without a display the toolkit draws in software, to nowhere. */
  static List<String> headless() {
    return System.getenv("DISPLAY") == null
        ? List.of("-Dglass.platform=Headless", "-Dprism.order=sw", "-Djava.awt.headless=true")
        : List.of();
  }
}
