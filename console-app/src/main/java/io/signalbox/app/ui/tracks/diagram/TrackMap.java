package io.signalbox.app.ui.tracks.diagram;

import io.signalbox.app.ui.control.Act;
import io.signalbox.app.ui.control.Scroll;
import io.signalbox.app.ui.control.Ui;
import io.signalbox.app.ui.feed.Question;
import io.signalbox.app.ui.feed.UiServices;
import io.signalbox.app.ui.tracks.layout.TrackLayout;
import io.signalbox.app.ui.tracks.layout.TrackPicture;
import io.signalbox.app.ui.tracks.model.TracksViewModel;
import io.signalbox.core.routing.SwitchChange;
import io.signalbox.core.snapshot.ConsoleSnapshot;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** The diagram in its scroll pane, with zoom and opened groups. */
public final class TrackMap {

  /** Fit chooses by the room there is; 75 % moves closer together, with texts as large as ever. */
  private static final List<Double> STEPS = List.of(0.75, 1.0, 1.25, 1.5);

  private final TracksViewModel model;
  private final TrackDiagram diagram;
  private final ScrollPane scroll;
  private final ActivationNote activation;
  private final VBox node;
  private final HBox zoom;
  private final Label zoomed = Ui.label("", "small");
  private final Set<String> open = new HashSet<>();
  private final Question layout;
  private String reveal = "";
  private boolean fit = true;
  private int step = 1;

  /**
   * @param enter takes the focus to what was opened
   */
  public TrackMap(TracksViewModel model, UiServices services, Runnable enter) {
    this.model = model;
    this.layout = new Question(services, model::failed);
    this.diagram = new TrackDiagram(model::select, this::openPlatform, enter);
    this.activation = new ActivationNote(model);
    StackPane canvas = new StackPane(new Group(diagram));
    canvas.setAlignment(Pos.CENTER_LEFT);
    this.scroll = new Scroll(canvas);
    scroll.getStyleClass().add("tracks-scroll");
    scroll.setFitToHeight(true);
    scroll.setFitToWidth(true);
    scroll.setPannable(true);
    scroll.setFocusTraversable(false);
    this.node = new VBox(activation.node(), Ui.grow(scroll));
    scroll
        .viewportBoundsProperty()
        .addListener((property, old, bounds) -> {
          if (Math.abs(old.getWidth() - bounds.getWidth()) > 1
              || Math.abs(old.getHeight() - bounds.getHeight()) > 1) {
            // Not while the pane is being laid out.
            Platform.runLater(this::draw);
          }
        });
    Button out = Ui.button(Act.ZOOM_OUT, () -> zoom(-1), "compact");
    Button in = Ui.button(Act.ZOOM_IN, () -> zoom(1), "compact");
    Button all = Ui.button(Act.ZOOM_FIT, this::fit, "compact");
    zoomed.setMinWidth(44);
    zoomed.setAlignment(Pos.CENTER);
    this.zoom = Ui.row(6, out, zoomed, in, all);
    node.sceneProperty().addListener((property, old, scene) -> draw());
    model.snapshotProperty().addListener((property, old, view) -> draw());
    model.selectionProperty().addListener((property, old, now) -> draw());
    model.previewProperty().addListener((property, old, now) -> draw());
    showZoom(false);
  }

  public Node node() {
    return node;
  }

  public HBox zoom() {
    return zoom;
  }

  /** Leaves the percentage out while there is no room for it. */
  public void shortZoom(ObservableValue<Boolean> narrow) {
    zoomed.visibleProperty().bind(Bindings.createBooleanBinding(() -> !narrow.getValue(), narrow));
    zoomed.managedProperty().bind(zoomed.visibleProperty());
  }

  public void news() {
    diagram.flow().news();
  }

  private void zoom(int by) {
    int next = Math.max(0, Math.min(STEPS.size() - 1, step + by));
    fit = false;
    step = next;
    draw();
  }

  private void fit() {
    fit = true;
    open.clear();
    scroll.setHvalue(0);
    scroll.setVvalue(0);
    draw();
  }

  private void showZoom(boolean compact) {
    zoomed.setText(
        fit ? (compact ? "75" : "100") + "\u2009%" : Math.round(STEPS.get(step) * 100) + "\u2009%");
  }

  private void openPlatform(TrackPicture.Ending ending, String subject) {
    switch (ending) {
      case PROVIDER -> model.select(subject);
      case GROUP -> {
        open.add(subject);
        reveal = "s:" + subject;
        draw();
      }
      case FEWER -> {
        open.remove(subject);
        draw();
      }
    }
  }

  /** Scrolls a switch into the middle. */
  private void reveal(String key) {
    double middle = diagram.middleOf(key);
    double all = diagram.getPrefHeight() * diagram.zoom();
    double seen = scroll.getViewportBounds().getHeight();
    if (!Double.isNaN(middle) && all > seen) {
      scroll.setVvalue((middle * diagram.zoom() - seen / 2) / (all - seen));
    }
  }

  /** Lays out in the background; a picture that is no longer wanted is never shown. */
  private void draw() {
    ConsoleSnapshot view = model.snapshotProperty().get();
    if (view == null || node.getScene() == null) {
      return;
    }
    double width = Math.max(640, scroll.getViewportBounds().getWidth());
    double height = Math.max(240, scroll.getViewportBounds().getHeight());
    double factor = fit ? 1 : Math.max(1, STEPS.get(step));
    TrackLayout.Wish wish =
        new TrackLayout.Wish(
            width / factor,
            height,
            fit,
            !fit && STEPS.get(step) < 1,
            Set.copyOf(open),
            keep(),
            model.previewProperty().get(),
            model.now());
    layout.prepare(
        "layout", asked -> TrackLayout.of(view, wish), picture -> show(picture, wish, factor));
  }

  private void show(TrackPicture picture, TrackLayout.Wish wish, double factor) {
    TracksViewModel.Selection selected = model.selectionProperty().get();
    diagram.show(picture, selected == null ? "" : selected.key(), factor);
    if (fit && wish.fold()) {
      step = picture.compact() ? 0 : 1;
    }
    showZoom(picture.compact());
    if (!reveal.isEmpty() && wish.open().equals(open)) {
      String key = reveal;
      reveal = "";
      Platform.runLater(() -> reveal(key));
    }
  }

  /** What must not vanish in a group: what is open, and what is about to change. */
  private Set<String> keep() {
    Set<String> names = new HashSet<>();
    TracksViewModel.Selection selected = model.selectionProperty().get();
    if (selected != null) {
      names.add(selected.name());
    }
    var preview = model.previewProperty().get();
    if (preview != null) {
      SwitchChange change = preview.change();
      names.add(change.name());
    }
    return names;
  }
}
