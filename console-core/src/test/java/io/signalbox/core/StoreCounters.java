package io.signalbox.core;

import io.signalbox.core.store.database.StoreStatistics;

/** What an open core's store has written, for programs that measure it. */
public final class StoreCounters {

  private StoreCounters() {}

  public static StoreStatistics of(Signalbox core) {
    return core.parts().store().statistics();
  }
}
