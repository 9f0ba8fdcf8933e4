package io.signalbox.app.ui.shell;

import io.signalbox.app.ui.control.Act;
import io.signalbox.app.ui.control.Dialogs;
import io.signalbox.app.ui.control.Navigator.Place;
import io.signalbox.app.ui.control.Scroll;
import io.signalbox.app.ui.control.Stroke;
import io.signalbox.app.ui.control.Ui;
import io.signalbox.app.ui.preference.KeyMap;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** The keys there are: those of the table of acts, of the screens, and of what has the focus. */
final class KeyboardMap {

  private static final double KEY = 78;
  private static final double WIDE = 292;
  private static final double GAP = 16;

  /** What a key does wherever the focus is on something that knows it. */
  private static final List<Line> EVERYWHERE =
      List.of(
          new Line("Tab", "Go on, also out of a text of several lines"),
          new Line("Enter", "Open what has the focus"),
          new Line("Space", "Press the button that was reached by Tab"),
          new Line("Menu", "On a provider's tile: what can be done to it"),
          new Line("← →", "On events and in choices: the one beside"),
          new Line("↑ ↓", "In lists: choose; on a weight: one more, one less"),
          new Line("Esc", "Close a question, discard what it asks"));

  /**
   * A line of the map.
   *
   * @param keys as people read them
   */
  record Line(String keys, String what) {}

  private KeyboardMap() {}

  /** Every line, in order. */
  static List<Line> lines(KeyMap keys) {
    List<Line> lines = new ArrayList<>();
    Act.byKey().forEach(act -> lines.add(line(act, keys)));
    for (Place place : Place.values()) {
      if (!strokeOf(place).isEmpty()) {
        lines.add(new Line(strokeOf(place), place.title()));
      }
    }
    lines.addAll(EVERYWHERE);
    return lines;
  }

  private static Line line(Act act, KeyMap keys) {
    Place place = act.place();
    return new Line(
        keys.words(act), (place == null ? "" : "On " + place.title() + ": ") + act.sentence());
  }

  /** The keys that go to a screen; empty for one past the ninth. */
  static String strokeOf(Place place) {
    int number = place.ordinal() + 1;
    return number > 9 ? "" : Stroke.shortcut(KeyCode.valueOf("DIGIT" + number)).words();
  }

  /**
   * @param tour begins the tour, which is help too
   */
  static void show(Dialogs dialogs, KeyMap keys, Runnable tour) {
    FlowPane map = new FlowPane(GAP, 8);
    map.setPrefWrapLength(2 * WIDE + GAP);
    for (Line each : lines(keys)) {
      Label key = Ui.label(each.keys(), "kbd");
      key.setMinWidth(Region.USE_PREF_SIZE);
      HBox pressed = new HBox(key);
      pressed.setMinWidth(KEY);
      Label what = Ui.wrapped(each.what(), "small");
      HBox row = Ui.row(8, pressed, Ui.grow(what));
      row.setAlignment(Pos.TOP_LEFT);
      row.setMinWidth(WIDE);
      row.setPrefWidth(WIDE);
      row.setMaxWidth(WIDE);
      map.getChildren().add(row);
    }
    ScrollPane scroll = new Scroll(map);
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.setMinHeight(80);
    VBox body = Ui.column(12, Ui.label("Keyboard map", "screen-title"), Ui.grow(scroll));
    body.getStyleClass().add("dialog-body");
    body.setId("keyboard-map");
    Runnable[] close = {() -> {}};
    Button walk =
        Ui.button(
            Act.TOUR.label(),
            () -> {
              close[0].run();
              tour.run();
            },
            "ghost");
    close[0] = closable(dialogs, body, walk);
  }

  /**
   * Shows a text over the window until it is closed.
   *
   * @param beside stands before its Close
   * @return closes it
   */
  static Runnable closable(Dialogs dialogs, VBox body, Node... beside) {
    Runnable[] close = {() -> {}};
    Button shut = Ui.button("Close", () -> close[0].run());
    HBox foot = Ui.row(8, beside);
    foot.getChildren().addAll(Ui.spacer(), shut);
    body.getChildren().add(foot);
    close[0] = dialogs.overlay(body, "palette-card");
    shut.requestFocus();
    return close[0];
  }
}
