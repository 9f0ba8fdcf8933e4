package io.signalbox.core.proof;

import com.sun.management.ThreadMXBean;
import io.signalbox.core.localcloud.Call;
import io.signalbox.core.localcloud.LocalCloud;
import io.signalbox.core.testing.AwsLaunch;
import io.signalbox.core.testing.ManualTime;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/**
 * Machines submitted and returned through the cloud on loopback by each way to launch: calls by
 * operation, and time and memory beside the bare SDK on the same trip. Clocks are told the time, so
 * that waiting takes none. Writes its table to {@code out}; ends with status 1 where a trip takes
 * more calls than it may.
 */
public final class AwsCalls {

  private static final Map<String, String> ARGUMENTS =
      Map.of("out", "docs/proof", "machines", "1000", "rounds", "7");

  /** The most calls of a trip of one machine, and of one of many. */
  private static final int MOST_OF_ONE = 8;

  private static final int MOST_OF_MANY = 30;

  /**
   * What a launch takes more that has a launch template for itself: EC2 takes no tags otherwise.
   */
  private static final int WITH_TEMPLATE = 1;

  private static final double MIB = 1 << 20;

  private final Arguments arguments;
  private final ManualTime time = new ManualTime();
  private final Path folder;
  private final StringBuilder rows = new StringBuilder();
  private final StringBuilder operations = new StringBuilder();
  private boolean good = true;

  private AwsCalls(Arguments arguments, Path folder) {
    this.arguments = arguments;
    this.folder = folder;
  }

  public static void main(String[] args) throws Exception {
    Path folder = Files.createTempDirectory("signalbox-aws-calls-");
    boolean good;
    try {
      good = new AwsCalls(Arguments.of(ARGUMENTS, args), folder).run();
    } finally {
      Tables.delete(folder);
    }
    System.exit(good ? 0 : 1);
  }

  /** What one trip took. */
  private record Trip(List<Call> calls, double millis, double allocated, double held) {}

  private boolean run() throws IOException {
    for (AwsLaunch launch : AwsLaunch.values()) {
      AwsWay way = new AwsWay(launch);
      try (LocalCloud cloud = LocalCloud.start(LocalCloud.Options.usual().time(time));
          AwsTrips core = new AwsTrips(cloud, time, folder.resolve(way.name()), way);
          BareAws bare = new BareAws(cloud, time)) {
        for (int machines : new int[] {1, arguments.number("machines")}) {
          measure(way, machines, cloud, core, bare);
        }
      }
    }
    String page =
        String.format(
            Locale.ROOT,
            """
            # Calls to AWS, from submitted to returned

            Machines submitted, waited for and returned through [a cloud on this machine](../rehearse-aws.md), beside the SDK alone on the
            same trip with the same pauses. The aim: at most %d calls for one machine (%d where EC2 takes tags by a launch template alone)
            and %d for %,d, no more than the SDK alone, and 1.2 times its time. Clocks are told the time, so that only work counts, the
            cloud's own included: it runs in the same process. Median of %d trips, after one that does not count. Machines run after
            5 s and are gone after 5 s; *slow*: after 30 and 40 s. Memory is what is held while the machines run, and what was
            allocated by all.

            | launched with | machines | calls | SDK alone | slow | time | SDK alone | times | held | SDK alone | allocated | SDK alone |
            |---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|
            %s
            `RunInstances` takes at most 100 machines a request: 1,000 are ten requests, and one return. Which calls they were:

            | launched with | machines | calls |
            |---|---:|---|
            %s
            """,
            MOST_OF_ONE,
            MOST_OF_ONE + WITH_TEMPLATE,
            MOST_OF_MANY,
            arguments.number("machines"),
            arguments.number("rounds"),
            rows,
            operations);
    Tables.write(
        Path.of(arguments.text("out")),
        "awscalls.md",
        page + Tables.measured("./mvnw -Pproof -Dproof=awscalls"));
    System.out.println(page);
    return good;
  }

