package io.signalbox.core.drill;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What is said of a drill that was stopped. */
class DrillReportsTest {

  @Test
  void nothingIsSaidOfATroubleThatHadNotBegunOrWasNotOver() {
    int from = Scenario.BLACK_HOLE.fromSecond(2);
    assertThat(stoppedAfter(1)).noneMatch(each -> each.contains("east"));
    assertThat(stoppedAfter(from + 2))
        .contains("It struck east.")
        .noneMatch(each -> each.contains("never left") || each.contains("did not come back"));
    assertThat(stoppedAfter(Scenario.BLACK_HOLE.toSecond(2)))
        .contains("Traffic did not come back to east within the drill.");
  }

  private static List<String> stoppedAfter(int seconds) {
    DrillJournal journal = new DrillJournal(List.of("east", "west"), () -> 0);
    return DrillReports.of(Scenario.BLACK_HOLE, journal, seconds, true).findings();
  }
}
