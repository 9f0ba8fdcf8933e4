package io.signalbox.app.ui.shell;

import io.signalbox.app.ui.activity.ActivityScreen;
import io.signalbox.app.ui.alerts.AlertsScreen;
import io.signalbox.app.ui.control.Act;
import io.signalbox.app.ui.control.Dialogs;
import io.signalbox.app.ui.control.Navigator;
import io.signalbox.app.ui.control.Screen;
import io.signalbox.app.ui.control.Ui;
import io.signalbox.app.ui.drill.DrillScreen;
import io.signalbox.app.ui.feed.Feed;
import io.signalbox.app.ui.feed.UiServices;
import io.signalbox.app.ui.overview.OverviewScreen;
import io.signalbox.app.ui.palette.Palette;
import io.signalbox.app.ui.preference.KeptWindow;
import io.signalbox.app.ui.preference.KeyMap;
import io.signalbox.app.ui.providers.ProvidersScreen;
import io.signalbox.app.ui.readiness.ReadinessScreen;
import io.signalbox.app.ui.requests.RequestsScreen;
import io.signalbox.app.ui.routing.RoutingScreen;
import io.signalbox.app.ui.settings.SettingsScreen;
import io.signalbox.app.ui.switching.SwitchForm;
import io.signalbox.app.ui.templates.TemplatesScreen;
import io.signalbox.app.ui.theme.Look;
import io.signalbox.app.ui.theme.Theme;
import io.signalbox.app.ui.tour.TourView;
import io.signalbox.app.ui.tour.TourViewModel;
import io.signalbox.app.ui.tracks.TracksScreen;
import io.signalbox.core.snapshot.ConsoleSnapshot;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/**
 * The window's content: navigation, top bar, and the screen in front. Screens are made when first
 * shown. All it listens to beyond itself is its feed, which its owner closes, and what windows have
 * alike, which {@link #close} leaves.
 */
public final class ShellView extends StackPane implements Navigator, AutoCloseable {

  private static final List<String> FILTERS =
      List.of(
          "#provider-filter",
          "#template-filter",
          "#request-filter",
          "#activity-filter",
          "#decision-search",
          "#setting-filter");

  private final UiServices services;
  private final Feed feed;
  private final ShellViewModel model;
  private final NavigationView navigation;
  private final TopBarView top;
  private final StackPane front = new StackPane();
  private final Dialogs dialogs;
  private final Map<Place, Screen> screens = new EnumMap<>(Place.class);
  private final SwitchForm form;
  private final Actions actions;
  private final PaletteSource source;
  private final Palette palette;
  private final Look look;
  private final KeyMap keys;
  private final KeptWindow kept;
  private final TourViewModel tour;
  private boolean offersTour;
  private @Nullable ConsoleSnapshot latest;
  private Place place = Place.OVERVIEW;

  /** The content of a program's only window. */
  public ShellView(UiServices services, Feed feed, Theme theme) {
    this(services, feed, theme, KeptWindow.first(services.preferences()));
  }

  /**
   * @param kept which of the program's windows it is the content of
   */
  public ShellView(UiServices services, Feed feed, Theme theme, KeptWindow kept) {
    this.services = services;
    this.kept = kept;
    this.feed = feed;
    this.look = new Look(services.preferences(), theme);
    this.keys = new KeyMap(services.preferences());
    this.model = new ShellViewModel(services);
    StackPane overlays = new StackPane();
    this.dialogs = new Dialogs(overlays);
    this.form = new SwitchForm(services, dialogs);
    this.actions = new Actions(this, dialogs, screens::get);
    this.source = new PaletteSource(services, actions, new SwitchOpener(form), this, dialogs, keys);
    this.palette = new Palette(services, dialogs, source::atOnce, source::read);
    this.navigation =
        new NavigationView(model, each -> go(each, ""), () -> actions.run(Act.KEYBOARD_MAP));
    this.tour = new TourViewModel(services.preferences(), this);
    TourView toured = new TourView(tour);
    bind();
    this.top =
        new TopBarView(
            model,
            feed,
            services.time(),
            palette::open,
            look::toggle,
            () -> go(Place.ALERTS, ""),
            keys);
    Region edge = new Region();
    edge.getStyleClass().add("env-edge");
    front.getStyleClass().add("screen");
    BorderPane content = new BorderPane(front);
    content.setTop(new VBox(top, toured.offering()));
    BorderPane all = new BorderPane(content);
    all.setLeft(navigation);
    getChildren().addAll(new VBox(edge, Ui.grow(all)), toured.node(), overlays);
    model
        .environmentProperty()
        .addListener((property, old, name) -> {
          dialogs.setEnvironment(name);
          Ui.mark(this, List.of(old.toLowerCase(Locale.ROOT)), name.toLowerCase(Locale.ROOT));
        });
    // At once: what is pressed next is pressed in a window that is locked, or is not any more.
    model.readOnlyProperty().addListener((property, old, locked) -> screen(place).tick());
    feed.onSnapshot(this::show);
    // A clock that stands while the picture is paused would be read as the time.
    feed.onTick(this::tick);
    new Keys(actions, dialogs, () -> place, keys).listen(this);
    new WhyNot().listen(this);
    new Shortened().listen(this);
    look.factorProperty().addListener((property, old, now) -> layInRoom());
    sceneProperty()
        .addListener((property, old, scene) -> {
          if (scene != null) {
            look.attach(scene);
            layInRoom();
            // Else the toolkit would begin in the first field, which takes the window's keys.
            front.requestFocus();
          }
        });
    show(kept.screen().orElse(Place.OVERVIEW));
  }

