package io.signalbox.app.ui.snapshot;

import io.signalbox.core.Signalbox;
import io.signalbox.core.provider.TimeSource;
import java.nio.file.Path;
import java.util.List;

/** Renders every screen. CONTRACT SKELETON: the owner fills it in. */
public final class Snapshots {

  private Snapshots() {}

  /**
   * Renders every screen in every theme as {@code NAME-THEME.png}, such as {@code
   * overview-dark.png}; blocks; works without a display.
   *
   * @param time the clock the screens show: a played history's stands
   * @return the files written, in the order of the navigation
   */
  public static List<Path> render(Signalbox signalbox, TimeSource time, SnapshotOptions options) {
    throw new UnsupportedOperationException("render to " + options.folder());
  }
}
