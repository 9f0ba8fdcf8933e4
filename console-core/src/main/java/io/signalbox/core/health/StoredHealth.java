package io.signalbox.core.health;

import io.signalbox.core.provider.HealthState;
import io.signalbox.core.provider.ProviderQuota;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What monitors found out about a provider, as the store keeps it for every process to go on with;
 * reports from outside are kept apart.
 *
 * @param since when it entered this state: of two findings the one that changed the state later is
 *     the newer
 * @param foundAt the last finding that says anything about it: among those of one state the later
 *     is the newer
 * @param checkedAt the last active check; null if never checked
 * @param backAt the earliest return of an ejected provider; null otherwise
 * @param failures in a row
 * @param goodChecks in a row
 * @param dwell how long it stays out when it is ejected; null if it never was
 * @param returnedAt when it came back last; null if never
 * @param quotas told with the last good check
 */
public record StoredHealth(
    String provider,
    HealthState state,
    Instant since,
    Instant foundAt,
    @Nullable Instant checkedAt,
    String reason,
    boolean ejected,
    @Nullable Instant backAt,
    int failures,
    int goodChecks,
    @Nullable Duration dwell,
    @Nullable Instant returnedAt,
    List<ProviderQuota> quotas) {

  public StoredHealth {
    quotas = List.copyOf(quotas);
  }

  /**
   * The same with nothing that has happened ahead of now, as it is when the clock has gone back
   * since; the return of an ejected provider is no further away than it stays out.
   */
  StoredHealth asOf(Instant now) {
    Duration out = dwell;
    return new StoredHealth(
        provider,
        state,
        earlier(since, now),
        earlier(foundAt, now),
        checkedAt == null ? null : earlier(checkedAt, now),
        reason,
        ejected,
        backAt == null || out == null ? backAt : earlier(backAt, now.plus(out)),
        failures,
        goodChecks,
        dwell,
        returnedAt == null ? null : earlier(returnedAt, now),
        quotas);
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isAfter(other) ? other : one;
  }

  /** Whether this was found out after another. */
  public boolean isNewerThan(StoredHealth other) {
    int order = since.compareTo(other.since);
    return order > 0 || (order == 0 && foundAt.isAfter(other.foundAt));
  }
}
