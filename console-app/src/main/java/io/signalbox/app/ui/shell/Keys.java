package io.signalbox.app.ui.shell;

import io.signalbox.app.ui.control.Act;
import io.signalbox.app.ui.control.Dialogs;
import io.signalbox.app.ui.control.KeptPlace;
import io.signalbox.app.ui.control.Navigator.Place;
import io.signalbox.app.ui.control.Stroke;
import io.signalbox.app.ui.preference.KeyMap;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Supplier;
import javafx.event.EventTarget;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.TraversalDirection;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.MenuButton;
import javafx.scene.control.Spinner;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.jspecify.annotations.Nullable;

/**
 * The keys of the window, from the table of acts, whatever has the focus. They are taken before the
 * focused control has them: a list that selects with Space, or a button that was clicked a while
 * ago, must not take the pause. What is typed into a text stays the text's, and a button that was
 * reached by Tab keeps Space. A key that is held down does its act once.
 */
final class Keys {

  /** What a text does by itself with Ctrl: it takes back what was typed into it. */
  private static final Set<KeyCode> EDITS = EnumSet.of(KeyCode.Z);

  private final Actions actions;
  private final Dialogs dialogs;
  private final Supplier<Place> front;
  private final KeyMap map;
  private boolean swallow;
  // What the key does that is down still, if it did something: held, it is pressed again and again.
  // A window may have been opened by such a key.
  private @Nullable Act held = Act.NEW_WINDOW;

  /**
   * @param front the screen in front
   * @param map the keys as the operator has them
   */
  Keys(Actions actions, Dialogs dialogs, Supplier<Place> front, KeyMap map) {
    this.actions = actions;
    this.dialogs = dialogs;
    this.front = front;
    this.map = map;
  }

  void listen(Node window) {
    window.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
    window.addEventFilter(
        KeyEvent.KEY_TYPED,
        typed -> {
          // The letter of a key that was taken must not land in the field that got the focus.
          if (swallow) {
            typed.consume();
          }
        });
    window.addEventFilter(
        KeyEvent.KEY_RELEASED,
        released -> {
          swallow = false;
          held = null;
        });
  }

  private void pressed(KeyEvent key) {
    swallow = false;
    Act before = held;
    held = null;
    if (key.getCode() == KeyCode.TAB
        && key.getTarget() instanceof TextArea area
        && !key.isShortcutDown()) {
      area.requestFocusTraversal(
          key.isShiftDown() ? TraversalDirection.PREVIOUS : TraversalDirection.NEXT);
      key.consume();
      return;
    }
    if (dialogs.isOpen() || map.isAsking()) {
      return;
    }
    if (key.isShortcutDown() && key.getCode().isDigitKey() && goTo(key.getCode())) {
      key.consume();
      return;
    }
    Act.byKey()
        .filter(act -> act.place() == null || act.place() == front.get())
        .filter(act -> matches(act, key))
        .findFirst()
        .ifPresent(act -> {
          key.consume();
          swallow = true;
          held = act;
          if (act != before) {
            actions.run(act);
          }
        });
  }

  private boolean goTo(KeyCode digit) {
    int number = digit.ordinal() - KeyCode.DIGIT1.ordinal();
    if (number < 0 || number >= Place.values().length) {
      return false;
    }
    actions.go(Place.values()[number]);
    return true;
  }

  private boolean matches(Act act, KeyEvent key) {
    Stroke stroke = map.stroke(act);
    if (stroke == null || !stroke.matches(key)) {
      return false;
    }
    boolean edits = EDITS.contains(stroke.code()) && isText(key.getTarget());
    return stroke.shortcut() && !edits
        || !stroke.shortcut()
            && !isText(key.getTarget())
            && !(stroke.code() == KeyCode.SPACE && isPressed(key.getTarget()));
  }

  /** Whether what is typed there is text. */
  static boolean isText(EventTarget target) {
    return target instanceof TextInputControl
        || target instanceof Spinner<?>
        || target instanceof ComboBoxBase<?> box && box.isEditable()
        || target instanceof Node node
            && (node.getAccessibleRole() == AccessibleRole.TEXT_AREA
                || node.getAccessibleRole() == AccessibleRole.TEXT_FIELD
                || node.getInputMethodRequests() != null);
  }

  /**
   * Whether Space is the control's own: one that is pressed with it, reached by Tab or open, or
   * that was pressed just now.
   */
  static boolean isPressed(EventTarget target) {
    boolean open =
        target instanceof ComboBoxBase<?> box && box.isShowing()
            || target instanceof ChoiceBox<?> choice && choice.isShowing()
            || target instanceof MenuButton menu && menu.isShowing();
    boolean pressed =
        target instanceof ButtonBase
            || target instanceof ComboBoxBase<?>
            || target instanceof ChoiceBox<?>;
    return open
        || target instanceof Node node
            && (KeptPlace.isOf(node) || pressed && node.isFocusVisible());
  }
}
