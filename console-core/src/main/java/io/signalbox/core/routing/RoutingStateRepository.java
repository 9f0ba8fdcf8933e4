package io.signalbox.core.routing;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Manual states, the activation, rotation positions and decision records, shared by processes.
 * Thread-safe; may block.
 */
public interface RoutingStateRepository {

  List<ManualState> manualStates();

  void saveManualState(ManualState state);

  void deleteManualState(String provider);

  Optional<Activation> activation();

  void saveActivation(Activation activation);

  void deleteActivation();

  /** Draws the next pick number of a rotation: 0, 1, 2, ... across all processes. */
  long nextPick(String rotation);

  /** The pick number the next draw will return, without drawing. */
  long peekPick(String rotation);

  /** Adds draws made in a process's memory. */
  void advancePick(String rotation, long by);

  void appendDecision(Instant at, String traceId, String json);

  /** Newest first. */
  List<StoredDecision> decisions(Instant since, int limit);

  /** A decision as stored: {@link DecisionRecord} as JSON. */
  record StoredDecision(Instant at, String traceId, String json) {}
}
