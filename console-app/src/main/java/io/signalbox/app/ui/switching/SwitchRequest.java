package io.signalbox.app.ui.switching;

/**
 * A wish to throw a switch: what is done to what, and where the wish came up.
 *
 * @param action what the form begins with; another can be chosen in it
 * @param at the strategy whose member it is; empty for a provider by itself
 * @param name the provider, or the member of {@code at}
 * @param from where it was opened, as people call the place: {@code Tracks}, {@code the alert}
 * @param about what it was opened at, in its own words: an alert's title; empty for nothing
 * @param aside how that stands now: {@code firing 9 min}; empty for nothing
 * @param reason what stands in the field for the reason at first; empty for nothing
 * @param undoes the act that {@code action} takes back, as long as no other is chosen; 0 for none
 */
public record SwitchRequest(
    SwitchAction action,
    String at,
    String name,
    String from,
    String about,
    String aside,
    String reason,
    long undoes) {

  /**
   * Of a provider by itself.
   *
   * @param from where it was opened, as people call the place
   */
  public static SwitchRequest provider(SwitchAction action, String name, String from) {
    return new SwitchRequest(action, "", name, from, "", "", "", 0);
  }

  /**
   * Of a strategy's member.
   *
   * @param at the strategy; empty for a provider by itself
   * @param from where it was opened, as people call the place
   */
  public static SwitchRequest member(SwitchAction action, String at, String name, String from) {
    return new SwitchRequest(action, at, name, from, "", "", "", 0);
  }

  /** Names what it was opened at, and how that stands. */
  public SwitchRequest about(String words, String now) {
    return new SwitchRequest(action, at, name, from, words, now, reason, undoes);
  }

  /** Offers a reason, which can be typed over. */
  public SwitchRequest because(String why) {
    return new SwitchRequest(action, at, name, from, about, aside, why, undoes);
  }

  /** Takes an act back by what it does: it is undone, not done anew. */
  public SwitchRequest undoing(long act) {
    return new SwitchRequest(action, at, name, from, about, aside, reason, act);
  }
}
