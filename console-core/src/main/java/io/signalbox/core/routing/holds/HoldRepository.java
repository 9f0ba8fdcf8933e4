package io.signalbox.core.routing.holds;

import io.signalbox.core.routing.failover.ForcedCircuit;

/** What operators hold, shared by processes. Thread-safe; may block. */
public interface HoldRepository {

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
}
