package io.signalbox.core.provider.aws.launch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One small file for each launch, private and forced to disk before the call it tells of is sent.
 * Every change is made alone among threads and processes. Thread-safe; blocks for as long as files
 * take, never for a call.
 *
 * @param <N> what is noted of a launch, a record of JSON types
 */
public final class LaunchJournal<N> {

  /** Far longer than a launch is repeated, and than AWS remembers its tokens for certain. */
  private static final Duration KEPT = Duration.ofHours(48);

  private static final ObjectMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  /** A file lock is the process's: its threads queue here, those of each folder by themselves. */
  private static final Map<Path, Queue> IN_PROCESS = new ConcurrentHashMap<>();

  private final Path folder;
  private final Class<N> type;

  /**
   * @param provider folder of one provider; made when it is first needed
   * @param type of its notes
   */
  public LaunchJournal(Path provider, NoteKind kind, Class<N> type) {
    this.folder = kind.in(provider);
    this.type = type;
  }

  /** Where the note of a key is. */
  public Path fileOf(String key) {
    return file(key);
  }

  /** The note as it stands; empty where there is none. */
  public Optional<N> find(String key) throws IOException {
    try {
      return Optional.of(read(file(key)));
    } catch (NoSuchFileException e) {
      // Nothing else means that there is none: it may tell of machines.
      return Optional.empty();
    }
  }

  /**
   * Writes what {@code change} makes of the note; null leaves it.
   *
   * @return the note as it stands then; empty where there is none
   */
  public Optional<N> change(String key, UnaryOperator<@Nullable N> change) throws IOException {
    makeFolder();
    return alone(() -> {
      N before = find(key).orElse(null);
      N after = change.apply(before);
      if (after == null || after.equals(before)) {
        return Optional.ofNullable(before);
      }
      write(file(key), after);
      return Optional.of(after);
    });
  }

  /** What is done alone. */
  private interface Work<T> {
    T done() throws IOException;
  }

  /** Who waits for one folder in this process; gone with the last. */
  private static final class Queue {
    private final ReentrantLock lock = new ReentrantLock();
    // Guarded by the map.
    private int waiting;
  }

  private <T> T alone(Work<T> work) throws IOException {
    Path place = folder.toRealPath();
    Queue queue =
        IN_PROCESS.compute(
            place,
            (path, known) -> {
              Queue own = known == null ? new Queue() : known;
              own.waiting++;
              return own;
            });
    queue.lock.lock();
    try (FileChannel lock =
            FileChannel.open(
                folder.resolve("journal.lock"),
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                mode("rw-------"));
        var held = lock.lock()) {
      assert held.isValid();
      return work.done();
    } finally {
      queue.lock.unlock();
      IN_PROCESS.computeIfPresent(place, (path, known) -> --known.waiting == 0 ? null : known);
    }
  }

  /**
   * The notes of a folder.
   *
   * @param notes those that can be read
   * @param unreadable those that cannot: each may tell of machines
   */
  public record Notes<N>(List<N> notes, List<Unreadable> unreadable) {
    public Notes {
      notes = List.copyOf(notes);
      unreadable = List.copyOf(unreadable);
    }

    /** Whether a launch with this key may be noted in one that cannot be read. */
    public boolean mayHide(String key) {
      return unreadable.stream().anyMatch(each -> each.file().endsWith(fileName(key)));
    }
  }

  /**
   * A note that cannot be read.
   *
   * @param why as a person reads it
   */
  public record Unreadable(Path file, String why) {}

  /** Every note, those that cannot be read by their file. */
  public Notes<N> notes() throws IOException {
    List<N> notes = new ArrayList<>();
    List<Unreadable> unreadable = new ArrayList<>();
    try (var files = Files.newDirectoryStream(folder, "*.json")) {
      for (Path file : files) {
        try {
          notes.add(read(file));
        } catch (NoSuchFileException e) {
          // Tidied away meanwhile, by another process.
          continue;
        } catch (IOException e) {
          unreadable.add(new Unreadable(file, told(file, e)));
        }
      }
    } catch (NoSuchFileException e) {
      // The first launch makes the folder.
      return new Notes<>(List.of(), List.of());
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return new Notes<>(notes, unreadable);
  }

  private static String told(Path file, IOException e) {
    String message = String.valueOf(e.getMessage());
    return message.equals(file.toString()) ? e + ": it cannot be read" : message;
  }

  /** Every note; one that cannot be read is an error, for it may tell of machines. */
  public List<N> all() throws IOException {
    Notes<N> all = notes();
    if (!all.unreadable().isEmpty()) {
      throw new IOException(all.unreadable().getFirst().why());
    }
    return all.notes();
  }

  /**
   * Takes away what nobody can ask for any more, and what killed processes left, as far as that can
   * be done: no launch depends on it.
   */
  public void tidy(Instant now) {
    tidyFiles(now, file -> true);
  }

  /**
   * The same of notes that can be needed for longer.
   *
   * @param over whether a note that was not changed for two days may go
   */
  public void tidy(Instant now, Predicate<N> over) {
    tidyFiles(now, file -> over.test(read(file)));
  }

  /** Whether a file may go; one that cannot be read stays. */
  private interface Over {
    boolean test(Path file) throws IOException;
  }

  private void tidyFiles(Instant now, Over over) {
    Instant oldest = now.minus(KEPT);
    try {
      // Else a note that is written between the look at it and the deletion would be lost.
      alone(() -> {
        try (var files = Files.newDirectoryStream(folder, "*.{json,new}")) {
          for (Path file : files) {
            takeAway(file, oldest, over);
          }
        }
        return true;
      });
    } catch (IOException | DirectoryIteratorException e) {
      // Not there yet, or not to be listed: the next launch looks again.
    }
  }

  private static void takeAway(Path file, Instant oldest, Over over) {
    try {
      if (Files.getLastModifiedTime(file).toInstant().isBefore(oldest)
          && (file.toString().endsWith(".new") || over.test(file))) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      // Another process was faster, or it is not ours to read or delete.
    }
  }

  private N read(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    try {
      return JSON.readValue(bytes, type);
    } catch (JsonProcessingException e) {
      throw new IOException(file + " is no note of a launch: " + e.getOriginalMessage(), e);
    }
  }

  private Path file(String key) {
    return folder.resolve(fileName(key));
  }

  private static String fileName(String key) {
    return (key.matches("[A-Za-z0-9][A-Za-z0-9._@-]{0,120}") ? key : ClientToken.sha256(key))
        + ".json";
  }

  private void write(Path file, N note) throws IOException {
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

  /** The names in a folder are on disk too, where the system can be told so. */
  private void force(Path names) throws IOException {
    if (isPosix()) {
      try (FileChannel channel = FileChannel.open(names, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  /** With its own name, and those of the folders it is made in: without them no note is found. */
  private void makeFolder() throws IOException {
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
