package io.signalbox.app.ui.drill;

import io.signalbox.app.ui.control.Act;
import io.signalbox.app.ui.control.Dialogs;
import io.signalbox.app.ui.control.Screen;
import io.signalbox.app.ui.control.Scroll;
import io.signalbox.app.ui.control.Ui;
import io.signalbox.app.ui.feed.UiServices;
import io.signalbox.core.drill.DrillView;
import io.signalbox.core.drill.ScenarioView;
import io.signalbox.core.snapshot.ConsoleSnapshot;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.beans.value.ObservableBooleanValue;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Drill: what can be rehearsed, the rehearsal as it is played, and its report. On the screen's
 * thread only.
 */
public final class DrillScreen implements Screen {

  /** A running drill makes no events of the window's feed, so the screen has its own beat. */
  private static final Duration BEAT = Duration.millis(200);

  private final ObservableBooleanValue paused;
  private final DrillViewModel model;
  private final HBox root = new HBox(12);
  private final VBox right = Ui.column(12);
  private final VBox stage = Ui.column(12);
  private final DrillHead head;
  private final StandInTable standIns = new StandInTable();
  private final ReportPane report = new ReportPane();
  private final DrillCharts charts = new DrillCharts();
  private final HappeningList happenings = new HappeningList();
  private final HBox bottom = new HBox(12, Ui.grow(charts.node()), happenings.node());
  private final VBox before;
  private final ScrollPane scroll = new Scroll(stage);
  private final Timeline beat;
  private boolean asks = true;

  /**
   * @param dialogs not needed here: nothing on this screen is asked twice
   * @param paused whether the window stands still; a drill goes on, and is asked after again later
   */
  public DrillScreen(UiServices services, Dialogs dialogs, ObservableBooleanValue paused) {
    this.paused = paused;
    this.model = new DrillViewModel(services);
    this.head = new DrillHead(model);
    this.beat = new Timeline(new KeyFrame(BEAT, event -> model.poll()));
    beat.setCycleCount(Animation.INDEFINITE);
    Label error = Ui.wrapped("", "bad");
    error.textProperty().bind(model.errorProperty());
    error.managedProperty().bind(error.textProperty().isNotEmpty());
    bottom.setMinHeight(360);
    VBox.setVgrow(bottom, Priority.ALWAYS);
    scroll.setFitToWidth(true);
    scroll.setFitToHeight(true);
    scroll.setFocusTraversable(false);
    before = before();
    right.getChildren().addAll(error, Ui.grow(before));
    root.getStyleClass().add("drill-screen");
    HBox.setHgrow(right, Priority.ALWAYS);
    root.getChildren().addAll(new ScenarioList(model).node(), right);
    model.drillProperty().addListener((property, old, drill) -> show(drill));
    root.sceneProperty()
        .addListener((property, old, scene) -> {
          asks = true;
          pace();
        });
    paused.addListener((property, old, now) -> pace());
  }

  /** What stands here before the first drill. */
  private VBox before() {
    Button first = Ui.button(Act.START_DRILL.label(), model::start);
    first.setId("start-first");
    Runnable name =
        () -> {
          ScenarioView chosen = model.selectedProperty().get();
          first.setText(chosen == null ? "Start drill" : "Start " + chosen.title());
          Ui.enable(first, model.notStartableProperty().get());
        };
    model.selectedProperty().addListener((property, old, now) -> name.run());
    model.notStartableProperty().addListener((property, old, now) -> name.run());
    name.run();
    VBox box =
        Ui.empty(
            "No drill has been played yet. Choose a scenario and start it: what happens, and the"
                + " report at the end, are shown here.",
            first);
    box.getStyleClass().add("card");
    return box;
  }

  private void show(@Nullable DrillView drill) {
    pace();
    if (drill == null) {
      place(before);
      return;
    }
    head.show(drill);
    boolean over = drill.state() != DrillView.State.RUNNING && drill.report() != null;
    Node middle = over ? report.node() : standIns.node();
    if (!stage.getChildren().contains(middle)) {
      stage.getChildren().setAll(head.node(), middle, bottom);
      scroll.setVvalue(0);
    }
    place(scroll);
    if (over) {
      report.show(drill);
    } else {
      standIns.show(drill.providers());
    }
    charts.show(drill);
    happenings.show(drill);
  }

  private void place(Node content) {
    if (right.getChildren().getLast() != content) {
      right.getChildren().set(right.getChildren().size() - 1, Ui.grow(content));
    }
  }

  /** Beats only while a drill runs, this screen is the one in front and nothing is paused. */
  private void pace() {
    if (model.isRunning() && root.getScene() != null && !paused.get()) {
      beat.play();
    } else {
      beat.stop();
    }
  }

  @Override
  public Node node() {
    return root;
  }

  @Override
  public void show(ConsoleSnapshot snapshot) {
    // Providers' news is none of a drill: it is asked after when the screen comes to the front, and
    // by the beat while it runs.
    boolean failed = !model.errorProperty().get().isEmpty();
    if (asks || failed || model.isRunning() || !model.loadedProperty().get()) {
      asks = false;
      model.refresh();
    }
  }

  @Override
  public void select(String subject) {
    model.select(subject);
  }

  @Override
  public ObservableValue<String> context() {
    return model.contextProperty();
  }
}
