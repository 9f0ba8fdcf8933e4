package io.signalbox.app.fuzz;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Seeds and failures, kept as files beside the tests. */
final class Corpus {

  private Corpus() {}

  /** The four targets, each with a folder of its own to work in. */
  static List<Target> targets(Path scratch) throws IOException {
    return List.of(
        new ConfigurationTarget(Files.createDirectories(scratch.resolve("configuration"))),
        new TemplatesTarget(Files.createDirectories(scratch.resolve("templates"))),
        new HostFactoryTarget(),
        new ArgumentsTarget(scratch));
  }

  static List<Input> seeds(Target target) throws IOException {
    return read(folder().resolve(target.name()));
  }

  /** Inputs that did harm once: each is tried again before any other. */
  static List<Input> failures(Target target) throws IOException {
    return read(folder().resolve("failures").resolve(target.name()));
  }

  private static Path folder() throws IOException {
    try {
      URI here = Objects.requireNonNull(Corpus.class.getResource("/fuzz")).toURI();
      return Path.of(here);
    } catch (URISyntaxException e) {
      throw new IOException(e);
    }
  }

  private static List<Input> read(Path folder) throws IOException {
    List<Input> found = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.list(folder).sorted()) {
        for (Path file : files.toList()) {
          // A failure's name begins with what tells it from others of its seed.
          String name = file.getFileName().toString().replaceFirst("^[0-9a-f]{8}-", "");
          found.add(new Input(name, Files.readAllBytes(file)));
        }
      }
    }
    return found;
  }
}
