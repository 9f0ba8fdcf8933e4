package io.signalbox.core;

import java.nio.file.Files;
import java.nio.file.Path;

/** Finds the sample configuration of the repository, wherever tests are started. */
public final class SampleFolder {

  private SampleFolder() {}

  public static Path path() {
    Path here = Path.of("").toAbsolutePath();
    while (here != null) {
      if (Files.exists(here.resolve("config/config.json"))
          && Files.exists(here.resolve("console-core"))) {
        return here.resolve("config");
      }
      here = here.getParent();
    }
    throw new IllegalStateException(
        "No sample configuration above " + Path.of("").toAbsolutePath());
  }
}
