package io.signalbox.core.store.database;

import java.time.Duration;

/**
 * How a store is opened.
 *
 * @param readOnly opens with SQLite's {@code mode=ro}: reading works, every write is refused with
 *     STORE_UNAVAILABLE
 * @param maxPages SQLite's {@code max_page_count}, pages of 4 KiB; 0 for no limit but the disk's
 * @param busyLimit how long a write waits for another process, &gt; 0; default 2 s
 * @param durable whether a commit that returned survives a power cut
 * @param readers connections that read at the same time, at least 1; default 2
 */
public record StoreOptions(
    boolean readOnly, long maxPages, Duration busyLimit, boolean durable, int readers) {

  public static final StoreOptions DEFAULT =
      new StoreOptions(false, 0, Duration.ofSeconds(2), true, 2);

  public StoreOptions {
    if (maxPages < 0 || busyLimit.isNegative() || busyLimit.isZero() || readers < 1) {
      throw new IllegalArgumentException("maxPages must be >= 0, busyLimit > 0 and readers >= 1");
    }
  }

  public StoreOptions asReadOnly() {
    return new StoreOptions(true, maxPages, busyLimit, durable, readers);
  }

  /** For a store that is thrown away: a power cut may take what was committed. */
  public StoreOptions asTemporary() {
    return new StoreOptions(readOnly, maxPages, busyLimit, false, readers);
  }

  /** For a process that gives one answer and ends: one connection reads. */
  public StoreOptions forOneAnswer() {
    return new StoreOptions(readOnly, maxPages, busyLimit, durable, 1);
  }

  public StoreOptions withMaxPages(long pages) {
    return new StoreOptions(readOnly, pages, busyLimit, durable, readers);
  }

  public StoreOptions withBusyLimit(Duration limit) {
    return new StoreOptions(readOnly, maxPages, limit, durable, readers);
  }
}
