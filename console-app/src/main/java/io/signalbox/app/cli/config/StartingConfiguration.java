package io.signalbox.app.cli.config;

import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The documented configuration to begin with. Its files are their owner's alone. */
final class StartingConfiguration {

  private record Part(String name, String resource) {}

  /** The main file last: a folder that has it has the others. */
  private static final List<Part> PARTS =
      List.of(
          new Part("templates.json", "starting-templates.json"),
          new Part("config.yaml", "starting-config.yaml"));

  private StartingConfiguration() {}

  /** Whether a folder's files are just these. */
  static boolean isIn(Path folder) throws IOException {
    for (Part part : PARTS) {
      Path file = folder.resolve(part.name());
      if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
          || !Arrays.equals(Files.readAllBytes(file), bytes(part))) {
        return false;
      }
    }
    return true;
  }

  /**
   * Writes it to a folder that has none of its files; makes the folder.
   *
   * @throws SignalboxException INVALID_STATE naming a file that is there; nothing is written then
   */
  static List<Path> write(Path folder) throws IOException {
    List<Path> files = PARTS.stream().map(part -> folder.resolve(part.name())).toList();
    for (Path file : files) {
      if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
        throw isThere(file);
      }
    }
    Files.createDirectories(folder, mode(folder, "rwx------"));
    for (Part part : PARTS) {
      Path file = folder.resolve(part.name());
      // Made anew or not at all: nothing that somebody put there meanwhile is followed.
      try (OutputStream out =
          Channels.newOutputStream(
              Files.newByteChannel(
                  file,
                  Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                  mode(folder, "rw-------")))) {
        out.write(bytes(part));
      }
    }
    return files;
  }

  static SignalboxException isThere(Path file) {
    return new SignalboxException(
        ErrorCode.INVALID_STATE,
        "There is "
            + file
            + " already, and nothing was written; name an empty folder with"
            + " --config-dir",
        Map.of("file", file.toString()));
  }

  private static byte[] bytes(Part part) throws IOException {
    try (InputStream in = StartingConfiguration.class.getResourceAsStream(part.resource())) {
      if (in == null) {
        throw new IOException("the program lacks " + part.resource());
      }
      return in.readAllBytes();
    }
  }

  private static FileAttribute<?>[] mode(Path at, String permissions) {
    return at.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }
}
