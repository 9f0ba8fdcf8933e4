package io.signalbox.app.ui.chart;

import io.signalbox.app.report.Csv;
import java.time.Instant;
import java.util.List;

/** Charts as text that a spreadsheet reads. Stateless. */
public final class ChartExport {

  private ChartExport() {}

  /** A chart with its name and the unit of its values. */
  public record Named(String metric, String unit, ChartData data) {}

  /**
   * One row a step, series and metric; what was not measured has no row. Times are ISO 8601 in UTC.
   * Series without a line of their own are told together, by the least and the most of them; in a
   * stack these are where their band begins and ends.
   */
  public static String csv(List<Named> charts) {
    StringBuilder csv = new StringBuilder("time,metric,unit,series,value\n");
    for (Named chart : charts) {
      for (double at : chart.data().at()) {
        Reading reading = Reading.of(chart.data(), at);
        for (Reading.Value each : reading.values()) {
          row(csv, reading, chart, each.name(), each.value());
        }
        if (reading.others() > 0) {
          row(csv, reading, chart, "others (least)", reading.least());
          row(csv, reading, chart, "others (most)", reading.most());
        }
      }
    }
    return csv.toString();
  }

  private static void row(
      StringBuilder csv, Reading reading, Named chart, String series, double value) {
    csv.append(
        Csv.line(
            List.of(
                Instant.ofEpochSecond(Math.round(reading.at())),
                chart.metric(),
                chart.unit(),
                series,
                Csv.number(value, 3))));
  }
}
