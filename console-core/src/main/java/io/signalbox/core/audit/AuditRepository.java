package io.signalbox.core.audit;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps audit entries. Thread-safe; may block; an append inside a {@link UnitOfWork} is part of its
 * transaction.
 */
public interface AuditRepository {

  /** Appends the entry, and returns the id that the store gives it: above 0. */
  long append(AuditEntry entry);

  /** The newest entries since {@code since}, newest first, at most {@code limit} (1 to 10,000). */
  List<AuditEntry> list(Instant since, int limit);

  /** The entry of that id; empty where there is none, or none any more. */
  Optional<AuditEntry> find(long id);

  /**
   * What was done, in the order in which it was, the last first.
   *
   * @param actions the names of commands
   * @param after only what was done after this entry; 0 for all
   * @param limit 1 to 10,000
   */
  List<AuditEntry> done(Set<String> actions, long after, int limit);
}
