package io.signalbox.core.readiness;

import io.signalbox.core.alert.delivery.AlertDelivery.Way;
import io.signalbox.core.background.BackgroundProblem;
import io.signalbox.core.config.service.ConfigurationService;
import io.signalbox.core.drill.Drills;
import io.signalbox.core.health.HealthMonitor;
import io.signalbox.core.log.LogLevel;
import io.signalbox.core.log.Secrets;
import io.signalbox.core.metrics.ProviderMetrics;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.routing.ProviderContext;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What checks look at.
 *
 * @param background what runs by itself and does not do what it should
 * @param told ways to tell people elsewhere of alerts
 * @param log where this process's log lines go; empty where another program keeps them
 * @param level the least that the log keeps
 * @param secrets what must not stand in it
 */
public record ReadinessParts(
    ConfigurationService configuration,
    ProviderContext providers,
    HealthMonitor health,
    ProviderMetrics metrics,
    Drills drills,
    Supplier<List<BackgroundProblem>> background,
    Supplier<List<Way>> told,
    Path stateFolder,
    Optional<Path> log,
    LogLevel level,
    Secrets secrets) {

  /** Made when it is run: most processes run none. */
  Check check(ReadinessCheck check, TimeSource time) {
    return switch (check) {
      case STRATEGY_CONFIGURATION -> new ConfiguredCheck(configuration);
      case HEALTH_CHECKS -> new ReachableCheck(providers, health, time);
      case MONITORING -> new MeasuredCheck(configuration::current, metrics, background, told);
      case FALLBACK_TESTING -> new FailoverCheck(drills);
      case LOAD_TESTING -> new LoadCheck(drills);
      case CIRCUIT_BREAKER -> new BreakerCheck(configuration::current, providers, drills);
      case LOGGING -> new LogCheck(configuration::current, log, level, secrets);
      case SECURITY -> new SecurityCheck(configuration, stateFolder);
    };
  }
}
