package io.signalbox.core.provider.simulated;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/** One line of the ledger. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "op")
@JsonSubTypes({
  @JsonSubTypes.Type(value = LedgerEntry.Launch.class, name = "launch"),
  @JsonSubTypes.Type(value = LedgerEntry.Termination.class, name = "terminate"),
  @JsonSubTypes.Type(value = LedgerEntry.Forgotten.class, name = "forgotten")
})
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
