package io.signalbox.core.bench;

import io.signalbox.core.provider.ProviderOperation;
import io.signalbox.core.provider.ProviderOperationType;
import io.signalbox.core.provider.ProviderResult;
import io.signalbox.core.routing.ProviderContext;
import io.signalbox.core.routing.RouteRequest;
import io.signalbox.core.routing.RouteResult;
import io.signalbox.core.routing.StrategyNode;
import io.signalbox.core.routing.composition.CompositionSettings;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Three providers asked at once and their answers merged, against three bare virtual threads that
 * call the same and are joined.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ComposeBenchmark {

  private final ProviderOperation operation = Contexts.read();
  private final RouteRequest request = RouteRequest.of(ProviderOperationType.GET_INSTANCE_STATUS);
  private final List<NoOpProvider> providers = Contexts.threeNoOps();
  private final ProviderContext context =
      Contexts.of(
          Contexts.tree(
              new StrategyNode.Compose(
                  "all", List.of("a", "b", "c"), Map.of(), CompositionSettings.DEFAULT)),
          providers);

  /** A composition that fails would be faster than one that works. */
  @Setup(Level.Iteration)
  public void works() {
    RouteResult execution = composition();
    if (!execution.result().isSuccess() || execution.parts().size() != 3) {
      throw new IllegalStateException("Not every provider answered");
    }
  }

  @Benchmark
  public AtomicReferenceArray<ProviderResult> bareThreads() throws InterruptedException {
    var answers = new AtomicReferenceArray<ProviderResult>(3);
    var threads = new Thread[3];
    for (int i = 0; i < threads.length; i++) {
      var index = i;
      threads[i] =
          Thread.startVirtualThread(
              () -> answers.set(index, providers.get(index).execute(operation)));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    return answers;
  }

  @Benchmark
  public RouteResult composition() {
    return context.execute(request, operation);
  }
}
