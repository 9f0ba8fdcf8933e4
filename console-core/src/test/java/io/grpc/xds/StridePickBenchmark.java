package io.grpc.xds;

import io.grpc.xds.WeightedRoundRobinLoadBalancer.StaticStrideScheduler;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** gRPC's weighted pick; in its package, where alone it can be seen. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class StridePickBenchmark {

  @Param({"3", "10", "100"})
  private int providers;

  private StaticStrideScheduler scheduler =
      new StaticStrideScheduler(new float[] {1}, new AtomicInteger());

  @Setup
  public void weights() {
    var weights = new float[providers];
    for (int i = 0; i < providers; i++) {
      weights[i] = 1 + i % 5;
    }
    scheduler = new StaticStrideScheduler(weights, new AtomicInteger());
    if (scheduler.usesRoundRobin()) {
      throw new IllegalStateException("The weights are not in use");
    }
  }

  @Benchmark
  public int stride() {
    return scheduler.pick();
  }
}
