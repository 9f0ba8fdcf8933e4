package io.signalbox.core.health;

import io.signalbox.core.provider.HealthState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A provider's last known health.
 *
 * @param since when it entered this state
 * @param checkedAt the last active check; null if never checked
 * @param reason one sentence; for UNHEALTHY never empty
 * @param ejected whether automation keeps new work from it
 * @param backAt the earliest return of an ejected provider; null otherwise
 * @param source {@code monitor}, or who reported it from outside
 * @param consecutiveFailures counted so far
 * @param freshUntil when the last check is three intervals old: what is older is shown with its
 *     age; null where nothing checks
 */
public record HealthView(
    String provider,
    HealthState state,
    Instant since,
    @Nullable Instant checkedAt,
    String reason,
    boolean ejected,
    @Nullable Instant backAt,
    String source,
    int consecutiveFailures,
    @Nullable Instant freshUntil) {

  /** The source of what nobody told from outside. */
  public static final String MONITOR = "monitor";

  /** A state that does not grow old. */
  public HealthView(
      String provider,
      HealthState state,
      Instant since,
      @Nullable Instant checkedAt,
      String reason,
      boolean ejected,
      @Nullable Instant backAt,
      String source,
      int consecutiveFailures) {
    this(
        provider,
        state,
        since,
        checkedAt,
        reason,
        ejected,
        backAt,
        source,
        consecutiveFailures,
        null);
  }

  /** Whether nobody has looked for so long that the state is to be shown with its age. */
  public boolean isOld(Instant now) {
    return freshUntil != null && now.isAfter(freshUntil);
  }
}
