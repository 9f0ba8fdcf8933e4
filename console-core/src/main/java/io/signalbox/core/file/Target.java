package io.signalbox.core.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The file that a name stands for: itself, or what the link of that name leads to.
 *
 * @param path real in every part
 * @param bytes null where there is no file yet
 */
record Target(Path path, byte @Nullable [] bytes) {

  /**
   * Finds and reads it.
   *
   * @throws FileSystemException for what is no regular file, is too large, may not be written, or
   *     is a link to nothing
   */
  static Target of(Path file, long mostBytes) throws IOException {
    Path path = real(file);
    BasicFileAttributes attributes;
    try {
      attributes = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    } catch (NoSuchFileException e) {
      return new Target(path, null);
    }
    // Looked at before it is opened: a pipe would wait for whoever writes into it.
    if (!attributes.isRegularFile()) {
      throw refused(file, attributes.isDirectory() ? "it is a folder" : "it is no regular file");
    }
    if (attributes.size() > mostBytes) {
      throw refused(file, "it has more than %,d bytes".formatted(mostBytes));
    }
    if (!Files.isWritable(path)) {
      throw refused(file, "this user may not write it");
    }
    return new Target(path, read(path));
  }

  private static Path real(Path file) throws IOException {
    if (Files.isSymbolicLink(file)) {
      try {
        return file.toRealPath();
      } catch (NoSuchFileException e) {
        throw refused(file, "it is a link to nothing");
      }
    }
    Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file's folder");
    return folder.toRealPath().resolve(file.getFileName());
  }

  private static byte[] read(Path path) throws IOException {
    try (FileChannel channel =
        FileChannel.open(path, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
      ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(channel.size()));
      while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
        // a read may stop early
      }
      return Arrays.copyOf(bytes.array(), bytes.position());
    }
  }

  private static FileSystemException refused(Path file, String why) {
    return new FileSystemException(file.toString(), null, why);
  }

  boolean sameAs(Target other) {
    return path.equals(other.path) && Arrays.equals(bytes, other.bytes);
  }
}
