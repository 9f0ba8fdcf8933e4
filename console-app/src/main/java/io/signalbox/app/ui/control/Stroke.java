package io.signalbox.app.ui.control;

import java.util.Locale;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/**
 * A key, or keys pressed together.
 *
 * @param code what is pressed; UNDEFINED where {@code text} says it
 * @param shortcut whether Ctrl, on a Mac Cmd, is pressed with it: it works while a text is typed
 *     too
 * @param text what the key writes, for one that stands elsewhere on every keyboard; empty for none
 * @param words as people read it
 */
public record Stroke(KeyCode code, boolean shortcut, String text, String words) {

  private static final String MODIFIER =
      System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("mac") ? "Cmd" : "Ctrl";

  /** With Ctrl, or Cmd. */
  public static Stroke shortcut(KeyCode code) {
    return new Stroke(code, true, "", MODIFIER + " " + code.getName());
  }

  /** By itself: only while no text is typed. */
  public static Stroke key(KeyCode code) {
    return new Stroke(code, false, "", code.getName());
  }

  /** What writes the text, by itself: only while no text is typed. */
  public static Stroke writing(String text) {
    return new Stroke(KeyCode.UNDEFINED, false, text, text);
  }

  public boolean matches(KeyEvent pressed) {
    if (!text.isEmpty()) {
      return text.equals(pressed.getText()) && !pressed.isShortcutDown() && !pressed.isAltDown();
    }
    return pressed.getCode() == code
        && pressed.isShortcutDown() == shortcut
        && !pressed.isAltDown()
        && !pressed.isShiftDown();
  }
}
