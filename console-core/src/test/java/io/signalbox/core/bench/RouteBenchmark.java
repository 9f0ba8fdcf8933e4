package io.signalbox.core.bench;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeExecutor;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.signalbox.core.provider.ProviderOperation;
import io.signalbox.core.provider.ProviderOperationType;
import io.signalbox.core.provider.ProviderResult;
import io.signalbox.core.routing.ProviderContext;
import io.signalbox.core.routing.RouteRequest;
import io.signalbox.core.routing.RouteResult;
import io.signalbox.core.routing.StrategyNode;
import io.signalbox.core.routing.balancing.BalancingAlgorithm;
import io.signalbox.core.routing.balancing.BalancingSettings;
import io.signalbox.core.routing.failover.CircuitSettings;
import io.signalbox.core.routing.failover.FailoverMode;
import io.signalbox.core.routing.failover.FailoverSettings;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * A choice among three, a circuit, the call and its metrics, against the same no-op call behind a
 * bare circuit breaker of Resilience4j or of Failsafe. All circuits open after as many failures.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RouteBenchmark {

  private static final int FAILURES = CircuitSettings.DEFAULT.threshold();
  private static final FailoverSettings BY_CIRCUIT =
      FailoverSettings.DEFAULT.withMode(FailoverMode.CIRCUIT_BREAKER);

  private final ProviderOperation operation = Contexts.read();
  private final RouteRequest request = RouteRequest.of(ProviderOperationType.GET_INSTANCE_STATUS);
  private final NoOpProvider direct = new NoOpProvider("direct");
  private final Supplier<ProviderResult> decorated =
      CircuitBreaker.decorateSupplier(
          CircuitBreaker.of(
              "direct",
              CircuitBreakerConfig.custom()
                  .slidingWindowType(SlidingWindowType.COUNT_BASED)
                  .slidingWindowSize(FAILURES)
                  .minimumNumberOfCalls(FAILURES)
                  .failureRateThreshold(100)
                  .build()),
          () -> direct.execute(operation));
  private final FailsafeExecutor<ProviderResult> failsafe =
      Failsafe.with(
          dev.failsafe.CircuitBreaker.<ProviderResult>builder()
              .withFailureThreshold(FAILURES)
              .build());
  private final ProviderContext chain =
      Contexts.of(
          Contexts.tree(new StrategyNode.Failover("chain", List.of("a", "b", "c"), BY_CIRCUIT)),
          Contexts.threeNoOps());
  private final ProviderContext balanced =
      Contexts.of(
          Contexts.tree(
              new StrategyNode.Failover("chain", List.of("spread"), BY_CIRCUIT),
              new StrategyNode.Balance(
                  "spread",
                  List.of("a", "b", "c"),
                  Map.of(),
                  BalancingSettings.DEFAULT.withAlgorithm(
                      BalancingAlgorithm.WEIGHTED_ROUND_ROBIN))),
          Contexts.threeNoOps());

  /** A choice that fails would be faster than one that works. */
  @Setup(Level.Iteration)
  public void works() {
    if (!chainOfThree().result().isSuccess() || !balancerOfThree().result().isSuccess()) {
      throw new IllegalStateException("The choice found no provider");
    }
  }

  @Benchmark
  public ProviderResult resilience4j() {
    return decorated.get();
  }

  @Benchmark
  public ProviderResult failsafe() {
    return failsafe.get(() -> direct.execute(operation));
  }

  @Benchmark
  public RouteResult chainOfThree() {
    return chain.execute(request, operation);
  }

  @Benchmark
  public RouteResult balancerOfThree() {
    return balanced.execute(request, operation);
  }
}
