package io.signalbox.core.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;

/**
 * Reads files that somebody else wrote. A pipe, a folder or a device is refused before it is
 * opened, since opening it might never end; links are followed. A file that says it has no size is
 * not opened: one of {@code /proc} says so whatever it holds, and reading it may wait for ever.
 * Stateless and thread-safe; blocks.
 */
public final class InputFile {

  /** File systems whose files are made while they are read. */
  private static final Set<String> MADE_WHILE_READ =
      Set.of("proc", "sysfs", "cgroup", "cgroup2", "debugfs", "tracefs", "securityfs");

  private InputFile() {}

  /** A file of more bytes than are read. */
  public static final class TooLarge extends FileSystemException {
    private static final long serialVersionUID = 1L;
    private final long bytes;

    private TooLarge(Path file, long bytes, long most) {
      super(file.toString(), null, "%,d bytes; at most %,d are read".formatted(bytes, most));
      this.bytes = bytes;
    }

    /** Its size in bytes, or the least that it has. */
    public long bytes() {
      return bytes;
    }
  }

  /**
   * The bytes of a regular file.
   *
   * @param most bytes read of it
   * @throws TooLarge where it has more, before it fills the memory
   * @throws FileSystemException where it is no regular file, saying what it is
   * @throws IOException where it cannot be read
   */
  public static byte[] read(Path file, long most) throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
    check(file, attributes);
    if (attributes.size() > most) {
      throw new TooLarge(file, attributes.size(), most);
    }
    if (attributes.size() == 0) {
      checkEmpty(file);
      return new byte[0];
    }
    try (InputStream in = Files.newInputStream(file)) {
      // It may grow meanwhile.
      byte[] bytes = in.readNBytes(Math.toIntExact(most + 1));
      if (bytes.length > most) {
        throw new TooLarge(file, bytes.length, most);
      }
      return bytes;
    }
  }

  /**
   * Refuses what is there and is no regular file; what is not there is none of its business.
   *
   * @throws FileSystemException saying what it is
   */
  public static void checkRegular(Path file) throws IOException {
    if (Files.exists(file)) {
      check(file, Files.readAttributes(file, BasicFileAttributes.class));
    }
  }

  private static void checkEmpty(Path file) throws IOException {
    String system = Files.getFileStore(file).type();
    if (MADE_WHILE_READ.contains(system)) {
      throw new FileSystemException(
          file.toString(),
          null,
          "it is no file on a disk but one of '" + system + "', which are not read");
    }
  }

  private static void check(Path file, BasicFileAttributes attributes) throws IOException {
    if (!attributes.isRegularFile()) {
      throw new FileSystemException(
          file.toString(),
          null,
          attributes.isDirectory()
              ? "it is a folder"
              : "it is no regular file; pipes and devices are not read");
    }
  }
}
