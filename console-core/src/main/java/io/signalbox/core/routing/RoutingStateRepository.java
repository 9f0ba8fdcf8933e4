package io.signalbox.core.routing;

import io.signalbox.core.routing.balancing.PickRepository;
import io.signalbox.core.routing.balancing.Sessions;
import io.signalbox.core.routing.failover.CircuitRecord;
import io.signalbox.core.routing.holds.HoldRepository;
import java.time.Instant;
import java.util.List;

/**
 * What an operator did, circuits, sessions, rotation positions and decision records, shared by
 * processes. Thread-safe; may block.
 */
public interface RoutingStateRepository extends HoldRepository, PickRepository {

  List<CircuitRecord> circuits();

  /**
   * Saves circuits, except where a later change of the same circuit is stored. One that is stored
   * of a time that is still to come is from before the clock went back, and is no later.
   */
  void saveCircuits(List<CircuitRecord> circuits, Instant now);

  /** Sessions that have not ended. */
  List<Sessions.Remembered> sessions(Instant now);

  /** Saves sessions and deletes those that have ended. */
  void saveSessions(List<Sessions.Remembered> sessions, Instant now);

  /** Adds decisions, and keeps the newest {@code max}. */
  void appendDecisions(List<StoredDecision> decisions, int max);

  /** The decisions of one operation, oldest first. */
  List<StoredDecision> decisionsOf(String traceId);

  /** The decisions that the creates of one operation keep with them, oldest first. */
  List<StoredDecision> decisionsOfCreates(String traceId);

  /** Newest first. */
  List<StoredDecision> decisions(Instant since, int limit);

  /** A decision as stored: {@link DecisionRecord} as JSON. */
  record StoredDecision(Instant at, String traceId, String json) {}
}
