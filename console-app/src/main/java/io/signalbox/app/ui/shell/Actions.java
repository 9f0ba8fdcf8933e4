package io.signalbox.app.ui.shell;

import io.signalbox.app.ui.control.Act;
import io.signalbox.app.ui.control.Dialogs;
import io.signalbox.app.ui.control.Navigator;
import io.signalbox.app.ui.control.Navigator.Place;
import io.signalbox.app.ui.control.Screen;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.TextInputControl;
import org.jspecify.annotations.Nullable;

/**
 * Does what the table of acts has, from wherever the operator is: by the act's own button on its
 * screen, so that whether it can be done, and why not, is said in one place. On the screen's thread
 * only.
 */
final class Actions {

  private static final String NOT_NOW = "Not possible just now.";

  private final Navigator navigator;
  private final Dialogs dialogs;
  private final Function<Place, @Nullable Screen> screens;
  private final Map<Act, Runnable> everywhere = new EnumMap<>(Act.class);

  /**
   * @param screens a screen that was shown before; null for one that was not
   */
  Actions(Navigator navigator, Dialogs dialogs, Function<Place, @Nullable Screen> screens) {
    this.navigator = navigator;
    this.dialogs = dialogs;
    this.screens = screens;
  }

  /** Says what an act of no screen does. */
  void bind(Act act, Runnable run) {
    everywhere.put(act, run);
  }

  /** Why it cannot be done now; empty if it can, or if its screen was not shown yet. */
  String refusal(Act act) {
    Place place = act.place();
    if (place == null || act.of() != Act.Of.NOTHING) {
      return "";
    }
    Screen screen = screens.apply(place);
    return screen == null || screen.opens(act)
        ? ""
        : refusal(screen.node().lookup("#" + act.id()), screen.node());
  }

  private static String refusal(@Nullable Node control, Node screen) {
    if (control == null || !isSeen(control, screen)) {
      return NOT_NOW;
    }
    String why = control.getAccessibleHelp();
    return !control.isDisabled() ? "" : why == null || why.isEmpty() ? NOT_NOW : why;
  }

  /** Visible with all that is around it, in front or not. */
  private static boolean isSeen(Node control, Node screen) {
    for (Node at = control; at != null && at != screen; at = at.getParent()) {
      if (!at.isVisible()) {
        return false;
      }
    }
    return true;
  }

  void go(Place place) {
    navigator.go(place, "");
  }

  /** Does it, or says in a toast why it cannot be done. */
  void run(Act act) {
    run(act, "");
  }

  /**
   * Goes to its screen, if it has one that is not in front, and does it there.
   *
   * @param subject what is selected there first; empty for what is selected already
   */
  void run(Act act, String subject) {
    Place place = act.place();
    if (place == null) {
      Runnable own = everywhere.get(act);
      if (own != null) {
        own.run();
      }
      return;
    }
    Screen front = screens.apply(place);
    // Who saves while typing goes on typing: going to a screen takes the focus.
    if (front == null || front.node().getScene() == null || !subject.isEmpty()) {
      navigator.go(place, subject);
    }
    Screen shown = screens.apply(place);
    if (shown == null) {
      return;
    }
    if (shown.opens(act)) {
      shown.open(act);
    }
    Node screen = shown.node();
    // What scrolls has its content once it is styled.
    screen.applyCss();
    Node control = screen.lookup("#" + act.id());
    String refusal = refusal(control, screen);
    if (!refusal.isEmpty()) {
      dialogs.toast(act.sentence() + ": " + refusal, "", () -> {});
    } else if (control instanceof ButtonBase button) {
      button.fire();
    } else if (control != null) {
      control.requestFocus();
      if (control instanceof TextInputControl field) {
        field.selectAll();
      }
    }
  }
}
