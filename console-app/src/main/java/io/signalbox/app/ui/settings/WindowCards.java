package io.signalbox.app.ui.settings;

import io.signalbox.app.ui.control.Act;
import io.signalbox.app.ui.control.BesideOrBelow;
import io.signalbox.app.ui.control.Icon;
import io.signalbox.app.ui.control.Segments;
import io.signalbox.app.ui.control.Ui;
import io.signalbox.app.ui.preference.KeyMap;
import io.signalbox.app.ui.theme.Look;
import io.signalbox.app.ui.theme.ThemeChoice;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** What is the window's own: the lock, its look, its keys. */
final class WindowCards {

  private final KeyMap keys;
  private final Label said = Ui.wrapped("", "small", "muted");
  private @Nullable Act asking;

  WindowCards(KeyMap keys) {
    this.keys = keys;
  }

  /** Locks and unlocks this window. */
  static VBox lock(ReadOnlyBooleanProperty locked, Runnable toggle) {
    Label title = Ui.whole("", "semi");
    Label what =
        Ui.wrapped(
            "While locked, the core refuses what this window would change. Checks, alerts"
                + " and accepted requests go on.",
            "small",
            "muted");
    Button change = Ui.button("", toggle);
    change.setId("setting-lock");
    VBox card = Ui.column(6, BesideOrBelow.ends(Ui.row(0, title), Ui.row(0, change)), what);
    card.getStyleClass().add("card");
    Ui.pad(card, 12, 12, 12, 12);
    Runnable show =
        () -> {
          boolean on = locked.get();
          title.setText(on ? "Read-only" : "Write access");
          title.setGraphic(on ? Icon.LOCKED.node("hand-icon") : Icon.UNLOCKED.node());
          change.setText(on ? "Unlock" : "Lock for reading only");
          Ui.mark(card, List.of("hand"), on ? "hand" : "");
        };
    locked.addListener((property, old, now) -> show.run());
    show.run();
    return card;
  }

  /**
   * Theme, times, scale and motion.
   *
   * @param kept says whether they are there after a restart
   */
  static VBox look(Look look, Label kept) {
    VBox rows =
        Ui.column(
            10,
            named(
                "Theme",
                "",
                new Segments<>(
                    List.of(ThemeChoice.values()), ThemeChoice::text, look.choiceProperty())),
            named(
                "Times",
                ZoneId.systemDefault().getId(),
                new Segments<>(
                    List.of(Look.Times.values()), Look.Times::text, look.timesProperty())),
            named(
                "Scale",
                inForce(look),
                new Segments<>(List.of(Look.Size.values()), Look.Size::text, look.sizeProperty())),
            named(
                "Motion",
                "flow on Tracks",
                new Segments<>(
                    List.of(Look.Motion.values()), Look.Motion::text, look.motionProperty())),
            kept);
    return Ui.card(List.of(Ui.label("This window", "semi")), Ui.pad(rows, 12, 12, 12, 12));
  }

  /** A small window has no room for the scale that is chosen, and says what it has room for. */
  private static Label inForce(Look look) {
    Label words = about("");
    words
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                () -> {
                  double drawn = look.factorProperty().get();
                  return drawn < look.sizeProperty().get().factor()
                      ? "percent; this window has room for " + Math.round(drawn * 100)
                      : "percent";
                },
                look.sizeProperty(),
                look.factorProperty()));
    return words;
  }

  private static Label about(String words) {
    return Ui.label(words, "small", "muted");
  }

  private static Node named(String name, String about, Node control) {
    return named(name, about(about), control);
  }

  private static Node named(String name, Label about, Node control) {
    return Ui.column(4, Ui.row(6, Ui.label(name, "semi", "small"), about), control);
  }

  /** The keys; those of every screen as buttons that wait for another. */
  VBox keyboard() {
    VBox rows = Ui.column(0);
    KeyMap.changeable().forEach(each -> rows.getChildren().add(row(each, changeable(each))));
    Act.byKey()
        .filter(each -> each.place() != null)
        .forEach(each -> rows.getChildren().add(row(each, Ui.label(keys.words(each), "kbd"))));
    Button reset =
        Ui.button(
            Act.STANDARD_KEYS,
            () -> {
              keys.reset();
              said.setText("Every key is the standard one again.");
            },
            "ghost",
            "compact");
    said.setText("Press a button, then the keys it is to have. Letters act outside texts only.");
    said.setMinHeight(36);
    return Ui.card(
        List.of(Ui.label("Keyboard map", "semi"), Ui.spacer(), reset),
        Ui.pad(new VBox(said), 8, 12, 4, 12),
        rows);
  }

  private static Node row(Act act, Node key) {
    Label what = Ui.wrapped(act.sentence());
    HBox row = Ui.pad(Ui.row(8, Ui.grow(what), key), 4, 12, 4, 12);
    row.getStyleClass().add("list-entry");
    return row;
  }

  private Button changeable(Act act) {
    Button key = Ui.button("", () -> {}, "kbd-button");
    key.setId("key-" + act.name().toLowerCase(Locale.ROOT));
    Runnable show =
        () -> {
          key.setText(asking == act ? "Press keys" : keys.words(act));
          key.setAccessibleText(keys.sentence(act) + ", change");
        };
    key.setOnAction(event -> ask(act, show));
    key.focusedProperty()
        .addListener((property, old, focused) -> {
          if (!focused && asking == act) {
            ask(null, show);
          }
        });
    // Before the button itself, which takes Space and Enter for a press.
    key.addEventFilter(KeyEvent.KEY_PRESSED, pressed -> take(act, pressed, show));
    keys.versionProperty().addListener((property, old, now) -> show.run());
    show.run();
    return key;
  }

  /** Null where none is waited for any more: the window's keys act again. */
  private void ask(@Nullable Act act, Runnable show) {
    asking = act;
    keys.setAsking(act != null);
    show.run();
  }

  private void take(Act act, KeyEvent pressed, Runnable show) {
    if (asking != act || pressed.getCode().isModifierKey()) {
      return;
    }
    pressed.consume();
    if (pressed.getCode() == KeyCode.ESCAPE) {
      said.setText("Nothing was changed.");
      ask(null, show);
      return;
    }
    String why = keys.change(act, pressed);
    said.setText(why.isEmpty() ? keys.sentence(act) + "." : why + ".");
    ask(why.isEmpty() ? null : act, show);
  }
}
