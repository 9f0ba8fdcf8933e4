package io.signalbox.app.cli;

import io.signalbox.app.ui.UiLauncher;
import io.signalbox.app.ui.UiOptions;
import java.util.Map;

/** Opens the window, or says why it cannot and shows what it can without one. */
final class WindowStart {

  private final CliContext context;

  WindowStart(CliContext context) {
    this.context = context;
  }

  int run() {
    if (!hasDisplay(System.getProperty("os.name", ""), context.streams().environment())) {
      return withoutDisplay();
    }
    return UiLauncher.open(
        new UiOptions(
            ConfigFolders.resolve(context),
            ConfigFolders.environmentName(context),
            context.streams().environment()));
  }

  private int withoutDisplay() {
    context.streams().err().println("No display: showing the overview instead of the window.");
    return new OverviewCommand(context).call();
  }

  /** JavaFX needs an X display on Linux, XWayland's included; elsewhere there always is one. */
  static boolean hasDisplay(String system, Map<String, String> environment) {
    boolean linux = !system.startsWith("Windows") && !system.startsWith("Mac");
    return !linux || !environment.getOrDefault("DISPLAY", "").isBlank();
  }
}
