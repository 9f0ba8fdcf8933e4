package io.signalbox.app.cli.window;

import io.signalbox.app.cli.session.CliContext;
import io.signalbox.app.cli.session.ConfigFolders;
import io.signalbox.app.ui.UiLauncher;
import io.signalbox.app.ui.UiOptions;
import io.signalbox.app.ui.snapshot.SnapshotOptions;
import io.signalbox.core.log.VisibleText;
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
    String pictures =
        System.getProperty(
            "signalbox.snapshots",
            context.streams().environment().getOrDefault("SIGNALBOX_SNAPSHOTS", ""));
    context
        .streams()
        .err()
        .println(
            "No display: this is what 'signalbox overview' prints"
                + (pictures.isBlank()
                    ? "; 'signalbox snapshot --out DIR' renders the screens as pictures."
                    : ", and the screens as pictures."));
    int status = new OverviewCommand(context).call();
    if (!pictures.isBlank()) {
      Path folder = Path.of(pictures).toAbsolutePath().normalize();
      SnapshotCommand.render(
          context,
          new SnapshotOptions(
              folder, SnapshotOptions.WIDTH, SnapshotOptions.HEIGHT, List.of("dark", "light")));
      context
          .streams()
          .out()
          .println("\nPictures of the screens: " + VisibleText.line(folder.toString()));
    }
    return status;
  }

  /** JavaFX needs an X display on Linux, XWayland's included; elsewhere there always is one. */
  static boolean hasDisplay(String system, Map<String, String> environment) {
    boolean linux = !system.startsWith("Windows") && !system.startsWith("Mac");
    return !linux || !environment.getOrDefault("DISPLAY", "").isBlank();
  }
}
