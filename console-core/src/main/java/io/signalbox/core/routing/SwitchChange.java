package io.signalbox.core.routing;

import org.jspecify.annotations.Nullable;

/**
 * A switch about to be thrown, for a preview of what traffic would do.
 *
 * @param name the provider, or the strategy, that is acted on
 * @param at for MAKE_ACTIVE and AUTOMATIC the switch it is done at; null for all traffic
 */
public record SwitchChange(Kind kind, String name, @Nullable String at) {

  /** What an operator can do. */
  public enum Kind {
    MAKE_ACTIVE,
    DRAIN,
    MAINTENANCE,
    FORCE_OPEN,
    FORCE_CLOSED,
    DISABLE,
    /** Takes new work again, whatever the configuration says. */
    ENABLE,
    /** Lifts whatever an operator did to the name: hold, drain, maintenance, forced circuit. */
    AUTOMATIC,
    /** Lifts drain and maintenance alone. */
    RESUME,
    /** Lifts a forced circuit alone. */
    RELEASE_CIRCUIT,
    /** Lifts the activation, whoever is active; the name is not looked at. */
    DEACTIVATE
  }
}
