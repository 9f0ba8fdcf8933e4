package io.signalbox.core;

import io.signalbox.core.config.Configuration;
import io.signalbox.core.config.ProviderInstance;
import io.signalbox.core.health.HealthMonitor;
import io.signalbox.core.log.Secrets;
import io.signalbox.core.metrics.ProviderMetrics;
import io.signalbox.core.provider.ConfigField;
import io.signalbox.core.provider.ProviderCapabilities;
import io.signalbox.core.provider.ProviderEnvironment;
import io.signalbox.core.provider.ProviderFactory;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.ProviderStrategy;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.routing.ProviderContext;
import io.signalbox.core.routing.ProviderRegistration;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the providers that run equal to the configuration in force: makes new ones, changes those
 * that can be changed while they run, replaces the others, takes out what is gone. Work in flight
 * is never dropped. Thread-safe: changes are applied one at a time.
 */
final class InstalledProviders {

  private static final Logger LOG = LoggerFactory.getLogger(InstalledProviders.class);

  /** A check that takes longer has failed. */
  private static final Duration CHECK_LIMIT = Duration.ofSeconds(10);

  private static final ProviderCapabilities NONE =
      new ProviderCapabilities(Set.of(), Set.of(), Map.of(), java.util.OptionalInt.empty());

  private final Map<String, ProviderFactory> factories;
  private final ProviderContext context;
  private final HealthMonitor health;
  private final ProviderMetrics metrics;
  private final TimeSource time;
  private final Path stateFolder;
  private final Secrets secrets;
  private final long seed;
  private final Map<String, Running> running = new LinkedHashMap<>();

  private record Running(ProviderInstance instance, @Nullable TracedStrategy strategy) {}

  InstalledProviders(
      Map<String, ProviderFactory> factories,
      ProviderContext context,
      HealthMonitor health,
      ProviderMetrics metrics,
      TimeSource time,
      Path stateFolder,
      Secrets secrets,
      long seed) {
    this.factories = Map.copyOf(factories);
    this.context = context;
    this.health = health;
    this.metrics = metrics;
    this.time = time;
    this.stateFolder = stateFolder;
    this.secrets = secrets;
    this.seed = seed;
  }

  /** Puts a configuration in force. */
  synchronized void apply(Configuration configuration) {
    List<String> configured =
        configuration.providers().stream().map(ProviderInstance::name).toList();
    for (String name : new ArrayList<>(running.keySet())) {
      if (!configured.contains(name)) {
        running.remove(name);
        context.unregister(name);
        health.forget(name);
        metrics.forget(name);
        LOG.info("{} is no longer configured", name);
      }
    }
    for (ProviderInstance instance : configuration.providers()) {
      install(instance);
    }
    metrics.setCollecting(configuration.measures());
    // After the providers: the tree names them.
    context.setSettings(configuration.routing());
    context.operatorHolds().refresh();
  }

  private void install(ProviderInstance instance) {
    Running known = running.get(instance.name());
    if (known != null && known.instance().equals(instance)) {
      return;
    }
    remember(instance);
    Running next = known != null && kept(known, instance) ? keep(known, instance) : make(instance);
    running.put(instance.name(), next);
    ProviderRegistration registration = registration(next);
    if (known == null) {
      context.register(registration);
    } else {
      context.replace(registration);
    }
    if (next.strategy() != null) {
      health.watch(
          instance.name(),
          instance.health(),
          () -> context.checkHealth(instance.name(), CHECK_LIMIT));
    } else {
      health.forget(instance.name());
    }
  }

  private boolean kept(Running known, ProviderInstance instance) {
    ProviderFactory factory = factories.get(instance.type());
    TracedStrategy strategy = known.strategy();
    if (strategy == null || factory == null || !instance.problem().isEmpty()) {
      return false;
    }
    boolean same =
        known.instance().type().equals(instance.type())
            && Objects.equals(known.instance().simulates(), instance.simulates());
    if (!same) {
      return false;
    }
    try {
      return known.instance().config().equals(instance.config())
          || factory.update(strategy.inner(), instance.config());
    } catch (IllegalArgumentException e) {
      LOG.warn("{} keeps its settings: {}", instance.name(), e.getMessage());
      return true;
    }
  }

  private static Running keep(Running known, ProviderInstance instance) {
    return new Running(instance, known.strategy());
  }

  private Running make(ProviderInstance instance) {
    ProviderFactory factory = factories.get(instance.type());
    if (factory == null || !instance.problem().isEmpty()) {
      return new Running(instance, null);
    }
    try {
      ProviderStrategy strategy =
          factory.create(
              new ProviderEnvironment(
                  instance.name(),
                  instance.effectiveType(),
                  instance.config(),
                  time,
                  stateFolder,
                  seed));
      Optional<ProviderFailure> failure = strategy.initialize();
      if (failure.isPresent()) {
        strategy.close();
        return new Running(
            withProblem(instance, failure.get().code() + ": " + failure.get().message()), null);
      }
      return new Running(instance, new TracedStrategy(strategy, time));
    } catch (RuntimeException e) {
      LOG.warn("{} could not be made: {}", instance.name(), e.toString());
      return new Running(withProblem(instance, String.valueOf(e.getMessage())), null);
    }
  }

  private static ProviderInstance withProblem(ProviderInstance instance, String problem) {
    return new ProviderInstance(
        instance.name(),
        instance.type(),
        instance.simulates(),
        instance.enabled(),
        instance.priority(),
        instance.weight(),
        instance.capabilities(),
        instance.config(),
        instance.templateDefaults(),
        instance.health(),
        instance.extensions(),
        instance.rehearsalOperationsPerSecond(),
        problem);
  }

  private ProviderRegistration registration(Running provider) {
    ProviderInstance instance = provider.instance();
    TracedStrategy strategy = provider.strategy();
    String unusable = "";
    if (strategy == null) {
      unusable =
          instance.problem().isEmpty()
              ? "Provider type '" + instance.type() + "' is not installed"
              : instance.problem();
    }
    return new ProviderRegistration(
        instance.name(),
        instance.effectiveType(),
        instance.displayType(),
        strategy,
        unusable,
        instance.enabled(),
        instance.priority(),
        instance.weight(),
        strategy == null
            ? NONE
            : NarrowedCapabilities.of(strategy.capabilities(), instance.capabilities()),
        instance.capabilities());
  }

  /** Secrets in settings are known from here on, so that no log line can carry them. */
  private void remember(ProviderInstance instance) {
    ProviderFactory factory = factories.get(instance.type());
    if (factory == null) {
      return;
    }
    for (ConfigField field : factory.configFields()) {
      if (field.secret()) {
        instance.config().text(field.name()).ifPresent(secrets::add);
      }
    }
  }
}
