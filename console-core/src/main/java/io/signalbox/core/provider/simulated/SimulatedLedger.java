package io.signalbox.core.provider.simulated;

import io.signalbox.core.error.BlockingCall;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The books of one simulated cloud: a file of JSON lines that every process of a configuration
 * appends to under a file lock.
 *
 * <p>Thread-safe. A line counts once its line end is written: what a killed process left
 * half-written is cut off by the next writer. The file is not forced to disk, since what it stands
 * for is a machine room that would outlive a power cut.
 */
final class SimulatedLedger {

  private static final int COMPACT_BYTES = 4 * 1024 * 1024;

  /** Far more than a ledger grows to before it is compacted. */
  private static final int MOST_BYTES = 16 * COMPACT_BYTES;

  private static final long FORGET_GONE_MILLIS = 60L * 60 * 1000;

  private final Path file;
  private final LedgerLock lock;
  // Guarded by lock: what has been read of the file so far.
  private @Nullable Object fileKey;
  private long readTo;
  private final Books books = new Books();

  SimulatedLedger(Path directory, String provider) {
    this.file = directory.resolve(provider + ".ledger.jsonl");
    this.lock = new LedgerLock(directory.resolve(provider + ".ledger.lock"));
  }

  /** It cannot be known whether an entry was written. */
  static final class InDoubt extends UncheckedIOException {
    private static final long serialVersionUID = 1L;

    InDoubt(UncheckedIOException failure) {
      super(
          "The simulated cloud's ledger may have been written: " + failure.getMessage(),
          new IOException(failure));
    }
  }

  /** Reads the books as they stand now. {@code work} must not keep them. */
  <T> T read(Function<Books, T> work) {
    return locked(channel -> {
      catchUp(channel);
      return work.apply(books);
    });
  }

  /**
   * Decides on the books as they stand, writes what {@code work} returns, and answers from the
   * books as they are then, with nobody writing between.
   *
   * @throws InDoubt if it failed once writing had begun; any other failure wrote nothing
   */
  <T> T write(Function<Books, @Nullable LedgerEntry> work, Function<Books, T> answer) {
    AtomicBoolean begun = new AtomicBoolean();
    try {
      return locked(channel -> {
        catchUp(channel);
        LedgerEntry entry = work.apply(books);
        if (entry != null) {
          begun.set(true);
          append(channel, entry);
          books.apply(entry);
          if (readTo > COMPACT_BYTES) {
            compact(entry.at());
          }
        }
        return answer.apply(books);
      });
    } catch (UncheckedIOException e) {
      throw begun.get() ? new InDoubt(e) : e;
    }
  }

  private <T> T locked(LedgerWork<T> work) {
    BlockingCall.check("simulated cloud");
    try (LedgerLock.Held held = lock.take();
        FileChannel channel = LedgerFiles.open(file)) {
      return work.on(channel);
    } catch (IOException e) {
      throw new UncheckedIOException("The simulated cloud's ledger " + file + ": " + e, e);
    }
  }

  private void catchUp(FileChannel channel) throws IOException {
    Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    long size = channel.size();
    if (!Objects.equals(key, fileKey) || size < readTo) {
      fileKey = key;
      readTo = 0;
      books.clear();
    }
    if (size == readTo) {
      return;
    }
    if (size - readTo > MOST_BYTES) {
      throw new IOException(
          "%,d bytes, at most %,d are read; move it away to begin with an empty cloud"
              .formatted(size - readTo, MOST_BYTES));
    }
    ByteBuffer buffer = ByteBuffer.allocate(Math.toIntExact(size - readTo));
    while (buffer.hasRemaining() && channel.read(buffer, readTo + buffer.position()) >= 0) {
      // reads until the end that was there when the lock was taken
    }
    byte[] bytes = buffer.array();
    int start = 0;
    for (int i = 0; i < buffer.position(); i++) {
      if (bytes[i] == '\n') {
        books.apply(LedgerLines.decode(bytes, start, i - start));
        start = i + 1;
      }
    }
    readTo += start;
  }

  private void append(FileChannel channel, LedgerEntry entry) throws IOException {
    ByteBuffer line = ByteBuffer.wrap(LedgerLines.encode(entry));
    // What a writer left half-written is cut off, its own included: it moves on with a whole line.
    channel.truncate(readTo);
    while (line.hasRemaining()) {
      channel.write(line, readTo + line.position());
    }
    readTo += line.position();
  }

  /**
   * Forgets machines gone for an hour, so that a console left open for weeks keeps a small ledger.
   */
  private void compact(long now) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    List<LedgerEntry> kept = books.compacted(now, now - FORGET_GONE_MILLIS);
    // What another left there, or planted, is not written into.
    Files.deleteIfExists(fresh);
    try (FileChannel out = LedgerFiles.open(fresh)) {
      for (LedgerEntry entry : kept) {
        ByteBuffer line = ByteBuffer.wrap(LedgerLines.encode(entry));
        while (line.hasRemaining()) {
          out.write(line);
        }
      }
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    fileKey = null;
  }

  private interface LedgerWork<T> {
    T on(FileChannel channel) throws IOException;
  }

  /** What the ledger says so far. Used under the ledger's lock only. */
  static final class Books {
    private final Map<String, LedgerEntry.Launch> launches = new LinkedHashMap<>();
    private final Map<String, LedgerMachine> machines = new LinkedHashMap<>();
    private long launched;

    private void clear() {
      launches.clear();
      machines.clear();
      launched = 0;
    }

    private void apply(LedgerEntry entry) {
      switch (entry) {
        case LedgerEntry.Launch launch -> {
          launches.put(launch.key(), launch);
          launch.machines().forEach(machine -> machines.put(machine.id(), machine));
          launched += launch.machines().size();
        }
        case LedgerEntry.Termination termination -> {
          for (String id : termination.ids()) {
            machines.computeIfPresent(
                id, (key, m) -> m.terminated(termination.at(), termination.goneAt()));
          }
        }
        case LedgerEntry.Forgotten forgotten -> launched += forgotten.machines();
      }
    }

    Optional<LedgerEntry.Launch> launch(String key) {
      return Optional.ofNullable(launches.get(key));
    }

    Optional<LedgerMachine> machine(String id) {
      return Optional.ofNullable(machines.get(id));
    }

    Iterable<LedgerMachine> machines() {
      return machines.values();
    }

    /** Machines ever launched, which numbers the next one's address. */
    long launched() {
      return launched;
    }

    int alive(String type, long now) {
      int alive = 0;
      for (LedgerMachine machine : machines.values()) {
        if (machine.type().equals(type) && machine.isAlive(now)) {
          alive++;
        }
      }
      return alive;
    }

    private List<LedgerEntry> compacted(long now, long goneBefore) {
      List<LedgerEntry> kept = new ArrayList<>();
      long left = 0;
      for (LedgerEntry.Launch launch : launches.values()) {
        List<LedgerMachine> alive =
            launch.machines().stream()
                .map(machine -> machines.getOrDefault(machine.id(), machine))
                .filter(machine -> machine.goneAt() == 0 || machine.goneAt() > goneBefore)
                .toList();
        if (!alive.isEmpty() || launch.at() > goneBefore) {
          left += alive.size();
          kept.add(
              new LedgerEntry.Launch(
                  launch.at(), launch.key(), launch.asked(), launch.resourceId(), alive));
        }
      }
      kept.addFirst(new LedgerEntry.Forgotten(now, launched - left));
      return kept;
    }
  }
}
