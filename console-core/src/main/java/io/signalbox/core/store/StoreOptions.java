package io.signalbox.core.store;

import java.time.Duration;

/**
 * How a store is opened.
 *
 * @param readOnly opens with SQLite's {@code mode=ro}: reading works, every write is refused with
 *     STORE_UNAVAILABLE
 * @param maxPages SQLite's {@code max_page_count}, pages of 4 KiB; 0 for no limit but the disk's
 * @param busyLimit how long a write waits for another process, &gt; 0; default 2 s
 * @param durable whether a commit that returned survives a power cut
 */
public record StoreOptions(boolean readOnly, long maxPages, Duration busyLimit, boolean durable) {

  public static final StoreOptions DEFAULT =
      new StoreOptions(false, 0, Duration.ofSeconds(2), true);

  public StoreOptions {
    if (maxPages < 0 || busyLimit.isNegative() || busyLimit.isZero()) {
      throw new IllegalArgumentException("maxPages must be >= 0 and busyLimit > 0");
    }
  }

  public StoreOptions asReadOnly() {
    return new StoreOptions(true, maxPages, busyLimit, durable);
  }

  /** For a store that is thrown away: a power cut may take what was committed. */
  public StoreOptions asTemporary() {
    return new StoreOptions(readOnly, maxPages, busyLimit, false);
  }

  public StoreOptions withMaxPages(long pages) {
    return new StoreOptions(readOnly, pages, busyLimit, durable);
  }

  public StoreOptions withBusyLimit(Duration limit) {
    return new StoreOptions(readOnly, maxPages, limit, durable);
  }
}
