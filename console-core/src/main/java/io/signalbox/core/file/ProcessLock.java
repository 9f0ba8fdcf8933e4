package io.signalbox.core.file;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The right to save, alone among all threads and processes that share a state folder. Thread-safe.
 *
 * <p>The operating system gives the lock back when a process is killed. It belongs to the process
 * and not to the thread, so the threads of one process queue here, one queue for each folder.
 */
final class ProcessLock {

  private static final String NAME = "saving.lock";
  private static final Map<Path, ReentrantLock> IN_PROCESS = new ConcurrentHashMap<>();
  private static final long LONGEST_WAIT_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final long FIRST_PAUSE_NANOS = 200_000;
  private static final long LONGEST_PAUSE_NANOS = 5_000_000;

  private ProcessLock() {}

  /** Given back by closing it. */
  record Held(ReentrantLock inProcess, FileChannel channel) implements AutoCloseable {
    @Override
    public void close() {
      try {
        // The file's lock goes with its channel.
        channel.close();
      } catch (IOException e) {
        // It goes with the process then; what was saved is saved.
      } finally {
        inProcess.unlock();
      }
    }
  }

  /**
   * Waits for it, at most ten seconds.
   *
   * @param folder made if it is missing
   * @return empty where somebody else had it all the time
   * @throws InterruptedIOException if the thread is interrupted meanwhile; nothing is held then
   */
  static Optional<Held> take(Path folder) throws IOException {
    PrivateFiles.makeFolder(folder);
    Path real = folder.toRealPath();
    ReentrantLock queue = IN_PROCESS.computeIfAbsent(real, path -> new ReentrantLock());
    try {
      if (!queue.tryLock(LONGEST_WAIT_NANOS, TimeUnit.NANOSECONDS)) {
        return Optional.empty();
      }
    } catch (InterruptedException e) {
      throw interrupted();
    }
    FileChannel channel = null;
    boolean held = false;
    try {
      channel =
          FileChannel.open(
              real.resolve(NAME),
              Set.of(
                  StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
              PrivateFiles.ofFile(real));
      held = acquire(channel);
      return held ? Optional.of(new Held(queue, channel)) : Optional.empty();
    } finally {
      if (!held) {
        if (channel != null) {
          channel.close();
        }
        queue.unlock();
      }
    }
  }

  private static boolean acquire(FileChannel channel) throws IOException {
    long waited = 0;
    long pause = FIRST_PAUSE_NANOS;
    FileLock lock = channel.tryLock();
    while (lock == null && waited < LONGEST_WAIT_NANOS) {
      LockSupport.parkNanos(pause);
      if (Thread.interrupted()) {
        throw interrupted();
      }
      waited += pause;
      pause = Math.min(2 * pause, LONGEST_PAUSE_NANOS);
      lock = channel.tryLock();
    }
    return lock != null;
  }

  private static InterruptedIOException interrupted() {
    Thread.currentThread().interrupt();
    return new InterruptedIOException("interrupted while it waited for another save");
  }
}
