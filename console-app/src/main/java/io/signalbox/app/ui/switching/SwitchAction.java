package io.signalbox.app.ui.switching;

import io.signalbox.app.ui.control.Act;
import io.signalbox.core.routing.SwitchChange;
import java.util.List;

/** What can be done at a switch, or to a provider. */
public enum SwitchAction {
  MAKE_ACTIVE(
      "Make active",
      SwitchChange.Kind.MAKE_ACTIVE,
      "New work goes to it alone, and nothing fails over from it meanwhile."),
  DRAIN(
      "Drain",
      SwitchChange.Kind.DRAIN,
      "No new work, pinned work neither; what is in flight finishes. Health checks go on."),
  MAINTENANCE(
      "Maintenance",
      SwitchChange.Kind.MAINTENANCE,
      "No new work, pinned work neither, and no health checks; what is in flight finishes."),
  FORCE_OPEN(
      "Force open",
      SwitchChange.Kind.FORCE_OPEN,
      "Its circuit lets no new work through. Health checks go on."),
  FORCE_CLOSED(
      "Force closed",
      SwitchChange.Kind.FORCE_CLOSED,
      "Its circuit lets work through, whatever its failures and health."),
  AUTOMATIC(
      "Return to automatic",
      SwitchChange.Kind.AUTOMATIC,
      "Lifts what an operator holds; health and circuits decide again."),
  DISABLE(
      "Disable",
      SwitchChange.Kind.DISABLE,
      "No new work, pinned work neither, and no health checks, until it is enabled."),
  ENABLE(
      "Enable", SwitchChange.Kind.ENABLE, "Takes new work again, whatever the configuration says.");

  /** What is offered at a switch; the others are for a provider by itself. */
  public static final List<SwitchAction> AT_SWITCHES =
      List.of(MAKE_ACTIVE, DRAIN, MAINTENANCE, FORCE_OPEN, FORCE_CLOSED, AUTOMATIC);

  private final String label;
  private final SwitchChange.Kind kind;
  private final String meaning;

  SwitchAction(String label, SwitchChange.Kind kind, String meaning) {
    this.label = label;
    this.kind = kind;
    this.meaning = meaning;
  }

  public String label() {
    return label;
  }

  /** What opens the form for it. */
  public Act act() {
    return Act.valueOf(name());
  }

  /** In a row of choices. */
  String choice() {
    return this == AUTOMATIC ? "Automatic" : label;
  }

  /** What it means for work and checks, in a line. */
  public String meaning() {
    return meaning;
  }

  SwitchChange.Kind kind() {
    return kind;
  }

  /** The action's own name with what it is done to, for the button that does it. */
  public String named(String name) {
    return switch (this) {
      case MAKE_ACTIVE -> "Make " + name + " active";
      case DRAIN -> "Drain " + name;
      case MAINTENANCE -> "Take " + name + " into maintenance";
      case FORCE_OPEN -> "Force " + name + " open";
      case FORCE_CLOSED -> "Force " + name + " closed";
      case AUTOMATIC -> "Return " + name + " to automatic";
      case DISABLE -> "Disable " + name;
      case ENABLE -> "Enable " + name;
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
      case DISABLE -> name + " is disabled";
      case ENABLE -> name + " is enabled";
    };
  }

  /** Whether it ends by itself when a time is given. */
  boolean holds() {
    return this != AUTOMATIC && this != DISABLE && this != ENABLE;
  }

  /** Whether the core refuses it without a reason; moving production traffic always needs one. */
  boolean asksReason() {
    return this != DRAIN && this != DISABLE && this != ENABLE;
  }

  String prompt() {
    return this == AUTOMATIC
        ? "Why is the hold lifted?"
        : "Why? An incident or change number helps";
  }
}
