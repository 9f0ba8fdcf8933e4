package io.signalbox.app.ui.overview;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.app.testing.FakeBuses;
import io.signalbox.app.testing.OnScreen;
import io.signalbox.app.ui.chart.ChartData;
import io.signalbox.app.ui.chart.ChartKind;
import io.signalbox.app.ui.chart.ChartSource;
import io.signalbox.app.ui.chart.LineChart;
import io.signalbox.app.ui.control.Dialogs;
import io.signalbox.app.ui.control.EventLanes;
import io.signalbox.app.ui.control.Glyph;
import io.signalbox.app.ui.feed.UiServices;
import io.signalbox.app.ui.switching.SwitchForm;
import io.signalbox.app.ui.theme.Theme;
import io.signalbox.core.event.Event;
import io.signalbox.core.metrics.SeriesPoint;
import io.signalbox.core.query.EventView;
import io.signalbox.core.snapshot.ConsoleSnapshot;
import io.signalbox.core.snapshot.ProviderView;
import io.signalbox.core.testing.ManualTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;

/** A refresh keeps its nodes: else a tooltip never opens, and focus and selection are lost. */
@OnScreen
class KeptNodesTest {

  private final FxRobot robot = new FxRobot();

  @BeforeEach
  void startToolkit() throws Exception {
    FxToolkit.registerPrimaryStage();
  }

  @Test
  void eventKeepsItsGlyphWhileTimeGoesOn() {
    robot.interact(() -> {
      EventLanes lanes = new EventLanes(List.of(Event.Lane.HEALTH), event -> {});
      EventView event =
          new EventView(
              BadHour.NOW.minusSeconds(60),
              Event.Lane.HEALTH,
              Event.Severity.ERROR,
              "east",
              "east is unhealthy",
              "");
      show(lanes, event, BadHour.NOW);
      List<Node> before = glyphs(lanes);
      double at = before.getFirst().getLayoutX();
      show(lanes, event, BadHour.NOW.plusSeconds(60));
      assertThat(before).hasSize(1);
      assertThat(glyphs(lanes)).hasSize(1).first().isSameAs(before.getFirst());
      assertThat(before.getFirst().getLayoutX()).isLessThan(at);
      show(lanes, event, BadHour.NOW.plusSeconds(3_600));
      assertThat(glyphs(lanes)).isEmpty();
    });
  }

  @Test
  void tilesAndEntriesStayWhileTheirWordsChange() {
    robot.interact(() -> {
      SwitchForm form =
          new SwitchForm(
              new FakeBuses().services(new ManualTime(BadHour.NOW)), new Dialogs(new StackPane()));
      AlertList alerts = new AlertList((place, subject) -> {}, form);
      Scene scene = new Scene((Parent) alerts.node());
      alerts.show(new BadHour(4).snapshot(), BadHour.NOW);
      // A scroll pane has its content once it was laid out.
      scene.getRoot().applyCss();
      scene.getRoot().layout();
      Set<Node> before = alerts.node().lookupAll(".list-entry");
      ConsoleSnapshot again = new BadHour(60).snapshot();
      alerts.show(again, BadHour.NOW.plusSeconds(60));
      alerts.tick(BadHour.NOW.plusSeconds(3_600));
      assertThat(before).isNotEmpty();
      assertThat(alerts.node().lookupAll(".list-entry")).isEqualTo(before);
    });
  }

  @Test
  void theCardOfAGroupOpensTheOneThatIsItsFirstByNow() {
    robot.interact(() -> {
      List<String> opened = new ArrayList<>();
      UiServices services = new FakeBuses().services(new ManualTime(BadHour.NOW));
      ProviderTiles tiles =
          new ProviderTiles(
              new OverviewViewModel(services),
              new SwitchForm(services, new Dialogs(new StackPane())),
              (place, subject) -> opened.add(subject));
      ConsoleSnapshot snapshot = new BadHour(60).snapshot();
      for (ProviderView first : snapshot.providers().subList(0, 2)) {
        Folded.Group group = new Folded.Group("line", List.of(first), 0, 1, 5);
        tiles.show(snapshot, new Folded(List.of(), 0, List.of(group)), BadHour.NOW);
      }
      Scene scene = new Scene((Parent) tiles.node());
      scene.getRoot().applyCss();
      scene.getRoot().layout();
      Node card = scene.getRoot().lookup(".group-card");
      card.fireEvent(
          new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.ENTER, false, false, false, false));
      assertThat(opened).containsExactly(snapshot.providers().get(1).name());
    });
  }

  @Test
  void nothingOfAChartIsDrawnOutsideItsPlotAndItsNodesAreKept() {
    robot.interact(() -> {
      LineChart chart = new LineChart(ChartKind.STACKED, null);
      Scene scene = new Scene(chart, 300, 160);
      Theme.DARK.apply(scene);
      draw(chart, 3);
      List<Node> before = all(chart);
      draw(chart, 4_000);
      assertThat(all(chart)).containsAll(before);
      Region over = (Region) chart.lookup(".plot-over");
      assertThat(over.getClip().getLayoutBounds().getWidth()).isEqualTo(over.getWidth());
      assertThat(over.getClip().getLayoutBounds().getHeight()).isEqualTo(over.getHeight());
      assertThat(over.getWidth()).isGreaterThan(200);
      assertThat(over.getLayoutX() + over.getWidth()).isLessThanOrEqualTo(300);
      assertThat(over.getLayoutY() + over.getHeight()).isLessThanOrEqualTo(160);
    });
  }

  private static void draw(LineChart chart, double rate) {
    List<SeriesPoint> points = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      Instant at = BadHour.NOW.plusSeconds(5L * i);
      points.add(new SeriesPoint(at, rate, 100, 5, 9));
    }
    ChartSource source =
        ChartSource.of(Map.of("east", points), Map.of(), BadHour.NOW, BadHour.NOW.plusSeconds(300));
    chart.show(
        ChartData.of(ChartKind.STACKED, source, SeriesPoint::operationsPerSecond, Double.NaN),
        List.of());
    chart.applyCss();
    chart.resize(300, 160);
    chart.layout();
  }

  private static List<Node> all(Parent parent) {
    List<Node> found = new ArrayList<>();
    for (Node each : parent.getChildrenUnmodifiable()) {
      found.add(each);
      if (each instanceof Parent inner) {
        found.addAll(all(inner));
      }
    }
    return found;
  }

  private static void show(EventLanes lanes, EventView event, Instant now) {
    lanes.resize(900, 60);
    lanes.show(List.of(event), now.minusSeconds(900), now);
    lanes.layout();
  }

  private static List<Node> glyphs(EventLanes lanes) {
    return lanes.getChildrenUnmodifiable().stream().filter(Glyph.class::isInstance).toList();
  }
}
