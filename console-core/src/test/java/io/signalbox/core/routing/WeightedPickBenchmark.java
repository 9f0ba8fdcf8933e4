package io.signalbox.core.routing;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A smooth weighted pick among 3, 10 and 100 candidates, against one atomic increment. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class WeightedPickBenchmark {

  @Param({"3", "10", "100"})
  private int providers;

  private final AtomicLong increment = new AtomicLong();
  private int[] positions = {};
  private Rotations rotations = new Rotations(new CountedPicks());
  private Rotations.@Nullable Wheel wheel;

  /** Draws from memory, as a long-lived process does. */
  private static final class CountedPicks implements PickSource {
    private final ConcurrentHashMap<String, AtomicLong> next = new ConcurrentHashMap<>();

    @Override
    public long next(String rotation) {
      return next.computeIfAbsent(rotation, key -> new AtomicLong()).getAndIncrement();
    }

    @Override
    public long peek(String rotation) {
      return next.computeIfAbsent(rotation, key -> new AtomicLong()).get();
    }
  }

  @Setup
  public void candidates() {
    List<String> names = new ArrayList<>();
    double[] weights = new double[providers];
    positions = new int[providers];
    for (int i = 0; i < providers; i++) {
      names.add("provider-" + i);
      weights[i] = 1 + i % 5;
      positions[i] = i;
    }
    rotations = new Rotations(new CountedPicks());
    wheel = rotations.wheel("weighted", positions, names, weights);
  }

  @Benchmark
  public long atomicIncrement() {
    return increment.getAndIncrement();
  }

  @Benchmark
  public int weightedPick() {
    // As a choice does: the wheel at hand is the right one if it turns the accepted candidates.
    Rotations.Wheel last = Objects.requireNonNull(wheel);
    if (!last.turns(positions)) {
      throw new IllegalStateException("Another wheel");
    }
    return rotations.pick(last, true);
  }
}
