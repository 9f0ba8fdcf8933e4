package io.signalbox.app.cli.window;

import io.signalbox.app.cli.session.CliContext;
import io.signalbox.app.cli.session.ConfigFolders;
import io.signalbox.app.ui.UiLauncher;
import io.signalbox.app.ui.UiOptions;
import io.signalbox.app.ui.snapshot.SnapshotOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Opens the window, or says why it cannot and shows what it can without one. */
public final class WindowStart {

  private final CliContext context;

  public WindowStart(CliContext context) {
    this.context = context;
  }

  public int run() {
    if (!hasDisplay(System.getProperty("os.name", ""), context.streams().environment())) {
      return withoutDisplay();
    }
    return UiLauncher.open(
        new UiOptions(
            ConfigFolders.resolve(context),
            ConfigFolders.environmentName(context),
            context.streams().environment(),
            context.readOnly()));
  }

  private int withoutDisplay() {
    context
        .streams()
        .err()
        .println(
            "No display: this is what 'signalbox overview' prints, and the screens as pictures.");
    int status = new OverviewCommand(context).call();
    Path folder = snapshotFolder(context.streams().environment());
    SnapshotCommand.render(
        context,
        new SnapshotOptions(
            folder, SnapshotOptions.WIDTH, SnapshotOptions.HEIGHT, List.of("dark", "light")));
    context.streams().out().println("\nPictures of the screens: " + folder);
    return status;
  }

  /** The folder a build or a user names, else one beside where the program was started. */
  private static Path snapshotFolder(Map<String, String> environment) {
    String named =
        System.getProperty(
            "signalbox.snapshots", environment.getOrDefault("SIGNALBOX_SNAPSHOTS", ""));
    return Path.of(named.isBlank() ? "signalbox-snapshots" : named).toAbsolutePath().normalize();
  }

  /** JavaFX needs an X display on Linux, XWayland's included; elsewhere there always is one. */
  static boolean hasDisplay(String system, Map<String, String> environment) {
    boolean linux = !system.startsWith("Windows") && !system.startsWith("Mac");
    return !linux || !environment.getOrDefault("DISPLAY", "").isBlank();
  }
}
