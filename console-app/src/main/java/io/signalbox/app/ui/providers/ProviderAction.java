package io.signalbox.app.ui.providers;

import io.signalbox.core.routing.holds.ManualState;
import io.signalbox.core.snapshot.ProviderView;
import org.jspecify.annotations.Nullable;

/** What can be done to the selected provider, and why it cannot be just now. */
enum ProviderAction {
  CHECK("Check now"),
  MAKE_ACTIVE("Make active"),
  RETURN_TO_AUTOMATIC("Return to automatic"),
  DRAIN("Drain"),
  MAINTENANCE("Maintenance"),
  RESUME("Resume"),
  DISABLE("Disable"),
  ENABLE("Enable");

  private final String label;

  ProviderAction(String label) {
    this.label = label;
  }

  String label() {
    return label;
  }

  /** Whether it changes anything, and so is locked in read-only mode. */
  boolean mutates() {
    return this != CHECK;
  }

  /**
   * Whether it belongs on the screen in this state at all: of a pair that undo each other only one
   * is shown.
   */
  boolean fits(ProviderView provider) {
    boolean held = isHeld(provider);
    return switch (this) {
      case CHECK -> true;
      case MAKE_ACTIVE -> !provider.active();
      case RETURN_TO_AUTOMATIC -> provider.active();
      case DRAIN, MAINTENANCE -> !held && provider.enabled();
      case RESUME -> held;
      case DISABLE -> provider.enabled();
      case ENABLE -> !provider.enabled();
    };
  }

  /** Why it cannot be done; empty if it can. */
  String refusal(@Nullable ProviderView provider, boolean readOnly) {
    if (provider == null) {
      return "Select a provider first";
    }
    if (readOnly && mutates()) {
      return "This window is read-only";
    }
    return switch (this) {
      case CHECK -> provider.usable() ? "" : provider.problem();
      case MAKE_ACTIVE ->
          !provider.usable()
              ? provider.problem()
              : !provider.enabled()
                  ? "Disabled; enable it first"
                  : isHeld(provider) ? "Held by operator; resume it first" : "";
      case RETURN_TO_AUTOMATIC, DRAIN, MAINTENANCE, RESUME, DISABLE, ENABLE -> "";
    };
  }

  private static boolean isHeld(ProviderView provider) {
    ManualState manual = provider.manual();
    return manual != null
        && (manual.kind() == ManualState.Kind.DRAINED
            || manual.kind() == ManualState.Kind.MAINTENANCE);
  }
}
