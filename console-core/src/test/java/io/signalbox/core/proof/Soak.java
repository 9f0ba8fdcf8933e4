package io.signalbox.core.proof;

import com.sun.management.UnixOperatingSystemMXBean;
import io.signalbox.core.Signalbox;
import io.signalbox.core.SignalboxOptions;
import io.signalbox.core.query.Query;
import io.signalbox.core.snapshot.ConsoleSnapshot;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/**
 * An hour of the core under steady traffic: what it holds in memory, threads and files, and how old
 * what another process would read of it is. One line a minute goes to standard output, the table to
 * {@code out} at the end. Ends with status 1 where a figure is not what it must be.
 */
public final class Soak {

  private static final Map<String, String> ARGUMENTS =
      Map.of(
          "out", "docs/proof",
          "minutes", "60",
          "warm-up", "16",
          "providers", "100",
          "rate", "2",
          "seed", "7");

  private static final double FLAT_PERCENT = 2;
  private static final double OLD_SECONDS = 2;
  private static final int COLLECTIONS = 10;

  private final Arguments arguments;
  private final Path folder;
  private final List<Sample> samples = new ArrayList<>();
  private double oldestDecision;
  private double oldestCircuit;

  /**
   * What one minute ended with.
   *
   * @param heap bytes after a collection
   * @param decisionAge seconds since the newest stored decision was taken, the most of the minute
   * @param circuitAge seconds since the newest stored success of a circuit, the most of the minute
   */
  private record Sample(
      long minute,
      long heap,
      int threads,
      long files,
      double rate,
      double decisionAge,
      double circuitAge,
      long storeBytes,
      int problems) {}

  private Soak(Arguments arguments, Path folder) {
    this.arguments = arguments;
    this.folder = folder;
  }

  public static void main(String[] args) throws Exception {
    Arguments arguments = Arguments.of(ARGUMENTS, args);
    Path folder = Files.createTempDirectory("signalbox-soak-");
    boolean good;
    try {
      good = new Soak(arguments, folder).run();
    } finally {
      Tables.delete(folder);
    }
    System.exit(good ? 0 : 1);
  }

  private boolean run() throws Exception {
    Files.writeString(folder.resolve("config.json"), configuration());
    Files.writeString(
        folder.resolve("templates.json"),
        "{\"templates\": [{\"template_id\": \"web\", \"max_instances\": 5}]}");
    SignalboxOptions options =
        SignalboxOptions.of(folder).background(true).seed(arguments.number("seed")).build();
    try (Signalbox core = Signalbox.open(options);
        Connection store =
            DriverManager.getConnection(
                "jdbc:sqlite:file:" + stateFolder().resolve("signalbox.db") + "?mode=ro")) {
      long begun = System.nanoTime();
      for (int minute = 1; minute <= arguments.number("minutes"); minute++) {
        watch(store, begun, begun + TimeUnit.MINUTES.toNanos(minute));
        Sample sample = sample(core, minute);
        samples.add(sample);
        System.out.println(line(sample));
      }
    }
    List<Sample> steady =
        samples.stream().filter(each -> each.minute > arguments.number("warm-up")).toList();
    List<Verdict> verdicts = verdicts(steady.isEmpty() ? samples : steady);
    Tables.write(Path.of(arguments.text("out")), "soak.md", page(verdicts));
    verdicts.forEach(System.out::println);
    return verdicts.stream().allMatch(Verdict::met);
  }

  private Path stateFolder() throws IOException {
    try (var files = Files.walk(folder)) {
      return files
          .filter(each -> each.endsWith("signalbox.db"))
          .findFirst()
          .map(Path::getParent)
          .orElseThrow(() -> new IOException("There is no store in " + folder));
    }
  }

