package io.signalbox.core.routing.balancing;

import java.util.ArrayList;
import java.util.List;
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

/**
 * The weighted pick, and with it all a balancer does for one call, against an atomic round robin;
 * gRPC's pick stands in a class of its own. Weights 1, 2, 3, 4, 5, 1, 2, ... in all of them.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PickBenchmark {

  @Param({"3", "10", "100"})
  private int providers;

  private final AtomicInteger next = new AtomicInteger();
  private int[] able = {};
  private Weighted members = new Weighted(List.of());
  private Balancer balancer = balancer(new Rotations(new MemoryPicks(new NoPicks())));
  private Rotations.Cycle cycle =
      new Rotations(new MemoryPicks(new NoPicks()))
          .cycle("bench", new int[1], List.of("one"), new double[] {1});

  private static Balancer balancer(Rotations rotations) {
    return new Balancer(
        "bench",
        BalancingSettings.DEFAULT.withAlgorithm(BalancingAlgorithm.WEIGHTED_ROUND_ROBIN),
        rotations,
        new AdaptiveWeights(),
        () -> 0.5);
  }

  /** Nothing is stored. */
  private static final class NoPicks implements PickRepository {
    @Override
    public long nextPick(String rotation) {
      return 0;
    }

    @Override
    public long peekPick(String rotation) {
      return 0;
    }

    @Override
    public void advancePick(String rotation, long by) {}
  }

  private record Weighted(List<String> names) implements Balancer.Members {
    @Override
    public int size() {
      return names.size();
    }

    @Override
    public String name(int member) {
      return names.get(member);
    }

    @Override
    public double weight(int member) {
      return 1 + member % 5;
    }

    @Override
    public int inFlight(int member) {
      return 0;
    }

    @Override
    public double windowMillis(int member) {
      return 0;
    }

    @Override
    public double meanMillis(int member) {
      return 0;
    }

    @Override
    public double success(int member) {
      return 1;
    }
  }

  @Setup
  public void candidates() {
    List<String> names = new ArrayList<>();
    double[] weights = new double[providers];
    able = new int[providers];
    for (int i = 0; i < providers; i++) {
      names.add("provider-" + i);
      able[i] = i;
    }
    members = new Weighted(names);
    for (int i = 0; i < providers; i++) {
      weights[i] = members.weight(i);
    }
    var rotations = new Rotations(new MemoryPicks(new NoPicks()));
    cycle = rotations.cycle("bench", able.clone(), names, weights);
    balancer = balancer(new Rotations(new MemoryPicks(new NoPicks())));
  }

  @Benchmark
  public int roundRobin() {
    return Math.floorMod(next.getAndIncrement(), providers);
  }

  @Benchmark
  public int pick() {
    return cycle.draw();
  }

  /** With the order in which the others would be tried. */
  @Benchmark
  public int[] order() {
    return balancer.order(members, able, "", 0, true);
  }
}
