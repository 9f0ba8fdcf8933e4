package io.signalbox.core.config.table;

import java.util.Optional;
import java.util.function.Function;

/**
 * A case in which a setting has no effect. Told as {@code NO_EFFECT}.
 *
 * @param kind whether another setting wins, or nothing is left to act on
 * @param when the case as the guide tells it
 * @param winner what wins where the case is given; empty where it is not
 */
public record Idle(Kind kind, String when, Function<Situation, Optional<String>> winner) {

  /** How a setting loses its effect. */
  public enum Kind {
    /** Another setting says the same thing and wins. */
    OVERRULED,
    /** Beside it there is nothing to act on. */
    BESIDE,
    /** As {@link #BESIDE}, and so surely a mistake that the file is refused. */
    REFUSED,
    /** As {@link #BESIDE}, but for templates that name several providers: an information. */
    NEARLY
  }

  static Idle overruled(String when, Function<Situation, Optional<String>> winner) {
    return new Idle(Kind.OVERRULED, when, winner);
  }

  static Idle beside(String when, Function<Situation, Optional<String>> winner) {
    return new Idle(Kind.BESIDE, when, winner);
  }

  static Idle refused(String when, Function<Situation, Optional<String>> winner) {
    return new Idle(Kind.REFUSED, when, winner);
  }

  static Idle nearly(String when, Function<Situation, Optional<String>> winner) {
    return new Idle(Kind.NEARLY, when, winner);
  }
}
