package io.signalbox.app.cli.session;

import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the configuration folder: {@code --config-dir}, {@code SIGNALBOX_CONFIG_DIR}, else the
 * user's own, which is filled from the packaged sample at the first start.
 */
public final class ConfigFolders {

  private static final List<String> MAIN_FILES =
      List.of("config.json", "config.yaml", "config.yml");

  private ConfigFolders() {}

  /**
   * The folder of this run, which is there when it is answered.
   *
   * @throws SignalboxException CONFIGURATION_INVALID where it cannot be
   */
  public static Path resolve(CliContext context) {
    Path given = given(context);
    if (given != null) {
      if (!Files.isDirectory(given)) {
        throw new SignalboxException(
            ErrorCode.CONFIGURATION_INVALID,
            "The configuration folder "
                + given
                + " does not exist; 'signalbox config init' makes it, --config-dir or"
                + " SIGNALBOX_CONFIG_DIR names another",
            Map.of("folder", given.toString()));
      }
      return given;
    }
    Path own = wanted(context);
    fillFromSample(own, context);
    return own;
  }

  /** The name of the folder's main file; of the usual one where there is none. */
  public static String mainFile(CliContext context) {
    Path folder = resolve(context);
    return MAIN_FILES.stream()
        .filter(name -> Files.exists(folder.resolve(name)))
        .findFirst()
        .orElse(MAIN_FILES.getFirst());
  }

  /** The folder of this run, whether it is there or not; nothing is made. */
  public static Path wanted(CliContext context) {
    Path given = given(context);
    return given != null
        ? given
        : ownFolder(System.getProperty("os.name", ""), context.streams().environment());
  }

  /** Whether there is a configuration to open, without making one. */
  public static boolean isThere(CliContext context) {
    return mainFile(wanted(context)) != null;
  }

  /** The main file of a folder; null where it has none. */
  public static @Nullable Path mainFile(Path folder) {
    return MAIN_FILES.stream()
        .map(folder::resolve)
        .filter(file -> Files.exists(file, LinkOption.NOFOLLOW_LINKS))
        .findFirst()
        .orElse(null);
  }

  private static @Nullable Path given(CliContext context) {
    Path given = context.options().configDir;
    String named = context.streams().environment().getOrDefault("SIGNALBOX_CONFIG_DIR", "");
    if (given == null && !named.isBlank()) {
      given = Path.of(named);
    }
    return given == null ? null : given.toAbsolutePath().normalize();
  }

  public static @Nullable String environmentName(CliContext context) {
    String given = context.options().environment;
    if (given == null) {
      given = context.streams().environment().get("SIGNALBOX_ENV");
    }
    return given == null || given.isBlank() ? null : given.strip();
  }

  /**
   * Where this user's configuration lives by the customs of the operating system.
   *
   * @throws SignalboxException CONFIGURATION_INVALID where the user has no home
   */
  public static Path ownFolder(String system, Map<String, String> environment) {
    if (system.startsWith("Windows")) {
      String roaming = environment.getOrDefault("APPDATA", "");
      return (roaming.isBlank()
              ? home(environment).resolve("AppData").resolve("Roaming")
              : Path.of(roaming))
          .resolve("Signalbox");
    }
    if (system.startsWith("Mac")) {
      return home(environment).resolve("Library/Application Support/Signalbox");
    }
    String xdg = environment.getOrDefault("XDG_CONFIG_HOME", "");
    // The XDG rules: a path that is not absolute is to be ignored.
    boolean usable = !xdg.isBlank() && Path.of(xdg).isAbsolute();
    return (usable ? Path.of(xdg) : home(environment).resolve(".config")).resolve("signalbox");
  }

  /** An empty HOME is none, and the current folder is never one. */
  private static Path home(Map<String, String> environment) {
    String known = System.getProperty("user.home", "");
    for (String each : List.of(environment.getOrDefault("HOME", known), known)) {
      if (!each.isBlank() && Path.of(each).isAbsolute()) {
        return Path.of(each);
      }
    }
    throw new SignalboxException(
        ErrorCode.CONFIGURATION_INVALID,
        "There is no home folder for a configuration: HOME is empty; name a folder with"
            + " --config-dir or SIGNALBOX_CONFIG_DIR");
  }

  private static void fillFromSample(Path folder, CliContext context) {
    if (mainFile(folder) != null) {
      return;
    }
    String home = System.getProperty("signalbox.home", "");
    Path sample = Path.of(home.isEmpty() ? "." : home, "share", "config");
    if (home.isEmpty() || !Files.isDirectory(sample)) {
      throw new SignalboxException(
          ErrorCode.CONFIGURATION_INVALID,
          "There is no configuration in "
              + folder
              + " and this program carries no sample; 'signalbox config init' writes one, and"
              + " --config-dir names another folder",
          Map.of("folder", folder.toString()));
    }
    try (Stream<Path> files = Files.walk(sample)) {
      Files.createDirectories(folder);
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = folder.resolve(sample.relativize(file).toString());
        Path parent = target.getParent();
        if (parent != null) {
          Files.createDirectories(parent);
        }
        // What is there already is the user's.
        if (!Files.exists(target)) {
          Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
        }
      }
    } catch (IOException e) {
      throw new SignalboxException(
          ErrorCode.CONFIGURATION_INVALID,
          "The sample configuration could not be copied to " + folder + ": " + e.getMessage(),
          Map.of("folder", folder.toString()));
    }
    context.note("A sample configuration was put in " + folder);
  }
}
