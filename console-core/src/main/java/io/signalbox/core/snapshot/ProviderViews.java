package io.signalbox.core.snapshot;

import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.health.HealthMonitor;
import io.signalbox.core.health.HealthView;
import io.signalbox.core.metrics.ProviderMetrics;
import io.signalbox.core.metrics.RecentWindow;
import io.signalbox.core.metrics.WindowMetrics;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.routing.ProviderContext;
import io.signalbox.core.routing.ProviderRegistration;
import io.signalbox.core.routing.RoutingSnapshot;
import io.signalbox.core.routing.Traffic;
import io.signalbox.core.routing.failover.CircuitView;
import io.signalbox.core.routing.holds.Activation;
import io.signalbox.core.routing.holds.ManualState;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Puts together what routing, health and metrics know of each provider. What did not change since
 * it was asked last is the same object again. Thread-safe; blocks on the store.
 */
public final class ProviderViews {

  private final ProviderContext context;
  private final HealthMonitor health;
  private final ProviderMetrics metrics;
  private final TimeSource time;
  // All guarded by this.
  private final RecentWindow window;
  private final ProviderMarks marks;
  private Map<String, ProviderView> known = Map.of();
  private List<ProviderView> all = List.of();
  // Of the snapshot that was asked for last.
  private volatile Registered registered = new Registered(List.of(), Map.of());

  private record Registered(
      List<ProviderRegistration> all, Map<String, ProviderRegistration> byName) {}

  /**
   * Every provider at one moment.
   *
   * @param all in registration order
   * @param totals of all of them together
   * @param inFlight calls now
   */
  public record Now(
      Instant at,
      Traffic traffic,
      List<ProviderView> all,
      WindowMetrics totals,
      int inFlight,
      Map<String, Double> rates) {}

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
    this.window = metrics.recent(shortLived);
    this.marks = new ProviderMarks(context, health, metrics);
  }

  /** Every configured provider, in registration order. */
  public List<ProviderView> all() {
    return now().all();
  }

  /** Every configured provider as it stands now. */
  public synchronized Now now() {
    marks.note();
    Traffic traffic = context.traffic();
    RoutingSnapshot snapshot = traffic.snapshot();
    window.update(snapshot.providers().stream().map(ProviderRegistration::name).toList());
    Map<String, Double> shares = traffic.shares();
    Instant now = time.now();
    Map<String, ProviderView> next = LinkedHashMap.newLinkedHashMap(snapshot.providers().size());
    Map<String, Double> rates = HashMap.newHashMap(snapshot.providers().size());
    int inFlight = 0;
    for (ProviderRegistration provider : snapshot.providers()) {
      ProviderView fresh = view(provider, next.size(), traffic, shares, now);
      ProviderView before = known.get(provider.name());
      next.put(provider.name(), fresh.equals(before) ? before : fresh);
      rates.put(provider.name(), fresh.metrics().operationsPerSecond());
      inFlight += fresh.inFlight();
    }
    known = next;
    if (!isSame(all, next.values())) {
      all = List.copyOf(next.values());
    }
    return new Now(now, traffic, all, window.totals(), inFlight, rates);
  }

  private static boolean isSame(List<ProviderView> before, Collection<ProviderView> now) {
    if (before.size() != now.size()) {
      return false;
    }
    Iterator<ProviderView> each = before.iterator();
    return now.stream().allMatch(view -> view == each.next());
  }

  /**
   * Whether a call, here or in another process, a check, an operator or the configuration has
   * changed anything since {@link #now} was asked last, without finding out what.
   */
  synchronized boolean haveChanged() {
    return marks.haveChanged() || window.isOver() || window.isBehind();
  }

  /** How often the counts of a provider were read so far. */
  synchronized long reads() {
    return window.reads();
  }

  /**
   * One provider.
   *
   * @throws SignalboxException PROVIDER_NOT_FOUND
   */
  public ProviderView one(String name) {
    return all().stream()
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
    List<ProviderRegistration> now = context.snapshot().providers();
    Registered index = registered;
    if (index.all() != now) {
      index =
          new Registered(
              now,
              now.stream().collect(Collectors.toMap(ProviderRegistration::name, each -> each)));
      registered = index;
    }
    ProviderRegistration found = index.byName().get(name);
    if (found == null) {
      throw notFound(name);
    }
    return found;
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
      Traffic traffic,
      Map<String, Double> shares,
      Instant now) {
    String name = provider.name();
    RoutingSnapshot snapshot = traffic.snapshot();
    ManualState manual = snapshot.manual(name, now);
    Activation activation = snapshot.activation(now);
    boolean active = activation != null && activation.provider().equals(name);
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
        window.of(name),
        order,
        circuit);
  }

  private static boolean isForcedOpen(@Nullable CircuitView circuit) {
    return circuit != null && circuit.state() == CircuitView.State.FORCED_OPEN;
  }

  private static double weight(RoutingSnapshot snapshot, ProviderRegistration provider) {
    return snapshot.settings().weights().getOrDefault(provider.name(), provider.weight());
  }
}
