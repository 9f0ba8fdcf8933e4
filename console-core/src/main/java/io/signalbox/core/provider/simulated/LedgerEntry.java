package io.signalbox.core.provider.simulated;

import java.util.List;

/** One line of the ledger. */
sealed interface LedgerEntry {

  /** Epoch milliseconds. */
  long at();

  /**
   * @param key the idempotency key that made it
   * @param asked machines asked for; fewer may have been placed
   */
  record Launch(long at, String key, int asked, String resourceId, List<LedgerMachine> machines)
      implements LedgerEntry {}

  record Termination(long at, List<String> ids, long goneAt) implements LedgerEntry {}

  /**
   * What was taken out of the ledger.
   *
   * @param machines how many, so that their numbers are given to no others
   */
  record Forgotten(long at, long machines) implements LedgerEntry {}
}
