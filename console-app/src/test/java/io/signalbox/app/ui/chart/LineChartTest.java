package io.signalbox.app.ui.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.fair_acc.chartfx.axes.spi.DefaultNumericAxis;
import io.fair_acc.chartfx.axes.spi.TickMark;
import io.signalbox.app.testing.OnScreen;
import io.signalbox.app.ui.theme.Theme;
import io.signalbox.core.metrics.SeriesPoint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.SnapshotParameters;
import javafx.scene.canvas.Canvas;
import javafx.scene.control.Label;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;
import javafx.stage.Stage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;

/** What is drawn, pixel by pixel, and what the axes say. */
@OnScreen
class LineChartTest {

  private static final Instant START = Instant.parse("2026-06-16T14:00:00Z");
  private static final int STEPS = 60;
  private static final int PULSES = 4;

  private final FxRobot robot = new FxRobot();

  @BeforeEach
  void startToolkit() throws Exception {
    FxToolkit.registerPrimaryStage();
  }

  @Test
  void neitherLineNorAreaCrossesAGap() {
    LineChart chart = shown(ChartKind.STACKED, 3.5);
    robot.interact(() -> {
      Canvas canvas = canvas(chart);
      SnapshotParameters clear = new SnapshotParameters();
      clear.setFill(Color.TRANSPARENT);
      WritableImage image = canvas.snapshot(clear, null);
      assertThat(drawn(image, 0.3, 0.125)).isTrue();
      assertThat(drawn(image, 0.3, 0.6)).isTrue();
      assertThat(drawn(image, 0.5, 0.125)).isFalse();
      assertThat(drawn(image, 0.5, 0.6)).isFalse();
    });
  }

  @Test
  void firstAndLastTickAreTold() {
    LineChart chart = shown(ChartKind.PERCENT, 99);
    robot.interact(() -> {
      List<String> told = new ArrayList<>();
      for (Node node : chart.lookupAll(".axis")) {
        if (node instanceof DefaultNumericAxis axis && axis.getSide().isVertical()) {
          axis.getTickMarks().stream()
              .filter(TickMark::isVisible)
              .forEach(tick -> told.add(tick.getText()));
        }
      }
      assertThat(told).startsWith("90").endsWith("100");
    });
  }

  @Test
  void wordOfALimitIsWrittenWhereNoLineIs() {
    assertThat(middleOfWord(shown(ChartKind.PERCENT, 99))).isLessThan(0.85);
    assertThat(middleOfWord(shown(ChartKind.PERCENT, 40))).isGreaterThan(0.85);
  }

  /** As a share of the plot's height. */
  private double middleOfWord(LineChart chart) {
    CompletableFuture<Double> middle = new CompletableFuture<>();
    robot.interact(() ->
        chart.lookupAll(".plot-word").stream()
            .filter(each -> each instanceof Label label && label.getText().equals("low"))
            .findFirst()
            .ifPresent(each ->
                middle.complete(
                    each.getBoundsInParent().getCenterY()
                        / each.getParent().getLayoutBounds().getHeight())));
    return middle.join();
  }

  /** Two fifths with {@code value}, a fifth without any, two fifths with it again. */
  private LineChart shown(ChartKind kind, double value) {
    List<SeriesPoint> points = new ArrayList<>();
    for (int i = 0; i < STEPS; i++) {
      double there = i >= STEPS * 2 / 5 && i < STEPS * 3 / 5 ? Double.NaN : value;
      points.add(new SeriesPoint(START.plusSeconds(5L * i), there, there, there, there));
    }
    ChartSource source =
        ChartSource.of(
            Map.of("east", points), Map.of("east", 0), START, START.plusSeconds(5L * STEPS));
    CompletableFuture<LineChart> made = new CompletableFuture<>();
    robot.interact(() -> {
      LineChart chart = new LineChart(kind, new LineChart.Threshold(95, "low"));
      Scene scene = new Scene(chart, 320, 180);
      Theme.DARK.apply(scene);
      Stage stage = new Stage();
      stage.setScene(scene);
      stage.show();
      chart.show(
          ChartData.of(kind, source, SeriesPoint::operationsPerSecond, Double.NaN), List.of());
      made.complete(chart);
    });
    for (int i = 0; i < PULSES; i++) {
      pulse(made.join().getScene());
    }
    return made.join();
  }

  private void pulse(Scene scene) {
    CompletableFuture<Boolean> pulsed = new CompletableFuture<>();
    Runnable done = () -> pulsed.complete(true);
    robot.interact(() -> {
      scene.addPostLayoutPulseListener(done);
      Platform.requestNextPulse();
    });
    pulsed.join();
    robot.interact(() -> scene.removePostLayoutPulseListener(done));
  }

  private static Canvas canvas(LineChart chart) {
    return chart.lookupAll(".chart-content *").stream()
        .filter(Canvas.class::isInstance)
        .map(Canvas.class::cast)
        .filter(canvas -> !(canvas.getParent() instanceof DefaultNumericAxis))
        .findFirst()
        .orElseThrow();
  }

  /** Whether there is ink within two pixels above or below. */
  private static boolean drawn(WritableImage image, double wide, double tall) {
    int x = (int) (wide * image.getWidth());
    int y = (int) (tall * image.getHeight());
    for (int i = y - 2; i <= y + 2; i++) {
      if (image.getPixelReader().getColor(x, i).getOpacity() > 0) {
        return true;
      }
    }
    return false;
  }
}
