package io.signalbox.core.snapshot;

import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.health.HealthMonitor;
import io.signalbox.core.health.HealthView;
import io.signalbox.core.metrics.ProviderMetrics;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.routing.ProviderContext;
import io.signalbox.core.routing.ProviderRegistration;
import io.signalbox.core.routing.RoutingSnapshot;
import io.signalbox.core.routing.Traffic;
import io.signalbox.core.routing.failover.CircuitView;
import io.signalbox.core.routing.holds.Activation;
import io.signalbox.core.routing.holds.ManualState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Puts together what routing, health and metrics know of each provider. Thread-safe. */
public final class ProviderViews {

  /** What memory holds; a process that was just started asks the store for as much. */
  public static final Duration WINDOW = Duration.ofMinutes(15);

  private final ProviderContext context;
  private final HealthMonitor health;
  private final ProviderMetrics metrics;
  private final TimeSource time;
  private final boolean shortLived;

  /**
   * @param shortLived whether this process was started for one answer, so that what was measured is
   *     in the store and not in its memory
   */
  public ProviderViews(
      ProviderContext context,
      HealthMonitor health,
      ProviderMetrics metrics,
      TimeSource time,
      boolean shortLived) {
    this.context = context;
    this.health = health;
    this.metrics = metrics;
    this.time = time;
    this.shortLived = shortLived;
  }

  /** The window to ask metrics for, so that a short-lived process is answered from the store. */
  public Duration measured(Duration window) {
    return shortLived && window.compareTo(WINDOW) <= 0 ? WINDOW.plusMinutes(1) : window;
  }

  /** Every configured provider, in registration order. */
  public List<ProviderView> all(Duration window) {
    RoutingSnapshot snapshot = context.snapshot();
    Traffic traffic = context.traffic();
    Map<String, Double> shares = traffic.shares();
    Instant now = time.now();
    List<ProviderView> views = new ArrayList<>();
    for (ProviderRegistration provider : snapshot.providers()) {
      views.add(view(provider, views.size(), snapshot, traffic, shares, window, now));
    }
    return List.copyOf(views);
  }

  /**
   * One provider.
   *
   * @throws SignalboxException PROVIDER_NOT_FOUND
   */
  public ProviderView one(String name, Duration window) {
    return all(window).stream()
        .filter(view -> view.name().equals(name))
        .findFirst()
        .orElseThrow(() -> notFound(name));
  }

  /**
   * The registration of that name.
   *
   * @throws SignalboxException PROVIDER_NOT_FOUND
   */
  public ProviderRegistration registration(String name) {
    return context.snapshot().providers().stream()
        .filter(provider -> provider.name().equals(name))
        .findFirst()
        .orElseThrow(() -> notFound(name));
  }

  /** The weight in force by provider: overrides and the balancer's weights included. */
  public Map<String, Double> weights() {
    RoutingSnapshot snapshot = context.snapshot();
    Map<String, Double> weights = new LinkedHashMap<>();
    for (ProviderRegistration provider : snapshot.providers()) {
      weights.put(provider.name(), weight(snapshot, provider));
    }
    return weights;
  }

  /** The error for a name that is not configured. */
  public SignalboxException notFound(String name) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("requested_provider", name);
    details.put(
        "available_providers",
        context.snapshot().providers().stream().map(ProviderRegistration::name).toList());
    return new SignalboxException(
        ErrorCode.PROVIDER_NOT_FOUND,
        "Provider instance '" + name + "' not found in configuration",
        details);
  }

  private ProviderView view(
      ProviderRegistration provider,
      int order,
      RoutingSnapshot snapshot,
      Traffic traffic,
      Map<String, Double> shares,
      Duration window,
      Instant now) {
    String name = provider.name();
    ManualState manual = manual(snapshot, name, now);
    Activation activation = snapshot.activation();
    boolean active =
        activation != null && !activation.isExpired(now) && activation.provider().equals(name);
    boolean enabled =
        manual == null
            ? provider.enabled()
            : switch (manual.kind()) {
              case ENABLED -> true;
              case DISABLED -> false;
              case DRAINED, MAINTENANCE -> provider.enabled();
            };
    boolean usable = provider.strategy() != null && provider.unusable().isEmpty();
    double weight = weight(snapshot, provider);
    HealthView state = health.view(name);
    boolean held =
        manual != null
            && (manual.kind() == ManualState.Kind.DRAINED
                || manual.kind() == ManualState.Kind.MAINTENANCE);
    CircuitView circuit = traffic.circuit(name).orElse(null);
    return new ProviderView(
        name,
        provider.type(),
        provider.displayType(),
        enabled,
        usable,
        provider.unusable(),
        enabled && usable && !held && !isForcedOpen(circuit) && !state.ejected() && weight > 0,
        state,
        manual,
        active,
        Objects.requireNonNullElse(shares.get(name), 0.0),
        provider.priority(),
        weight,
        metrics.inFlight(name),
        traffic.maxConnections(name),
        metrics.window(name, measured(window)),
        order,
        circuit);
  }

  private static boolean isForcedOpen(@Nullable CircuitView circuit) {
    return circuit != null && circuit.state() == CircuitView.State.FORCED_OPEN;
  }

  private static @Nullable ManualState manual(RoutingSnapshot snapshot, String name, Instant now) {
    ManualState manual = snapshot.manual().get(name);
    return manual == null || manual.isExpired(now) ? null : manual;
  }

  private static double weight(RoutingSnapshot snapshot, ProviderRegistration provider) {
    return snapshot.settings().weights().getOrDefault(provider.name(), provider.weight());
  }
}