  /** Every provider has the same share, stands before its neighbour, and fails now and then. */
  private String configuration() {
    int count = arguments.number("providers");
    StringBuilder strategies = new StringBuilder();
    StringBuilder members = new StringBuilder();
    StringBuilder providers = new StringBuilder();
    for (int i = 0; i < count; i++) {
      String comma = i == 0 ? "" : ",";
      members.append(comma).append("\"line-").append(i).append('"');
      strategies.append(
          String.format(
              Locale.ROOT,
              """
              ,"line-%d": {"kind": "failover", "mode": "CIRCUIT_BREAKER",
                "members": ["cloud-%d", "cloud-%d"], "circuit_breaker_threshold": 5}
              """,
              i,
              i,
              (i + 1) % count));
      providers.append(
          String.format(
              Locale.ROOT,
              """
              %s{"name": "cloud-%d", "type": "simulated", "simulates": "aws",
                "config": {"latency": {"kind": "lognormal", "mean_ms": 60, "sigma": 0.5},
                  "errors": {"transient_percent": 0.5}},
                "rehearsal": {"operations_per_second": %s}}
              """,
              comma,
              i,
              arguments.text("rate")));
    }
    return String.format(
        Locale.ROOT,
        """
        {"environment": "soak", "provider": {"routing": {"root": "clouds", "strategies": {
          "clouds": {"kind": "balance", "algorithm": "ROUND_ROBIN", "members": [%s]}%s}},
          "providers": [%s]}}
        """,
        members,
        strategies,
        providers);
  }

  /** Reads the store as another process would, four times a second, until then. */
  private void watch(Connection store, long begun, long until)
      throws SQLException, InterruptedException {
    oldestDecision = 0;
    oldestCircuit = 0;
    while (System.nanoTime() < until) {
      TimeUnit.MILLISECONDS.sleep(250);
      double running = (System.nanoTime() - begun) / 1e9;
      oldestDecision =
          Math.max(oldestDecision, age(store, "SELECT max(at) FROM decisions", running));
      oldestCircuit =
          Math.max(oldestCircuit, age(store, "SELECT max(last_success) FROM circuits", running));
    }
  }

  /** Seconds; where nothing is stored, as old as the core. */
  private static double age(Connection store, String newest, double running) throws SQLException {
    try (Statement statement = store.createStatement();
        ResultSet row = statement.executeQuery(newest)) {
      long micros = row.next() ? row.getLong(1) : 0;
      return micros == 0 ? running : System.currentTimeMillis() / 1e3 - micros / 1e6;
    }
  }

  private Sample sample(Signalbox core, long minute) throws IOException, InterruptedException {
    ConsoleSnapshot all = core.queries().ask(new Query.Snapshot());
    long heap = leastHeap();
    return new Sample(
        minute,
        heap,
        ManagementFactory.getThreadMXBean().getThreadCount(),
        ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
            ? unix.getOpenFileDescriptorCount()
            : -1,
        all.totals().operationsPerSecond(),
        oldestDecision,
        oldestCircuit,
        size(stateFolder()),
        all.alerts().size());
  }

  /**
   * The least of some collections: each call under way holds some 25 KB, and their number varies.
   */
  private static long leastHeap() throws InterruptedException {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < COLLECTIONS; i++) {
      System.gc();
      least = Math.min(least, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
      TimeUnit.MILLISECONDS.sleep(100);
    }
    return least;
  }

  private static long size(Path folder) throws IOException {
    long bytes = 0;
    try (var files = Files.list(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        bytes += Files.size(file);
      }
    }
    return bytes;
  }

  private record Verdict(String what, String found, String aim, boolean met) {
    @Override
    public String toString() {
      return what + ": " + found + ", aim " + aim + (met ? ": met" : ": NOT met");
    }
  }

