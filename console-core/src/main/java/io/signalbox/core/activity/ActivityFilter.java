package io.signalbox.core.activity;

import io.signalbox.core.event.Event.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which entries are wanted; everything that is said must be so. Immutable.
 *
 * @param kinds any of them; empty for all
 * @param who a person without the surface, {@code "ana"}, or with it, {@code "ana (window)"}, or a
 *     part of the program as {@link ActivityRepository#names} tells them; empty for all
 * @param about the name of a provider, strategy, template, request or setting; empty for all
 * @param outcomes any of them; empty for all
 * @param text stands somewhere in the entry, in any case of ASCII letters; empty for all
 * @param from the first moment; null for none
 * @param to the last moment; null for none
 */
public record ActivityFilter(
    Set<ActivityKind> kinds,
    String who,
    String about,
    Set<Severity> outcomes,
    String text,
    @Nullable Instant from,
    @Nullable Instant to) {

  /** Everything. */
  public static final ActivityFilter ALL =
      new ActivityFilter(Set.of(), "", "", Set.of(), "", null, null);

  /** Characters of a text that are looked for; whoever pastes more finds what begins so. */
  private static final int MOST = 1_000;

  public ActivityFilter {
    kinds = Set.copyOf(kinds);
    outcomes = Set.copyOf(outcomes);
    text = text.substring(0, Math.min(MOST, text.length()));
  }

  /** Everything that happened so long before and after a moment. */
  public static ActivityFilter around(Instant moment, Duration within) {
    return ALL.between(moment.minus(within), moment.plus(within));
  }

  public ActivityFilter between(@Nullable Instant first, @Nullable Instant last) {
    return new ActivityFilter(kinds, who, about, outcomes, text, first, last);
  }

  public ActivityFilter ofKinds(Set<ActivityKind> other) {
    return new ActivityFilter(other, who, about, outcomes, text, from, to);
  }

  public ActivityFilter by(String name) {
    return new ActivityFilter(kinds, name, about, outcomes, text, from, to);
  }

  public ActivityFilter about(String name) {
    return new ActivityFilter(kinds, who, name, outcomes, text, from, to);
  }

  public ActivityFilter withOutcomes(Set<Severity> other) {
    return new ActivityFilter(kinds, who, about, other, text, from, to);
  }

  public ActivityFilter containing(String words) {
    return new ActivityFilter(kinds, who, about, outcomes, words, from, to);
  }
}
