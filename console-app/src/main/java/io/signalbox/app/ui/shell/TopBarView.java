package io.signalbox.app.ui.shell;

import io.signalbox.app.ui.control.Act;
import io.signalbox.app.ui.control.Icon;
import io.signalbox.app.ui.control.Ui;
import io.signalbox.app.ui.control.Units;
import io.signalbox.app.ui.feed.Feed;
import io.signalbox.app.ui.preference.KeyMap;
import io.signalbox.core.provider.TimeSource;
import java.time.Instant;
import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** The bar over the screens: title, environment, live or paused, lock, theme, clock. */
final class TopBarView extends HBox {

  private final Label title = Ui.label("", "screen-title");
  private final Label context = Ui.label("", "small", "muted");
  private final Label clock = Ui.label("", "semi");
  private final Label zone = Ui.label("", "small", "muted");
  private final Label other = Ui.label("", "small", "muted");
  private final TimeSource time;

  TopBarView(
      ShellViewModel model,
      Feed feed,
      TimeSource time,
      Runnable palette,
      Runnable theme,
      Runnable alerts,
      KeyMap keys) {
    this.time = time;
    getStyleClass().add("top-bar");
    Label chip = Ui.label("", "env-chip");
    chip.textProperty().bind(model.environmentProperty());
    chip.setMinWidth(USE_PREF_SIZE);
    title.setMinWidth(USE_PREF_SIZE);
    Button search = Ui.button(Act.SEARCH.sentence(), palette, "top-button");
    search.setStyle("-fx-text-fill: -sb-muted;");
    search.setGraphic(Ui.row(0, Icon.SEARCH.node()));
    search.setAlignment(Pos.CENTER_LEFT);
    // Where there is little room the search field gives way first, down to its glass.
    search.setMinWidth(36);
    search.setPrefWidth(250);
    search.setMaxWidth(250);
    HBox.setHgrow(search, Priority.ALWAYS);
    spoken(search, Act.SEARCH, keys);
    context.setMinWidth(0);
    HBox clockBox = new HBox(clock());
    clockBox.setAlignment(Pos.CENTER_RIGHT);
    Button look = Ui.button("", theme, "top-button");
    look.setGraphic(Icon.THEME.node());
    look.setAccessibleText(Act.THEME.sentence());
    spoken(look, Act.THEME, keys);
    getChildren()
        .addAll(
            title,
            chip,
            context,
            Ui.spacer(),
            search,
            liveButton(feed, keys),
            lockButton(model, keys),
            look,
            bell(model, alerts),
            clockBox);
    tick();
  }

  /** What a button does with the key that does it, as long as that is so. */
  private static void spoken(Button button, Act act, KeyMap keys) {
    Tooltip tooltip = new Tooltip(keys.sentence(act));
    button.setTooltip(tooltip);
    keys.versionProperty().addListener((property, old, now) -> tooltip.setText(keys.sentence(act)));
  }

  private VBox clock() {
    VBox box = Ui.column(0, Ui.row(4, clock, zone), other);
    box.setAlignment(Pos.CENTER_RIGHT);
    ((HBox) box.getChildren().getFirst()).setAlignment(Pos.BASELINE_RIGHT);
    box.setMinWidth(USE_PREF_SIZE);
    return box;
  }

  private static Button liveButton(Feed feed, KeyMap keys) {
    Button live = Ui.button("", () -> feed.setPaused(!feed.pausedProperty().get()), "top-button");
    live.setId("live");
    Runnable show =
        () -> {
          boolean paused = feed.pausedProperty().get();
          live.setText(paused ? "Paused, " + feed.newWhilePausedProperty().get() + " new" : "Live");
          live.setGraphic(paused ? Icon.PAUSE.node() : dot());
          Ui.mark(live, List.of("paused"), paused ? "paused" : "");
        };
    feed.pausedProperty().addListener((property, old, paused) -> show.run());
    feed.newWhilePausedProperty().addListener((property, old, fresh) -> show.run());
    show.run();
    spoken(live, Act.PAUSE, keys);
    return live;
  }

  private static javafx.scene.Node dot() {
    javafx.scene.shape.SVGPath dot = Icon.LIVE.node();
    dot.setStyle("-fx-fill: -sb-ok;");
    return dot;
  }

  private static Button lockButton(ShellViewModel model, KeyMap keys) {
    Button lock = Ui.button("", model::toggleReadOnly, "top-button");
    lock.setId("lock");
    Runnable show =
        () -> {
          boolean locked = model.readOnlyProperty().get();
          lock.setText(locked ? "Read-only" : "Write access");
          lock.setGraphic(locked ? Icon.LOCKED.node("hand-icon") : Icon.UNLOCKED.node());
          Ui.mark(lock, List.of("locked"), locked ? "locked" : "");
        };
    model.readOnlyProperty().addListener((property, old, locked) -> show.run());
    show.run();
    spoken(lock, Act.READ_ONLY, keys);
    return lock;
  }

  /** What fires, on every screen. */
  private static StackPane bell(ShellViewModel model, Runnable alerts) {
    Button bell = Ui.button("", alerts, "top-button");
    bell.setId("bell");
    bell.setGraphic(Icon.BELL.node());
    Label count = Ui.label("", "bell-count");
    count.setMouseTransparent(true);
    count.setMinWidth(USE_PREF_SIZE);
    StackPane.setAlignment(count, Pos.TOP_RIGHT);
    count.setTranslateX(8);
    count.setTranslateY(-6);
    Runnable show =
        () -> {
          int firing = model.firingProperty().get();
          count.setText(firing > 99 ? "99+" : String.valueOf(firing));
          count.setVisible(firing > 0);
          Ui.announced(bell, "Alerts, " + firing + " firing");
        };
    model.firingProperty().addListener((property, old, firing) -> show.run());
    show.run();
    Ui.tooltip(bell, "Alerts");
    StackPane box = new StackPane(bell, count);
    box.setMinWidth(USE_PREF_SIZE);
    box.setMaxHeight(USE_PREF_SIZE);
    return box;
  }

  void show(String screenTitle, ObservableValue<String> screenContext) {
    title.setText(screenTitle);
    context.textProperty().unbind();
    context.textProperty().bind(screenContext);
  }

  /** Shows the time as it is now. */
  void tick() {
    Instant now = time.now();
    clock.setText(Units.clock(now));
    zone.setText(Units.zone(now));
    // The time of the other zone stands below, whichever is chosen.
    other.setText(Units.elsewhere(now));
  }
}
