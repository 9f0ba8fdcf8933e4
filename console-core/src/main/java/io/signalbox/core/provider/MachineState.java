package io.signalbox.core.provider;

/**
 * pending &gt; launching &gt; running &gt; stopping &gt; stopped, running &gt; shutting-down &gt;
 * terminated &gt; returned, any early state &gt; failed. {@code UNKNOWN} is allowed and never
 * treated as gone.
 */
public enum MachineState {
  PENDING("pending"),
  LAUNCHING("launching"),
  RUNNING("running"),
  STOPPING("stopping"),
  STOPPED("stopped"),
  SHUTTING_DOWN("shutting-down"),
  TERMINATED("terminated"),
  RETURNED("returned"),
  FAILED("failed"),
  UNKNOWN("unknown");

  private final String word;

  MachineState(String word) {
    this.word = word;
  }

  /** The word used on the wire, on screen and in the store. */
  public String word() {
    return word;
  }

  /** Gone for good by the cloud's word, or never there. */
  public boolean isGone() {
    return this == TERMINATED || this == RETURNED || this == FAILED;
  }
}