  private void measure(AwsWay way, int machines, LocalCloud cloud, AwsTrips core, BareAws bare) {
    cloud.faults().pace(Duration.ofSeconds(5), Duration.ofSeconds(5));
    List<Trip> ours = new ArrayList<>();
    List<Trip> theirs = new ArrayList<>();
    // The first of each, which finds code that never ran, does not count; nor is one always first.
    for (int round = -1; round < arguments.number("rounds"); round++) {
      boolean oursFirst = round % 2 == 0;
      Trip first = oursFirst ? ours(cloud, machines, core) : theirs(way, cloud, machines, bare);
      Trip second = oursFirst ? theirs(way, cloud, machines, bare) : ours(cloud, machines, core);
      if (round >= 0) {
        ours.add(oursFirst ? first : second);
        theirs.add(oursFirst ? second : first);
      }
    }
    cloud.faults().pace(Duration.ofSeconds(30), Duration.ofSeconds(40));
    Trip slow = ours(cloud, machines, core);
    Trip our = median(ours);
    Trip their = median(theirs);
    good &= our.calls.size() <= most(way, machines) && our.calls.size() <= their.calls.size();
    rows.append(
        String.format(
            Locale.ROOT,
            "| %s | %,d | %d | %d | %d | %,.0f ms | %,.0f ms | %.2f | %.1f MiB | %.1f MiB | %,.0f"
                + " MiB | %,.0f MiB |%n",
            way.name(),
            machines,
            our.calls.size(),
            their.calls.size(),
            slow.calls.size(),
            our.millis,
            their.millis,
            our.millis / their.millis,
            our.held,
            their.held,
            our.allocated,
            their.allocated));
    operations.append(
        String.format(
            Locale.ROOT, "| %s | %,d | %s |%n", way.name(), machines, byOperation(our.calls)));
  }

  private static int most(AwsWay way, int machines) {
    return machines > 1
        ? MOST_OF_MANY
        : MOST_OF_ONE + (way.launch().hasTemplate() ? WITH_TEMPLATE : 0);
  }

  private Trip ours(LocalCloud cloud, int machines, AwsTrips core) {
    return trip(cloud, machines, core::there, core::back);
  }

  private Trip theirs(AwsWay way, LocalCloud cloud, int machines, BareAws bare) {
    return trip(cloud, machines, many -> bare.there(way, many), bare::back);
  }

  private <T> Trip trip(LocalCloud cloud, int machines, IntFunction<T> there, Consumer<T> back) {
    // Long enough for the cloud to forget the machines of the trip before.
    time.advance(Duration.ofHours(2));
    cloud.forgetCalls();
    double before = used();
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long allocated = threads.getTotalThreadAllocatedBytes();
    long begun = System.nanoTime();
    T made = there.apply(machines);
    long half = System.nanoTime() - begun;
    long allocatedHalf = threads.getTotalThreadAllocatedBytes() - allocated;
    double held = used() - before;
    allocated = threads.getTotalThreadAllocatedBytes() - allocatedHalf;
    begun = System.nanoTime() - half;
    back.accept(made);
    return new Trip(
        cloud.calls(),
        (System.nanoTime() - begun) / 1e6,
        (threads.getTotalThreadAllocatedBytes() - allocated) / MIB,
        Math.max(0, held));
  }

  /** What is held, in MiB. */
  private static double used() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return (runtime.totalMemory() - runtime.freeMemory()) / MIB;
  }

  private static Trip median(List<Trip> trips) {
    return trips.stream()
        .sorted((one, other) -> Double.compare(one.millis, other.millis))
        .toList()
        .get(trips.size() / 2);
  }

  private static String byOperation(List<Call> calls) {
    return calls.stream()
        .collect(Collectors.groupingBy(Call::action, TreeMap::new, Collectors.counting()))
        .entrySet()
        .stream()
        .map(each -> each.getValue() + " " + each.getKey())
        .collect(Collectors.joining(", "));
  }
}
