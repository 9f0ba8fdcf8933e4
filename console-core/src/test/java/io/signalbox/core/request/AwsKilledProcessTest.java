package io.signalbox.core.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.request.AwsRound.Part;
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
 * story for each point side by side, stands at all of them at once, and is struck there. The next
 * process ends with as many machines as were asked for, by the cloud's own ledger, and with none
 * after their return. {@code docs/proof} has the many.
 */
final class AwsKilledProcessTest {

  private static final AwsLaunch LAUNCH = AwsLaunch.RUN_INSTANCES;

  private static final List<AwsLaunch> FLEETS =
      Stream.of(AwsLaunch.values()).filter(each -> each != LAUNCH).toList();

  private static final List<AwsPoint> AT_FLEETS =
      List.of(
          AwsPoint.WHILE_THE_LAUNCH_IS_NOT_DONE,
          AwsPoint.WHILE_THE_LAUNCH_IS_DONE_AND_NOT_ANSWERED,
          AwsPoint.AFTER_THE_LAUNCH_IS_ANSWERED,
          AwsPoint.WHILE_THE_END_IS_DONE_AND_NOT_ANSWERED);

  @TempDir Path folder;
  private final List<AwsRound> rounds = new ArrayList<>();

  @AfterEach
  void close() {
    rounds.forEach(AwsRound::close);
  }

  private AwsRound standing() throws Exception {
    AwsRound round =
        AwsRound.standing(folder.resolve("points"), List.of(LAUNCH), AwsRound.points(LAUNCH));
    rounds.add(round);
    assertThat(round.struck()).isEqualTo(round.parts().size());
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
    AwsRound round = standing();
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
    AwsRound round = standing();
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

  /** One process stands at what matters most of every other way to launch. */
  @TestFactory
  Stream<DynamicTest> machinesEqualRequestedWhereverAProcessThatMadeAFleetIsKilled()
      throws Exception {
    AwsRound round = AwsRound.standing(folder.resolve("fleets"), FLEETS, AT_FLEETS);
    rounds.add(round);
    assertThat(round.struck()).isEqualTo(round.parts().size());
    round.kill();
    return tests(
        round,
        "killed: ",
        part -> {
          part.scene().giveBack();
          part.scene().nothingIsLeft();
        });
  }

  /** While a second process works at the same requests. */
  @TestFactory
  Stream<DynamicTest> machinesEqualRequestedWhenAProcessIsKilledAtAnyMoment() throws Exception {
    AwsRound round =
        AwsRound.killedAtAnyMoment(folder.resolve("moments"), LAUNCH, new SplittableRandom(11), 4);
    rounds.add(round);
    return tests(round, "killed: ", part -> part.scene().giveBack());
  }
}