  private List<Verdict> verdicts(List<Sample> steady) {
    int third = Math.max(1, steady.size() / 3);
    double early = mean(steady.subList(0, third), Sample::heap);
    double late = mean(steady.subList(steady.size() - third, steady.size()), Sample::heap);
    double growth = 100 * (late - early) / early;
    double rate = mean(steady, Sample::rate);
    double asked = arguments.number("providers") * arguments.decimal("rate");
    return List.of(
        new Verdict(
            "Heap after collection, last third of the time against the first",
            String.format(Locale.ROOT, "%+.1f %%", growth),
            "within " + (int) FLAT_PERCENT + " %",
            Math.abs(growth) <= FLAT_PERCENT),
        flat("Threads", steady, Sample::threads),
        flat("Open files", steady, Sample::files),
        young("Oldest newest decision in the store", steady, Sample::decisionAge),
        young("Oldest newest success of a circuit in the store", steady, Sample::circuitAge),
        new Verdict(
            "Operations a second",
            String.format(Locale.ROOT, "%.1f", rate),
            String.format(Locale.ROOT, "%.0f, within 5 %%", asked),
            Math.abs(rate - asked) <= 0.05 * asked));
  }

  private static Verdict flat(String what, List<Sample> steady, ToDoubleFunction<Sample> figure) {
    int third = Math.max(1, steady.size() / 3);
    double early = mean(steady.subList(0, third), figure);
    double late = mean(steady.subList(steady.size() - third, steady.size()), figure);
    return new Verdict(
        what,
        String.format(Locale.ROOT, "%.1f, then %.1f", early, late),
        "no more than two apart",
        Math.abs(late - early) <= 2);
  }

  private static Verdict young(String what, List<Sample> steady, ToDoubleFunction<Sample> figure) {
    double most = steady.stream().mapToDouble(figure).max().orElse(Double.NaN);
    return new Verdict(
        what,
        String.format(Locale.ROOT, "%.1f s", most),
        "at most " + (int) OLD_SECONDS + " s",
        most <= OLD_SECONDS);
  }

  private static double mean(List<Sample> samples, ToDoubleFunction<Sample> figure) {
    return samples.stream().mapToDouble(figure).average().orElse(Double.NaN);
  }

  private static String line(Sample each) {
    return String.format(
        Locale.ROOT,
        "| %d | %.2f | %d | %d | %.1f | %.1f | %.1f | %.1f | %d |",
        each.minute,
        each.heap / 1048576.0,
        each.threads,
        each.files,
        each.rate,
        each.decisionAge,
        each.circuitAge,
        each.storeBytes / 1048576.0,
        each.problems);
  }

  private String page(List<Verdict> verdicts) {
    StringBuilder page = new StringBuilder();
    page.append(
        String.format(
            Locale.ROOT,
            """
            # Steady traffic for long

            The core with %d simulated providers at %s operations a second each for %d minutes, each before its neighbour in a
            chain with a circuit, one call in 200 failing. Figures at the end of each minute; the heap as the least of ten collections, the
            ages as a second connection to the store sees them, the most of 240 looks a minute. The first %d minutes are left out
            of the verdicts: windows of measurements fill, code is compiled.

            | figure | found | aim |  |
            |---|---|---|---|
            """,
            arguments.number("providers"),
            arguments.text("rate"),
            arguments.number("minutes"),
            arguments.number("warm-up")));
    for (Verdict each : verdicts) {
      page.append(
          "| %s | %s | %s | %s |%n"
              .formatted(each.what, each.found, each.aim, each.met ? "met" : "**not met**"));
    }
    page.append(
        """

        | minute | heap, MiB | threads | open files | operations/s | decision age, s | circuit age, s | store, MiB | problems |
        |---:|---:|---:|---:|---:|---:|---:|---:|---:|
        """);
    samples.stream()
        .sorted(Comparator.comparingLong(Sample::minute))
        .forEach(each -> page.append(line(each)).append('\n'));
    page.append('\n')
        .append(
            Tables.measured(
                "./mvnw -Pproof -Dproof=soak -Dproof.arguments=minutes="
                    + arguments.text("minutes")))
        .append("Heap limit ")
        .append(Runtime.getRuntime().maxMemory() >> 20)
        .append(" MiB.\n");
    return page.toString();
  }
}
