package io.signalbox.app.ui.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.metrics.SeriesPoint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReadingTest {

  private static final Instant START = Instant.parse("2026-06-16T14:00:00Z");
  private static final double FIRST = START.getEpochSecond();

  @Test
  void valuesOfAStackAreTheirOwnAndNotTheirHeights() {
    ChartData data = data(ChartKind.STACKED);
    Reading reading = Reading.of(data, FIRST + 6);
    assertThat(reading.instant()).isEqualTo(START.plusSeconds(5));
    assertThat(reading.values())
        .containsExactly(new Reading.Value("east", 0, 3.0), new Reading.Value("west", 1, 7.0));
  }

  @Test
  void whatWasNotMeasuredIsNotRead() {
    ChartData data = data(ChartKind.VALUES);
    assertThat(Reading.of(data, FIRST + 10).values())
        .containsExactly(new Reading.Value("west", 1, 7.0));
    assertThat(Reading.of(ChartData.NONE, FIRST).isEmpty()).isTrue();
  }

  @Test
  void csvHasARowForEachValueAndNoneForAGap() {
    String csv =
        ChartExport.csv(
            List.of(new ChartExport.Named("throughput", "ops/s", data(ChartKind.STACKED))));
    assertThat(csv.lines())
        .containsExactly(
            "time,metric,unit,series,value",
            "2026-06-16T14:00:00Z,throughput,ops/s,east,3.000",
            "2026-06-16T14:00:00Z,throughput,ops/s,west,7.000",
            "2026-06-16T14:00:05Z,throughput,ops/s,east,3.000",
            "2026-06-16T14:00:05Z,throughput,ops/s,west,7.000",
            "2026-06-16T14:00:10Z,throughput,ops/s,west,7.000");
  }

  @Test
  void aNameThatASpreadsheetWouldTakeForAFormulaIsText() {
    Map<String, List<SeriesPoint>> all = new LinkedHashMap<>();
    all.put("-1+cmd, x", points(3));
    ChartData data =
        ChartData.of(
            ChartKind.VALUES,
            ChartSource.of(all, Map.of("-1+cmd, x", 0), START, START.plusSeconds(5)),
            SeriesPoint::operationsPerSecond,
            Double.NaN);
    assertThat(ChartExport.csv(List.of(new ChartExport.Named("throughput", "ops/s", data))).lines())
        .element(1)
        .isEqualTo("2026-06-16T14:00:00Z,throughput,ops/s,\"'-1+cmd, x\",3.000");
  }

  /** Three steps; {@code east} has no value at the last. */
  private static ChartData data(ChartKind kind) {
    Map<String, List<SeriesPoint>> all = new LinkedHashMap<>();
    all.put("east", points(3, 3, Double.NaN));
    all.put("west", points(7, 7, 7));
    return ChartData.of(
        kind,
        ChartSource.of(all, Map.of("east", 0, "west", 1), START, START.plusSeconds(15)),
        SeriesPoint::operationsPerSecond,
        Double.NaN);
  }

  private static List<SeriesPoint> points(double... values) {
    List<SeriesPoint> points = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      double value = values[i];
      points.add(new SeriesPoint(START.plusSeconds(5L * i), value, value, value, value));
    }
    return points;
  }
}
