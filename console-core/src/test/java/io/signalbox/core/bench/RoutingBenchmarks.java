package io.signalbox.core.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.openjdk.jmh.runner.RunnerException;

/** The tables of routing, each beside what one would take otherwise, in one run. */
final class RoutingBenchmarks {

  private static final String HOW =
      """
      Every figure is the fastest of 45 iterations of 100 ms in three interleaved rounds, the one that was disturbed least;
      the last column is the same ratio of the medians, which is what a machine with other work to do makes of it.
      """;

  private static final List<String> HEADS =
      List.of("", "ratio", "aim", "", "ours, ns", "beside, ns", "ours, B", "beside, B", "medians");

  private RoutingBenchmarks() {}

  static void pick(Path folder) throws RunnerException, IOException {
    List<List<String>> rows = new ArrayList<>();
    for (int threads : new int[] {1, 2}) {
      Map<String, Samples> samples = Samples.of("StridePickBenchmark|PickBenchmark", threads);
      for (String size : List.of("3", "10", "100")) {
        String what = size + " providers, " + threads(threads);
        Samples ours = get(samples, "pick " + size);
        rows.add(row(what, ours, get(samples, "stride " + size), threads == 1 ? 1.0 : 1.2));
        rows.add(row(what + ", beside a round robin", ours, get(samples, "roundRobin " + size), 0));
        rows.add(
            row(
                what + ", with the order of the others",
                get(samples, "order " + size),
                get(samples, "stride " + size),
                0));
      }
    }
    Benchmarks.table(
        folder,
        "pick",
        """
        # Weighted pick

        One pick of the weighted round robin, drawn from memory, beside gRPC's `StaticStrideScheduler` with the same weights
        (1 to 5) and beside an atomic round robin that knows no weights. Aim: no slower than gRPC on one thread, within 1.2x of
        it on two. The third row of each is all a balancer does for a call: whether the cycle at hand is that of the members
        that can serve, the pick, and the order in which the others would be tried.

        """
            + HOW,
        HEADS,
        rows);
  }

  static void route(Path folder) throws RunnerException, IOException {
    List<List<String>> rows = new ArrayList<>();
    for (int threads : new int[] {1, 2}) {
      Map<String, Samples> samples = Samples.of("RouteBenchmark", threads);
      Samples bare = get(samples, "resilience4j");
      Samples failsafe = get(samples, "failsafe");
      String on = ", " + threads(threads);
      rows.add(row("chain of three" + on, get(samples, "chainOfThree"), bare, 2));
      rows.add(row("balancer of three" + on, get(samples, "balancerOfThree"), bare, 2));
      rows.add(row("chain, beside Failsafe" + on, get(samples, "chainOfThree"), failsafe, 0));
      rows.add(row("balancer, beside Failsafe" + on, get(samples, "balancerOfThree"), failsafe, 0));
    }
    Benchmarks.table(
        folder,
        "route",
        """
        # Choose, guard, call and count

        A choice among three no-op providers, the circuit, the call on the caller's thread and its metrics, with the decision
        record ready to be rendered and not rendered, beside the same no-op call decorated by a bare circuit breaker of
        Resilience4j (which neither chooses nor counts) and beside Failsafe's. Once through a chain of three with a circuit
        each, once through a chain with one circuit over a weighted round robin of three. Aim: within 2x of Resilience4j.

        """
            + HOW,
        HEADS,
        rows);
  }

  static void compose(Path folder) throws RunnerException, IOException {
    Map<String, Samples> samples = Samples.of("ComposeBenchmark", 1);
    Benchmarks.table(
        folder,
        "compose",
        """
        # Ask three at once

        A parallel composition of three no-op providers, their answers merged, beside three bare virtual threads that call the
        same providers and are joined. Aim: within 1.5x.

        """
            + HOW,
        HEADS,
        List.of(
            row("three members", get(samples, "composition"), get(samples, "bareThreads"), 1.5)));
  }

  static void concurrent(Path folder) throws IOException, InterruptedException {
    List<List<String>> rows = new ArrayList<>();
    double[][] millis = ManySleepers.inItsOwnProcess();
    double[] bare = millis[0];
    double[] routed = millis[1];
    int middle = bare.length / 2;
    rows.add(sleepers("fastest", bare[0], routed[0]));
    rows.add(sleepers("median", bare[middle], routed[middle]));
    rows.add(sleepers("slowest", bare[bare.length - 1], routed[routed.length - 1]));
    Benchmarks.table(
        folder,
        "concurrent",
        """
        # Ten thousand calls at once

        %,d concurrent calls of one second each through routing (three providers, caps raised), until the last has ended,
        beside as many bare virtual threads that sleep one second; in a heap of %d MB, %d runs of each, interleaved. Aim: within
        1.3x.
        """
            .formatted(ManySleepers.CALLS, ManySleepers.HEAP_MB, ManySleepers.RUNS),
        List.of("", "ratio", "aim", "", "routed, ms", "bare, ms"),
        rows);
  }

  private static List<String> sleepers(String what, double bare, double routed) {
    double ratio = routed / bare;
    return List.of(
        what, times(ratio), "1.3x", Benchmarks.verdict(ratio, 1.3), whole(routed), whole(bare));
  }

  /**
   * @param aim the most the ratio may be; 0 where there is no aim
   */
  private static List<String> row(String what, Samples ours, Samples beside, double aim) {
    double ratio = ours.fastest() / beside.fastest();
    return List.of(
        what,
        times(ratio),
        aim == 0 ? "" : String.format(Locale.ROOT, "%.1fx", aim),
        aim == 0 ? "" : Benchmarks.verdict(ratio, aim),
        number(ours.fastest()),
        number(beside.fastest()),
        whole(ours.bytes()),
        whole(beside.bytes()),
        times(ours.median() / beside.median()));
  }

  private static String times(double ratio) {
    return String.format(Locale.ROOT, "%.2fx", ratio);
  }

  private static String number(double nanos) {
    return String.format(Locale.ROOT, "%.1f", nanos);
  }

  private static String whole(double value) {
    return String.format(Locale.ROOT, "%.0f", value);
  }

  private static String threads(int count) {
    return count == 1 ? "1 thread" : count + " threads";
  }

  private static Samples get(Map<String, Samples> samples, String name) {
    return Objects.requireNonNull(samples.get(name), () -> "No result of " + name);
  }
}
