package io.signalbox.core.alert.delivery;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The desktop's own notifier, where there is one: it is asked through the program it brings. */
final class Desktop {

  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private Desktop() {}

  /**
   * @param system the name of the operating system, as Java tells it
   * @param environment variables of this process
   */
  static Optional<Channel> of(String system, Map<String, String> environment) {
    String name = system.toLowerCase(Locale.ROOT);
    if (name.contains("mac")) {
      return found("osascript", environment)
          .map(program ->
              new Program(
                  message ->
                      List.of(
                          program,
                          "-e",
                          "on run argv",
                          "-e",
                          "display notification (item 2 of argv) with title (item 1 of argv)",
                          "-e",
                          "end run",
                          message.title(),
                          message.text()),
                  TIMEOUT));
    }
    boolean shows =
        environment.containsKey("DISPLAY") || environment.containsKey("WAYLAND_DISPLAY");
    return shows && !name.contains("win")
        ? found("notify-send", environment)
            .map(program ->
                new Program(
                    message ->
                        List.of(
                            program, "--app-name=Signalbox", "--", message.title(), message.text()),
                    TIMEOUT))
        : Optional.empty();
  }

  private static Optional<String> found(String program, Map<String, String> environment) {
    for (String folder : environment.getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
      if (!folder.isEmpty()) {
        Path file = Path.of(folder, program);
        if (Files.isExecutable(file)) {
          return Optional.of(file.toString());
        }
      }
    }
    return Optional.empty();
  }
}
