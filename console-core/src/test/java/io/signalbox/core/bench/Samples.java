package io.signalbox.core.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * What one benchmark took, iteration by iteration. Many short iterations in interleaved rounds: on
 * a machine with other work the fastest is the one that was disturbed least.
 *
 * @param nanos of one operation, by iteration, ascending
 * @param bytes allocated by one operation
 */
record Samples(List<Double> nanos, double bytes) {

  private static final int ROUNDS = 3;

  double fastest() {
    return nanos.getFirst();
  }

  double median() {
    return nanos.get(nanos.size() / 2);
  }

  /** Runs the benchmarks of some classes; the samples by method, with its parameter if any. */
  static Map<String, Samples> of(String classes, int threads) throws RunnerException {
    Map<String, List<Double>> nanos = new LinkedHashMap<>();
    Map<String, Double> bytes = new LinkedHashMap<>();
    for (int round = 0; round < ROUNDS; round++) {
      for (RunResult result : new Runner(options(classes, threads).build()).run()) {
        String name = name(result);
        List<Double> known = nanos.computeIfAbsent(name, key -> new ArrayList<>());
        result
            .getBenchmarkResults()
            .forEach(fork -> {
              for (IterationResult iteration : fork.getIterationResults()) {
                known.add(iteration.getPrimaryResult().getScore());
              }
            });
        double allocated = result.getSecondaryResults().get("gc.alloc.rate.norm").getScore();
        bytes.merge(name, allocated, Math::min);
      }
    }
    Map<String, Samples> samples = new LinkedHashMap<>();
    nanos.forEach((name, values) -> {
      Collections.sort(values);
      samples.put(name, new Samples(values, bytes.getOrDefault(name, 0.0)));
    });
    return samples;
  }

  private static org.openjdk.jmh.runner.options.ChainedOptionsBuilder options(
      String classes, int threads) {
    return new OptionsBuilder()
        .include("\\.(" + classes + ")\\.")
        .threads(threads)
        .forks(1)
        .warmupIterations(4)
        .warmupTime(TimeValue.milliseconds(300))
        .measurementIterations(15)
        .measurementTime(TimeValue.milliseconds(100))
        .addProfiler(GCProfiler.class)
        .jvmArgs("-Xms256m", "-Xmx256m", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED")
        .shouldFailOnError(true);
  }

  private static String name(RunResult result) {
    var params = result.getParams();
    StringBuilder name = new StringBuilder(params.getBenchmark());
    name.delete(0, name.lastIndexOf(".") + 1);
    params.getParamsKeys().forEach(key -> name.append(' ').append(params.getParam(key)));
    return name.toString();
  }
}
