package io.signalbox.core.gateway;

import io.signalbox.core.provider.ProviderCapabilities;
import java.util.Collection;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A provider's own capabilities, narrowed by the configuration's capability map. */
final class NarrowedCapabilities {

  private static final String MAX_PER_REQUEST = "max_instances_per_request";

  private NarrowedCapabilities() {}

  /**
   * Names that are APIs of the provider narrow its APIs, but only if at least one is named; {@code
   * max_instances_per_request} lowers the cap of a request.
   */
  static ProviderCapabilities of(ProviderCapabilities own, Map<String, Object> configured) {
    Set<String> named = new TreeSet<>(own.apis());
    named.removeIf(api -> !has(configured.get(api)));
    return new ProviderCapabilities(
        own.supportedOperations(),
        named.isEmpty() ? own.apis() : named,
        own.features(),
        limit(own.maxInstancesPerRequest(), configured.get(MAX_PER_REQUEST)));
  }

  private static OptionalInt limit(OptionalInt own, @Nullable Object configured) {
    if (configured instanceof Number n && n.intValue() > 0) {
      return OptionalInt.of(Math.min(own.orElse(Integer.MAX_VALUE), n.intValue()));
    }
    return own;
  }

  /** False, 0, empty and absent do not count as having it. */
  private static boolean has(@Nullable Object value) {
    return switch (value) {
      case null -> false;
      case Boolean b -> b;
      case Number n -> n.doubleValue() != 0;
      case String s -> !s.isBlank();
      case Collection<?> c -> !c.isEmpty();
      case Map<?, ?> m -> !m.isEmpty();
      default -> true;
    };
  }
}
