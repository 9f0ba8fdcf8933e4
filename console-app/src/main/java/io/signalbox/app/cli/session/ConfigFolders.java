package io.signalbox.app.cli.session;

import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import java.io.IOException;
import java.nio.file.Files;
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

  public static Path resolve(CliContext context) {
    Path given = context.options().configDir;
    Map<String, String> environment = context.streams().environment();
    if (given == null && !environment.getOrDefault("SIGNALBOX_CONFIG_DIR", "").isBlank()) {
      given = Path.of(environment.getOrDefault("SIGNALBOX_CONFIG_DIR", ""));
    }
    if (given != null) {
      if (!Files.isDirectory(given)) {
        throw new SignalboxException(
            ErrorCode.CONFIGURATION_INVALID,
            "The configuration folder "
                + given.toAbsolutePath()
                + " does not exist; name one with --config-dir or SIGNALBOX_CONFIG_DIR",
            Map.of("folder", given.toAbsolutePath().toString()));
      }
      return given.toAbsolutePath().normalize();
    }
    Path own = ownFolder(System.getProperty("os.name", ""), environment);
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

  public static @Nullable String environmentName(CliContext context) {
    String given = context.options().environment;
    if (given == null) {
      given = context.streams().environment().get("SIGNALBOX_ENV");
    }
    return given == null || given.isBlank() ? null : given.strip();
  }

  /** Where this user's configuration lives by the customs of the operating system. */
  public static Path ownFolder(String system, Map<String, String> environment) {
    String home = environment.getOrDefault("HOME", System.getProperty("user.home", "."));
    if (system.startsWith("Windows")) {
      String roaming = environment.getOrDefault("APPDATA", "");
      return (roaming.isBlank() ? Path.of(home, "AppData", "Roaming") : Path.of(roaming))
          .resolve("Signalbox");
    }
    if (system.startsWith("Mac")) {
      return Path.of(home, "Library", "Application Support", "Signalbox");
    }
    String xdg = environment.getOrDefault("XDG_CONFIG_HOME", "");
    // The XDG rules: a path that is not absolute is to be ignored.
    boolean usable = !xdg.isBlank() && Path.of(xdg).isAbsolute();
    return (usable ? Path.of(xdg) : Path.of(home, ".config")).resolve("signalbox");
  }

  private static void fillFromSample(Path folder, CliContext context) {
    if (MAIN_FILES.stream().anyMatch(name -> Files.exists(folder.resolve(name)))) {
      return;
    }
    String home = System.getProperty("signalbox.home", "");
    Path sample = Path.of(home.isEmpty() ? "." : home, "share", "config");
    if (home.isEmpty() || !Files.isDirectory(sample)) {
      throw new SignalboxException(
          ErrorCode.CONFIGURATION_INVALID,
          "There is no configuration in "
              + folder
              + " and this program carries no sample; name a folder with --config-dir",
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
