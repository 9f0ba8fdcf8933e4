package io.signalbox.core.routing.candidate;

import io.signalbox.core.health.HealthView;
import io.signalbox.core.metrics.ProviderMetrics;
import io.signalbox.core.routing.ProviderRegistration;
import java.util.List;

/** What the monitor, the counters and the calls under way say now. */
public final class LiveFacts implements Facts {

  private final List<ProviderRegistration> providers;
  private final ProviderHandle[] handles;
  private final RoutingRuntime runtime;

  LiveFacts(
      List<ProviderRegistration> providers, List<ProviderHandle> handles, RoutingRuntime runtime) {
    this.providers = providers;
    this.handles = handles.toArray(ProviderHandle[]::new);
    this.runtime = runtime;
  }

  @Override
  public HealthView health(int position) {
    return handles[position].health().view();
  }

  @Override
  public int inFlight(int position) {
    return handles[position].inFlight();
  }

  @Override
  public double successPercent5Min(int position) {
    ProviderMetrics metrics = runtime.metrics();
    return metrics
        .window(providers.get(position).name(), CandidateEligibility.WINDOW)
        .successRate();
  }

  @Override
  public double meanMillis5Min(int position) {
    return runtime
        .metrics()
        .window(providers.get(position).name(), CandidateEligibility.WINDOW)
        .meanMillis();
  }

  @Override
  public double successPercent(int position) {
    return handles[position].calls().successPercent(runtime.time().nanos());
  }

  @Override
  public double decayedMillis(int position) {
    return handles[position].calls().decayedMeanMillis();
  }

  @Override
  public double windowMillis(int position, int calls) {
    return handles[position].calls().meanMillis(calls);
  }

  @Override
  public long sinceFailureNanos(int position) {
    return handles[position].calls().sinceFailureNanos(runtime.time().nanos());
  }
}
