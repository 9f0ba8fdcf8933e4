package io.signalbox.core.alert;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Something an operator should look at: one rule and what it found it at. Immutable.
 *
 * @param rule by name
 * @param key what it was found at, told apart from everything else the rule looks at
 * @param kind where a click leads: {@code provider}, {@code template}, {@code request}, {@code
 *     configuration}; {@code background} leads nowhere
 * @param subject what it is about, as a click would look for it
 * @param title one short sentence
 * @param detail what follows from it, or what to do; may be empty
 * @param location file:line:column where there is one; empty otherwise
 * @param value what was measured, with its unit; empty where nothing is measured
 * @param since since when it fires
 * @param clearedAt when it was over; null while it is not
 * @param at when it was looked at for these words
 * @param acknowledged who has seen it; null for nobody
 * @param muted who does not want to hear of it, and until when; null for nobody
 */
public record Alert(
    String rule,
    String key,
    AlertSeverity severity,
    String kind,
    String subject,
    String title,
    String detail,
    String location,
    String value,
    Instant since,
    @Nullable Instant clearedAt,
    Instant at,
    @Nullable Mark acknowledged,
    @Nullable Mark muted) {

  /** What an operator did to an alert. */
  public record Mark(String who, Instant at, @Nullable Instant until) {}

  /** How an alert stands. */
  public enum State {
    FIRING,
    ACKNOWLEDGED,
    MUTED,
    CLEARED;

    /** As commands and screens write it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What commands call it. */
  public String id() {
    return rule + "/" + key;
  }

  public boolean isOpen() {
    return clearedAt == null;
  }

  /** A mute counts until its time, an acknowledgement until the alert is over. */
  public State state(Instant now) {
    if (!isOpen()) {
      return State.CLEARED;
    }
    if (isMuted(now)) {
      return State.MUTED;
    }
    Mark seen = acknowledged;
    return seen != null && !seen.at().isBefore(since) ? State.ACKNOWLEDGED : State.FIRING;
  }

  /** Whether nobody is to be told of it, also when it fires again. */
  public boolean isMuted(Instant now) {
    Instant until = muted == null ? null : muted.until();
    return until != null && now.isBefore(until);
  }

  /** With other marks. */
  public Alert marked(@Nullable Mark newAcknowledged, @Nullable Mark newMuted) {
    return with(clearedAt, at, newAcknowledged, newMuted);
  }

  /** The same, looked at later. */
  public Alert at(Instant when) {
    return with(clearedAt, when, acknowledged, muted);
  }

  /** It is over. */
  public Alert cleared(Instant when) {
    return with(when, when, acknowledged, muted);
  }

  private Alert with(
      @Nullable Instant newClearedAt,
      Instant newAt,
      @Nullable Mark newAcknowledged,
      @Nullable Mark newMuted) {
    return new Alert(
        rule,
        key,
        severity,
        kind,
        subject,
        title,
        detail,
        location,
        value,
        since,
        newClearedAt,
        newAt,
        newAcknowledged,
        newMuted);
  }
}
