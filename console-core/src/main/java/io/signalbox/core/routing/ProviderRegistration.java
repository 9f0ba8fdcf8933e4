package io.signalbox.core.routing;

import io.signalbox.core.gateway.GuardedProvider;
import io.signalbox.core.provider.ProviderCapabilities;
import io.signalbox.core.routing.holds.ManualState;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A configured provider instance as routing sees it.
 *
 * @param type the type all comparisons use: what it simulates, else its own
 * @param displayType what is shown, such as {@code simulated (aws)}
 * @param strategy null when it cannot be used; {@code unusable} says why then
 * @param unusable the reason it takes no work: type not installed, bad configuration; empty when
 *     usable
 * @param enabled as configured; a {@link ManualState} may say otherwise
 * @param priority lower is first
 * @param weight finite, &gt;= 0; 0 is drained
 * @param capabilities the provider's own, narrowed by the configuration
 * @param labels the configuration's capability map
 */
public record ProviderRegistration(
    String name,
    String type,
    String displayType,
    @Nullable GuardedProvider strategy,
    String unusable,
    boolean enabled,
    int priority,
    double weight,
    ProviderCapabilities capabilities,
    Map<String, Object> labels) {}
