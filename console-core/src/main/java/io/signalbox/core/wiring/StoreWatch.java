package io.signalbox.core.wiring;

import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the whole store once a day and goes on failing while it is damaged, so that the damage is a
 * problem on screen. For one thread.
 */
final class StoreWatch {

  private static final Duration EVERY = Duration.ofHours(24);

  private final Store store;
  private final TimeSource time;
  private @Nullable Instant checkedAt;
  private List<String> wrong = List.of();

  StoreWatch(Store store, TimeSource time) {
    this.store = store;
    this.time = time;
  }

  /**
   * @throws SignalboxException STORE_UNAVAILABLE naming what is not as it was written
   */
  void look() {
    Instant now = time.now();
    Instant last = checkedAt;
    if (last == null || Duration.between(last, now).abs().compareTo(EVERY) >= 0) {
      wrong = store.check();
      checkedAt = now;
    }
    if (!wrong.isEmpty()) {
      throw new SignalboxException(
          ErrorCode.STORE_UNAVAILABLE,
          "The store is damaged: "
              + String.join("; ", wrong)
              + ". Keep a copy of it and restore a backup");
    }
  }
}
