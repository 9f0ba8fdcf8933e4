package io.signalbox.core.command.handling;

/** The installation's identity, as far as commands need it. Thread-safe. */
public interface Installation {

  /** Why nothing may be changed in a cloud, and what to do; empty when it may. */
  String refusal();

  /**
   * Decides what a copied or moved store is.
   *
   * @return the installation id from now on
   */
  String decide(boolean keep);
}
