package io.signalbox.core.routing;

import io.signalbox.core.routing.balancing.PickRepository;
import io.signalbox.core.routing.balancing.Sessions;
import io.signalbox.core.routing.failover.CircuitRecord;
import io.signalbox.core.routing.failover.ForcedCircuit;
import java.time.Instant;
import java.util.List;

/**
 * What an operator did, circuits, sessions, rotation positions and decision records, shared by
 * processes. Thread-safe; may block.
 */
public interface RoutingStateRepository extends PickRepository {

  /** Everything that operators hold, as of one moment. */
  HeldByOperators held();

  /**
   * Saves a hold in the place of another. All holds share one version, which each change raises.
   *
   * @param replaces the version of the hold that is there; 0 for none
   * @return false, and nothing is written, where another is there
   */
  boolean save(ManualState state, long replaces);

  /** As {@link #save(ManualState, long)}; there is one activation at most. */
  boolean save(Activation activation, long replaces);

  /** As {@link #save(ManualState, long)}. */
  boolean save(SwitchHold hold, long replaces);

  /** As {@link #save(ManualState, long)}. */
  boolean save(ForcedCircuit forced, long replaces);

  /** Deletes a hold; false, and nothing is written, where another is there, or none. */
  boolean delete(ManualState seen);

  /** As {@link #delete(ManualState)}. */
  boolean delete(Activation seen);

  /** As {@link #delete(ManualState)}. */
  boolean delete(SwitchHold seen);

  /** As {@link #delete(ManualState)}. */
  boolean delete(ForcedCircuit seen);

  List<CircuitRecord> circuits();

  /** Saves circuits, except where a later change of the same circuit is stored. */
  void saveCircuits(List<CircuitRecord> circuits);

  /** Sessions that have not ended. */
  List<Sessions.Remembered> sessions(Instant now);

  /** Saves sessions and deletes those that have ended. */
  void saveSessions(List<Sessions.Remembered> sessions, Instant now);

  /** Adds decisions, and keeps the newest {@code most}. */
  void appendDecisions(List<StoredDecision> decisions, int max);

  /** The decisions of one operation, oldest first. */
  List<StoredDecision> decisionsOf(String traceId);

  /** Newest first. */
  List<StoredDecision> decisions(Instant since, int limit);

  /** A decision as stored: {@link DecisionRecord} as JSON. */
  record StoredDecision(Instant at, String traceId, String json) {}
}
