package io.signalbox.core.proof;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * One folder edited by several threads and processes at once, of which the processes are killed;
 * and what came of it. Each of these is set by a seed but for who comes first.
 */
final class EditStory {

  private static final int THREADS = 3;
  private static final int PROCESSES = 2;

  private final OddFiles files;
  private final long seed;
  private final int edits;

  /**
   * @param edits that were begun
   * @param refused because another one came first, or because they were meant to be
   * @param killed processes
   * @param cut edits that a kill cut off
   * @param style of the files
   * @param wrong empty where everything is as it must be
   */
  record Told(int edits, int refused, int killed, int cut, String style, List<String> wrong) {}

  /**
   * @param edits of each writer
   */
  EditStory(Path folder, long seed, int edits) throws IOException {
    this.files = new OddFiles(folder, seed, names());
    this.seed = seed;
    this.edits = edits;
  }

  private static List<String> names() {
    return List.of("t0", "t1", "t2", "p0", "p1");
  }

  Told play() throws Exception {
    Map<String, Future<List<String>>> journals = new LinkedHashMap<>();
    Map<String, List<String>> written = new LinkedHashMap<>();
    Random random = new Random(seed);
    try (ExecutorService all = Executors.newFixedThreadPool(THREADS + PROCESSES)) {
      for (String name : names()) {
        long own = random.nextLong();
        int until = 1 + random.nextInt(2 * edits);
        journals.put(
            name,
            all.submit(() -> name.startsWith("t") ? thread(name, own) : process(name, own, until)));
      }
      for (Map.Entry<String, Future<List<String>>> each : journals.entrySet()) {
        written.put(each.getKey(), each.getValue().get());
      }
    }
    return judge(written);
  }

  private List<String> thread(String name, long own) {
    List<String> journal = new ArrayList<>();
    new EditWriter(files.folder, files.config, name, own, journal::add).run(edits);
    return journal;
  }

  /** Kills it at one of its lines, wherever it is by then. */
  private List<String> process(String name, long own, int until) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-cp",
                System.getProperty("java.class.path"),
                EditWriter.class.getName(),
                files.folder.toString(),
                files.config,
                name,
                Long.toString(own),
                Integer.toString(edits))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    List<String> journal = new ArrayList<>();
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        // A line that a kill cut short was not begun.
        if (line.equals("A")
            || line.startsWith("R ")
            || line.endsWith("}")
            || line.startsWith("W")) {
          journal.add(line);
        }
        if (journal.size() == until) {
          // By its handle: what it said before stays to be read.
          process.toHandle().destroyForcibly();
        }
      }
    } finally {
      process.destroyForcibly().waitFor();
    }
    return journal;
  }

  private Told judge(Map<String, List<String>> journals) throws IOException {
    List<String> wrong = new ArrayList<>(files.unkept());
    int begun = 0;
    int refused = 0;
    int counted = 0;
    int cut = 0;
    int cutCounts = 0;
    for (Map.Entry<String, List<String>> each : journals.entrySet()) {
      EditModel.Played played = EditModel.play(each.getKey(), each.getValue());
      begun += played.edits();
      refused += played.refused();
      counted += played.model().counted;
      wrong.addAll(played.wrong());
      if (played.edits() == 0) {
        wrong.add(each.getKey() + " did nothing");
      }
      List<String> differences = files.differences(played.model());
      if (played.open().isPresent()) {
        cut++;
        EditModel.Op last = played.open().get();
        cutCounts += last.kind() == EditModel.Kind.COUNT ? 1 : 0;
        if (!differences.isEmpty() && last.kind() != EditModel.Kind.STALE) {
          EditModel with = new EditModel(played.model());
          with.apply(last);
          differences = files.differences(with).isEmpty() ? List.of() : differences;
        }
      }
      wrong.addAll(differences);
    }
    int counter = files.counter();
    if (counter < counted || counter > counted + cutCounts) {
      wrong.add("counted " + counted + ", and the counter is " + counter);
    }
    if (files.left() > cut) {
      wrong.add(files.left() + " new texts left by " + cut + " killed edits");
    }
    return new Told(begun, refused, PROCESSES, cut, files.style(), wrong);
  }
}
