package io.signalbox.app.ui.snapshot;

import io.signalbox.app.ui.Toolkit;
import io.signalbox.app.ui.control.Navigator.Place;
import io.signalbox.app.ui.control.PictureFile;
import io.signalbox.app.ui.theme.Theme;
import io.signalbox.core.Signalbox;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.provider.TimeSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Renders every screen. */
public final class Snapshots {

  private Snapshots() {}

  /**
   * Renders every screen in every theme as {@code NAME-THEME.png}, such as {@code
   * overview-dark.png}; blocks; works without a display.
   *
   * @param time the clock the screens show: a played history's stands
   * @return the files written, in the order of the navigation
   * @throws SignalboxException INVALID_INPUT where the folder cannot be written
   */
  public static List<Path> render(Signalbox signalbox, TimeSource time, SnapshotOptions options) {
    boolean seen = startToolkit();
    List<Path> written = new ArrayList<>();
    try {
      Files.createDirectories(options.folder());
      for (String name : options.themes()) {
        Theme theme = Theme.valueOf(name.toUpperCase(Locale.ROOT));
        try (PosedWindow window =
            new PosedWindow(signalbox, time, theme, options.width(), options.height(), seen)) {
          for (Place place : Place.values()) {
            window.go(place);
            String file = place.title().toLowerCase(Locale.ROOT) + "-" + name + ".png";
            PictureFile.write(window.picture(), options.folder().resolve(file));
            written.add(options.folder().resolve(file));
          }
        }
      }
    } catch (IOException e) {
      throw new SignalboxException(
          ErrorCode.INVALID_INPUT,
          "The pictures cannot be written to " + options.folder() + ": " + e.getMessage(),
          e);
    }
    return written;
  }

  /**
   * Without a display the toolkit draws in software, to nowhere.
   *
   * @return whether there is a display
   */
  private static boolean startToolkit() {
    boolean linux = System.getProperty("os.name", "").startsWith("Linux");
    String display = System.getenv("DISPLAY");
    boolean nowhere = linux && (display == null || display.isBlank());
    if (nowhere) {
      System.setProperty("glass.platform", "Headless");
      System.setProperty("prism.order", "sw");
    }
    System.setProperty("java.awt.headless", "true");
    Toolkit.start();
    return !nowhere;
  }
}
