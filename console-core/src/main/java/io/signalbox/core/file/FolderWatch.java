package io.signalbox.core.file;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Hears of changed files in a folder as soon as the system tells of them, which costs nothing while
 * there are none. Not every system tells, and none does of a folder that another machine shares:
 * whoever must know looks as well. Used by one thread, but for {@link #close}.
 */
public final class FolderWatch implements AutoCloseable {

  /** A file is written piece by piece: what follows within this time is one change. */
  private static final long PIECES_MILLIS = 5;

  private static final int MOST_PIECES = 10;

  private final Predicate<String> names;
  private final WatchService service;
  private @Nullable WatchKey key;

  /**
   * @param names which files are of interest
   * @throws IOException where the system has no more room for a watch
   * @throws UnsupportedOperationException where it has none
   */
  public FolderWatch(Path folder, Predicate<String> names) throws IOException {
    this.names = names;
    this.service = folder.getFileSystem().newWatchService();
  }

  /**
   * Waits until a file of interest has changed, appeared or gone, at most {@code most}.
   *
   * @return whether one has; what changed before the first call is not told
   * @throws IOException where the folder cannot be watched, as one that is gone
   * @throws java.nio.file.ClosedWatchServiceException after {@link #close}
   */
  public boolean await(Path folder, Duration most) throws IOException, InterruptedException {
    // Each time: another folder may have taken its place. For the same one it is the same watch.
    WatchKey now =
        folder.register(
            service,
            StandardWatchEventKinds.ENTRY_CREATE,
            StandardWatchEventKinds.ENTRY_MODIFY,
            StandardWatchEventKinds.ENTRY_DELETE);
    if (key != null && !key.equals(now)) {
      key.cancel();
    }
    key = now;
    boolean changed = isOfInterest(service.poll(most.toMillis(), TimeUnit.MILLISECONDS));
    for (int i = 0; changed && i < MOST_PIECES; i++) {
      if (!isOfInterest(service.poll(PIECES_MILLIS, TimeUnit.MILLISECONDS))) {
        break;
      }
    }
    return changed;
  }

  private boolean isOfInterest(@Nullable WatchKey told) {
    boolean found = false;
    if (told != null) {
      for (WatchEvent<?> event : told.pollEvents()) {
        // Without a name too much happened to tell it all.
        found |= !(event.context() instanceof Path name) || names.test(name.toString());
      }
      told.reset();
    }
    return found;
  }

  /** Whoever waits is told by an exception. */
  @Override
  public void close() throws IOException {
    service.close();
  }
}
