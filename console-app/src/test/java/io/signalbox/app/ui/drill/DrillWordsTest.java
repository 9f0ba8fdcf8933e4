package io.signalbox.app.ui.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.drill.DrillPoint;
import io.signalbox.core.drill.DrillView;
import io.signalbox.core.metrics.SeriesPoint;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DrillWordsTest {

  @Test
  void playedTimeIsWrittenAsOnTheAxes() {
    assertThat(DrillWords.played(Duration.ofSeconds(65))).isEqualTo("01:05");
    assertThat(DrillWords.length(Duration.ofSeconds(300))).isEqualTo("5\u2009min");
    assertThat(DrillWords.length(Duration.ofSeconds(90))).isEqualTo("1\u2009min 30\u2009s");
    assertThat(DrillWords.length(Duration.ofSeconds(45))).isEqualTo("45\u2009s");
  }

  @Test
  void momentFollowsTheTrouble() {
    assertThat(DrillWords.moment(Drills.running("d", 50, 3)))
        .isEqualTo("trouble begins in 10\u2009s");
    assertThat(DrillWords.moment(Drills.running("d", 70, 3))).isEqualTo("in trouble for 10\u2009s");
    assertThat(DrillWords.moment(Drills.running("d", 190, 3)))
        .isEqualTo("trouble over for 10\u2009s");
  }

  @Test
  void whatNeverCameIsNotAFigure() {
    assertThat(DrillWords.seconds(null, "never")).isEqualTo("never");
    assertThat(DrillWords.seconds(8.25, "never")).isEqualTo("8.3\u2009s");
    assertThat(DrillWords.seconds(11.4, "never")).isEqualTo("11\u2009s");
    assertThat(DrillWords.percent(Double.NaN)).isEqualTo("–");
  }

  @Test
  void speedSaysHowLongItTakes() {
    assertThat(Speed.TWENTY.takes(Duration.ofMinutes(5))).isEqualTo("played in about 15\u2009s");
    assertThat(Speed.FASTEST.takes(Duration.ofMinutes(5))).isEqualTo("played without waiting");
    assertThat(Speed.text(0)).isEqualTo("without waiting");
    assertThat(Speed.text(20)).isEqualTo("at 20×");
  }

  @Test
  void secondWithoutOperationsIsAGapAndSilentStandInALineAtZero() {
    DrillView running = Drills.running("d", 1, 2);
    DrillView drill =
        new DrillView(
            running.id(),
            running.scenario(),
            running.state(),
            running.played(),
            running.speed(),
            running.troubleFrom(),
            running.troubleTo(),
            running.providers(),
            List.of(
                new DrillPoint(0, 3, 1, Map.of("aws-us-east-1", 5)),
                new DrillPoint(1, 0, 0, Map.of())),
            List.of(),
            null);
    List<SeriesPoint> success = DrillSeries.success(drill).get(DrillSeries.ALL);
    assertThat(success).isNotNull();
    assertThat(success.getFirst().successRate()).isEqualTo(75);
    assertThat(success.getLast().successRate()).isNaN();
    Map<String, List<SeriesPoint>> calls = DrillSeries.calls(drill);
    assertThat(calls.keySet()).containsExactly("aws-us-east-1", "aws-us-west-2");
    assertThat(calls.get("aws-us-west-2")).allMatch(point -> point.operationsPerSecond() == 0);
  }
}
