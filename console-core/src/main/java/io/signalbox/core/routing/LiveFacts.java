package io.signalbox.core.routing;

import io.signalbox.core.health.HealthView;
import io.signalbox.core.metrics.ProviderMetrics;
import java.util.List;

/** What the monitor, the counters and the calls under way say now. */
final class LiveFacts implements Facts {

  private final List<ProviderRegistration> providers;
  private final ProviderHandle[] handles;
  private final Memory memory;

  LiveFacts(List<ProviderRegistration> providers, List<ProviderHandle> handles, Memory memory) {
    this.providers = providers;
    this.handles = handles.toArray(ProviderHandle[]::new);
    this.memory = memory;
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
    ProviderMetrics metrics = memory.metrics;
    return metrics.window(providers.get(position).name(), Judge.WINDOW).successRate();
  }

  @Override
  public double meanMillis5Min(int position) {
    return memory.metrics.window(providers.get(position).name(), Judge.WINDOW).meanMillis();
  }

  @Override
  public double successPercent(int position) {
    return handles[position].calls().successPercent(memory.time.nanos());
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
    return handles[position].calls().sinceFailureNanos(memory.time.nanos());
  }
}
