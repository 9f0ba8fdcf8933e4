package io.signalbox.app.ui.switching;

import io.signalbox.core.routing.SwitchChange;

/** What can be done at a switch, or to a provider. */
public enum SwitchAction {
  MAKE_ACTIVE("Make active", SwitchChange.Kind.MAKE_ACTIVE),
  DRAIN("Drain", SwitchChange.Kind.DRAIN),
  MAINTENANCE("Maintenance", SwitchChange.Kind.MAINTENANCE),
  FORCE_OPEN("Force open", SwitchChange.Kind.FORCE_OPEN),
  FORCE_CLOSED("Force closed", SwitchChange.Kind.FORCE_CLOSED),
  AUTOMATIC("Return to automatic", SwitchChange.Kind.AUTOMATIC);

  private final String label;
  private final SwitchChange.Kind kind;

  SwitchAction(String label, SwitchChange.Kind kind) {
    this.label = label;
    this.kind = kind;
  }

  public String label() {
    return label;
  }

  SwitchChange.Kind kind() {
    return kind;
  }

  /** The action's own name with what it is done to, for the button that does it. */
  String named(String name) {
    return switch (this) {
      case MAKE_ACTIVE -> "Make " + name + " active";
      case DRAIN -> "Drain " + name;
      case MAINTENANCE -> "Take " + name + " into maintenance";
      case FORCE_OPEN -> "Force " + name + " open";
      case FORCE_CLOSED -> "Force " + name + " closed";
      case AUTOMATIC -> "Return " + name + " to automatic";
    };
  }

  /** What a toast says afterwards. */
  String done(String name) {
    return switch (this) {
      case MAKE_ACTIVE -> name + " is active";
      case DRAIN -> name + " is drained";
      case MAINTENANCE -> name + " is in maintenance";
      case FORCE_OPEN -> "The circuit of " + name + " is forced open";
      case FORCE_CLOSED -> "The circuit of " + name + " is forced closed";
      case AUTOMATIC -> name + " is automatic again";
    };
  }

  /** Whether it ends by itself when a time is given. */
  boolean holds() {
    return this != AUTOMATIC;
  }

  /** Whether the core refuses it without a reason; moving production traffic always needs one. */
  boolean asksReason() {
    return this != DRAIN;
  }

  String prompt() {
    return this == AUTOMATIC
        ? "Why is the hold lifted?"
        : "Why? An incident or change number helps";
  }
}
