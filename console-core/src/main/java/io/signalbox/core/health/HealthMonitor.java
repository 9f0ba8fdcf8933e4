package io.signalbox.core.health;

import io.signalbox.core.event.EventStream;
import io.signalbox.core.metrics.ProviderMetrics;
import io.signalbox.core.provider.ProviderHealthStatus;
import io.signalbox.core.provider.ProviderResult;
import io.signalbox.core.provider.TimeSource;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/** The one judge of each provider's health. CONTRACT SKELETON: the owner fills it in. */
public final class HealthMonitor {

  public HealthMonitor(
      TimeSource time, HealthRepository repository, ProviderMetrics metrics, EventStream events) {}

  /**
   * Begins to judge a provider; its stored last state is in force at once. Watching again replaces
   * the settings.
   */
  public void watch(
      String provider, HealthSettings settings, Supplier<ProviderHealthStatus> check) {
    throw new UnsupportedOperationException();
  }

  public void forget(String provider) {
    throw new UnsupportedOperationException();
  }

  /** Never remote, never blocks. UNKNOWN for a provider that is not watched. */
  public HealthView view(String provider) {
    throw new UnsupportedOperationException();
  }

  /** Runs one check now, blocking, whatever the schedule; counts like any other check. */
  public HealthView checkNow(String provider) {
    throw new UnsupportedOperationException();
  }

  /**
   * Runs every check that is due and advances ejections; called about once a second by whoever
   * holds the lease.
   */
  public void tick() {
    throw new UnsupportedOperationException();
  }

  /** Tells the result of real work (not of checks), for passive judgement. */
  public void observe(String provider, ProviderResult result) {
    throw new UnsupportedOperationException();
  }

  public void report(HealthReport report) {
    throw new UnsupportedOperationException();
  }

  /** Takes an external report back before it expires. */
  public void withdrawReport(String provider) {
    throw new UnsupportedOperationException();
  }

  /** Suspends active checks (maintenance, disabled) or resumes them. */
  public void setChecksSuspended(String provider, boolean suspended) {
    throw new UnsupportedOperationException();
  }

  public List<HealthChange> history(String provider, Instant from, Instant to) {
    throw new UnsupportedOperationException();
  }
}
