package io.signalbox.core.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Exactly once over AWS when a process is really killed or stopped: a process of its own plays a
 * story for each point side by side, stands at all of them at once, and is struck there. The next
 * process ends with as many machines as were asked for, by the cloud's own ledger, and with none
 * after their return. {@code docs/proof} has the many.
 */
final class AwsKilledProcessTest {

  /** Stories that one process plays when it is killed at any moment. */
  private static final int RANDOM = 4;

  @TempDir Path folder;
  private final List<AwsScene> scenes = new ArrayList<>();
  private final List<AwsVictims> victims = new ArrayList<>();

  @AfterEach
  void close() throws IOException {
    victims.forEach(AwsVictims::close);
    for (AwsScene each : scenes) {
      each.close();
    }
  }

  /** A scene for each point, and a process that stands at all of them. */
  private AwsVictims standing() throws IOException {
    List<AwsRole> roles = new ArrayList<>();
    for (AwsPoint point : AwsPoint.values()) {
      AwsScene scene =
          point.ofTheSecondCall() ? scene(point, "c5.large", "t3.micro") : scene(point, "t3.micro");
      roles.add(
          scene
              .at(point)
              .role(point.ordinal(), point.stage() == AwsPoint.Stage.RETURNING, point.name()));
    }
    AwsVictims standing = started(roles);
    standing.tell("go");
    for (AwsPoint point : AwsPoint.values()) {
      standing.until(
          () ->
              point.onTheWire()
                  ? scenes.get(point.ordinal()).hangs()
                  : standing.said("stands", point.ordinal()),
          point.words());
    }
    return standing;
  }

  private AwsScene scene(AwsPoint point, String... types) throws IOException {
    AwsScene scene = new AwsScene(folder.resolve(point.name()), AwsLaunch.RUN_INSTANCES, 2, types);
    scenes.add(scene);
    return scene;
  }

  private AwsVictims started(List<AwsRole> roles) throws IOException {
    AwsVictims started = AwsVictims.start(folder, roles);
    victims.add(started);
    return started;
  }

  @TestFactory
  Stream<DynamicTest> machinesEqualRequestedWhereverAProcessIsKilled() throws Exception {
    standing().kill();
    scenes.forEach(AwsScene::release);
    return Stream.of(AwsPoint.values())
        .map(point -> DynamicTest.dynamicTest(point.words(), () -> ends(point)));
  }

  private void ends(AwsPoint point) {
    AwsScene scene = scenes.get(point.ordinal());
    if (point.stage() == AwsPoint.Stage.ASKING) {
      scene.story.giveBack(scene.end().requestId(), List.of());
    } else {
      scene.giveBack();
    }
    scene.nothingIsLeft();
  }

  @TestFactory
  Stream<DynamicTest> aProcessStoppedOverItsLeaseChangesNothingMoreWhenItIsWoken()
      throws Exception {
    AwsVictims standing = standing();
    standing.signal("STOP");
    scenes.forEach(scene -> scene.time.advance(Story.OVER_THE_LEASE));
    Stream<DynamicTest> others =
        Stream.of(AwsPoint.values())
            .map(point ->
                DynamicTest.dynamicTest(
                    "another goes on " + point.words(), () -> anotherGoesOn(point)));
    DynamicTest woken =
        DynamicTest.dynamicTest(
            "it is woken",
            () -> {
              scenes.forEach(AwsScene::release);
              standing.signal("CONT");
              standing.tell("wake");
              standing.finish();
            });
    Stream<DynamicTest> after =
        Stream.of(AwsPoint.values())
            .map(point ->
                DynamicTest.dynamicTest("as it was " + point.words(), () -> asItWas(point)));
    return Stream.of(others, Stream.of(woken), after).flatMap(each -> each);
  }

  private void anotherGoesOn(AwsPoint point) {
    AwsScene scene = scenes.get(point.ordinal());
    if (point.stage() == AwsPoint.Stage.ASKING) {
      scene.end();
    } else {
      scene.giveBack();
    }
  }

  private void asItWas(AwsPoint point) {
    AwsScene scene = scenes.get(point.ordinal());
    if (point.stage() == AwsPoint.Stage.ASKING) {
      MachineRequest request = scene.request();
      assertThat(request.state()).isEqualTo(RequestState.COMPLETE);
      assertThat(Story.told(request)).hasSize(2).hasSameElementsAs(scene.world.alive());
      scene.story.giveBack(request.requestId(), List.of());
    }
    scene.nothingIsLeft();
  }

  /** While a second process works at the same requests. */
  @TestFactory
  Stream<DynamicTest> machinesEqualRequestedWhenAProcessIsKilledAtAnyMoment() throws Exception {
    SplittableRandom random = new SplittableRandom(11);
    List<AwsRole> roles = new ArrayList<>();
    for (int i = 0; i < RANDOM; i++) {
      AwsScene scene =
          AwsScene.troubled(folder.resolve("any-" + i), AwsLaunch.RUN_INSTANCES, random);
      scenes.add(scene);
      roles.add(scene.role(i, random.nextBoolean(), AwsRole.NEVER));
    }
    AwsVictims victim = started(roles);
    try (ExecutorService others = Executors.newFixedThreadPool(RANDOM)) {
      victim.tell("go");
      List<Future<?>> working = new ArrayList<>();
      for (AwsScene each : scenes) {
        working.add(others.submit(() -> each.meanwhile(Duration.ofSeconds(10))));
      }
      TimeUnit.MILLISECONDS.sleep(random.nextInt(1_500));
      victim.kill();
      for (Future<?> each : working) {
        each.get();
      }
    }
    scenes.forEach(AwsScene::release);
    return scenes.stream().map(scene -> DynamicTest.dynamicTest(scene.troubles(), scene::giveBack));
  }
}
