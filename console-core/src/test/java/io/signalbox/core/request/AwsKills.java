package io.signalbox.core.request;

import io.signalbox.core.proof.Arguments;
import io.signalbox.core.proof.Tables;
import io.signalbox.core.request.AwsRound.Part;
import io.signalbox.core.testing.AwsLaunch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Strikes processes that launch at AWS's wire and writes what became of their requests to {@code
 * out}. Ends with status 1 where a story did not end well; what was wrong stands in the table, with
 * the seed that plays it again.
 */
public final class AwsKills {

  private static final Map<String, String> ARGUMENTS =
      Map.of(
          "out", "docs/proof",
          "points", "1",
          "stops", "1",
          "steps", "20",
          "moments", "20",
          "each", "10",
          "only", "",
          "seed", "1");

  private final StringBuilder page = new StringBuilder(HEAD);
  private final List<String> wrong = new ArrayList<>();
  private final Path scratch;
  private final int seed;
  private int rounds;

  private AwsKills(Path scratch, int seed) {
    this.scratch = scratch;
    this.seed = seed;
  }

  public static void main(String[] args) throws Exception {
    Arguments arguments = Arguments.of(ARGUMENTS, args);
    Path scratch = Files.createTempDirectory("signalbox-proof-");
    AwsKills kills = new AwsKills(scratch, arguments.number("seed"));
    try {
      for (boolean fallsBack : new boolean[] {false, true}) {
        for (AwsLaunch launch : AwsLaunch.values()) {
          if (name(launch, fallsBack).contains(arguments.text("only"))) {
            kills.strike(launch, fallsBack, arguments);
          }
        }
      }
      kills.page.append('\n');
      kills.wrong.forEach(each -> kills.page.append("* ").append(each).append('\n'));
      kills
          .page
          .append(kills.wrong.isEmpty() ? "" : "\n")
          .append(
              Tables.measured("./mvnw -Pproof -Dproof=awskills")
                  .replace(".\n", ", seed " + kills.seed + ".\n"));
      Tables.write(Path.of(arguments.text("out")), "awskills.md", kills.page.toString());
      System.out.println(kills.page);
    } finally {
      Tables.delete(scratch);
    }
    System.exit(kills.wrong.isEmpty() ? 0 : 1);
  }

  private static String name(AwsLaunch launch, boolean fallsBack) {
    return launch.word() + (fallsBack ? " falling back" : "");
  }

  private static final String HEAD =
      """
      # Killed and stopped over AWS

      Processes of the core launch at a cloud on loopback that speaks the wire of AWS, through AWS's SDK, and are struck:
      killed with SIGKILL where they stand at each named point, at the k-th durable step or at any moment while a second
      process works at the same requests; or stopped over their lease at each point while another process takes their work
      to its end, and then woken. In the stories of steps and moments the cloud loses replies, lists late and in pieces,
      throttles and lacks capacity, as the seed has it. Where a launch falls back, one provider has two regions, and its own
      has room for some of the machines or for none. Each story ends with asking under its key and with giving back,
      and then the cloud's own ledger is compared with what the request says: as many machines as were asked for, or
      truthfully told what there is; none left after one sweep, after the return none at all. Stories that
      leave an empty fleet or group or an unused launch template of their own are counted beside. One process plays several
      stories side by side, and one blow strikes them all; clocks are injected.

      | launched with | blow | processes | stories | struck before their end | complete | ended otherwise, truthfully | wrong | left something empty |
      |---|---|---:|---:|---:|---:|---:|---:|---:|
      """;

