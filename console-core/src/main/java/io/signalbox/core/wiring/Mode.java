package io.signalbox.core.wiring;

import io.signalbox.core.background.Threads;
import io.signalbox.core.store.database.StoreOptions;

/** How an open folder lives. */
public enum Mode {
  /** For one answer. */
  ONE_SHOT,
  /** By itself, as a window or host. */
  BACKGROUND,
  /** Step by step on a played clock; checks run on the caller's thread. */
  PLAYED;

  StoreOptions store() {
    return switch (this) {
      case ONE_SHOT -> StoreOptions.DEFAULT.forOneAnswer();
      case BACKGROUND -> StoreOptions.DEFAULT;
      case PLAYED -> StoreOptions.DEFAULT.asTemporary();
    };
  }

  /** What work of the folder runs on. */
  Threads threads() {
    return this == ONE_SHOT ? Threads.PLATFORM : Threads.VIRTUAL;
  }
}
