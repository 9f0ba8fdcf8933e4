package io.signalbox.app.ui.preference;

import io.signalbox.app.ui.control.Act;
import io.signalbox.app.ui.control.Stroke;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one window: those of the table of acts, of which an operator may change the ones of
 * no screen; kept, and alike in all windows of the program. On the screen's thread only.
 */
public final class KeyMap implements AutoCloseable {

  private static final String SCREEN = "keys";
  private static final String SHORTCUT = "shortcut ";

  /** What a text does with Ctrl: all of it, copy, paste, cut. */
  private static final Set<KeyCode> OF_TEXTS =
      EnumSet.of(KeyCode.A, KeyCode.C, KeyCode.V, KeyCode.X);

  private final Preferences preferences;
  private final Runnable leave;
  private final Map<Act, Stroke> changed = new EnumMap<>(Act.class);
  private final ReadOnlyIntegerWrapper version = new ReadOnlyIntegerWrapper();
  private boolean asking;

  public KeyMap(Preferences preferences) {
    this.preferences = preferences;
    this.leave = preferences.onChange(SCREEN, this::take);
    take();
  }

  /** Takes what is remembered. */
  private void take() {
    changed.clear();
    for (Act each : changeable()) {
      preferences
          .find(SCREEN, each.name())
          .ifPresent(name -> {
            Stroke kept = read(name);
            if (kept != null) {
              changed.put(each, kept);
            }
          });
    }
    version.set(version.get() + 1);
  }

  /** The acts that a key does on every screen. */
  public static List<Act> changeable() {
    return Act.byKey().filter(each -> each.place() == null).toList();
  }

  /** Null for what a hand or another edition wrote, and is no key. */
  private static @Nullable Stroke read(String name) {
    boolean shortcut = name.startsWith(SHORTCUT);
    String code = shortcut ? name.substring(SHORTCUT.length()) : name;
    return Preferences.named(KeyCode.class, code)
        .map(each -> shortcut ? Stroke.shortcut(each) : Stroke.key(each))
        .orElse(null);
  }

  private static String write(Stroke stroke) {
    return (stroke.shortcut() ? SHORTCUT : "") + stroke.code().name();
  }

  /** What does an act; null for nothing. */
  public @Nullable Stroke stroke(Act act) {
    Stroke own = changed.get(act);
    return own == null ? act.stroke() : own;
  }

  /** The keys as people read them; empty for none. */
  public String words(Act act) {
    Stroke stroke = stroke(act);
    return stroke == null ? "" : stroke.words();
  }

  /** The act with its keys, for a tooltip. */
  public String sentence(Act act) {
    String words = words(act);
    return act.sentence() + (words.isEmpty() ? "" : ", " + words);
  }

  /**
   * Gives an act another key.
   *
   * @return why it does not get it; empty where it has it now
   */
  public String change(Act act, KeyEvent pressed) {
    KeyCode code = pressed.getCode();
    if (code.isModifierKey() || code == KeyCode.UNDEFINED) {
      return "Press a key, with Ctrl if wanted";
    }
    if (code == KeyCode.ESCAPE || code == KeyCode.TAB || code == KeyCode.ENTER) {
      return code.getName() + " closes, goes on or opens, and stays so";
    }
    if (pressed.isAltDown() || pressed.isShiftDown()) {
      return "Alt and Shift belong to the desktop and to texts; use Ctrl, or a key alone";
    }
    if (code.isNavigationKey() || code == KeyCode.BACK_SPACE || code == KeyCode.DELETE) {
      return code.getName() + " moves in lists and texts, and stays so";
    }
    if (OF_TEXTS.contains(code) && pressed.isShortcutDown()) {
      return "Ctrl " + code.getName() + " belongs to texts, and stays so";
    }
    if (code.isDigitKey() && pressed.isShortcutDown()) {
      return "Ctrl with a number goes to a screen, and stays so";
    }
    if ((code.isLetterKey() || code.isDigitKey()) && !pressed.isShortcutDown()) {
      return "A letter alone belongs to the screens; add Ctrl";
    }
    Stroke wanted = pressed.isShortcutDown() ? Stroke.shortcut(code) : Stroke.key(code);
    for (Act each : Act.byKey().toList()) {
      if (each != act && wanted.equals(stroke(each))) {
        return wanted.words() + " is taken: " + each.sentence();
      }
    }
    preferences.set(SCREEN, act.name(), wanted.equals(act.stroke()) ? "" : write(wanted));
    return "";
  }

  /** Gives everything the key of the table. */
  public void reset() {
    List.copyOf(changed.keySet()).forEach(each -> preferences.set(SCREEN, each.name(), ""));
  }

  /** Whether the next key is asked for, and does nothing itself. */
  public boolean isAsking() {
    return asking;
  }

  public void setAsking(boolean waits) {
    asking = waits;
  }

  /** Another number after each change. */
  public ReadOnlyIntegerProperty versionProperty() {
    return version.getReadOnlyProperty();
  }

  /** Its window is gone: it follows the others no more. */
  @Override
  public void close() {
    leave.run();
  }
}
