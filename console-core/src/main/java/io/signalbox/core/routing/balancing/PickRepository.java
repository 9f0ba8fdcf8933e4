package io.signalbox.core.routing.balancing;

/** Keeps rotation positions, shared by processes. Thread-safe; may block. */
public interface PickRepository {

  /** Draws the next pick number of a rotation: 0, 1, 2, ... across all processes. */
  long nextPick(String rotation);

  /** The pick number the next draw will return, without drawing. */
  long peekPick(String rotation);

  /** Adds draws made in a process's memory. */
  void advancePick(String rotation, long by);
}
