package io.signalbox.core.routing.holds;

/** What holds are called, on screens, in commands and in the log. */
public final class HoldWords {

  /** Of a provider that all traffic was given to. */
  public static final String ACTIVE = "active";

  /** Stands in what is told of every hold that ended without an operator. */
  public static final String RAN_OUT = "its time ran out";

  private HoldWords() {}

  public static String of(ManualState.Kind kind) {
    return switch (kind) {
      case ENABLED -> "enabled";
      case DRAINED -> "drained";
      case MAINTENANCE -> "in maintenance";
      case DISABLED -> "disabled";
    };
  }

  /** Of a switch. */
  public static String heldOn(String member) {
    return "held on " + member;
  }

  /** Of a circuit. */
  public static String forced(boolean open) {
    return open ? "forced open" : "forced closed";
  }
}
