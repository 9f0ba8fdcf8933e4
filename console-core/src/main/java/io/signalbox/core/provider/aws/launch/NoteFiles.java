package io.signalbox.core.provider.aws.launch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The files of one kind of notes: private, whole or not there, and forced to disk with their names.
 * Who changes one does so alone, which is another's to see to. Immutable, thread-safe.
 *
 * @param <N> what is noted, a record of JSON types
 */
final class NoteFiles<N> {

  private static final ObjectMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private final Path folder;
  private final Class<N> type;

  NoteFiles(Path folder, Class<N> type) {
    this.folder = folder;
    this.type = type;
  }

  Path folder() {
    return folder;
  }

  /** Where the note of a key is. */
  Path of(String key) {
    return folder.resolve(name(key));
  }

  /** The name of the file of a key. */
  static String name(String key) {
    return (key.matches("[A-Za-z0-9][A-Za-z0-9._@-]{0,120}") ? key : ClientToken.sha256(key))
        + ".json";
  }

  /**
   * @throws java.nio.file.NoSuchFileException if there is none
   */
  N read(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    try {
      return JSON.readValue(bytes, type);
    } catch (JsonProcessingException e) {
      throw new IOException(file + " is no note of a launch: " + e.getOriginalMessage(), e);
    }
  }

  void write(Path file, N note) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    try (FileChannel channel =
        FileChannel.open(
            fresh,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            mode("rw-------"))) {
      ByteBuffer bytes = ByteBuffer.wrap(JSON.writeValueAsBytes(note));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    try {
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
    }
    force(folder);
  }

  /** Opens the file that whoever changes notes locks. */
  FileChannel lockFile() throws IOException {
    return FileChannel.open(
        folder.resolve("journal.lock"),
        Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
        mode("rw-------"));
  }

  /** With its own name, and those of the folders it is made in: without them no note is found. */
  void makeFolder() throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    List<Path> above = new ArrayList<>();
    Path each = folder.toAbsolutePath().getParent();
    while (each != null) {
      above.add(each);
      each = Files.isDirectory(each) ? null : each.getParent();
    }
    Files.createDirectories(folder, mode("rwx------"));
    for (Path made : above) {
      force(made);
    }
  }

  /** The names in a folder are on disk too, where the system can be told so. */
  private void force(Path names) throws IOException {
    if (isPosix()) {
      try (FileChannel channel = FileChannel.open(names, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  private FileAttribute<?>[] mode(String permissions) {
    return isPosix()
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  private boolean isPosix() {
    return folder.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
