package io.signalbox.core.played;

import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A private copy of a configuration folder. */
final class TemporaryFolder {

  private TemporaryFolder() {}

  static Path copyOf(Path folder) {
    try {
      Path copy = Files.createTempDirectory("signalbox-played-");
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          Files.copy(file, copy.resolve(String.valueOf(file.getFileName())));
        }
      }
      return copy;
    } catch (IOException e) {
      throw new SignalboxException(
          ErrorCode.INTERNAL_ERROR, "No temporary copy of " + folder + ": " + e.getMessage(), e);
    }
  }

  static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      // The system's own cleaning of temporary folders takes it.
    }
  }
}
