package io.signalbox.core.bench;

import io.signalbox.core.testing.Many;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** How soon a running program has a template file that was touched. */
final class TouchTable {

  private static final int TEMPLATES = 10_000;

  private TouchTable() {}

  static void write(Path folder) throws IOException, InterruptedException {
    Path home = Files.createTempDirectory("signalbox-bench-");
    try {
      Many many = Many.of(4, TEMPLATES);
      many.writeTo(home);
      Benchmarks.table(
          folder,
          "touch",
          """
          # Seeing a touched template file

          From before a template file is written until a running program has it, milliseconds of 60 times: the file of
          10,000 templates, and a small file beside it. Systems that tell of no changes, and folders that other machines
          share, are looked at every 450 ms instead.
          """,
          List.of("", "median", "longest", "limit"),
          List.of(
              row(home, "10,000 templates", "templates.json"),
              row(home, "1,000 templates of one field", many.provider(0) + "_templates.json")));
    } finally {
      Forked.delete(home);
    }
  }

  private static List<String> row(Path home, String what, String file)
      throws IOException, InterruptedException {
    List<String> lines = Forked.lines(TouchRun.class, home.toString(), file);
    return List.of(
        what,
        Forked.number(Double.parseDouble(lines.get(0))),
        Forked.number(Double.parseDouble(lines.get(1))),
        "100");
  }
}
