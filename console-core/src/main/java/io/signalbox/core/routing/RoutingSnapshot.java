package io.signalbox.core.routing;

import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.routing.failover.ForcedCircuit;
import io.signalbox.core.routing.holds.Activation;
import io.signalbox.core.routing.holds.HeldByOperators;
import io.signalbox.core.routing.holds.ManualState;
import io.signalbox.core.routing.holds.SwitchHold;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Everything a choice reads, immutable.
 *
 * @param manual by provider
 * @param activation all traffic held on one provider; null if not
 * @param holds by switch
 * @param forced circuits forced by an operator, by provider or strategy
 * @param heldVersion of the last change of any hold that is known here; -1 before the first is
 */
public record RoutingSnapshot(
    List<ProviderRegistration> providers,
    RoutingSettings settings,
    Map<String, ManualState> manual,
    @Nullable Activation activation,
    Map<String, SwitchHold> holds,
    Map<String, ForcedCircuit> forced,
    long heldVersion) {

  public RoutingSnapshot {
    providers = List.copyOf(providers);
    manual = Map.copyOf(manual);
    holds = Map.copyOf(holds);
    forced = Map.copyOf(forced);
  }

  /** What an operator did to a provider and is still in force; null for nothing. */
  public @Nullable ManualState manual(String provider, Instant now) {
    if (manual.isEmpty()) {
      return null;
    }
    ManualState state = manual.get(provider);
    return state == null || state.isExpired(now) ? null : state;
  }

  /** The provider that is active for all traffic; null for none. */
  public @Nullable Activation activation(Instant now) {
    return activation == null || activation.isExpired(now) ? null : activation;
  }

  /** The circuit of a provider or strategy, forced by an operator and still so. */
  public @Nullable ForcedCircuit forced(String name, Instant now) {
    if (forced.isEmpty()) {
      return null;
    }
    ForcedCircuit found = forced.get(name);
    return found == null || found.isExpired(now) ? null : found;
  }

  /** The hold on a switch that is still in force; null for none. */
  public @Nullable SwitchHold hold(String at, Instant now) {
    if (holds.isEmpty()) {
      return null;
    }
    SwitchHold hold = holds.get(at);
    return hold == null || hold.isExpired(now) ? null : hold;
  }

  /**
   * @throws SignalboxException PROVIDER_NOT_FOUND
   */
  public void require(String provider) {
    List<String> names = providers.stream().map(ProviderRegistration::name).toList();
    if (!names.contains(provider)) {
      throw notFound(provider, names);
    }
  }

  /** That there is no provider of a name. */
  public static SignalboxException notFound(String provider, List<String> names) {
    return new SignalboxException(
        ErrorCode.PROVIDER_NOT_FOUND,
        "Provider instance '" + provider + "' not found in configuration",
        Map.of("requested_provider", provider, "available_providers", names));
  }

  /** The same under other settings. */
  public RoutingSnapshot with(RoutingSettings other) {
    return new RoutingSnapshot(providers, other, manual, activation, holds, forced, heldVersion);
  }

  /** The same of other providers. */
  public RoutingSnapshot with(List<ProviderRegistration> others) {
    return new RoutingSnapshot(others, settings, manual, activation, holds, forced, heldVersion);
  }

  /** The same with what was read; this, where that is no newer than what is known here. */
  public RoutingSnapshot held(HeldByOperators read) {
    if (heldVersion >= read.version()) {
      return this;
    }
    return new RoutingSnapshot(
        providers,
        settings,
        byName(read.manual(), ManualState::provider),
        read.activation(),
        byName(read.switches(), SwitchHold::at),
        byName(read.circuits(), ForcedCircuit::name),
        read.version());
  }

  private static <T> Map<String, T> byName(List<T> all, Function<T, String> name) {
    return all.stream().collect(Collectors.toMap(name, each -> each));
  }
}
