package io.signalbox.core.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * New bytes of a file, whole and on disk under a name that nobody can guess, until they take the
 * file's place or are given up. Used by one thread.
 */
final class Replacement implements AutoCloseable {

  private final Path place;
  private final Path fresh;

  private Replacement(Path place, Path fresh) {
    this.place = place;
    this.fresh = fresh;
  }

  /**
   * Writes it beside its place; nothing that stands there already is opened or followed.
   *
   * @param with what it is made with
   */
  static Replacement write(Path place, byte[] bytes, FileAttribute<?>... with) throws IOException {
    Path fresh = place.resolveSibling("." + place.getFileName() + "." + UUID.randomUUID() + ".new");
    Replacement made = new Replacement(place, fresh);
    boolean whole = false;
    try (FileChannel channel =
        FileChannel.open(
            fresh,
            Set.of(
                StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
            with)) {
      ByteBuffer left = ByteBuffer.wrap(bytes);
      while (left.hasRemaining()) {
        channel.write(left);
      }
      channel.force(true);
      whole = true;
    } finally {
      if (!whole) {
        made.close();
      }
    }
    return made;
  }

  void own(Path like) throws IOException {
    Ownership.copy(like, fresh);
  }

  /** All at once; a link that stands in the place is replaced and never followed. */
  void takePlace() throws IOException {
    Files.move(fresh, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    forceFolder(place);
  }

  /** The same where nothing may stand in the place. */
  void takeEmptyPlace() throws IOException {
    Files.move(fresh, place);
    forceFolder(place);
  }

  /** So that the name outlives a loss of power too, where the system has a way to say so. */
  private static void forceFolder(Path of) {
    Path folder = Objects.requireNonNull(of.getParent(), "a file's folder");
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      // Not on every system can a folder be opened; the file itself is on disk.
    }
  }

  /** Gives it up where it has not taken its place. */
  @Override
  public void close() throws IOException {
    Files.deleteIfExists(fresh);
  }

  /** Deletes what killed processes left of this file. Under the lock nobody else is at it. */
  static void clean(Path place) throws IOException {
    Pattern left =
        Pattern.compile(
            "\\." + Pattern.quote(place.getFileName().toString()) + "\\.[0-9a-f-]{36}\\.new");
    Path folder = Objects.requireNonNull(place.getParent(), "a file's folder");
    try (DirectoryStream<Path> found =
        Files.newDirectoryStream(
            folder, each -> left.matcher(each.getFileName().toString()).matches())) {
      for (Path each : found) {
        Files.deleteIfExists(each);
      }
    }
  }
}
