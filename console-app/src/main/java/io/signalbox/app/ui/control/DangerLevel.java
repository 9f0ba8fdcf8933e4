package io.signalbox.app.ui.control;

import java.util.Locale;

/**
 * How careful the window is before something is done: by where it is done and by what it does, and
 * by nothing else, so that every screen is as careful as every other.
 */
public enum DangerLevel {
  /** Harms nothing and can be taken back: done at once, Enter is enough. */
  REVERSIBLE,
  /** Disturbs: done by a button alone, which carries the action's name. */
  DISTURBING,
  /** Moves production traffic: asks for a reason and a typed name, and the button is red. */
  MOVES_PRODUCTION;

  /** What it does to traffic. */
  public enum Effect {
    /** No share changes, and every template keeps a way. */
    NOTHING_MOVES,
    /** New work goes elsewhere; so too while that is not known. */
    TRAFFIC_MOVES,
    /** Somebody is left without a way. */
    LAST_WAY
  }

  private static final String PRODUCTION = "production";

  /**
   * @param environment as configured, in any case; empty until it is known, which counts as
   *     production
   */
  public static DangerLevel of(String environment, Effect effect) {
    boolean production = isProduction(environment);
    return switch (effect) {
      case NOTHING_MOVES -> production ? DISTURBING : REVERSIBLE;
      case TRAFFIC_MOVES, LAST_WAY -> production ? MOVES_PRODUCTION : DISTURBING;
    };
  }

  /**
   * Whether it counts as production.
   *
   * @param environment as configured, in any case; empty until it is known, which counts
   */
  public static boolean isProduction(String environment) {
    return environment.isEmpty() || environment.toLowerCase(Locale.ROOT).equals(PRODUCTION);
  }
}
