package io.signalbox.core.request;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which requests are looked for; all that is said has to hold.
 *
 * @param states any of them; empty for any state
 * @param provider one that has machines of it, or was asked for some; empty for any
 * @param text what stands anywhere in its id, template, provider, actor, message or trace id,
 *     whatever the case, or is the id or name of one of its machines; empty for any
 * @param since made then or later
 */
public record RequestSearch(Set<RequestState> states, String provider, String text, Instant since) {

  /** Characters of a text that are looked for; whoever pastes more finds what begins so. */
  private static final int MOST = 1_000;

  public RequestSearch {
    states = Set.copyOf(states);
    String words = text.strip();
    text = words.substring(0, Math.min(MOST, words.length()));
  }

  /** All of a state that were made since; null for any state. */
  public static RequestSearch of(@Nullable RequestState state, Instant since) {
    return new RequestSearch(state == null ? Set.of() : Set.of(state), "", "", since);
  }

  /** Whether nothing but the time is said. */
  public boolean isOpen() {
    return states.isEmpty() && provider.isEmpty() && text.isEmpty();
  }

  /**
   * What was found.
   *
   * @param newest newest first, at most as many as were asked for
   * @param found how many there are
   * @param all how many the store has, whenever they were made
   * @param days with any, oldest first
   */
  public record Found(List<MachineRequest> newest, int found, int all, List<Day> days) {
    public Found {
      newest = List.copyOf(newest);
      days = List.copyOf(days);
    }
  }

  /**
   * Those of a state that were made on one day.
   *
   * @param day when it began, in UTC
   */
  public record Day(Instant day, RequestState state, int count) {}
}
