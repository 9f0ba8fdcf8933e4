package io.signalbox.core.alert;

import io.signalbox.core.event.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * An alert changed.
 *
 * @param alert as it is since
 * @param who an operator; empty where it changed by itself
 * @param traceId of the command; empty where it changed by itself
 */
public record AlertChanged(Instant at, Change change, Alert alert, String who, String traceId)
    implements Event {

  /** What happened to it. */
  public enum Change {
    FIRED,
    CLEARED,
    ACKNOWLEDGED,
    MUTED,
    UNMUTED;

    /** As messages and documents write it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** One that nobody did. */
  public static AlertChanged byItself(Instant at, Change change, Alert alert) {
    return new AlertChanged(at, change, alert, "", "");
  }

  @Override
  public Lane lane() {
    return who.isEmpty() ? Lane.ALERT : Lane.BY_HAND;
  }

  @Override
  public Severity severity() {
    return switch (change) {
      case FIRED -> alert.isMuted(at) ? Severity.INFO : alert.severity().event();
      case CLEARED -> Severity.GOOD;
      case ACKNOWLEDGED, MUTED, UNMUTED -> Severity.INFO;
    };
  }

  @Override
  public String subject() {
    return alert.subject();
  }

  @Override
  public String text() {
    return logged() + (who.isEmpty() ? "" : " by " + who);
  }

  @Override
  public String logged() {
    return switch (change) {
      case FIRED -> "Alert: " + alert.title() + (alert.isMuted(at) ? " (muted)" : "");
      case CLEARED ->
          "Alert over after "
              + AlertWords.about(Duration.between(alert.since(), at))
              + ": "
              + alert.title();
      case ACKNOWLEDGED, UNMUTED -> "Alert " + change.word() + ": " + alert.title();
      case MUTED -> "Alert muted" + until() + ": " + alert.title();
    };
  }

  private String until() {
    Alert.Mark muted = alert.muted();
    Instant until = muted == null ? null : muted.until();
    return until == null ? "" : " until " + until;
  }
}
