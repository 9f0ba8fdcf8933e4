package io.signalbox.core.provider.simulated;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The right to touch one ledger, alone among all threads and processes. Thread-safe.
 *
 * <p>A file lock belongs to the process, not to the thread: threads of one process queue for it
 * here, one queue for each real file. And it is tried, never waited for: processes that wait for
 * each other's locks on several ledgers look like a deadlock to the system, which then refuses one
 * of them although other threads hold what each waits for.
 */
final class LedgerLock {

  private static final Map<Path, ReentrantLock> IN_PROCESS = new ConcurrentHashMap<>();
  private static final long FIRST_PAUSE_NANOS = 200_000;
  private static final long LONGEST_PAUSE_NANOS = 5_000_000;

  private final Path file;
  private volatile @Nullable ReentrantLock inProcess;

  LedgerLock(Path file) {
    this.file = file;
  }

  /** Given back by closing it. */
  record Held(ReentrantLock inProcess, FileChannel channel) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      try {
        // The file's lock goes with its channel.
        channel.close();
      } finally {
        inProcess.unlock();
      }
    }
  }

  /**
   * Waits for it.
   *
   * @throws InterruptedIOException if the thread is interrupted meanwhile; nothing is held then
   */
  Held take() throws IOException {
    ReentrantLock queue = queue();
    try {
      queue.lockInterruptibly();
    } catch (InterruptedException e) {
      throw interrupted();
    }
    FileChannel channel = null;
    boolean held = false;
    try {
      channel = LedgerFiles.open(file);
      acquire(channel);
      held = true;
      return new Held(queue, channel);
    } finally {
      if (!held) {
        if (channel != null) {
          channel.close();
        }
        queue.unlock();
      }
    }
  }

  private static void acquire(FileChannel channel) throws IOException {
    long pause = FIRST_PAUSE_NANOS;
    FileLock lock = channel.tryLock();
    while (lock == null) {
      LockSupport.parkNanos(pause);
      if (Thread.interrupted()) {
        throw interrupted();
      }
      pause = Math.min(2 * pause, LONGEST_PAUSE_NANOS);
      lock = channel.tryLock();
    }
  }

  private static InterruptedIOException interrupted() {
    Thread.currentThread().interrupt();
    return new InterruptedIOException("interrupted while it waited for the ledger");
  }

  /** By the real file: two paths to one folder are one queue. */
  private ReentrantLock queue() throws IOException {
    Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file's folder");
    LedgerFiles.makeFolder(folder);
    ReentrantLock known = inProcess;
    if (known == null) {
      Path real = folder.toRealPath().resolve(file.getFileName());
      known = IN_PROCESS.computeIfAbsent(real, path -> new ReentrantLock());
      inProcess = known;
    }
    return known;
  }
}
