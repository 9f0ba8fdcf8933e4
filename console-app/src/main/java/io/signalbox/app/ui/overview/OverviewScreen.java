package io.signalbox.app.ui.overview;

import io.signalbox.app.ui.control.Act;
import io.signalbox.app.ui.control.Dialogs;
import io.signalbox.app.ui.control.EventLanes;
import io.signalbox.app.ui.control.Navigator;
import io.signalbox.app.ui.control.PictureFile;
import io.signalbox.app.ui.control.Screen;
import io.signalbox.app.ui.control.Ui;
import io.signalbox.app.ui.feed.UiServices;
import io.signalbox.app.ui.switching.SwitchForm;
import io.signalbox.core.event.Event;
import io.signalbox.core.query.EventView;
import io.signalbox.core.snapshot.ConsoleSnapshot;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** Overview: totals, providers, charts, alerts and what an operator holds, events. */
public final class OverviewScreen implements Screen {

  private static final List<Event.Lane> LANES =
      List.of(Event.Lane.HEALTH, Event.Lane.BY_HAND, Event.Lane.REQUEST);

  /** Under this height the charts stand beside each other and events are left to their screens. */
  private static final double LOW = 720;

  private final OverviewViewModel model;
  private final Navigator navigator;
  private final VBox root = Ui.column(12);
  private final Totals totals = new Totals();
  private final ProviderTiles tiles;
  private final TrafficCharts charts;
  private final AlertList alerts;
  private final EventLanes lanes;
  private final VBox events;
  private final HBox middle = new HBox(12);
  private final VBox left = Ui.column(12);
  private final Label error = Ui.wrapped("", "bad");
  private List<Boolean> arranged = List.of();
  private boolean many;

  public OverviewScreen(
      UiServices services, Dialogs dialogs, SwitchForm form, Navigator navigator) {
    this.model = new OverviewViewModel(services);
    this.navigator = navigator;
    this.tiles = new ProviderTiles(model, form, navigator);
    this.charts =
        new TrafficCharts(
            model, (picture, file) -> save(services, dialogs, picture, file), this::around);
    this.alerts = new AlertList(navigator, form);
    this.lanes = new EventLanes(LANES, this::open);
    lanes.onMoment(this::around);
    error.managedProperty().bind(error.textProperty().isNotEmpty());
    error.textProperty().bind(model.errorProperty());
    VBox.setVgrow(middle, Priority.ALWAYS);
    VBox.setVgrow(charts.node(), Priority.ALWAYS);
    HBox.setHgrow(left, Priority.ALWAYS);
    left.setMinWidth(0);
    events =
        new VBox(
            Ui.pad(
                Ui.row(
                    8,
                    Ui.label("Events", "semi"),
                    Ui.ends(
                        "point at one to read it, click to go there, or beside them for what"
                            + " changed then",
                        "small",
                        "muted"),
                    Ui.spacer(),
                    Ui.button(Act.CHANGED, () -> around(model.now()), "ghost", "compact")),
                8,
                12,
                4,
                12),
            lanes);
    events.getStyleClass().add("card");
    events.setMinHeight(130);
    root.heightProperty().addListener((property, old, height) -> arrange());
    model.snapshotProperty().addListener((property, old, snapshot) -> showNow());
    model.byProperty().addListener((property, old, by) -> showNow());
    model.chartedProperty().addListener((property, old, charted) -> show(charted));
    model.happenedProperty().addListener((property, old, happened) -> show(happened));
    arrange();
  }

  /** Few providers stand in a row of their own; many share the left with the charts. */
  private void arrange() {
    List<Boolean> next = List.of(root.getHeight() > 0 && root.getHeight() < LOW, many);
    if (next.equals(arranged)) {
      return;
    }
    arranged = next;
    boolean low = next.getFirst();
    charts.setBeside(low || many);
    if (many) {
      left.getChildren().setAll(tiles.node(), charts.node());
      middle.getChildren().setAll(left, alerts.node());
      root.getChildren().setAll(error, totals, middle);
    } else {
      left.getChildren().setAll(charts.node());
      middle.getChildren().setAll(left, alerts.node());
      root.getChildren().setAll(error, totals, tiles.node(), middle);
    }
    if (!low) {
      root.getChildren().add(events);
    }
  }

  /** What was done and happened around a moment. */
  private void around(Instant moment) {
    navigator.go(Navigator.Place.ACTIVITY, moment.toString());
  }

  private void open(EventView event) {
    switch (event.lane()) {
      case HEALTH, CIRCUIT, BY_HAND, ROUTING ->
          navigator.go(Navigator.Place.PROVIDERS, event.subject());
      case REQUEST -> navigator.go(Navigator.Place.REQUESTS, event.subject());
      case TEMPLATE, CONFIGURATION -> navigator.go(Navigator.Place.TEMPLATES, "");
      case ALERT -> navigator.go(Navigator.Place.ALERTS, "");
    }
  }

  private void showNow() {
    ConsoleSnapshot snapshot = model.snapshotProperty().get();
    if (snapshot == null) {
      return;
    }
    Instant now = model.now();
    boolean past = snapshot.providers().size() > Folded.EACH;
    if (past != many) {
      many = past;
      arrange();
    }
    totals.show(snapshot);
    tiles.show(snapshot, Folded.of(snapshot, model.byProperty().get()), now);
    alerts.show(snapshot, now);
  }

  private void show(OverviewViewModel.Charted charted) {
    charts.show(charted);
    tiles.show(charted.rates());
  }

  private void show(OverviewViewModel.Happened happened) {
    charts.show(happened.events());
    lanes.show(happened.events(), happened.from(), happened.to());
  }

  private static void save(UiServices services, Dialogs dialogs, WritableImage picture, Path file) {
    services.prepare(
        queries -> {
          try {
            PictureFile.write(picture, file);
            return "Saved " + file;
          } catch (IOException e) {
            return file + " could not be written: " + e.getMessage();
          }
        },
        told -> dialogs.toast(told, "", () -> {}),
        failure -> dialogs.toast(UiServices.textOf(failure), "", () -> {}));
  }

  @Override
  public Node node() {
    return root;
  }

  @Override
  public void show(ConsoleSnapshot snapshot) {
    model.show(snapshot);
  }

  @Override
  public void tick() {
    Instant now = model.now();
    tiles.tick(now);
    alerts.tick(now);
  }

  @Override
  public void select(String subject) {
    // Nothing is selected on this screen.
  }

  @Override
  public ObservableValue<String> context() {
    return new ReadOnlyStringWrapper("").getReadOnlyProperty();
  }
}
