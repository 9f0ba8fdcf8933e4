package io.signalbox.core.bench;

import io.signalbox.core.testing.Many;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * What many providers and templates take: each size in a process of its own with the packaged
 * program's collector, all of them running side by side.
 */
final class ManyTable {

  private static final int SECONDS = 300;
  private static final int FEWEST = 4;
  private static final double CALLS_PER_PROVIDER = 1;

  private ManyTable() {}

  private record Run(Many many, Path folder, Process process, BufferedReader out, String read) {}

  static void write(Path folder) throws IOException, InterruptedException {
    List<Run> runs = new ArrayList<>();
    List<List<String>> rows = new ArrayList<>();
    try {
      for (int templates : new int[] {300, 10_000}) {
        for (int providers : new int[] {FEWEST, 60, 500}) {
          runs.add(start(new Many(providers, templates, providers * CALLS_PER_PROVIDER)));
        }
      }
      long smallest = 0;
      for (Run run : runs) {
        long later = Long.parseLong(line(run.out()));
        smallest = run.many().providers() == FEWEST ? later : smallest;
        rows.add(row(run, later, smallest));
      }
    } finally {
      for (Run run : runs) {
        run.process().destroyForcibly().waitFor();
        delete(run.folder());
      }
    }
    Benchmarks.table(
        folder,
        "many",
        """
        # Many providers and templates

        Simulated providers in regions, and templates of twenty fields in one file. Heap after a collection: when the core is
        open and has listed its templates, and after five minutes (of the wall clock) with one read a second for each provider,
        health checks and all that runs by itself; and what each provider beyond the fourth takes of that. Listing: opening the
        template files and making a row of each template, the fastest of five, beside Jackson's `readTree` of the same files.
        """,
        List.of(
            "providers, templates",
            "opened, MB",
            "after 5 min, MB",
            "each more provider, KB",
            "readTree, ms",
            "list, ms",
            "ratio"),
        rows);
  }

  /** Returns when the process has listed its templates, so that no two do so at a time. */
  private static Run start(Many many) throws IOException {
    Path folder = Files.createTempDirectory("signalbox-many-");
    many.writeTo(folder);
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms24m",
                "-XX:MinHeapFreeRatio=20",
                "-XX:MaxHeapFreeRatio=40",
                "-XX:-ShrinkHeapInSteps",
                "-XX:+UseSerialGC",
                "-XX:+UseCompactObjectHeaders",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                ManyRun.class.getName(),
                folder.toString(),
                Integer.toString(SECONDS))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    return new Run(many, folder, process, out, line(out));
  }

  private static String line(BufferedReader out) throws IOException {
    String line = out.readLine();
    if (line == null) {
      throw new IOException("A measured process ended before it had told its figures");
    }
    return line;
  }

  private static List<String> row(Run run, long later, long smallest) {
    String[] opened = run.read().split(" ");
    double tree = Double.parseDouble(opened[1]);
    double list = Double.parseDouble(opened[2]);
    int more = run.many().providers() - FEWEST;
    return List.of(
        "%d, %d".formatted(run.many().providers(), run.many().templates()),
        number(Long.parseLong(opened[0]) / 1e6),
        number(later / 1e6),
        more == 0 ? "" : number((later - smallest) / 1e3 / more),
        number(tree),
        number(list),
        String.format(Locale.ROOT, "%.1fx", list / tree));
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  private static void delete(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
