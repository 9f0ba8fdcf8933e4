package io.signalbox.app.proof;

import io.signalbox.core.proof.Arguments;
import io.signalbox.core.proof.Tables;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Kills, stops and crowds processes of the program and writes what became of their requests to
 * {@code out}. Ends with status 1 where a story did not end well; what was wrong stands in the
 * table, with the seed that plays it again.
 */
public final class Kills {

  private static final Map<String, String> ARGUMENTS =
      Map.of(
          "out", "docs/proof",
          "program", "",
          "kills", "500",
          "stops", "100",
          "crowds", "20",
          "fills", "40",
          "at-once", "2",
          "seed", "1");

  private Kills() {}

  public static void main(String[] args) throws Exception {
    Arguments arguments = Arguments.of(ARGUMENTS, args);
    Path scratch = Files.createTempDirectory("signalbox-proof-");
    boolean good = true;
    try {
      int seed = arguments.number("seed");
      Program program = Program.find(arguments.text("program"));
      StringBuilder page = new StringBuilder(HEAD);
      List<String> wrong = new ArrayList<>();
      // Stopped processes sleep: more of them at once keep the machine no busier.
      int atOnce = arguments.number("at-once");
      good &=
          rows(
              page,
              wrong,
              "kill",
              seed,
              new Strikes(program, scratch, seed, atOnce).kills(arguments.number("kills")));
      good &=
          rows(
              page,
              wrong,
              "stop over the lease",
              seed,
              new Strikes(program, scratch, seed, 4 * atOnce).stops(arguments.number("stops")));
      good &=
          rows(
              page,
              wrong,
              "six at once",
              seed,
              new Strikes(program, scratch, seed, 1).crowds(arguments.number("crowds")));
      good &=
          rows(
              page,
              wrong,
              "full disk",
              seed,
              new Strikes(program, scratch, seed, atOnce).fills(arguments.number("fills")));
      page.append('\n');
      wrong.forEach(each -> page.append("* ").append(each).append('\n'));
      page.append(wrong.isEmpty() ? "" : "\n")
          .append(
              Tables.measured("./mvnw -Pproof -Dproof=kills")
                  .replace(".\n", ", seed " + seed + ".\n"));
      Tables.write(Path.of(arguments.text("out")), "kills.md", page.toString());
      System.out.println(page);
    } finally {
      Tables.delete(scratch);
    }
    System.exit(good ? 0 : 1);
  }

  private static final String HEAD =
      """
      # Killed, stopped, crowded

      Processes of the program are struck at random moments while they ask for machines and give them back: killed with
      SIGKILL (three times while asking and twice while giving back), stopped for longer than the lease while another
      process takes the work and then woken, six at once under one key, or on a disk that is full. Three simulated clouds lose replies, list late
      and lack capacity. Each story asks under one key to the end, and then the clouds' own books are compared with what
      the request says: as many machines as were asked for, or truthfully told what there is; none left after one sweep,
      after the return none at all. The books are made ten minutes older instead of waiting for the sweep's grace.

      | blow | routed | stories | blows that struck | complete | ended otherwise, truthfully | wrong |
      |---|---|---:|---:|---:|---:|---:|
      """;

  private static boolean rows(
      StringBuilder page, List<String> wrong, String blow, int seed, List<Story.Outcome> outcomes) {
    Map<Room.Kind, List<Story.Outcome>> kinds = new TreeMap<>();
    for (int i = 0; i < outcomes.size(); i++) {
      Story.Outcome each = outcomes.get(i);
      kinds.computeIfAbsent(each.room().kind(), kind -> new ArrayList<>()).add(each);
      if (!each.wrong().isEmpty()) {
        wrong.add(
            "%s, %s, seed %d, story %d (%s): %s"
                .formatted(
                    blow,
                    each.room().kind().word(),
                    seed,
                    i,
                    each.room().faults(),
                    String.join("; ", each.wrong())));
      }
    }
    kinds.forEach((kind, stories) -> {
      long complete =
          stories.stream()
              .filter(each -> each.wrong().isEmpty() && each.ended().equals("complete"))
              .count();
      long bad = stories.stream().filter(each -> !each.wrong().isEmpty()).count();
      page.append(
          String.format(
              Locale.ROOT,
              "| %s | %s | %d | %d | %d | %d | %d |%n",
              blow,
              kind.word(),
              stories.size(),
              stories.stream().mapToInt(Story.Outcome::struck).sum(),
              complete,
              stories.size() - complete - bad,
              bad));
    });
    boolean struck = outcomes.isEmpty() || outcomes.stream().anyMatch(each -> each.struck() > 0);
    if (!struck) {
      wrong.add("%s, seed %d: no blow struck, so nothing was proved".formatted(blow, seed));
    }
    return struck && outcomes.stream().allMatch(each -> each.wrong().isEmpty());
  }
}
