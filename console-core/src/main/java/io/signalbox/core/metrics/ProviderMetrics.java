package io.signalbox.core.metrics;

import io.signalbox.core.provider.ProviderOperationType;
import io.signalbox.core.provider.ProviderResult;
import io.signalbox.core.provider.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Everything measured about providers. CONTRACT SKELETON: the owner fills it in. */
public final class ProviderMetrics {

  public ProviderMetrics(TimeSource time) {}

  /** Marks a call as begun; the provider's in-flight count grows by one. */
  public void begin(String provider) {
    throw new UnsupportedOperationException();
  }

  /**
   * Marks a call as ended; in flight shrinks by one and the outcome is counted. Must follow each
   * {@link #begin}.
   */
  public void end(
      String provider, ProviderOperationType type, ProviderResult result, long elapsedNanos) {
    throw new UnsupportedOperationException();
  }

  public int inFlight(String provider) {
    throw new UnsupportedOperationException();
  }

  /** Up to 15 min from memory, longer ones from stored minutes. */
  public WindowMetrics window(String provider, Duration window) {
    throw new UnsupportedOperationException();
  }

  public Map<ProviderOperationType, WindowMetrics> byOperation(String provider, Duration window) {
    throw new UnsupportedOperationException();
  }

  /** Steps from {@code from} to {@code to}; 1 s buckets within the last 15 min, else minutes. */
  public List<SeriesPoint> series(String provider, Instant from, Instant to, Duration step) {
    throw new UnsupportedOperationException();
  }

  /** The last errors of a provider, newest first. */
  public List<RecentError> recentErrors(String provider, int limit) {
    throw new UnsupportedOperationException();
  }

  /** Bounds memory: forgets a provider that is no longer configured. */
  public void forget(String provider) {
    throw new UnsupportedOperationException();
  }
}
