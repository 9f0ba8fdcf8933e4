package io.signalbox.app.ui.tracks;

import io.signalbox.app.ui.control.EventLanes;
import io.signalbox.app.ui.control.Glyph;
import io.signalbox.app.ui.control.Navigator;
import io.signalbox.app.ui.control.Screen;
import io.signalbox.app.ui.control.Segments;
import io.signalbox.app.ui.control.Ui;
import io.signalbox.app.ui.feed.UiServices;
import io.signalbox.app.ui.preference.KeptTable;
import io.signalbox.app.ui.switching.SwitchForm;
import io.signalbox.app.ui.tracks.diagram.TrackLegend;
import io.signalbox.app.ui.tracks.diagram.TrackMap;
import io.signalbox.app.ui.tracks.model.TracksViewModel;
import io.signalbox.app.ui.tracks.panel.TrackPanel;
import io.signalbox.core.event.Event;
import io.signalbox.core.snapshot.ConsoleSnapshot;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** The track diagram. On the screen's thread only. */
public final class TracksScreen implements Screen {

  private static final List<Event.Lane> LANES =
      List.of(Event.Lane.HEALTH, Event.Lane.CIRCUIT, Event.Lane.BY_HAND);

  private static final double NARROW = 760;

  /** With less width a tree of three levels has no room beside the panel. */
  private static final double BESIDE = 1_180;

  private static final double LOW = 740;

  private final TracksViewModel model;
  private final TrackMap map;
  private final TrackList list;
  private final TrackPanel panel;
  private final EventLanes lanes;
  private final ObjectProperty<Mode> mode = new SimpleObjectProperty<>(Mode.DIAGRAM);
  private final StackPane center = new StackPane();
  private final Region legend = TrackLegend.node();
  private final VBox events;
  private final Label held = Ui.label("", "pill", "hand");
  private final Label nothingYet = Ui.label("", "pill", "accent");
  private final Label error = Ui.wrapped("", "bad");
  private final BorderPane root = new BorderPane();
  private final ReadOnlyStringWrapper context = new ReadOnlyStringWrapper("");

  /** How the tree is shown. */
  private enum Mode {
    DIAGRAM("Diagram"),
    LIST("List");

    private final String label;

    Mode(String label) {
      this.label = label;
    }
  }

  public TracksScreen(UiServices services, SwitchForm form, Navigator navigator) {
    this.model = new TracksViewModel(services);
    this.list = new TrackList(model);
    this.panel = new TrackPanel(model, form, navigator);
    this.map = new TrackMap(model, services, panel::focus);
    this.lanes = new EventLanes(LANES, event -> model.select(event.subject()));
    root.getStyleClass().add("tracks-root");
    // To the window's edges: the diagram needs every pixel.
    StackPane.setMargin(root, new Insets(-16));
    error.managedProperty().bind(error.textProperty().isNotEmpty());
    error.visibleProperty().bind(error.textProperty().isNotEmpty());
    error.textProperty().bind(model.errorProperty());
    error.setPadding(new Insets(6, 16, 6, 16));
    VBox top = new VBox(toolbar(), error);
    center.getChildren().setAll(Ui.wrapped("The routing tree is being read …", "muted"));
    events = events();
    VBox bottom = new VBox(legend, events);
    BorderPane left = new BorderPane(center, top, null, bottom, null);
    for (Region each : List.of(left, top, bottom, legend, center, root)) {
      each.setMinWidth(0);
    }
    root.setCenter(left);
    root.setRight(panel.node());
    root.widthProperty().addListener((property, old, width) -> placePanel());
    root.heightProperty().addListener((property, old, height) -> placePanel());
    model
        .timelineProperty()
        .addListener((property, old, line) -> lanes.show(line.events(), line.from(), line.to()));
    form.previewProperty().addListener((property, old, preview) -> model.preview(preview));
    nothingYet.visibleProperty().bind(form.pendingProperty().isNotNull());
    services.preferences().keep("tracks", "shown", Mode.class, mode);
    mode.addListener((property, old, now) -> showCenter());
    KeptTable.keepWidths(services.preferences(), "tracks", list.table(), list.table().getColumns());
  }

  private HBox toolbar() {
    Segments<Mode> shown = new Segments<>(List.of(Mode.values()), each -> each.label, mode);
    nothingYet.managedProperty().bind(nothingYet.visibleProperty());
    held.managedProperty().bind(held.visibleProperty());
    held.setGraphic(new Glyph(Glyph.Shape.LOCK, "hand"));
    held.setMinWidth(Region.USE_PREF_SIZE);
    nothingYet.setMinWidth(60);
    Label figures = Ui.label("Figures of the last 5 min", "small", "muted");
    figures.setMinWidth(0);
    HBox zoom = map.zoom();
    zoom.visibleProperty().bind(mode.isEqualTo(Mode.DIAGRAM));
    HBox bar = Ui.row(12, shown, figures, Ui.spacer(), held, nothingYet, zoom);
    bar.getStyleClass().add("tracks-bar");
    bar.setMinWidth(0);
    // What the diagram and the panel say as well gives way in a narrow window.
    held.visibleProperty()
        .bind(held.textProperty().isNotEmpty().and(bar.widthProperty().greaterThan(NARROW)));
    map.shortZoom(bar.widthProperty().lessThan(NARROW));
    nothingYet
        .textProperty()
        .bind(
            Bindings.when(bar.widthProperty().lessThan(NARROW))
                .then("Preview")
                .otherwise("Preview, nothing changed yet"));
    return bar;
  }

  /** In a small window the panel stands below the diagram, which needs the width. */
  private void placePanel() {
    boolean below = root.getWidth() < BESIDE;
    // What happened is on Overview and Activity too.
    boolean told = !below || root.getHeight() >= LOW;
    events.setVisible(told);
    events.setManaged(told);
    if (below == (root.getBottom() == panel.node())) {
      return;
    }
    root.setRight(null);
    root.setBottom(null);
    panel.setBelow(below);
    if (below) {
      root.setBottom(panel.node());
    } else {
      root.setRight(panel.node());
    }
  }

  private VBox events() {
    VBox events =
        new VBox(
            Ui.pad(
                Ui.row(
                    8,
                    Ui.label("Events", "semi"),
                    Ui.label("last hour; a click opens what it is about", "small", "muted")),
                0,
                12,
                4,
                12),
            lanes);
    events.getStyleClass().add("tracks-events");
    return events;
  }

  private void showCenter() {
    ConsoleSnapshot view = model.snapshotProperty().get();
    if (view == null) {
      return;
    }
    boolean empty = view.providers().isEmpty();
    legend.setVisible(mode.get() == Mode.DIAGRAM && !empty);
    legend.setManaged(legend.isVisible());
    Node wanted =
        empty
            ? Ui.empty("No provider is configured. Add one under providers in config.json.")
            : mode.get() == Mode.DIAGRAM ? map.node() : list.node();
    if (empty || center.getChildren().size() != 1 || center.getChildren().getFirst() != wanted) {
      center.getChildren().setAll(wanted);
    }
  }

  @Override
  public Node node() {
    return root;
  }

  @Override
  public void show(ConsoleSnapshot snapshot) {
    model.show(snapshot);
    int hands = snapshot.held().size();
    held.setText(hands == 0 ? "" : hands + " held by operator");
    showCenter();
    map.news();
  }

  @Override
  public void tick() {
    panel.tick();
  }

  @Override
  public void select(String subject) {
    model.select(subject);
  }

  @Override
  public ObservableValue<String> context() {
    return context.getReadOnlyProperty();
  }
}
