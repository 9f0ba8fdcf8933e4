package io.signalbox.core.request;

import io.signalbox.core.proof.Tables;
import io.signalbox.core.testing.AwsLaunch;
import java.io.IOException;
import java.io.UncheckedIOException;
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
import java.util.stream.Stream;

/** Stories over AWS that one process plays side by side, and what strikes it. */
final class AwsRound implements AutoCloseable {

  /** About as long as a story takes from its beginning to its end. */
  private static final int LIFE_MILLIS = 1_500;

  private final Path folder;
  private final List<Part> parts = new ArrayList<>();
  private AwsVictims victims;

  /**
   * One story.
   *
   * @param words where it is struck, and what else goes wrong
   * @param returns whether machines may have been given back when it is struck
   * @param strike as {@link AwsRole#strike}
   * @param hangs whether the cloud holds it where it is struck
   */
  record Part(String words, AwsScene scene, boolean returns, String strike, boolean hangs) {}

  private AwsRound(Path folder) {
    this.folder = folder;
  }

  /**
   * Where a process stands that launches in that way.
   *
   * @param fallsBack whether it does so in a region that it has fallen back to
   */
  record Stand(AwsLaunch launch, AwsPoint point, boolean fallsBack) {

    Stand(AwsLaunch launch, AwsPoint point) {
      this(launch, point, false);
    }

    String words() {
      return launch.word() + (fallsBack ? " in a fallback region, " : ", ") + point.words();
    }
  }

  /** A process that stands at all of these, each in a story of its own. */
  static AwsRound standing(Path folder, List<Stand> stands) throws IOException {
    AwsRound round = new AwsRound(folder);
    try {
      for (Stand stand : stands) {
        round.add(stand);
      }
      round.begin();
      round.untilStruck();
      return round;
    } catch (IOException | RuntimeException | Error e) {
      round.close();
      throw e;
    }
  }

  /**
   * Every point that a launch has; in a fallback region of those that are answered at once: what
   * waits for room comes there at any moment.
   */
  static List<Stand> points(AwsLaunch launch, boolean fallsBack) {
    return Stream.of(AwsPoint.values())
        .filter(point -> !point.ofTheSecondCall() || (launch.isStepwise() && !fallsBack))
        .filter(point -> !fallsBack || launch.isAtOnce())
        .map(point -> new Stand(launch, point, fallsBack))
        .toList();
  }

  private void add(Stand stand) throws IOException {
    AwsPoint point = stand.point();
    String[] types =
        point.ofTheSecondCall() ? new String[] {"c5.large", "t3.micro"} : new String[] {"t3.micro"};
    Path home = folder.resolve(stand.launch() + "-" + point + "-" + stand.fallsBack());
    parts.add(
        new Part(
            stand.words(),
            new AwsScene(home, stand.launch(), stand.fallsBack(), 2, types).at(point),
            point.stage() == AwsPoint.Stage.RETURNING,
            point.name(),
            point.onTheWire()));
  }

  /** A process that stands at a step of each story, or is through with it, in trouble. */
  static AwsRound atSteps(
      Path folder, AwsLaunch launch, boolean fallsBack, SplittableRandom random, int stories)
      throws IOException {
    AwsRound round = new AwsRound(folder);
    for (int i = 0; i < stories; i++) {
      boolean returns = random.nextBoolean();
      String strike =
          (returns ? AwsPoint.Stage.RETURNING : AwsPoint.Stage.ASKING)
              + ":"
              + (1 + random.nextInt(returns ? 4 : 8))
              + ":"
              + random.nextBoolean();
      round.trouble(launch, fallsBack, random, returns, strike);
    }
    round.begin();
    round.untilStruck();
    return round;
  }

  /** A process that is killed at any moment, while another one works at its requests. */
  static AwsRound killedAtAnyMoment(
      Path folder, AwsLaunch launch, boolean fallsBack, SplittableRandom random, int stories)
      throws Exception {
    AwsRound round = new AwsRound(folder);
    for (int i = 0; i < stories; i++) {
      round.trouble(launch, fallsBack, random, random.nextBoolean(), AwsRole.NEVER);
    }
    round.begin();
    try (ExecutorService others = Executors.newFixedThreadPool(stories)) {
      List<Future<?>> working = new ArrayList<>();
      for (Part each : round.parts) {
        working.add(others.submit(() -> each.scene().meanwhile(Duration.ofSeconds(10))));
      }
      TimeUnit.MILLISECONDS.sleep(random.nextInt(LIFE_MILLIS));
      round.kill();
      for (Future<?> each : working) {
        each.get();
      }
    } catch (ExecutionException e) {
      round.close();
      throw e;
    }
    return round;
  }

  private void trouble(
      AwsLaunch launch, boolean fallsBack, SplittableRandom random, boolean returns, String strike)
      throws IOException {
    Path home = folder.resolve("story-" + parts.size());
    AwsScene scene = AwsScene.troubled(home, launch, fallsBack, random);
    parts.add(
        new Part(
            launch.word() + ", " + strike + ", " + scene.troubles(),
            scene,
            returns,
            strike,
            false));
  }

  private void begin() throws IOException {
    Files.createDirectories(folder);
    List<AwsRole> roles = new ArrayList<>();
    for (Part each : parts) {
      roles.add(each.scene().role(roles.size(), each.returns(), each.strike()));
    }
    victims = AwsVictims.start(folder, roles);
    victims.tell("go");
  }

  private void untilStruck() {
    for (int i = 0; i < parts.size(); i++) {
      Part part = parts.get(i);
      int index = i;
      victims.until(
          () ->
              part.hangs()
                  ? part.scene().hangs()
                  : victims.said("stands", index) || victims.ended(index),
          "struck: " + part.words());
    }
  }

  List<Part> parts() {
    return List.copyOf(parts);
  }

  /** Stories that had not come to their end by themselves. */
  long struck() {
    return Stream.iterate(0, i -> i < parts.size(), i -> i + 1)
        .filter(i -> !victims.ended(i))
        .count();
  }

  /** SIGKILL; calls that hang end then, and there is room again. */
  void kill() throws InterruptedException {
    victims.kill();
    parts.forEach(part -> part.scene().release());
  }

  /** SIGSTOP, for longer than leases last. */
  void stop() throws IOException, InterruptedException {
    victims.signal("STOP");
    parts.forEach(part -> part.scene().time.advance(Story.OVER_THE_LEASE));
  }

  /** SIGCONT; it goes on, and comes to its end by itself. */
  void wake() throws IOException, InterruptedException {
    parts.forEach(part -> part.scene().release());
    victims.signal("CONT");
    victims.tell("wake");
    victims.finish();
  }

  @Override
  public void close() {
    if (victims != null) {
      victims.close();
    }
    try {
      for (Part each : parts) {
        each.scene().close();
      }
      if (Files.isDirectory(folder)) {
        Tables.delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
