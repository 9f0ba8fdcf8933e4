package io.signalbox.core.bench;

import io.signalbox.core.provider.ProviderOperation;
import io.signalbox.core.provider.ProviderOperationType;
import io.signalbox.core.provider.ProviderResult;
import io.signalbox.core.routing.ProviderContext;
import io.signalbox.core.routing.RouteRequest;
import io.signalbox.core.routing.RouteResult;
import io.signalbox.core.routing.RoutingSettings;
import io.signalbox.core.routing.SelectionPolicy;
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
  private final ProviderOperation operation = Contexts.read();

  private final NoOpProvider direct = new NoOpProvider("direct");
  private final LongAdder counter = new LongAdder();
  private final AtomicLongArray histogram = new AtomicLongArray(BUCKETS);
  private final ProviderContext context =
      Contexts.of(
          RoutingSettings.DEFAULT.withPolicy(SelectionPolicy.WEIGHTED_ROUND_ROBIN),
          Contexts.threeNoOps());

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
  public RouteResult chooseAndExecute() {
    return context.execute(request, operation);
  }
}
