package io.signalbox.core.wiring;

import io.signalbox.core.background.Together;
import io.signalbox.core.config.Configuration;
import io.signalbox.core.config.ProviderInstance;
import io.signalbox.core.gateway.Gateway;
import io.signalbox.core.gateway.GuardedProvider;
import io.signalbox.core.health.HealthMonitor;
import io.signalbox.core.metrics.ProviderMetrics;
import io.signalbox.core.provider.ProviderCapabilities;
import io.signalbox.core.provider.ProviderEnvironment;
import io.signalbox.core.provider.ProviderFactory;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.routing.ProviderContext;
import io.signalbox.core.routing.ProviderRegistration;
import io.signalbox.core.template.field.LaunchApis;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
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

  /** A check that takes longer has failed; a person waits for those of all providers together. */
  private static final Duration CHECK_LIMIT = Duration.ofSeconds(5);

  private static final ProviderCapabilities NONE =
      new ProviderCapabilities(Set.of(), Set.of(), Map.of(), OptionalInt.empty());

  private final Map<String, ProviderFactory> factories;
  private final LaunchApis apis;
  private final Gateway gateway;
  private final ProviderContext context;
  private final HealthMonitor health;
  private final ProviderMetrics metrics;
  private final TimeSource time;
  private final Path stateFolder;
  private final long seed;
  private final Map<String, Running> running = new LinkedHashMap<>();

  private record Running(ProviderInstance instance, @Nullable GuardedProvider provider) {}

  InstalledProviders(
      Map<String, ProviderFactory> factories,
      Gateway gateway,
      ProviderContext context,
      HealthMonitor health,
      ProviderMetrics metrics,
      TimeSource time,
      Path stateFolder,
      long seed) {
    this.factories = Map.copyOf(factories);
    this.apis = new LaunchApis(factories);
    this.gateway = gateway;
    this.context = context;
    this.health = health;
    this.metrics = metrics;
    this.time = time;
    this.stateFolder = stateFolder;
    this.seed = seed;
  }

  /** Puts a configuration in force. */
  synchronized void apply(Configuration configuration) {
    List<String> configured =
        configuration.providers().stream().map(ProviderInstance::name).toList();
    List<String> gone =
        running.keySet().stream().filter(name -> !configured.contains(name)).toList();
    gone.forEach(running::remove);
    together(gone, context::unregister);
    for (String name : gone) {
      health.forget(name);
      metrics.forget(name);
      LOG.info("{} is no longer configured", name);
    }
    install(configuration.providers().stream().filter(this::isNews).toList());
    metrics.setCollecting(configuration.measures());
    // After the providers: the tree names them.
    context.setSettings(configuration.routing());
    context.operatorHolds().refresh();
  }

  private boolean isNews(ProviderInstance instance) {
    Running known = running.get(instance.name());
    return known == null || !known.instance().equals(instance);
  }

  /** All are made at the same time: one whose code hangs holds up no other. */
  private void install(List<ProviderInstance> instances) {
    Map<String, Running> made = new ConcurrentHashMap<>();
    Together.run(
        instances.stream()
            .<Runnable>map(each -> () -> made.put(each.name(), changedOrMade(each)))
            .toList());
    List<ProviderRegistration> replaced = new ArrayList<>();
    for (ProviderInstance instance : instances) {
      Running next = Objects.requireNonNull(made.get(instance.name()));
      if (running.put(instance.name(), next) == null) {
        context.register(registration(next));
      } else {
        replaced.add(registration(next));
      }
    }
    together(replaced, context::replace);
    instances.forEach(this::watch);
  }

  /** What ends a provider is done for all at the same time: one that hangs holds up no other. */
  private static <T> void together(List<T> all, Consumer<T> work) {
    Together.run(all.stream().<Runnable>map(each -> () -> work.accept(each)).toList());
  }

  private Running changedOrMade(ProviderInstance instance) {
    Running known = running.get(instance.name());
    return known != null && kept(known, instance) ? keep(known, instance) : make(instance);
  }

  private void watch(ProviderInstance instance) {
    if (Objects.requireNonNull(running.get(instance.name())).provider() != null) {
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
    GuardedProvider provider = known.provider();
    if (provider == null || factory == null || !instance.problem().isEmpty()) {
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
          || provider.update(factory, instance.config());
    } catch (IllegalArgumentException e) {
      LOG.warn("{} keeps its settings: {}", instance.name(), e.getMessage());
      return true;
    }
  }

  private static Running keep(Running known, ProviderInstance instance) {
    return new Running(instance, known.provider());
  }

  /**
   * Makes a provider that is not in force, for whoever asks what it would be; to be closed by them.
   */
  ProviderRegistration draft(ProviderInstance instance) {
    return registration(made(instance));
  }

  private Running make(ProviderInstance instance) {
    Running made = made(instance);
    if (made.provider() == null && !made.instance().equals(instance)) {
      LOG.warn("{} cannot be used: {}", instance.name(), made.instance().problem());
    }
    return made;
  }

  private Running made(ProviderInstance instance) {
    ProviderFactory factory = factories.get(instance.type());
    if (factory == null || !instance.problem().isEmpty()) {
      return new Running(instance, null);
    }
    Gateway.Creation creation =
        gateway.create(
            factory,
            new ProviderEnvironment(
                instance.name(),
                instance.effectiveType(),
                instance.config(),
                time,
                stateFolder,
                seed));
    if (creation instanceof Gateway.Creation.Ready(GuardedProvider provider)) {
      return new Running(instance, provider);
    }
    ProviderFailure failure = ((Gateway.Creation.Failed) creation).failure();
    return new Running(withProblem(instance, failure.code() + ": " + failure.message()), null);
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
        instance.rehearsalOperationsPerSecond(),
        problem);
  }

  private ProviderRegistration registration(Running running) {
    ProviderInstance instance = running.instance();
    GuardedProvider provider = running.provider();
    String unusable = "";
    if (provider == null) {
      unusable =
          instance.problem().isEmpty()
              ? "Provider type '" + instance.type() + "' is not installed"
              : instance.problem();
    }
    return new ProviderRegistration(
        instance.name(),
        instance.effectiveType(),
        instance.displayType(),
        provider,
        unusable,
        instance.enabled(),
        instance.priority(),
        instance.weight(),
        provider == null
            ? NONE
            : provider.capabilities(apis.offeredBy(instance), instance.capabilities()),
        instance.capabilities());
  }
}
