package io.signalbox.app.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * The packaged program struck for real, a few times; {@code docs/proof} has the many. The blows
 * fall side by side: each has a folder of its own, and most of their time is waiting.
 */
@Execution(ExecutionMode.CONCURRENT)
class StruckProgramIT {

  @TempDir private Path scratch = Path.of("");
  private Strikes strikes = new Strikes(Program.find(""), Path.of(""), 0, 1);

  @BeforeEach
  void find() {
    Program packaged = Program.find(System.getProperty("signalbox.program", ""));
    strikes = new Strikes(packaged, scratch, 7, 2);
  }

  @Test
  void killedProgramsLeaveAsManyMachinesAsWereAskedFor() throws Exception {
    assertGood(strikes.kills(10));
  }

  @Test
  void aProgramStoppedOverItsLeaseAndWokenChangesNothingMore() throws Exception {
    assertGood(strikes.stops(1));
  }

  @Test
  void sixProgramsUnderOneKeyMakeOneRequest() throws Exception {
    assertGood(strikes.crowds(1));
  }

  /** A process that cannot write waits until its request's deadline, 15 s; two do so in turn. */
  @Test
  void aFullDiskLosesNoMachine() throws Exception {
    List<Story.Outcome> outcomes = strikes.fills(2);
    assertGood(outcomes);
    assertThat(outcomes)
        .as("a program that was stopped by its store, with a request accepted")
        .anySatisfy(each -> assertThat(each.struck()).isPositive());
  }

  private static void assertGood(List<Story.Outcome> outcomes) {
    assertThat(outcomes)
        .isNotEmpty()
        .allSatisfy(each ->
            assertThat(each.wrong())
                .as("%s: %s", each.room().kind(), each.room().faults())
                .isEmpty());
  }
}
