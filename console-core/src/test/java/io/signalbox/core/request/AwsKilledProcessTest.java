package io.signalbox.core.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.request.AwsRound.Part;
import io.signalbox.core.request.AwsRound.Stand;
import io.signalbox.core.testing.AwsLaunch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Exactly once over AWS when a process is really killed or stopped: a process of its own plays a
 * story for each of some points side by side, stands at all of them at once, and is struck there.
 * The next process ends with as many machines as were asked for, by the cloud's own ledger, and
 * with none after their return. {@code docs/proof} has the many.
 */
final class AwsKilledProcessTest {

  private static final AwsLaunch LAUNCH = AwsLaunch.RUN_INSTANCES;

  /** Each point once, in one way to launch after another. */
  private static final List<Stand> KILLED = killed();

  private static final List<Stand> STOPPED =
      Stream.of(
              AwsPoint.WHILE_THE_LAUNCH_IS_NOT_DONE,
              AwsPoint.WHILE_THE_LAUNCH_IS_DONE_AND_NOT_ANSWERED,
              AwsPoint.AFTER_THE_LAUNCH_IS_ANSWERED,
              AwsPoint.WHILE_THE_END_IS_NOT_DONE,
              AwsPoint.WHILE_THE_END_IS_DONE_AND_NOT_ANSWERED,
              AwsPoint.AFTER_THE_END_IS_ANSWERED)
          .map(point -> new Stand(LAUNCH, point))
          .toList();

  @TempDir Path folder;
  private final List<AwsRound> rounds = new ArrayList<>();

  @AfterEach
  void close() {
    rounds.forEach(AwsRound::close);
  }

  private static List<Stand> killed() {
    List<Stand> stands = new ArrayList<>();
    AwsLaunch[] ways = AwsLaunch.values();
    stands.add(new Stand(LAUNCH, AwsPoint.WHILE_THE_LAUNCH_IS_DONE_AND_NOT_ANSWERED, true));
    int next = 0;
    for (AwsPoint point : AwsPoint.values()) {
      stands.add(new Stand(point.ofTheSecondCall() ? LAUNCH : ways[next++ % ways.length], point));
    }
    return stands;
  }

  private AwsRound standing(List<Stand> stands) throws Exception {
    AwsRound round = AwsRound.standing(folder.resolve("points"), stands);
    rounds.add(round);
    assertThat(round.struck()).isEqualTo(stands.size());
    return round;
  }

  private static Stream<DynamicTest> tests(AwsRound round, String when, Telling telling) {
    return round.parts().stream()
        .map(part -> DynamicTest.dynamicTest(when + part.words(), () -> telling.tell(part)));
  }

  private interface Telling {
    void tell(Part part);
  }

  @TestFactory
  Stream<DynamicTest> machinesEqualRequestedWhereverAProcessIsKilled() throws Exception {
    AwsRound round = standing(KILLED);
    round.kill();
    return tests(
        round,
        "killed: ",
        part -> {
          if (!part.returns()) {
            part.scene().end();
          }
          part.scene().giveBack();
          part.scene().nothingIsLeft();
        });
  }

  @TestFactory
  Stream<DynamicTest> aProcessStoppedOverItsLeaseChangesNothingMoreWhenItIsWoken()
      throws Exception {
    AwsRound round = standing(STOPPED);
    round.stop();
    return Stream.of(
            tests(
                round,
                "another goes on: ",
                part -> {
                  if (part.returns()) {
                    part.scene().giveBack();
                    part.scene().nothingIsLeft();
                  } else {
                    part.scene().end();
                  }
                }),
            Stream.of(DynamicTest.dynamicTest("it is woken", round::wake)),
            tests(
                round,
                "as it was: ",
                part -> {
                  if (part.returns()) {
                    part.scene().nothingIsLeft();
                  } else {
                    assertThat(Story.told(part.scene().request()))
                        .hasSize(2)
                        .hasSameElementsAs(part.scene().world.alive());
                    part.scene().giveBack();
                    part.scene().nothingIsLeft();
                  }
                }))
        .flatMap(each -> each);
  }

  /** While a second process works at the same requests. */
  @TestFactory
  Stream<DynamicTest> machinesEqualRequestedWhenAProcessIsKilledAtAnyMoment() throws Exception {
    AwsRound round =
        AwsRound.killedAtAnyMoment(
            folder.resolve("moments"), LAUNCH, false, new SplittableRandom(11), 2);
    rounds.add(round);
    return tests(round, "killed: ", part -> part.scene().giveBack());
  }
}
