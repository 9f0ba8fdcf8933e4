package io.signalbox.app.ui.control;

import java.util.List;

/**
 * A question before something disturbing.
 *
 * @param title what will happen
 * @param facts what it means, one sentence each
 * @param action the button's text: the action's own name
 * @param asksReason whether a reason is wanted, and required
 * @param asksHold whether a time may be given after which it ends by itself
 * @param typedName what must be typed before the button works; empty where nothing moves production
 *     traffic
 */
public record Danger(
    String title,
    List<String> facts,
    String action,
    boolean asksReason,
    boolean asksHold,
    String typedName) {

  public Danger {
    facts = List.copyOf(facts);
  }

  /** Disturbing, but not moving traffic. */
  public static Danger confirm(String title, String fact, String action) {
    return new Danger(title, List.of(fact), action, false, false, "");
  }

  /** What was answered. {@code holdMinutes} is 0 for until lifted. */
  public record Answer(String reason, int holdMinutes) {}
}
