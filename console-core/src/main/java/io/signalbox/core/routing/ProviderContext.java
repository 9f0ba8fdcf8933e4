package io.signalbox.core.routing;

import io.signalbox.core.event.EventStream;
import io.signalbox.core.health.HealthMonitor;
import io.signalbox.core.metrics.ProviderMetrics;
import io.signalbox.core.provider.ProviderOperation;
import io.signalbox.core.provider.ProviderResult;
import io.signalbox.core.provider.TimeSource;
import java.util.List;
import java.util.Map;

/**
 * Holds the providers, chooses one for each operation and executes it there. CONTRACT SKELETON: the
 * owner fills it in.
 */
public final class ProviderContext implements AutoCloseable {

  public ProviderContext(
      TimeSource time,
      ProviderMetrics metrics,
      HealthMonitor health,
      RoutingStateRepository state,
      EventStream events) {}

  public RoutingSnapshot snapshot() {
    throw new UnsupportedOperationException();
  }

  public void register(ProviderRegistration registration) {
    throw new UnsupportedOperationException();
  }

  /**
   * Swaps a registration of the same name in place; the old strategy is closed once its calls in
   * flight have ended.
   */
  public void replace(ProviderRegistration registration) {
    throw new UnsupportedOperationException();
  }

  /** Takes a provider out; its calls in flight finish, then it is closed. */
  public void unregister(String name) {
    throw new UnsupportedOperationException();
  }

  public void setSettings(RoutingSettings settings) {
    throw new UnsupportedOperationException();
  }

  /**
   * Re-reads manual states and activation from the store (another process may have changed them).
   */
  public void refreshManual() {
    throw new UnsupportedOperationException();
  }

  /**
   * Chooses without executing. A dry run ({@code draw} false) moves no rotation.
   *
   * @throws io.signalbox.core.error.SignalboxException PROVIDER_NOT_FOUND, PREFERENCE_CONFLICT,
   *     PROVIDER_DISABLED. A record without a winner is returned, not thrown.
   */
  public DecisionRecord choose(RouteRequest request, boolean draw) {
    throw new UnsupportedOperationException();
  }

  /** Chooses and executes. */
  public Execution execute(RouteRequest request, ProviderOperation operation) {
    throw new UnsupportedOperationException();
  }

  /** Executes at a named provider without choosing: for work on machines that are already there. */
  public ProviderResult executeAt(String provider, ProviderOperation operation) {
    throw new UnsupportedOperationException();
  }

  /** Stops, or allows, traffic by hand; stored before it acts. */
  public void setManual(ManualState state) {
    throw new UnsupportedOperationException();
  }

  public void liftManual(String provider) {
    throw new UnsupportedOperationException();
  }

  public void activate(Activation activation) {
    throw new UnsupportedOperationException();
  }

  public void deactivate() {
    throw new UnsupportedOperationException();
  }

  /**
   * Expected share of new unpinned work by provider, 0 to 1, under the snapshot with {@code
   * weights} laid over.
   */
  public Map<String, Double> shares(Map<String, Double> weights) {
    throw new UnsupportedOperationException();
  }

  /**
   * The next {@code count} picks under the snapshot with {@code weights} laid over, without
   * drawing.
   */
  public List<String> nextPicks(Map<String, Double> weights, int count) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {
    throw new UnsupportedOperationException();
  }

  /**
   * The choice and what came of it; without a winner the result is a failure with the record's
   * code.
   */
  public record Execution(DecisionRecord decision, ProviderResult result) {}
}
