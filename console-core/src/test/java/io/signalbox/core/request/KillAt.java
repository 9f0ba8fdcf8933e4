package io.signalbox.core.request;

/**
 * Kills a process at its k-th durable step. Nothing it would still have done reaches the disk: not
 * even giving back its leases.
 */
final class KillAt extends StrikeAt {

  /**
   * What a killed process "throws"; no code of ours catches it. Without a trace: whoever would
   * stand in it is told to the log as an error, a hundred times over.
   */
  static final class Killed extends Error {
    private static final long serialVersionUID = 1L;

    Killed() {
      super("killed", null, false, false);
    }
  }

  private volatile boolean dead;

  KillAt(int step, boolean after) {
    super(step, after);
  }

  boolean struck() {
    return dead;
  }

  @Override
  void strike() {
    dead = true;
    throw new Killed();
  }

  @Override
  void alive() {
    if (dead) {
      throw new Killed();
    }
  }
}
