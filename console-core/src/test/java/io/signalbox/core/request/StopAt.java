package io.signalbox.core.request;

/** Stops a process at its k-th durable step and wakes it after what happens elsewhere meanwhile. */
final class StopAt extends StrikeAt {

  private final Runnable meanwhile;
  private volatile boolean happened;

  StopAt(int step, boolean after, Runnable meanwhile) {
    super(step, after);
    this.meanwhile = meanwhile;
  }

  boolean happened() {
    return happened;
  }

  @Override
  void strike() {
    happened = true;
    meanwhile.run();
  }
}
