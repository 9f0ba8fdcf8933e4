package io.signalbox.app.ui;

/** Opens the window. CONTRACT SKELETON: the owner fills it in. */
public final class UiLauncher {

  private UiLauncher() {}

  /**
   * Opens the window on a configuration folder and returns when it is closed.
   *
   * @return the exit status, 0 after an orderly close
   */
  public static int open(UiOptions options) {
    throw new UnsupportedOperationException("open " + options.configFolder());
  }
}
