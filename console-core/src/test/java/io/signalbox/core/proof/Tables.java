package io.signalbox.core.proof;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.Locale;

/** Where a program's table goes, and where it works meanwhile. */
public final class Tables {

  private Tables() {}

  public static void write(Path folder, String name, String page) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve(name), page);
  }

  /** The last line of a table: when and on what it was measured. */
  public static String measured(String command) {
    return String.format(
        Locale.ROOT,
        "Measured with `%s` on %s, Java %s, %s %s, %d processors, load %.0f at the end.%n",
        command,
        LocalDate.now(ZoneOffset.UTC),
        Runtime.version(),
        System.getProperty("os.name"),
        System.getProperty("os.arch"),
        Runtime.getRuntime().availableProcessors(),
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }

  public static void delete(Path tree) throws IOException {
    try (var files = Files.walk(tree)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
