package io.signalbox.core.store;

import java.time.Duration;

/**
 * How a store is opened.
 *
 * @param readOnly opens with SQLite's {@code mode=ro}: reading works, every write is refused with
 *     STORE_UNAVAILABLE
 * @param maxPages SQLite's {@code max_page_count}, pages of 4 KiB; 0 for no limit but the disk's
 * @param busyLimit how long a write waits for another process, &gt; 0; default 2 s
 */
public record StoreOptions(boolean readOnly, long maxPages, Duration busyLimit) {

  public static final StoreOptions DEFAULT = new StoreOptions(false, 0, Duration.ofSeconds(2));

  public StoreOptions {
    if (maxPages < 0 || busyLimit.isNegative() || busyLimit.isZero()) {
      throw new IllegalArgumentException("maxPages must be >= 0 and busyLimit > 0");
    }
  }

  public StoreOptions asReadOnly() {
    return new StoreOptions(true, maxPages, busyLimit);
  }

  public StoreOptions withMaxPages(long pages) {
    return new StoreOptions(readOnly, pages, busyLimit);
  }

  public StoreOptions withBusyLimit(Duration limit) {
    return new StoreOptions(readOnly, maxPages, limit);
  }
}