  private void layInRoom() {
    Scene scene = getScene();
    if (scene != null) {
      resize(scene.getWidth(), scene.getHeight());
    }
  }

  /**
   * What is drawn larger is laid out in less room: that of the scene. A scene that becomes wider
   * tells its root the new width beside the height that it was laid out in, which is less already.
   */
  @Override
  public void resize(double width, double height) {
    look.fit();
    double factor = look.factorProperty().get();
    Scene scene = getScene();
    if (scene == null) {
      super.resize(width / factor, height / factor);
    } else {
      super.resize(scene.getWidth() / factor, scene.getHeight() / factor);
    }
  }

  /** Says what an act of no screen does that is not the content's own. */
  public void bind(Act act, Runnable run) {
    actions.bind(act, run);
  }

  /** What acts of no screen do. */
  private void bind() {
    actions.bind(Act.SEARCH, palette::open);
    actions.bind(
        Act.KEYBOARD_MAP, () -> KeyboardMap.show(dialogs, keys, () -> actions.run(Act.TOUR)));
    actions.bind(Act.TOUR, tour::start);
    actions.bind(Act.PAUSE, () -> feed.setPaused(!feed.pausedProperty().get()));
    actions.bind(Act.FILTER, this::filter);
    actions.bind(Act.READ_ONLY, model::toggleReadOnly);
    actions.bind(Act.THEME, look::toggle);
    actions.bind(Act.UNDO, form.undo()::last);
  }

  /** Whether nothing can be changed through the windows of the program. */
  public ReadOnlyBooleanProperty readOnlyProperty() {
    return model.readOnlyProperty();
  }

  /** Shows a snapshot around the screens and on the one in front. */
  public void show(ConsoleSnapshot snapshot) {
    latest = snapshot;
    model.show(snapshot);
    form.show(snapshot);
    source.show(snapshot);
    screen(place).show(snapshot);
    if (offersTour) {
      offersTour = false;
      tour.offer(snapshot);
    }
  }

  /** Offers the tour with the first snapshot, where it may be offered. */
  public void offerTour() {
    offersTour = true;
  }

  private void tick() {
    model.tick();
    top.tick();
    form.tick();
    screen(place).tick();
  }

  @Override
  public void go(Place next, String subject) {
    show(next);
    if (!subject.isEmpty()) {
      screen(next).select(subject);
    }
    ConsoleSnapshot shown = latest;
    if (shown != null) {
      screen(next).show(shown);
    }
    screen(next).tick();
  }

  private void show(Place next) {
    place = next;
    kept.show(next);
    navigation.select(next);
    Screen screen = screen(next);
    top.show(next.title(), screen.context());
    front.getChildren().setAll(screen.node());
    // Tab begins in the content, and Space is no press of what was clicked to come here.
    front.requestFocus();
  }

  private Screen screen(Place wanted) {
    Screen known = screens.get(wanted);
    if (known != null) {
      return known;
    }
    Screen made =
        switch (wanted) {
          case OVERVIEW -> new OverviewScreen(services, dialogs, form, this);
          case TRACKS -> new TracksScreen(services, form, this);
          case PROVIDERS -> new ProvidersScreen(services, dialogs, form);
          case ROUTING -> new RoutingScreen(services, dialogs, form, this);
          case TEMPLATES -> new TemplatesScreen(services, dialogs);
          case REQUESTS -> new RequestsScreen(services, dialogs, this);
          case ACTIVITY -> new ActivityScreen(services, form.undo());
          case READINESS -> new ReadinessScreen(services, this);
          case DRILL -> new DrillScreen(services, dialogs, feed.pausedProperty());
          case ALERTS -> new AlertsScreen(services, dialogs, form, this);
          case SETTINGS ->
              new SettingsScreen(
                  services, dialogs, look, keys, model.readOnlyProperty(), model::toggleReadOnly);
        };
    screens.put(wanted, made);
    return made;
  }

  /** To the field that filters the list of the screen in front, where it has one. */
  private void filter() {
    FILTERS.stream()
        .map(front::lookup)
        .filter(Objects::nonNull)
        .findFirst()
        .ifPresent(Node::requestFocus);
  }

  /** The window is gone: it follows the others no more. */
  @Override
  public void close() {
    look.close();
    keys.close();
  }
}
