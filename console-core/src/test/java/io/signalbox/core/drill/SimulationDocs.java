package io.signalbox.core.drill;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The simulation's rows as JSON, as a guide, and as pictures; all rounded. */
final class SimulationDocs {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private SimulationDocs() {}

  /** What a picture shows. */
  enum Figure {
    SUCCESS("success.svg", "Operations that succeeded, %"),
    NOTICE("notice.svg", "Seconds until traffic left the troubled provider"),
    RECOVER("recover.svg", "Seconds until traffic was back after the trouble");

    private final String file;
    private final String title;

    Figure(String file, String title) {
      this.file = file;
      this.title = title;
    }

    String file() {
      return file;
    }

    @Nullable Double of(DrillReport report) {
      return switch (this) {
        case SUCCESS -> report.successPercent();
        case NOTICE -> report.secondsToNotice();
        case RECOVER -> report.secondsToRecover();
      };
    }

    /** 0 for the worst, 1 for the best. */
    double good(double value) {
      return switch (this) {
        case SUCCESS -> Math.clamp((value - 60) / 40, 0, 1);
        case NOTICE, RECOVER -> Math.clamp(1 - value / 30, 0, 1);
      };
    }
  }

  static String json(List<Simulation.Row> rows) {
    List<Map<String, Object>> all = new ArrayList<>();
    for (Simulation.Row row : rows) {
      DrillReport report = row.report();
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("scenario", row.scenario());
      fields.put("kind", row.variant().kind());
      fields.put("name", row.variant().name());
      fields.put("success_percent", round(report.successPercent()));
      fields.put("degraded", report.degraded());
      fields.put("seconds_to_notice", report.secondsToNotice());
      fields.put("seconds_to_recover", report.secondsToRecover());
      fields.put("calls", report.callsByProvider());
      fields.put("share_before", rounded(report.shareBefore()));
      fields.put("share_during", rounded(report.shareDuring()));
      fields.put("share_after", rounded(report.shareAfter()));
      fields.put("machines_asked", report.machinesAsked());
      fields.put("machines_got", report.machinesGot());
      fields.put("machines_duplicated", report.machinesDuplicated());
      all.add(fields);
    }
    try {
      return JSON.writeValueAsString(all) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static double round(double value) {
    return Math.round(value * 10) / 10.0;
  }

  private static Map<String, Double> rounded(Map<String, Double> shares) {
    Map<String, Double> rounded = new LinkedHashMap<>();
    shares.forEach((name, share) -> rounded.put(name, round(share)));
    return rounded;
  }

  static String markdown(List<Simulation.Row> rows) {
    StringBuilder text = new StringBuilder();
    text.append(
        """
        # Simulation

        Every scenario against every balancing algorithm and failover mode, on virtual time: three simulated
        providers (east, weight 3, 40 ms; west, 2, 60 ms; north, 1, 90 ms), ten reads a second with a deadline of five
        seconds, and a launch of two machines every three seconds. Health is judged by work and by checks every 10 s:
        out after 3 failures in a row, back after 2 good checks and 20 s at least. The same seed plays the same.

        Made by `./mvnw -pl console-core,console-core/tests -Dtest=SimulationReportTest -Dsignalbox.docs.write=true test`; the build
        plays it again and compares [report.json](report.json).

        * **Success** is what callers saw. Answers from what was known before (degraded) are not successes.
        * **Notice**: seconds from the trouble until no traffic but trials went to the troubled provider. A dash: it
          never left, because nothing here counts that trouble as a failure of the provider, or all are troubled.
        * **Recover**: seconds from the end of the trouble until traffic was back.
        * **During**: share of calls at east / west / north while the trouble lasted.

        ![Success](success.svg)
        ![Notice](notice.svg)
        ![Recover](recover.svg)
        """);
    String scenario = "";
    for (Simulation.Row row : rows) {
      if (!row.scenario().equals(scenario)) {
        scenario = row.scenario();
        Scenario told = Scenario.named(scenario).orElseThrow();
        text.append("\n## ")
            .append(told.view(3).title())
            .append("\n\n")
            .append(told.view(3).description())
            .append(
                "\n\n| routing | success % | degraded | notice s | recover s | during % | calls"
                    + " | machines |\n|---|--:|--:|--:|--:|---|---|--:|\n");
      }
      line(text, row);
    }
    return text.toString();
  }

  private static void line(StringBuilder text, Simulation.Row row) {
    DrillReport report = row.report();
    text.append("| ")
        .append(row.variant().name())
        .append(" | ")
        .append(round(report.successPercent()))
        .append(" | ")
        .append(report.degraded())
        .append(" | ")
        .append(dash(report.secondsToNotice()))
        .append(" | ")
        .append(dash(report.secondsToRecover()))
        .append(" | ")
        .append(
            report.shareDuring().values().stream()
                .map(share -> String.format(Locale.ROOT, "%.0f", share))
                .collect(Collectors.joining(" / ")))
        .append(" | ")
        .append(
            report.callsByProvider().values().stream()
                .map(String::valueOf)
                .collect(Collectors.joining(" / ")))
        .append(" | ")
        .append(report.machinesGot())
        .append(" of ")
        .append(report.machinesAsked())
        .append(" |\n");
  }

  private static String dash(@Nullable Double value) {
    return value == null ? "-" : String.format(Locale.ROOT, "%.0f", value);
  }

  /**
   * Scenarios down, ways to route across; each cell says its figure and is the greener the better.
   */
  static String chart(List<Simulation.Row> rows, Figure figure) {
    List<String> across = rows.stream().map(row -> row.variant().name()).distinct().toList();
    List<String> down = rows.stream().map(Simulation.Row::scenario).distinct().toList();
    int width = 170 + across.size() * 62 + 12;
    int height = 150 + down.size() * 28 + 12;
    StringBuilder svg = new StringBuilder();
    svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"")
        .append(width)
        .append("\" height=\"")
        .append(height)
        .append("\" font-family=\"Inter, sans-serif\" font-size=\"12\">\n")
        .append("<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n")
        .append("<text x=\"12\" y=\"22\" font-size=\"15\" font-weight=\"600\" fill=\"#1f2328\">")
        .append(figure.title)
        .append("</text>\n");
    for (int i = 0; i < across.size(); i++) {
      int x = 170 + i * 62 + 31;
      svg.append(
          "<text transform=\"translate(%d,140) rotate(-40)\" fill=\"#59636e\">%s</text>\n"
              .formatted(x - 8, across.get(i).toLowerCase(Locale.ROOT).replace('_', ' ')));
    }
    for (int j = 0; j < down.size(); j++) {
      svg.append(
          "<text x=\"12\" y=\"%d\" fill=\"#1f2328\">%s</text>\n"
              .formatted(150 + j * 28 + 19, down.get(j)));
    }
    for (Simulation.Row row : rows) {
      int x = 170 + across.indexOf(row.variant().name()) * 62;
      int y = 150 + down.indexOf(row.scenario()) * 28;
      Double value = figure.of(row.report());
      svg.append(
          "<rect x=\"%d\" y=\"%d\" width=\"60\" height=\"26\" rx=\"4\" fill=\"%s\"/>"
              .formatted(x, y, value == null ? "#eff2f5" : colour(figure.good(value))));
      svg.append(
          "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\" fill=\"#1f2328\">%s</text>\n"
              .formatted(
                  x + 30,
                  y + 17,
                  value == null
                      ? "-"
                      : figure == Figure.SUCCESS ? String.valueOf(round(value)) : dash(value)));
    }
    return svg.append("</svg>\n").toString();
  }

  private static String colour(double good) {
    int red = (int) Math.round(255 - 83 * good);
    int green = (int) Math.round(214 + 24 * good);
    int blue = (int) Math.round(210 - 20 * good);
    return String.format(Locale.ROOT, "#%02x%02x%02x", red, green, blue);
  }
}
