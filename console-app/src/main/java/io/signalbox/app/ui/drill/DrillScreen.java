package io.signalbox.app.ui.drill;

import io.signalbox.app.ui.control.Dialogs;
import io.signalbox.app.ui.control.Screen;
import io.signalbox.app.ui.control.Ui;
import io.signalbox.app.ui.feed.UiServices;
import io.signalbox.core.drill.DrillView;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
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
  private final VBox before =
      Ui.empty(
          "No drill was played yet. Choose a scenario on the left and start it: what happens, and"
              + " a report at the end, stand here.");
  private final ScrollPane scroll = new ScrollPane(stage);
  private final Timeline beat;

  /**
   * @param dialogs not needed here: nothing on this screen is asked twice
   */
  public DrillScreen(UiServices services, Dialogs dialogs) {
    this.model = new DrillViewModel(services);
    this.head = new DrillHead(model);
    this.beat = new Timeline(new KeyFrame(BEAT, event -> model.poll()));
    beat.setCycleCount(Animation.INDEFINITE);
    Label error = Ui.wrapped("", "bad");
    error.textProperty().bind(model.errorProperty());
    error.managedProperty().bind(error.textProperty().isNotEmpty());
    bottom.setMinHeight(290);
    VBox.setVgrow(bottom, Priority.ALWAYS);
    scroll.setFitToWidth(true);
    scroll.setFitToHeight(true);
    scroll.setFocusTraversable(false);
    before.getStyleClass().add("card");
    right.getChildren().addAll(error, Ui.grow(before));
    HBox.setHgrow(right, Priority.ALWAYS);
    root.getChildren().addAll(new ScenarioList(model).node(), right);
    model.drillProperty().addListener((property, old, drill) -> show(drill));
    root.sceneProperty().addListener((property, old, scene) -> pace());
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

  /** Beats only while a drill runs and this screen is the one in front. */
  private void pace() {
    if (model.isRunning() && root.getScene() != null) {
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
  public void refresh() {
    model.refresh();
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
