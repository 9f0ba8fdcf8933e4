package io.signalbox.app.proof;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Many stories of one sort: processes killed, stopped for longer than their lease, or crowded. What
 * a story does follows from the seed and its number; only the machine's own pace differs from run
 * to run. Thread-safe.
 */
final class Strikes {

  /** A lease is 10 s. */
  private static final long OVER_THE_LEASE_MILLIS = 11_000;

  /** About as long as a request takes from the start of its process to its end. */
  private static final int LIFE_MILLIS = 3_000;

  private static final int CROWD = 6;

  /**
   * What is limited is the log that SQLite writes ahead: opening a store takes some 60 KiB of it
   * and a whole request 150, so that most processes are stopped midway and a few at an end.
   */
  private static final int MIN_KIB = 64;

  private static final int MAX_KIB = 144;

  private static final Duration DEADLINE = Duration.ofSeconds(40);

  /** Shorter, because a process that cannot write waits for its end. */
  private static final Duration FULL_DEADLINE = Duration.ofSeconds(15);

  private final Program program;
  private final Path scratch;
  private final long seed;
  private final int atOnce;

  Strikes(Program program, Path scratch, long seed, int atOnce) {
    this.program = program;
    this.scratch = scratch;
    this.seed = seed;
    this.atOnce = atOnce;
  }

  /** Stories until so many kills have been sent: three while asking, two while giving back. */
  List<Story.Outcome> kills(int kills) throws Exception {
    return stories(
        (kills + 4) / 5,
        (number, random) ->
            story(number, random, "kill-")
                .play(
                    3,
                    2,
                    victim -> {
                      TimeUnit.MILLISECONDS.sleep(random.nextInt(LIFE_MILLIS));
                      return victim.kill();
                    }));
  }

  /** The process sleeps over its lease while another takes its work; then it wakes. */
  List<Story.Outcome> stops(int stops) throws Exception {
    return stories(
        stops,
        (number, random) ->
            story(number, random, "stop-")
                .play(
                    1,
                    0,
                    victim -> {
                      TimeUnit.MILLISECONDS.sleep(random.nextInt(LIFE_MILLIS));
                      boolean struck = victim.signal("STOP");
                      TimeUnit.MILLISECONDS.sleep(struck ? OVER_THE_LEASE_MILLIS : 0);
                      victim.signal("CONT");
                      victim.finish();
                      return struck;
                    }));
  }

  /**
   * The disk is full while a process asks and while one gives back; then there is room again. A
   * blow struck where the process was stopped by its store after a request was accepted.
   */
  List<Story.Outcome> fills(int fills) throws Exception {
    Files.createDirectories(scratch);
    Path library = Files.createTempDirectory(scratch, "library");
    Program.unpackLibrary(library);
    return stories(
        (fills + 1) / 2,
        (number, random) -> {
          int kib = MIN_KIB + random.nextInt(MAX_KIB - MIN_KIB);
          Story story =
              story(program.onDiskOf(kib, library), FULL_DEADLINE, number, random, "fill-");
          story.makeStore();
          return story.play(1, 1, victim -> victim.finish().stoppedByItsStore());
        });
  }

  /** Six processes ask under one key at once, and give back at once. */
  List<Story.Outcome> crowds(int crowds) throws Exception {
    return stories(
        crowds,
        (number, random) ->
            story(number, random, "crowd-")
                .play(
                    1,
                    1,
                    victim -> {
                      List<Program.Running> others = new ArrayList<>();
                      for (int i = 1; i < CROWD; i++) {
                        others.add(victim.again());
                      }
                      victim.finish();
                      for (Program.Running each : others) {
                        each.finish();
                      }
                      return true;
                    }));
  }

  private Story story(int number, SplittableRandom random, String key) throws IOException {
    return story(program, DEADLINE, number, random, key);
  }

  private Story story(
      Program victims, Duration deadline, int number, SplittableRandom random, String key)
      throws IOException {
    Room.Kind kind = Room.Kind.values()[number % Room.Kind.values().length];
    return new Story(victims, Room.make(scratch, kind, deadline, random), random, key + number);
  }

  @FunctionalInterface
  private interface Teller {
    Story.Outcome tell(int number, SplittableRandom random)
        throws IOException, InterruptedException;
  }

  private List<Story.Outcome> stories(int stories, Teller teller) throws Exception {
    Files.createDirectories(scratch);
    try (ExecutorService tellers = Executors.newFixedThreadPool(atOnce)) {
      List<Future<Story.Outcome>> futures = new ArrayList<>();
      for (int i = 0; i < stories; i++) {
        int number = i;
        futures.add(
            tellers.submit(() -> {
              Story.Outcome outcome = teller.tell(number, new SplittableRandom(seed + number));
              System.out.printf(
                  "%d of %d, %s: %s, struck %d times%s%n",
                  number + 1,
                  stories,
                  outcome.room().kind().word(),
                  outcome.ended(),
                  outcome.struck(),
                  outcome.wrong().isEmpty() ? "" : ", WRONG: " + outcome.wrong());
              return outcome;
            }));
      }
      List<Story.Outcome> outcomes = new ArrayList<>();
      for (Future<Story.Outcome> each : futures) {
        outcomes.add(outcome(each));
      }
      return outcomes;
    }
  }

  private static Story.Outcome outcome(Future<Story.Outcome> told) throws Exception {
    try {
      return told.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }
}
