package io.signalbox.app.ui;

import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import javafx.application.Platform;

/** Starts JavaFX, once in a process. */
public final class Toolkit {

  // Held, because the level of a logger nobody holds is lost. JavaFX warns of every start from the
  // class path, which is how this program is packaged.
  private static final Logger JAVAFX = Logger.getLogger("javafx");

  private Toolkit() {}

  /**
   * Starts the toolkit, or finds it started; the last window's end does not stop it.
   *
   * @throws SignalboxException UNSUPPORTED_OPERATION where there is no display or no GTK
   */
  public static void start() {
    JAVAFX.setLevel(Level.SEVERE);
    try {
      Platform.startup(() -> Platform.setImplicitExit(false));
    } catch (IllegalStateException alreadyStarted) {
      Platform.setImplicitExit(false);
    } catch (UnsupportedOperationException | UnsatisfiedLinkError e) {
      throw new SignalboxException(
          ErrorCode.UNSUPPORTED_OPERATION,
          "The window cannot open: "
              + e.getMessage()
              + ". On Linux it needs a display that DISPLAY names and GTK 3 (package libgtk-3-0,"
              + " libgtk-3-0t64 or gtk3). Every subcommand works without either",
          Map.of());
    }
  }
}
