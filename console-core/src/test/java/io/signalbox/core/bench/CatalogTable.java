package io.signalbox.core.bench;

import io.signalbox.core.testing.Many;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What {@code templates list} and {@code templates show} cost among ten thousand templates. */
final class CatalogTable {

  private static final int TEMPLATES = 10_000;
  private static final int PROVIDERS = 4;
  private static final int RUNS = 5;

  private CatalogTable() {}

  static void write(Path folder) throws IOException, InterruptedException {
    Path home = Files.createTempDirectory("signalbox-bench-");
    try {
      Many many = Many.of(PROVIDERS, TEMPLATES);
      many.writeTo(home);
      String shown = many.template(TEMPLATES / 2);
      // The first process is the one whose store has not seen the files.
      Forked.lines(CatalogRun.class, home.toString(), "show", shown);
      List<List<Double>> tree = new ArrayList<>();
      List<List<Double>> list = new ArrayList<>();
      List<List<Double>> show = new ArrayList<>();
      for (int run = 0; run < RUNS; run++) {
        tree.add(millis(home, "tree", shown));
        list.add(millis(home, "list", shown));
        show.add(millis(home, "show", shown));
      }
      double cold = median(tree, 0);
      double warm = median(tree, 1);
      Benchmarks.table(
          folder,
          "catalog",
          """
          # Listing and showing templates

          10,000 templates of twenty fields in one file, a thousand of them overridden in another, for 4 providers: what
          `templates list` and `templates show` of one cost beside Jackson's `readTree` of the same bytes. In a process that
          has just started, reading and checking the files included, beside `readTree` in such a process; in one that runs,
          with nothing changed, and when the large file was touched: from the look that sees it, with its reading, until the
          answer; the copy for a restart is stored meanwhile. Medians of 5 interleaved processes.
          """,
          List.of("", "readTree, ms", "catalog, ms", "ratio", "limit"),
          List.of(
              row("list, just started", cold, median(list, 0), "4.0x"),
              row("show, just started", cold, median(show, 0), "2.0x"),
              row("list, file touched", warm, median(list, 2), "4.0x"),
              row("show, file touched", warm, median(show, 2), "2.0x"),
              row("list again", warm, median(list, 1), "0.1x"),
              row("show again", warm, median(show, 1), "0.1x")));
    } finally {
      Forked.delete(home);
    }
  }

  private static List<Double> millis(Path home, String what, String shown)
      throws IOException, InterruptedException {
    return Forked.lines(CatalogRun.class, home.toString(), what, shown).stream()
        .map(Double::valueOf)
        .toList();
  }

  private static double median(List<List<Double>> runs, int line) {
    return Forked.median(runs.stream().map(each -> each.get(line)).toList());
  }

  private static List<String> row(String what, double tree, double catalog, String limit) {
    return List.of(
        what, Forked.number(tree), Forked.number(catalog), Forked.ratio(catalog, tree), limit);
  }
}
