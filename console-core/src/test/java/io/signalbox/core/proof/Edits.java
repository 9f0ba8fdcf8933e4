package io.signalbox.core.proof;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Random edits of templates and configuration files by threads and by processes that are killed:
 * whether one that was acknowledged is lost, or one touches what it was not about. Writes its table
 * to {@code out}; ends with status 1 where something is not as it must be.
 */
public final class Edits {

  private static final Map<String, String> ARGUMENTS =
      Map.of("out", "docs/proof", "edits", "10000", "each", "50", "seed", "1");

  private Edits() {}

  public static void main(String[] args) throws Exception {
    Arguments arguments = Arguments.of(ARGUMENTS, args);
    int wanted = arguments.number("edits");
    long seed = arguments.number("seed");
    int edits = 0;
    int refused = 0;
    int killed = 0;
    int cut = 0;
    int stories = 0;
    Map<String, Integer> styles = new TreeMap<>();
    List<String> wrong = new ArrayList<>();
    long begun = System.nanoTime();
    while (edits < wanted) {
      Path folder = Files.createTempDirectory("signalbox-edits-");
      EditStory.Told told;
      try {
        told = new EditStory(folder, seed + stories, arguments.number("each")).play();
      } finally {
        Tables.delete(folder);
      }
      for (String each : told.wrong()) {
        wrong.add("seed " + (seed + stories) + ", " + told.style() + ": " + each);
        System.err.println(wrong.getLast());
      }
      stories++;
      edits += told.edits();
      refused += told.refused();
      killed += told.killed();
      cut += told.cut();
      styles.merge(told.style().substring(0, 4), told.edits(), Integer::sum);
      System.out.printf(Locale.ROOT, "%d stories, %d edits%n", stories, edits);
    }
    double seconds = (System.nanoTime() - begun) / 1e9;
    String page =
        String.format(
            Locale.ROOT,
            """
            # Random edits by several processes that are killed

            %,d edits of template and configuration files in %,d folders as people leave them: odd spacing, comments, either line
            end, byte order marks, links, each shape of a template file. In each folder three threads and two processes edit at
            once; the processes are killed at a random line of what they say. Every edit is held against a model. The aim: no edit
            that was acknowledged is lost, no byte that an edit was not about is another one, no lock is left.

            |  | found |
            |---|---:|
            | edits | %,d |
            | of them beside a YAML configuration | %,d |
            | refused, as another edit came first or the revision was an old one | %,d |
            | processes killed | %,d |
            | edits cut off by a kill, there wholly or not at all | %,d |
            | anything lost, changed besides, refused wrongly or left | %s |
            | edits a second, each forced to disk with its backup | %.0f |

            """,
            edits,
            stories,
            edits,
            styles.getOrDefault("YAML", 0),
            refused,
            killed,
            cut,
            wrong.isEmpty() ? "none" : wrong.size() + ": " + wrong.getFirst(),
            edits / seconds);
    Tables.write(
        Path.of(arguments.text("out")),
        "edits.md",
        page + Tables.measured("./mvnw -Pproof -Dproof=edits"));
    System.out.println(page);
    System.exit(wrong.isEmpty() ? 0 : 1);
  }
}
