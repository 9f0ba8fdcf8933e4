package io.signalbox.app.ui.overview;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.app.testing.FakeBuses;
import io.signalbox.app.testing.OnScreen;
import io.signalbox.app.ui.chart.ChartData;
import io.signalbox.app.ui.chart.ChartKind;
import io.signalbox.app.ui.chart.ChartSource;
import io.signalbox.app.ui.theme.Theme;
import io.signalbox.core.metrics.SeriesPoint;
import io.signalbox.core.testing.ManualTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javafx.scene.Scene;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;

/** Where the names of the charts stand. */
@OnScreen
class LegendTest {

  private static final String IN_HEAD = ".card-head .others-key";

  private final FxRobot robot = new FxRobot();
  private final StackPane front = new StackPane();
  private TrafficCharts charts;

  @BeforeEach
  void startToolkit() throws Exception {
    FxToolkit.registerPrimaryStage();
  }

  @Test
  void namesThatCameWhileAnotherScreenWasInFrontAreNotWrittenOverTheHead() {
    robot.interact(() -> {
      Theme.LIGHT.apply(new Scene(front, 760, 400));
      OverviewViewModel model =
          new OverviewViewModel(new FakeBuses().services(new ManualTime(BadHour.NOW)));
      charts = new TrafficCharts(model, (picture, file) -> {}, moment -> {});
      show(charted(1));
      assertThat(charts.node().lookup(IN_HEAD)).as("there is room for one").isNotNull();
      front.getChildren().setAll(new Region());
      charts.show(charted(8));
      show(charted(8));
      assertThat(charts.node().lookup(".others-key")).isNotNull();
      assertThat(charts.node().lookup(IN_HEAD)).as("there is none for eight").isNull();
    });
  }

  private void show(OverviewViewModel.Charted charted) {
    front.getChildren().setAll(charts.node());
    charts.show(charted);
    front.applyCss();
    front.layout();
  }

  private static OverviewViewModel.Charted charted(int names) {
    Map<String, List<SeriesPoint>> points = new TreeMap<>();
    for (int i = 0; i < names; i++) {
      points.put(
          "aws-prod-eu-central-" + i,
          List.of(new SeriesPoint(BadHour.NOW.minusSeconds(60), 4, 100, 5, 9)));
    }
    ChartSource source =
        ChartSource.of(points, Map.of(), BadHour.NOW.minusSeconds(300), BadHour.NOW);
    ChartData lines =
        ChartData.of(ChartKind.VALUES, source, SeriesPoint::operationsPerSecond, Double.NaN);
    return new OverviewViewModel.Charted(
        lines, lines, lines, List.copyOf(points.keySet()), 52, Map.of());
  }
}
