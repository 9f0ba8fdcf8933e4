package io.signalbox.core.query.answering;

import io.signalbox.core.config.Configuration;
import io.signalbox.core.config.SettingValue;
import io.signalbox.core.gateway.GuardedProvider;
import io.signalbox.core.health.HealthChange;
import io.signalbox.core.health.HealthMonitor;
import io.signalbox.core.metrics.ProviderMetrics;
import io.signalbox.core.metrics.RecentWindow;
import io.signalbox.core.metrics.SeriesPoint;
import io.signalbox.core.metrics.WindowMetrics;
import io.signalbox.core.provider.ConfigField;
import io.signalbox.core.provider.ConnectionFinding;
import io.signalbox.core.provider.OperationContext;
import io.signalbox.core.provider.ProviderFactory;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.query.ConnectionReport;
import io.signalbox.core.query.PriceRange;
import io.signalbox.core.query.ProviderDetail;
import io.signalbox.core.routing.ProviderContext;
import io.signalbox.core.routing.ProviderRegistration;
import io.signalbox.core.snapshot.ProviderView;
import io.signalbox.core.snapshot.ProviderViews;
import io.signalbox.core.template.field.LaunchApis;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/** Answers what is asked about providers. Thread-safe. */
public final class ProviderQueries {

  private static final int RECENT_ERRORS = 50;

  /** What memory holds; a longer window is read from the store. */
  private static final Duration IN_MEMORY = Duration.ofMinutes(15);

  /** How long a test may take. */
  private static final Duration TEST = Duration.ofSeconds(30);

  private static final String INSTALL = "signalbox config validate tells what to mend";

  private final ProviderViews views;
  private final ProviderContext context;
  private final HealthMonitor health;
  private final ProviderMetrics metrics;
  private final Supplier<Configuration> configuration;
  private final Map<String, ProviderFactory> factories;
  private final LaunchApis apis;
  private final Function<String, PriceRange> prices;
  private final Runnable beforeHealth;
  private final boolean shortLived;
  private final TimeSource time;

  /**
   * @param prices of a machine of a provider's templates, as last known
   * @param beforeHealth runs before health is told: a short-lived process checks what nobody has
   *     checked yet
   * @param shortLived whether what was measured is in the store and not in memory
   */
  public ProviderQueries(
      ProviderViews views,
      ProviderContext context,
      HealthMonitor health,
      ProviderMetrics metrics,
      Supplier<Configuration> configuration,
      Map<String, ProviderFactory> factories,
      Function<String, PriceRange> prices,
      Runnable beforeHealth,
      boolean shortLived,
      TimeSource time) {
    this.views = views;
    this.context = context;
    this.health = health;
    this.metrics = metrics;
    this.configuration = configuration;
    this.factories = Map.copyOf(factories);
    this.apis = new LaunchApis(factories);
    this.prices = prices;
    this.beforeHealth = beforeHealth;
    this.shortLived = shortLived;
    this.time = time;
  }

  List<ProviderView> list(boolean healthyOnly) {
    beforeHealth.run();
    return views.all().stream().filter(view -> !healthyOnly || isHealthy(view)).toList();
  }

  private static boolean isHealthy(ProviderView view) {
    return view.enabled()
        && view.usable()
        && switch (view.health().state()) {
          case HEALTHY, DEGRADED -> true;
          case UNHEALTHY, UNKNOWN -> false;
        };
  }

  ProviderDetail show(String name, Duration window) {
    ProviderRegistration registration = views.registration(name);
    beforeHealth.run();
    Configuration current = configuration.get();
    String factoryType = current.provider(name).map(p -> p.type()).orElse(registration.type());
    ProviderFactory factory = factories.get(factoryType);
    List<ConfigField> fields = factory == null ? List.of() : factory.configFields();
    ProviderView view = views.one(name);
    return new ProviderDetail(
        view,
        figures(view, window),
        registration.capabilities(),
        registration.labels(),
        health.quotas(name),
        apis.limits(
            registration.type(),
            registration.capabilities().apis(),
            registration.capabilities().maxInstancesPerRequest()),
        prices.apply(name),
        settings(current, name),
        fields,
        metrics.byOperation(name, window, shortLived),
        metrics.recentErrors(name, RECENT_ERRORS));
  }

  /** The five minutes that every screen and command tells are told here too. */
  private WindowMetrics figures(ProviderView view, Duration window) {
    if (window.equals(RecentWindow.LENGTH)) {
      return view.metrics();
    }
    boolean remembered = window.compareTo(IN_MEMORY) <= 0;
    return metrics.window(
        view.name(), shortLived && remembered ? IN_MEMORY.plusMinutes(1) : window);
  }

  /** Its time begins when the provider is ready: what is loaded may take longer than the calls. */
  static List<ConnectionFinding> tried(GuardedProvider provider, String name, TimeSource time) {
    provider.prepare();
    return provider.test(OperationContext.of("test-" + name, time.now().plus(TEST)));
  }

  ConnectionReport test(String name) {
    ProviderRegistration registration = views.registration(name);
    Instant begun = time.now();
    long begunNanos = time.nanos();
    GuardedProvider provider = registration.strategy();
    List<ConnectionFinding> findings =
        provider == null
            ? List.of(ConnectionFinding.failed("provider", registration.unusable(), null, INSTALL))
            : tried(provider, name, time);
    return new ConnectionReport(
        name,
        registration.type(),
        begun,
        Duration.ofNanos(Math.max(0, time.nanos() - begunNanos)),
        findings);
  }

  List<HealthChange> history(String provider, Instant from, Instant to) {
    views.registration(provider);
    return health.history(provider, from, to);
  }

  Map<String, List<SeriesPoint>> series(Instant from, Instant to, Duration step) {
    return metrics.series(
        context.snapshot().providers().stream().map(ProviderRegistration::name).toList(),
        from,
        to,
        step);
  }

  /** The settings whose key path names the provider, with the rest of the path as their key. */
  private static List<SettingValue> settings(Configuration configuration, String name) {
    return configuration.values().entrySet().stream()
        .filter(entry -> ProviderKeys.belongsTo(entry.getKey(), name))
        .map(entry -> {
          SettingValue value = entry.getValue();
          return new SettingValue(
              ProviderKeys.within(entry.getKey(), name),
              value.value(),
              value.source(),
              value.location(),
              value.note());
        })
        .toList();
  }
}
