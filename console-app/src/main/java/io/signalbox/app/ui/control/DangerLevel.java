package io.signalbox.app.ui.control;

import java.util.Locale;
import java.util.Set;

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
    LAST_WAY;

    /** Sections of the configuration that say nothing of where work goes. */
    private static final Set<String> APART =
        Set.of("alerts", "environment", "logging", "request", "storage", "template", "version");

    /** Of changing a setting where no preview says what follows, by its key. */
    public static Effect ofSetting(String key) {
      int dot = key.indexOf('.');
      return APART.contains(dot < 0 ? key : key.substring(0, dot)) ? NOTHING_MOVES : TRAFFIC_MOVES;
    }
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
   * What is to be typed before a setting is changed where no preview says what follows; empty where
   * nothing is.
   */
  public static String typedFor(String environment, String key) {
    return of(environment, Effect.ofSetting(key)) == MOVES_PRODUCTION
        ? environment.isEmpty() ? key : environment
        : "";
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
