package io.signalbox.app.proof;

import io.signalbox.core.proof.Arguments;
import io.signalbox.core.proof.Tables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Walks what operators do through the window of the whole program on a real display, with pointer
 * and keys, and writes how each walk went to {@code out}, with pictures of them to {@code images}.
 * Ends with status 1 where one did not go as it must, and where there is no display.
 */
public final class Paths {

  private static final Map<String, String> ARGUMENTS =
      Map.of("out", "docs/proof", "images", "", "only", "", "minutes", "30");

  private static final String NEEDS =
      """
      The paths are walked in a real window: they need a display that DISPLAY names, of 1280x720 or
      more, and on it a window manager that closes a window on Alt F4, such as openbox. Without
      one, for example:

        Xvfb :99 -screen 0 1280x720x24 &
        DISPLAY=:99 openbox &
        DISPLAY=:99 ./mvnw -Pproof -Dproof=paths
      """;

  private static final String HEAD =
      """
      # Paths through the window

      The whole program in a window of 1280x720 on a real display, each path in a process of its own. Pointer and keys
      go through the display, to where things are on the screen; the window manager closes the window. What came of it
      is asked of the command line, beside the open window.

      | path | how it went | seconds |
      |---|---|---:|
      """;

  private Paths() {}

  /** One row. */
  private record Walked(WindowPath path, boolean good, String told, long seconds) {}

  public static void main(String[] args) throws Exception {
    Arguments arguments = Arguments.of(ARGUMENTS, args);
    if (System.getenv("DISPLAY") == null || System.getenv("DISPLAY").isBlank()) {
      System.err.print(NEEDS);
      System.exit(1);
    }
    Path out = Path.of(arguments.text("out")).toAbsolutePath().normalize();
    Path images =
        arguments.text("images").isEmpty()
            ? out.resolveSibling("images")
            : Path.of(arguments.text("images")).toAbsolutePath();
    List<String> only =
        Arrays.stream(arguments.text("only").split(",")).map(String::strip).toList();
    Path scratch = Files.createTempDirectory("signalbox-paths-");
    List<Walked> walked = new ArrayList<>();
    try {
      for (WindowPath path : WindowPath.values()) {
        if (only.equals(List.of("")) || only.contains(path.name().toLowerCase(Locale.ROOT))) {
          Walked each = walk(path, scratch, images, arguments.number("minutes"));
          System.out.printf("%s: %s%s%n", path.title(), each.good() ? "" : "WRONG: ", each.told());
          walked.add(each);
        }
      }
      if (walked.size() == WindowPath.values().length) {
        Tables.write(out, "paths.md", page(walked));
      }
    } finally {
      Tables.delete(scratch);
    }
    System.exit(walked.stream().allMatch(Walked::good) ? 0 : 1);
  }

  private static String page(List<Walked> walked) {
    StringBuilder page = new StringBuilder(HEAD);
    for (Walked each : walked) {
      page.append(
          String.format(
              Locale.ROOT,
              "| %s | %s%s | %d |%n",
              each.path().title(),
              each.good() ? "" : "**wrong**: ",
              each.told().replace('|', '/').replace('\n', ' '),
              each.seconds()));
    }
    return page
        + """

        A circuit that an operator forced open, as the overview shows it, and an outage with 60 providers, drained from its
        alert:

        ![Overview with a forced circuit](../images/paths-forced.png)

        ![Overview with 60 providers and an outage](../images/paths-outage.png)

        """
        + Tables.measured("./mvnw -Pproof -Dproof=paths");
  }

  private static Walked walk(WindowPath path, Path scratch, Path images, int minutes)
      throws IOException, InterruptedException {
    Path folder = scratch.resolve((path == WindowPath.AGAIN ? WindowPath.CLOSE : path).name());
    path.prepare(folder);
    Path result = scratch.resolve(path.name() + ".txt");
    long begun = System.nanoTime();
    Process window =
        new ProcessBuilder(
                java.nio.file.Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                PathWindow.class.getName(),
                path.name(),
                folder.toString(),
                images.toString(),
                result.toString())
            .inheritIO()
            .start();
    boolean ended = window.waitFor(minutes, TimeUnit.MINUTES);
    if (!ended) {
      window.destroyForcibly().waitFor();
    }
    long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun);
    String told = Files.exists(result) ? Files.readString(result) : "bad the program ended";
    boolean good = told.startsWith("good ");
    String words = told.substring(told.indexOf(' ') + 1);
    if (good && !ended) {
      return new Walked(path, false, words + ", but the window did not close on Alt F4", seconds);
    }
    if (good && window.exitValue() != 0) {
      return new Walked(path, false, words + ", but status " + window.exitValue(), seconds);
    }
    return new Walked(path, good, words, seconds);
  }
}
