package io.signalbox.app.ui.switching;

import io.signalbox.app.ui.control.DangerLevel;
import io.signalbox.core.query.SwitchPreview;
import org.jspecify.annotations.Nullable;

/**
 * What is asked before a switch is thrown: by where it is and what it would do, and by nothing
 * else.
 *
 * @param environment as configured; empty until it is known
 * @param action null while nothing is about to happen
 * @param name what must be typed where traffic of production moves
 * @param preview what traffic would do; null while that is not known, which counts as if it moved
 * @param lastWayOut whether somebody would be left without a way
 */
record Asked(
    String environment,
    @Nullable SwitchAction action,
    String name,
    @Nullable SwitchPreview preview,
    boolean lastWayOut) {

  /** How careful to be. */
  DangerLevel level() {
    return DangerLevel.of(
        environment,
        lastWayOut
            ? DangerLevel.Effect.LAST_WAY
            : preview == null || TracksPreview.movesTraffic(preview)
                ? DangerLevel.Effect.TRAFFIC_MOVES
                : DangerLevel.Effect.NOTHING_MOVES);
  }

  /** Whether the name must be typed. */
  boolean asksName() {
    return level() == DangerLevel.MOVES_PRODUCTION;
  }

  boolean asksReason() {
    return action != null && (action.asksReason() || asksName() || lastWayOut);
  }

  /** The first that is not answered yet; empty if all is. */
  String missing(SwitchInput input) {
    if (lastWayOut && !input.force().get()) {
      return "No other way is left: tick the box to do it even so.";
    }
    if (asksReason() && input.reason().get().isBlank()) {
      return "Give a reason first.";
    }
    return asksName() && !input.typed().get().trim().equals(name) ? "Type " + name + " first." : "";
  }
}
