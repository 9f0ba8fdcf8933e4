package io.signalbox.core.routing;

/**
 * Decides stored decisions again, oldest first, under settings that are only proposed: on what was
 * recorded of each candidate, with rotations of its own. Draws and calls nothing. Used by one
 * thread.
 */
public interface WhatIf {

  /**
   * What became of a decision.
   *
   * @param winner empty for none
   * @param why why it wins, or what is not comparable
   */
  record Outcome(boolean comparable, String winner, String why) {}

  /** Decides one again. */
  Outcome decide(DecisionRecord record);
}
