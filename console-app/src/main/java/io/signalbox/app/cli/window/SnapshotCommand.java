package io.signalbox.app.cli.window;

import io.signalbox.app.cli.output.Doc;
import io.signalbox.app.cli.session.CliContext;
import io.signalbox.app.cli.session.ConfigFolders;
import io.signalbox.app.cli.session.Inputs;
import io.signalbox.app.log.Logs;
import io.signalbox.app.ui.snapshot.SnapshotOptions;
import io.signalbox.app.ui.snapshot.Snapshots;
import io.signalbox.core.Signalbox;
import io.signalbox.core.SignalboxOptions;
import io.signalbox.core.error.Counted;
import io.signalbox.core.played.SimulatedHistory;
import io.signalbox.core.provider.TimeSource;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Renders the screens to pictures. */
@Command(
    name = "snapshot",
    description = {
      "Renders every screen to PNG files; needs no display.",
      "A purely simulated configuration first plays 15 seeded minutes in a temporary store."
    })
public final class SnapshotCommand implements Callable<Integer> {

  /** A played history ends here, so that the same seed gives the same pictures. */
  public static final Instant PLAYED_END = Instant.parse("2026-06-16T14:42:00Z");

  public static final long PLAYED_SEED = 20_260_616;
  private static final Pattern SIZE = Pattern.compile("(\\d{3,5})x(\\d{3,5})");

  private final CliContext context;

  @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where they go.")
  Path out = Path.of(".");

  @Option(names = "--size", paramLabel = "WxH", description = "In px. Default: 1440x900.")
  @Nullable String size;

  @Option(names = "--theme", paramLabel = "THEME", description = "light or dark. Default: both.")
  @Nullable String theme;

  public SnapshotCommand(CliContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    List<Path> files = render(context, options());
    context.say(
        Doc.start()
            .put("folder", out.toAbsolutePath().normalize().toString())
            .put("files", files.stream().map(file -> file.getFileName().toString()).toList())
            .map(),
        () -> Counted.of(files.size(), "picture") + " in " + out.toAbsolutePath().normalize());
    return 0;
  }

  private SnapshotOptions options() {
    int width = SnapshotOptions.WIDTH;
    int height = SnapshotOptions.HEIGHT;
    if (size != null) {
      Matcher matcher = SIZE.matcher(size.toLowerCase(Locale.ROOT));
      if (!matcher.matches()) {
        throw Inputs.invalid(
            "--size is '" + size + "', expected WIDTHxHEIGHT in px such as 1440x900",
            "--size",
            size);
      }
      width = Inputs.count(matcher.group(1), "the width", 640);
      height = Inputs.count(matcher.group(2), "the height", 480);
      if (width > 8_192 || height > 8_192) {
        throw Inputs.invalid("--size is '" + size + "', at most 8192x8192", "--size", size);
      }
    }
    return new SnapshotOptions(out, width, height, themes(theme));
  }

  private static List<String> themes(@Nullable String theme) {
    if (theme == null) {
      return List.of("dark", "light");
    }
    String word = theme.toLowerCase(Locale.ROOT);
    if (word.equals("dark") || word.equals("light")) {
      return List.of(word);
    }
    throw Inputs.invalid("--theme is '" + theme + "', expected light or dark", "--theme", theme);
  }

  /** Renders what the options say, of a played history where the configuration allows one. */
  static List<Path> render(CliContext context, SnapshotOptions options) {
    Path folder = ConfigFolders.resolve(context);
    String overlay = ConfigFolders.environmentName(context);
    Map<String, String> environment = context.streams().environment();
    if (SimulatedHistory.fits(folder, overlay, environment)) {
      try (SimulatedHistory history =
          SimulatedHistory.play(folder, overlay, environment, PLAYED_END, PLAYED_SEED)) {
        return Snapshots.render(history.signalbox(), history.time(), options);
      }
    }
    TimeSource time = TimeSource.system();
    try (Signalbox signalbox =
        Signalbox.open(
            SignalboxOptions.of(folder)
                .overlay(overlay)
                .environment(environment)
                .time(time)
                .readOnly(true)
                .seed(PLAYED_SEED)
                .log(Logs::toFile)
                .build())) {
      return Snapshots.render(signalbox, time, options);
    }
  }
}
