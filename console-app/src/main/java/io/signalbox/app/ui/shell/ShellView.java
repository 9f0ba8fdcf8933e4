package io.signalbox.app.ui.shell;

import io.signalbox.app.ui.control.Dialogs;
import io.signalbox.app.ui.control.Navigator;
import io.signalbox.app.ui.control.Screen;
import io.signalbox.app.ui.control.Ui;
import io.signalbox.app.ui.drill.DrillScreen;
import io.signalbox.app.ui.feed.Feed;
import io.signalbox.app.ui.feed.UiServices;
import io.signalbox.app.ui.overview.OverviewScreen;
import io.signalbox.app.ui.providers.ProvidersScreen;
import io.signalbox.app.ui.requests.RequestsScreen;
import io.signalbox.app.ui.routing.RoutingScreen;
import io.signalbox.app.ui.templates.TemplatesScreen;
import io.signalbox.app.ui.theme.Theme;
import io.signalbox.app.ui.tracks.TracksScreen;
import io.signalbox.core.snapshot.ConsoleSnapshot;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/**
 * The window's content: navigation, top bar, and the screen in front. Screens are made when first
 * shown.
 */
public final class ShellView extends StackPane implements Navigator {

  private static final List<String> FILTERS =
      List.of("#provider-filter", "#template-filter", "#request-filter", "#decision-search");

  private final UiServices services;
  private final Feed feed;
  private final ShellViewModel model;
  private final NavigationView navigation;
  private final TopBarView top;
  private final StackPane front = new StackPane();
  private final Dialogs dialogs;
  private final Map<Place, Screen> screens = new EnumMap<>(Place.class);
  private final Palette palette;
  private @Nullable ConsoleSnapshot latest;
  private Place place = Place.OVERVIEW;
  private Theme theme;

  public ShellView(UiServices services, Feed feed, Theme theme) {
    this.services = services;
    this.feed = feed;
    this.theme = theme;
    this.model = new ShellViewModel(services);
    StackPane overlays = new StackPane();
    this.dialogs = new Dialogs(overlays);
    this.palette = new Palette(services, dialogs, this, model::toggleReadOnly);
    this.navigation =
        new NavigationView(model, each -> go(each, ""), () -> KeyboardMap.show(dialogs));
    this.top = new TopBarView(model, feed, services.time(), palette::open, this::changeTheme);
    Region edge = new Region();
    edge.getStyleClass().add("env-edge");
    front.getStyleClass().add("screen");
    BorderPane content = new BorderPane(front);
    content.setTop(top);
    BorderPane all = new BorderPane(content);
    all.setLeft(navigation);
    getChildren().addAll(new VBox(edge, Ui.grow(all)), overlays);
    model
        .environmentProperty()
        .addListener((property, old, name) -> {
          dialogs.setEnvironment(name);
          Ui.mark(this, List.of(old.toLowerCase(Locale.ROOT)), name.toLowerCase(Locale.ROOT));
        });
    feed.onSnapshot(this::show);
    // A clock that stands while the picture is paused would be read as the time.
    feed.onTick(this::tick);
    addEventHandler(KeyEvent.KEY_PRESSED, key -> shortcut(key));
    show(Place.OVERVIEW);
  }

  /** Shows a snapshot around the screens and on the one in front. */
  public void show(ConsoleSnapshot snapshot) {
    latest = snapshot;
    model.show(snapshot);
    palette.show(snapshot);
    screen(place).show(snapshot);
  }

  private void tick() {
    top.tick();
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
    navigation.select(next);
    Screen screen = screen(next);
    top.show(next.title(), screen.context());
    front.getChildren().setAll(screen.node());
  }

  private Screen screen(Place wanted) {
    Screen known = screens.get(wanted);
    if (known != null) {
      return known;
    }
    Screen made =
        switch (wanted) {
          case OVERVIEW -> new OverviewScreen(services, dialogs, this);
          case TRACKS -> new TracksScreen(services, dialogs, this);
          case PROVIDERS -> new ProvidersScreen(services, dialogs);
          case ROUTING -> new RoutingScreen(services, dialogs, this);
          case TEMPLATES -> new TemplatesScreen(services, dialogs);
          case REQUESTS -> new RequestsScreen(services, dialogs, this);
          case DRILL -> new DrillScreen(services, dialogs, feed.pausedProperty());
        };
    screens.put(wanted, made);
    return made;
  }

  private void changeTheme() {
    theme = theme.other();
    Scene scene = getScene();
    if (scene != null) {
      theme.apply(scene);
    }
  }

  private void shortcut(KeyEvent key) {
    if (key.isShortcutDown() && key.getCode() == KeyCode.K) {
      palette.open();
      key.consume();
      return;
    }
    if (key.isShortcutDown() && key.getCode() == KeyCode.F && !dialogs.isOpen()) {
      // Every screen with a list has one field whose id says it filters.
      FILTERS.stream()
          .map(front::lookup)
          .filter(Objects::nonNull)
          .findFirst()
          .ifPresent(Node::requestFocus);
      key.consume();
      return;
    }
    if (key.isShortcutDown() && key.getCode().isDigitKey() && !dialogs.isOpen()) {
      int number = key.getCode().ordinal() - KeyCode.DIGIT1.ordinal();
      if (number >= 0 && number < Place.values().length) {
        go(Place.values()[number], "");
        key.consume();
      }
      return;
    }
    boolean typing = key.getTarget() instanceof TextInputControl;
    if (typing || dialogs.isOpen()) {
      return;
    }
    if (key.getCode() == KeyCode.SPACE) {
      feed.setPaused(!feed.pausedProperty().get());
      key.consume();
    } else if ("?".equals(key.getText())) {
      KeyboardMap.show(dialogs);
      key.consume();
    }
  }
}
