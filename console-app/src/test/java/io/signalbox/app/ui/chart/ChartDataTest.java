package io.signalbox.app.ui.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.fair_acc.dataset.DataSet;
import io.signalbox.core.metrics.SeriesPoint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChartDataTest {

  private static final Instant START = Instant.parse("2026-06-16T14:00:00Z");
  private static final int STEP = 5;

  @Test
  void axisNeverStartsBeforeTheFirstSample() {
    ChartSource source = source(Map.of("east", rates(Double.NaN, Double.NaN, 3, 4)));
    assertThat(source.from()).isEqualTo(at(2));
    ChartData data = throughput(source);
    assertThat(data.lines().getFirst().values()).containsExactly(3.0, 4.0);
    assertThat(data.gaps()).isEmpty();
  }

  @Test
  void chosenRangeIsKeptWhereThereIsOlderHistory() {
    ChartSource source = source(Map.of("east", rates(1, 2, 3)));
    assertThat(source.from()).isEqualTo(START);
  }

  @Test
  void stretchWithoutDataIsAGapAndNoLineCrossesIt() {
    ChartData data =
        throughput(source(Map.of("east", rates(1, 2, Double.NaN, Double.NaN, Double.NaN, 6, 7))));
    assertThat(data.gaps())
        .containsExactly(new ChartData.Gap(at(2).getEpochSecond(), at(5).getEpochSecond()));
    assertThat(data.lines().getFirst().values().subList(2, 5)).containsOnly(Double.NaN);
  }

  @Test
  void providerWithoutDataIsNoGapWhileAnotherHasSome() {
    Map<String, List<SeriesPoint>> series = new LinkedHashMap<>();
    series.put("east", rates(1, 1, 1, 1, 1));
    series.put("west", rates(1, Double.NaN, Double.NaN, Double.NaN, 1));
    ChartData data = throughput(source(series));
    assertThat(data.gaps()).isEmpty();
    assertThat(data.lines().get(1).values().subList(1, 4)).containsOnly(Double.NaN);
  }

  /** Every fifth provider has the same colour: the four busiest of sixty were one of them. */
  @Test
  void linesOfOneChartNeverShareAColour() {
    Map<String, List<SeriesPoint>> series = new LinkedHashMap<>();
    Map<String, Integer> orders = new LinkedHashMap<>();
    for (int i = 0; i < 60; i++) {
      series.put("p" + i, rates(i % 5 == 4 ? 9 : 1));
      orders.put("p" + i, i);
    }
    ChartSource source = ChartSource.of(series, orders, START, START.plusSeconds(STEP));
    assertThat(source.named().keySet()).containsExactly("p4", "p9", "p14", "p19");
    assertThat(source.orders().values()).containsExactlyInAnyOrder(4, 0, 1, 2);
    assertThat(source.orders()).as("the first keeps its own").containsEntry("p4", 4);
  }

  @Test
  void pastFourProvidersTheBusiestHaveLinesAndTheRestABand() {
    Map<String, List<SeriesPoint>> series = new LinkedHashMap<>();
    for (int i = 0; i < 60; i++) {
      series.put("p" + i, rates(i, i));
    }
    ChartSource source = source(series);
    assertThat(source.named().keySet()).containsExactly("p56", "p57", "p58", "p59");
    ChartData data = throughput(source);
    ChartData.Band others = data.others();
    assertThat(others).isNotNull();
    assertThat(others.count()).isEqualTo(56);
    // Stacked on the four: 56 + 57 + 58 + 59 below, all the others above.
    assertThat(others.least().getFirst()).isEqualTo(230);
    assertThat(others.most().getFirst()).isEqualTo(59 * 60 / 2.0);
    ChartData success =
        ChartData.of(ChartKind.PERCENT, source, SeriesPoint::successRate, Double.NaN);
    assertThat(success.others()).isNotNull();
  }

  @Test
  void lastTickOfSuccessIsAHundredAndAnAxisNotFromZeroIsKnown() {
    ValueAxis near = ValueAxis.of(ChartKind.PERCENT, 98, 100, Double.NaN);
    assertThat(near.bottom()).isEqualTo(90);
    assertThat(near.ticks()).endsWith(100.0).hasSize(6);
    ValueAxis far = ValueAxis.of(ChartKind.PERCENT, 31, 100, Double.NaN);
    assertThat(far.bottom()).isEqualTo(20);
    assertThat(far.ticks()).containsExactly(20.0, 40.0, 60.0, 80.0, 100.0);
  }

  @Test
  void axisOfValuesStartsAtZeroAndIsAboveTheHighest() {
    ValueAxis axis = ValueAxis.of(ChartKind.VALUES, 120, 430, Double.NaN);
    assertThat(axis.bottom()).isZero();
    assertThat(axis.top()).isGreaterThanOrEqualTo(430);
    assertThat(axis.ticks()).contains(0.0, axis.top());
  }

  @Test
  void timesOfTheAxisAreRound() {
    double from = START.getEpochSecond() + 7;
    assertThat(TimeTicks.step(from, from + 900, 5)).isEqualTo(180);
    assertThat(TimeTicks.text(START.getEpochSecond() + 180, 180)).isEqualTo("14:03");
    assertThat(TimeTicks.step(from, from + 40, 6)).isEqualTo(15);
    assertThat(TimeTicks.text(START.getEpochSecond() + 15, 15)).isEqualTo("14:00:15");
  }

  @Test
  void valueBetweenGapsIsADashAndNotABlock() {
    ChartSeries series = new ChartSeries("east");
    List<Double> zero = List.of(0.0, 0.0, 0.0);
    series.show(List.of(0.0, 5.0, 10.0), List.of(Double.NaN, 1.0, Double.NaN), zero);
    assertThat(series.getValues(DataSet.DIM_X)).startsWith(0, 2.5, 7.5, 10);
    assertThat(series.getValues(DataSet.DIM_Y)).startsWith(Double.NaN, 1, 1, Double.NaN);
    series.show(List.of(0.0, 5.0, 10.0), List.of(1.0, 1.0, Double.NaN), zero);
    assertThat(series.getDataCount()).isEqualTo(3);
  }

  private static ChartSource source(Map<String, List<SeriesPoint>> series) {
    int steps = series.values().iterator().next().size();
    return ChartSource.of(series, Map.of(), START, at(steps));
  }

  private static ChartData throughput(ChartSource source) {
    return ChartData.of(ChartKind.STACKED, source, SeriesPoint::operationsPerSecond, Double.NaN);
  }

  private static List<SeriesPoint> rates(double... rates) {
    List<SeriesPoint> points = new ArrayList<>();
    for (int i = 0; i < rates.length; i++) {
      points.add(new SeriesPoint(at(i), rates[i], rates[i], rates[i], rates[i]));
    }
    return points;
  }

  private static Instant at(int step) {
    return START.plusSeconds((long) STEP * step);
  }
}
