package io.signalbox.app.ui.settings;

import io.signalbox.app.ui.control.Act;
import io.signalbox.app.ui.control.Danger;
import io.signalbox.app.ui.control.DangerLevel;
import io.signalbox.app.ui.control.Dialogs;
import io.signalbox.app.ui.control.Screen;
import io.signalbox.app.ui.control.Scroll;
import io.signalbox.app.ui.control.Ui;
import io.signalbox.app.ui.control.Units;
import io.signalbox.app.ui.feed.UiServices;
import io.signalbox.app.ui.preference.KeptTable;
import io.signalbox.app.ui.preference.KeyMap;
import io.signalbox.app.ui.preference.Preferences;
import io.signalbox.app.ui.theme.Look;
import io.signalbox.core.error.Counted;
import io.signalbox.core.snapshot.ConsoleSnapshot;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/**
 * Settings: the configuration in force with where each value stands, overrides, what an overlay
 * changes, and what is the window's own. On the screen's thread only.
 */
public final class SettingsScreen implements Screen {

  private static final double RIGHT = 350;

  /** Where there is less room the window's own stands below the configuration. */
  private static final double LEAST_BESIDE = 1000;

  private final SettingsViewModel model;
  private final Dialogs dialogs;
  private final HBox root = new HBox();
  private final HBox beside = new HBox(12);
  private final VBox below = Ui.column(12);
  private final ScrollPane scroll = new Scroll(below);
  private final VBox left = Ui.column(12);
  private final VBox right = Ui.column(12);
  private final ScrollPane rightScroll = new Scroll();
  private final ListView<SettingRow> list = new ListView<>();
  private final Label read = Ui.label("", "small", "muted");
  private final Label kept = Ui.wrapped("", "small", "muted");
  private final TextField filter = new TextField();
  private final ToggleButton changed = new ToggleButton();
  private final Button reload;
  private boolean narrow;
  // The key that is chosen once its line is there; empty for none.
  private String wanted = "";
  private String environment = "";

  /**
   * @param locked whether this window is read-only
   * @param toggleLock locks or unlocks it
   */
  public SettingsScreen(
      UiServices services,
      Dialogs dialogs,
      Look look,
      KeyMap keys,
      ReadOnlyBooleanProperty locked,
      Runnable toggleLock) {
    this.model = new SettingsViewModel(services);
    this.dialogs = dialogs;
    reload = Ui.button(Act.RELOAD, model::reload);
    VBox configuration = configuration(services.preferences());
    VBox overlays = new OverlayCard(model).node();
    VBox.setVgrow(configuration, Priority.ALWAYS);
    left.getChildren().addAll(messages(), configuration, overlays);
    left.setMinWidth(0);
    right
        .getChildren()
        .addAll(
            WindowCards.lock(locked, toggleLock),
            WindowCards.look(look, kept),
            new WindowCards(keys).keyboard());
    rightScroll.setFitToWidth(true);
    rightScroll.setMinWidth(RIGHT);
    rightScroll.setMaxWidth(RIGHT);
    rightScroll.getStyleClass().add("bare");
    rightScroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.setFitToWidth(true);
    scroll.getStyleClass().add("bare");
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    HBox.setHgrow(left, Priority.ALWAYS);
    HBox.setHgrow(beside, Priority.ALWAYS);
    HBox.setHgrow(scroll, Priority.ALWAYS);
    root.widthProperty().addListener((property, old, now) -> place());
    place(false);
    locked.addListener((property, old, now) -> gate());
    model.rowsProperty().addListener((property, old, now) -> list(now));
    model.readProperty().addListener((property, old, now) -> show(now));
    gate();
    tick();
  }

  private Node messages() {
    Label error = Ui.wrapped("", "bad");
    error.textProperty().bind(model.errorProperty());
    Label said = Ui.wrapped("", "small", "muted");
    said.textProperty().bind(model.saidProperty());
    said.setId("setting-said");
    for (Label each : List.of(error, said)) {
      each.managedProperty().bind(each.textProperty().isNotEmpty());
    }
    VBox box = Ui.column(4, error, said);
    box.managedProperty()
        .bind(error.textProperty().isNotEmpty().or(said.textProperty().isNotEmpty()));
    return box;
  }

