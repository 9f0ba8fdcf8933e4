package io.signalbox.core.bench;

import io.signalbox.core.event.EventStream;
import io.signalbox.core.health.HealthMonitor;
import io.signalbox.core.health.HealthSettings;
import io.signalbox.core.metrics.ProviderMetrics;
import io.signalbox.core.provider.OperationContext;
import io.signalbox.core.provider.ProviderHealthStatus;
import io.signalbox.core.provider.ProviderOperation;
import io.signalbox.core.provider.ProviderOperationType;
import io.signalbox.core.provider.ProviderResult;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.routing.Execution;
import io.signalbox.core.routing.Plugins;
import io.signalbox.core.routing.ProviderContext;
import io.signalbox.core.routing.ProviderRegistration;
import io.signalbox.core.routing.RouteRequest;
import io.signalbox.core.routing.RoutingSettings;
import io.signalbox.core.routing.SelectionPolicy;
import io.signalbox.core.routing.balancing.MemoryPicks;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Choose among three and execute, against a direct call that records one counter and one histogram.
 * On the caller's thread, without the gate; the decision record is there to be rendered and is not.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ExecuteBenchmark {

  private static final int BUCKETS = 64;

  private final RouteRequest request = RouteRequest.of(ProviderOperationType.GET_INSTANCE_STATUS);
  private final ProviderOperation operation =
      new ProviderOperation.GetInstanceStatus(
          List.of("m-1"),
          OperationContext.of("bench", TimeSource.system().now().plus(Duration.ofHours(1))));

  private final NoOpProvider direct = new NoOpProvider("direct");
  private final LongAdder counter = new LongAdder();
  private final AtomicLongArray histogram = new AtomicLongArray(BUCKETS);
  private final ProviderContext context = context();

  private static ProviderContext context() {
    var time = TimeSource.system();
    var nothing = new NoRepositories();
    var events = new EventStream();
    var metrics = new ProviderMetrics(time, nothing);
    var health = new HealthMonitor(time, nothing, metrics, events, Runnable::run);
    var context =
        new ProviderContext(
            time,
            metrics,
            health,
            nothing,
            new MemoryPicks(nothing),
            events,
            () -> 0.5,
            Plugins.installed());
    var position = 0;
    for (String name : List.of("a", "b", "c")) {
      var provider = new NoOpProvider(name);
      context.register(
          new ProviderRegistration(
              name,
              "no-op",
              "no-op",
              provider,
              "",
              true,
              position,
              List.of(5.0, 1.0, 1.0).get(position++),
              provider.capabilities(),
              Map.of()));
      health.watch(
          name,
          HealthSettings.DEFAULT,
          () -> ProviderHealthStatus.healthy("No-op", time.now(), Duration.ZERO));
      health.checkNow(name);
    }
    context.setSettings(RoutingSettings.DEFAULT.withPolicy(SelectionPolicy.WEIGHTED_ROUND_ROBIN));
    return context;
  }

  /** A choice that fails would be faster than one that works. */
  @Setup(Level.Iteration)
  public void works() {
    if (!context.execute(request, operation).result().isSuccess()) {
      throw new IllegalStateException("The choice found no provider");
    }
  }

  @Benchmark
  public ProviderResult directCall() {
    var begun = System.nanoTime();
    var result = direct.execute(operation);
    var elapsed = System.nanoTime() - begun;
    counter.increment();
    histogram.getAndIncrement(BUCKETS - 1 - Long.numberOfLeadingZeros(elapsed | 1));
    return result;
  }

  @Benchmark
  public Execution chooseAndExecute() {
    return context.execute(request, operation);
  }
}
