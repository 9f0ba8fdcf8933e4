package io.signalbox.core.wiring;

import io.signalbox.core.background.KeptBehind;
import io.signalbox.core.gateway.Gateway;
import io.signalbox.core.health.HealthMonitor;
import io.signalbox.core.metrics.ProviderMetrics;
import io.signalbox.core.routing.ProviderContext;
import io.signalbox.core.routing.balancing.MemoryPicks;
import io.signalbox.core.routing.balancing.PickSource;
import io.signalbox.core.routing.balancing.StoredPicks;
import io.signalbox.core.routing.engine.RoutingEngine;
import io.signalbox.core.routing.selection.Plugins;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** The providers of an open folder: installed, measured, judged and routed to. */
final class ProviderParts {

  private final ProviderMetrics metrics;
  private final HealthMonitor health;
  private final PickSource picks;
  private final ProviderContext context;
  private final InstalledProviders installed;

  /** Puts what is configured in force, now and whenever it changes; blocks. */
  ProviderParts(OpenFolder folder, long seed, Opened opened) {
    boolean oneShot = folder.mode() == Mode.ONE_SHOT;
    this.metrics = new ProviderMetrics(folder.time(), folder.store().metrics());
    this.health =
        new HealthMonitor(
            folder.time(),
            folder.store().health(),
            metrics,
            folder.events(),
            checks(folder.mode(), opened));
    this.picks =
        oneShot
            ? new StoredPicks(folder.store().routing())
            : new MemoryPicks(folder.store().routing());
    RoutingEngine engine =
        opened.add(
            new RoutingEngine(
                folder.time(),
                metrics,
                health,
                folder.store().routing(),
                picks,
                folder.events(),
                new Random(seed)::nextDouble,
                Plugins.installed()));
    this.context = engine;
    this.installed =
        new InstalledProviders(
            folder.factories(),
            gateway(folder),
            context,
            health,
            metrics,
            folder.time(),
            folder.stateFolder(),
            seed);
    if (oneShot) {
      // How a request ended is told by the store alone, whoever it was launched at.
      engine.installAtFirstUse(() -> installed.apply(folder.configuration().current()));
    } else {
      installed.apply(folder.configuration().current());
    }
    folder.configuration().onChange(installed::apply);
  }

  private static Executor checks(Mode mode, Opened opened) {
    if (mode == Mode.PLAYED) {
      return Runnable::run;
    }
    ExecutorService checks = Executors.newVirtualThreadPerTaskExecutor();
    opened.add(() -> {
      checks.shutdownNow();
      checks.awaitTermination(1, TimeUnit.SECONDS);
    });
    return checks;
  }

  private static Gateway gateway(OpenFolder folder) {
    return folder.mode() == Mode.PLAYED
        ? Gateway.inline(folder.time(), folder.secrets()::strike)
        : Gateway.onThreads(folder.time(), folder.secrets()::strike, folder.mode().threads());
  }

  ProviderMetrics metrics() {
    return metrics;
  }

  HealthMonitor health() {
    return health;
  }

  ProviderContext context() {
    return context;
  }

  InstalledProviders installed() {
    return installed;
  }

  /** What reaches the store a little later. */
  List<KeptBehind> keptBehind() {
    List<KeptBehind> kept = new ArrayList<>(metrics.keptBehind());
    kept.addAll(context.keptBehind());
    kept.addAll(health.keptBehind());
    if (picks instanceof MemoryPicks memory) {
      kept.add(memory);
    }
    return kept;
  }
}