  private VBox configuration(Preferences preferences) {
    filter.setId("setting-filter");
    Ui.knownByPrompt(filter);
    filter.setPromptText("Filter settings");
    filter.setPrefWidth(170);
    filter.textProperty().bindBidirectional(model.filterProperty());
    changed.getStyleClass().add("chip");
    changed.setId("setting-changed");
    changed.setMinWidth(Region.USE_PREF_SIZE);
    changed.selectedProperty().bindBidirectional(model.changedOnlyProperty());
    changed
        .selectedProperty()
        .addListener((property, old, on) -> Ui.mark(changed, List.of("on"), on ? "on" : ""));
    // What was chosen before a restart is chosen already.
    Ui.mark(changed, List.of("on"), changed.isSelected() ? "on" : "");
    list.setId("settings");
    list.setAccessibleText("Settings in force");
    KeptTable.keepScroll(preferences, "settings", list, row -> list.scrollTo(row));
    Acts acts = new Acts();
    list.setCellFactory(owner -> new SettingCell(acts, model::notChangeable));
    list.setOnKeyPressed(key -> {
      if (key.getCode() == KeyCode.ENTER && model.notChangeable().isEmpty()) {
        SettingCell.told(list.getSelectionModel().getSelectedItem(), acts);
        key.consume();
      }
    });
    list.setPlaceholder(Ui.empty("No setting matches the filter."));
    list.getStyleClass().add("setting-list");
    list.setMinHeight(160);
    read.setMinWidth(0);
    return Ui.card(
        List.of(fixed("Configuration in force"), read, Ui.spacer(), filter, changed, reload),
        Ui.grow(list));
  }

  /** What is chosen stays so, with another value too: Enter and the arrows go on from there. */
  private void list(List<SettingRow> now) {
    SettingRow chosen = list.getSelectionModel().getSelectedItem();
    list.getItems().setAll(now);
    if (chosen != null) {
      now.stream()
          .filter(each -> each.key().equals(chosen.key()))
          .min(Comparator.comparing(each -> !each.group().equals(chosen.group())))
          .ifPresent(each -> list.getSelectionModel().select(each));
    }
    choose();
  }

  private static Label fixed(String text) {
    Label label = Ui.label(text, "semi");
    label.setMinWidth(Region.USE_PREF_SIZE);
    return label;
  }

  private void show(SettingsViewModel.Read now) {
    Instant at = now.loadedAt();
    read.setText(
        at == null
            ? ""
            : "read "
                + Units.clock(at)
                + " "
                + Units.zone(at)
                + ", "
                + Counted.of(now.files().size(), "file"));
    changed.setText("not default " + now.changed());
  }

  private void gate() {
    list.refresh();
  }

  private void place() {
    boolean now = root.getWidth() > 0 && root.getWidth() < LEAST_BESIDE;
    if (now != narrow) {
      Ui.rearrange(root, () -> place(now));
    }
  }

  private void place(boolean small) {
    narrow = small;
    beside.getChildren().clear();
    below.getChildren().clear();
    rightScroll.setContent(null);
    if (small) {
      left.setMinHeight(620);
      below.getChildren().addAll(left, right);
      root.getChildren().setAll(scroll);
    } else {
      left.setMinHeight(0);
      rightScroll.setContent(right);
      beside.getChildren().addAll(left, rightScroll);
      root.getChildren().setAll(beside);
    }
  }

  @Override
  public Node node() {
    return root;
  }

  @Override
  public void show(ConsoleSnapshot snapshot) {
    environment = snapshot.environment();
    model.refresh();
  }

  /** What is remembered is written a little later, and may fail only then. */
  @Override
  public void tick() {
    String problem = model.notRemembered();
    kept.setText(problem.isEmpty() ? "Kept across restarts." : problem);
  }

  /** Shows the settings with that in their key, and chooses the one that is called so. */
  @Override
  public void select(String subject) {
    wanted = subject;
    model.changedOnlyProperty().set(false);
    model.filterProperty().set(subject);
    choose();
  }

  /** Enter edits what is chosen: the list has the keyboard then. */
  private void choose() {
    for (SettingRow each : list.getItems()) {
      if (!wanted.isEmpty() && each.key().equals(wanted)) {
        wanted = "";
        list.getSelectionModel().select(each);
        list.scrollTo(each);
        list.requestFocus();
      }
    }
  }

  @Override
  public ObservableValue<String> context() {
    return model.contextProperty();
  }

  /** What lines do. */
  private final class Acts implements SettingCell.Acts {
    @Override
    public void remove(SettingRow row) {
      dialogs.ask(
          new Danger(
              "Remove the override of " + row.key(),
              List.of(
                  "It is " + row.value() + " by " + row.note(),
                  "What the files say, or the default, is in force at once, in every process"),
              "Remove override",
              true,
              false,
              DangerLevel.typedFor(environment, row.key())),
          answer -> model.remove(row.key(), answer.reason()));
    }

    @Override
    public void edit(SettingRow row) {
      SettingForm.open(dialogs, model.edit(row), environment);
    }
  }
}
