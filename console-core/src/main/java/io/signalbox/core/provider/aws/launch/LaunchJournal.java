package io.signalbox.core.provider.aws.launch;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  /** A file lock is the process's: its threads queue here, those of each folder by themselves. */
  private static final Map<Path, Queue> IN_PROCESS = new ConcurrentHashMap<>();

  private final NoteFiles<N> files;

  /**
   * @param provider folder of one provider; made when it is first needed
   * @param type of its notes
   */
  public LaunchJournal(Path provider, NoteKind kind, Class<N> type) {
    this.files = new NoteFiles<>(kind.in(provider), type);
  }

  /** Where the note of a key is. */
  public Path fileOf(String key) {
    return files.of(key);
  }

  /** The note as it stands; empty where there is none. */
  public Optional<N> find(String key) throws IOException {
    try {
      return Optional.of(files.read(files.of(key)));
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
    files.makeFolder();
    return alone(() -> {
      N before = find(key).orElse(null);
      N after = change.apply(before);
      if (after == null || after.equals(before)) {
        return Optional.ofNullable(before);
      }
      files.write(files.of(key), after);
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
    Path place = files.folder().toRealPath();
    Queue queue =
        IN_PROCESS.compute(
            place,
            (path, known) -> {
              Queue own = known == null ? new Queue() : known;
              own.waiting++;
              return own;
            });
    queue.lock.lock();
    try (FileChannel lock = files.lockFile();
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
      return unreadable.stream().anyMatch(each -> each.file().endsWith(NoteFiles.name(key)));
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
    try (var all = Files.newDirectoryStream(files.folder(), "*.json")) {
      for (Path file : all) {
        try {
          notes.add(files.read(file));
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
   * Takes these notes away, those that somebody has changed meanwhile not.
   *
   * @throws IOException if one stays
   */
  public void remove(List<N> known) throws IOException {
    if (known.isEmpty()) {
      return;
    }
    alone(() -> {
      try (var all = Files.newDirectoryStream(files.folder(), "*.json")) {
        for (Path file : all) {
          if (known.contains(files.read(file))) {
            Files.deleteIfExists(file);
          }
        }
      } catch (DirectoryIteratorException e) {
        throw e.getCause();
      }
      return true;
    });
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
    tidyFiles(now, file -> over.test(files.read(file)));
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
        try (var all = Files.newDirectoryStream(files.folder(), "*.{json,new}")) {
          for (Path file : all) {
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
}
