package io.signalbox.app.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Copies of the sample configuration: nothing is tested on the real one. */
public final class SampleFolder {

  private SampleFolder() {}

  /** Copies the sample into {@code target}, which is made. */
  public static Path copyTo(Path target) throws IOException {
    Path here = Path.of("").toAbsolutePath();
    while (!Files.exists(here.resolve("config/config.json"))) {
      here = here.getParent();
    }
    Files.createDirectories(target);
    try (Stream<Path> files = Files.list(here.resolve("config"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, target.resolve(file.getFileName()));
      }
    }
    return target;
  }
}
