package io.signalbox.core.audit;

import java.time.Instant;
import java.util.List;

/**
 * Keeps audit entries. Thread-safe; may block; an append inside a {@link UnitOfWork} is part of its
 * transaction.
 */
public interface AuditRepository {

  /** Appends the entry; its id is given by the store. */
  void append(AuditEntry entry);

  /** The newest entries since {@code since}, newest first, at most {@code limit} (1 to 10,000). */
  List<AuditEntry> list(Instant since, int limit);
}
