package io.signalbox.core.gateway;

import io.signalbox.core.provider.LaunchSpec;
import io.signalbox.core.provider.OperationContext;
import io.signalbox.core.provider.ProviderOperation;
import io.signalbox.core.testing.ManualTime;
import java.util.List;
import java.util.Map;

/**
 * Operations to ask a provider for.
 *
 * @param time of the clock; their deadline is twenty seconds later
 */
record Operations(ManualTime time) {

  OperationContext context() {
    return OperationContext.of("t", time.now().plusSeconds(20)).withIdempotencyKey("k");
  }

  ProviderOperation create() {
    return new ProviderOperation.CreateInstances(
        new LaunchSpec("web", Map.of()), 1, Map.of(), context());
  }

  ProviderOperation terminate() {
    return new ProviderOperation.TerminateInstances(List.of("i-1"), context());
  }

  ProviderOperation read() {
    return new ProviderOperation.GetAvailableTemplates(context());
  }

  ProviderOperation listing() {
    return new ProviderOperation.DescribeResourceInstances(Map.of("owner", "ours"), context());
  }
}