  private void strike(AwsLaunch launch, boolean fallsBack, Arguments arguments) throws Exception {
    int each = arguments.number("each");
    String name = name(launch, fallsBack);
    List<AwsRound.Stand> stands = AwsRound.points(launch, fallsBack);
    Row points = new Row(name, "kill at each named point");
    for (int i = 0; i < arguments.number("points") && !stands.isEmpty(); i++) {
      try (AwsRound round = AwsRound.standing(next(), stands)) {
        round.kill();
        points.told(round);
      }
    }
    points.write();
    Row stops = new Row(name, "stop over the lease at each named point");
    for (int i = 0; i < arguments.number("stops") && !stands.isEmpty(); i++) {
      try (AwsRound round = AwsRound.standing(next(), stands)) {
        round.stop();
        stops.taken(round);
      }
    }
    stops.write();
    Row steps = new Row(name, "kill at the k-th durable step");
    for (int left = arguments.number("steps"); left > 0; left -= each) {
      try (AwsRound round =
          AwsRound.atSteps(next(), launch, fallsBack, random(), Math.min(each, left))) {
        round.kill();
        steps.told(round);
      }
    }
    steps.write();
    Row moments = new Row(name, "kill at any moment, another at work");
    for (int left = arguments.number("moments"); left > 0; left -= each) {
      try (AwsRound round =
          AwsRound.killedAtAnyMoment(next(), launch, fallsBack, random(), Math.min(each, left))) {
        moments.told(round);
      }
    }
    moments.write();
  }

  private Path next() {
    return scratch.resolve("round-" + rounds++);
  }

  private SplittableRandom random() {
    return new SplittableRandom(seed + rounds);
  }

  /** What became of the stories of one blow. */
  private final class Row {
    private final String name;
    private final String blow;
    private int processes;
    private int stories;
    private long struck;
    private int complete;
    private int otherwise;
    private int bad;
    private int left;

    Row(String name, String blow) {
      this.name = name;
      this.blow = blow;
    }

    void told(AwsRound round) {
      begin(round);
      round.parts().forEach(part -> end(part, () -> part.scene().giveBack()));
      countLeft(round);
    }

    private void countLeft(AwsRound round) {
      left +=
          (int)
              round.parts().stream()
                  .filter(part -> !part.scene().regions.leftovers().isEmpty())
                  .count();
    }

    /** Taken to its end by another; then the one that was stopped is woken. */
    void taken(AwsRound round) throws Exception {
      begin(round);
      for (Part part : round.parts()) {
        if (part.returns()) {
          end(part, () -> part.scene().giveBack());
        } else {
          end(part, () -> part.scene().end());
        }
      }
      round.wake();
      for (Part part : round.parts()) {
        MachineRequest before = part.scene().request();
        try {
          part.scene().giveBack();
        } catch (Exception | AssertionError e) {
          complain(part, "woken, it had changed " + before.state() + ": " + e.getMessage());
        }
      }
      countLeft(round);
    }

    private void begin(AwsRound round) {
      processes++;
      stories += round.parts().size();
      struck += round.struck();
    }

    private void end(Part part, Ending ending) {
      try {
        MachineRequest ended = ending.end();
        if (ended.state() == RequestState.COMPLETE) {
          complete++;
        } else {
          otherwise++;
        }
      } catch (Exception | AssertionError e) {
        complain(part, e.getMessage());
      }
    }

    private void complain(Part part, String what) {
      bad++;
      String complaint =
          "%s, seed %d, round %d, %s: %s"
              .formatted(
                  blow,
                  seed,
                  rounds,
                  part.words(),
                  String.valueOf(what).strip().replaceAll("\\s+", " "));
      System.out.println(complaint);
      wrong.add(complaint);
    }

    void write() {
      if (stories == 0) {
        return;
      }
      if (struck == 0) {
        wrong.add("%s, %s, seed %d: no blow struck".formatted(blow, name, seed));
      }
      String row =
          String.format(
              Locale.ROOT,
              "| %s | %s | %d | %d | %d | %d | %d | %d | %d |%n",
              name,
              blow,
              processes,
              stories,
              struck,
              complete,
              otherwise,
              bad,
              left);
      System.out.print(row);
      page.append(row);
    }
  }

  /** Brings a story to its end, and says how it ended. */
  @FunctionalInterface
  private interface Ending {
    MachineRequest end();
  }
}
