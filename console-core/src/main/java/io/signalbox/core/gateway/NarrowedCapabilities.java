package io.signalbox.core.gateway;

import io.signalbox.core.provider.ProviderCapabilities;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A provider's own capabilities, narrowed by the configuration's capability map. */
final class NarrowedCapabilities {

  private static final String MAX_PER_REQUEST = "max_instances_per_request";

  private NarrowedCapabilities() {}

  /** {@code max_instances_per_request} lowers the cap of a request. */
  static ProviderCapabilities of(
      ProviderCapabilities own, Set<String> apis, Map<String, Object> configured) {
    return new ProviderCapabilities(
        own.supportedOperations(),
        apis,
        own.features(),
        limit(own.maxInstancesPerRequest(), configured.get(MAX_PER_REQUEST)));
  }

  private static OptionalInt limit(OptionalInt own, @Nullable Object configured) {
    if (configured instanceof Number n && n.intValue() > 0) {
      return OptionalInt.of(Math.min(own.orElse(Integer.MAX_VALUE), n.intValue()));
    }
    return own;
  }
}
