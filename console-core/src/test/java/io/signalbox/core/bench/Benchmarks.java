package io.signalbox.core.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Runs the core's benchmarks and writes one Markdown table each. Every table compares two things
 * measured in the same run, so that the machine hardly matters.
 *
 * <p>Arguments: the folder for the tables, then the names of the tables to make; none for all.
 */
public final class Benchmarks {

  private static final String EXECUTE = "execute";
  private static final String PICK = "pick";
  private static final String ROUTE = "route";
  private static final String COMPOSE = "compose";
  private static final String CONCURRENT = "concurrent";
  private static final String ACCEPT = "accept";
  private static final String TEMPLATES = "templates";
  private static final String CATALOG = "catalog";
  private static final String TOUCH = "touch";
  private static final String MANY = "many";

  private Benchmarks() {}

  public static void main(String[] args) throws RunnerException, IOException, InterruptedException {
    Path folder = Path.of(args[0]);
    Files.createDirectories(folder);
    List<String> asked = List.of(args).subList(1, args.length);
    if (asked.isEmpty() || asked.contains(EXECUTE)) {
      execute(folder);
    }
    if (asked.isEmpty() || asked.contains(PICK)) {
      RoutingBenchmarks.pick(folder);
    }
    if (asked.isEmpty() || asked.contains(ROUTE)) {
      RoutingBenchmarks.route(folder);
    }
    if (asked.isEmpty() || asked.contains(COMPOSE)) {
      RoutingBenchmarks.compose(folder);
    }
    if (asked.isEmpty() || asked.contains(CONCURRENT)) {
      RoutingBenchmarks.concurrent(folder);
    }
    if (asked.isEmpty() || asked.contains(ACCEPT)) {
      AcceptTable.write(folder);
    }
    if (asked.isEmpty() || asked.contains(TEMPLATES)) {
      templates(folder);
    }
    if (asked.isEmpty() || asked.contains(CATALOG)) {
      CatalogTable.write(folder);
    }
    if (asked.isEmpty() || asked.contains(TOUCH)) {
      TouchTable.write(folder);
    }
    if (asked.isEmpty() || asked.contains(MANY)) {
      ManyTable.write(folder);
    }
  }

  private static void execute(Path folder) throws RunnerException, IOException {
    List<List<String>> rows = new ArrayList<>();
    for (int threads : new int[] {1, 2}) {
      Collection<RunResult> results = run("ExecuteBenchmark", threads);
      rows.add(
          row(
              threads + (threads == 1 ? " thread" : " threads"),
              score(results, "directCall", ""),
              score(results, "chooseAndExecute", ""),
              4));
    }
    table(
        folder,
        EXECUTE,
        """
        # Choose and execute

        A choice among three no-op providers (weighted round robin, health and criteria judged, metrics recorded, the
        decision record ready to be rendered and not rendered) and the call, on the caller's thread and without the gate,
        against a direct call that records one counter and one histogram. Aim: 4x at most.
        """,
        List.of("", "direct call, ns", "choose and execute, ns", "ratio", "aim", ""),
        rows);
  }

  private static void templates(Path folder) throws RunnerException, IOException {
    Collection<RunResult> results = run("TemplateBenchmark", 1);
    List<List<String>> rows = new ArrayList<>();
    for (String count : List.of("1000", "10000")) {
      rows.add(
          row(
              count + " templates, cold",
              score(results, "readTreeOfAll", count),
              score(results, "catalogCold", count),
              2));
      rows.add(
          row(
              count + " templates, one file touched",
              score(results, "writeAndReadTreeOfOne", count),
              score(results, "writeAndRefreshOne", count),
              2));
    }
    table(
        folder,
        TEMPLATES,
        """
        # Reading templates

        Templates over four files, read whole and after one of the files changed (its writing included on both sides),
        against Jackson's `readTree` of the same bytes. The catalog also keeps each value's line and column and judges names
        and types. Aim: 2x at most.
        """,
        List.of("", "readTree, us", "catalog, us", "ratio", "aim", ""),
        rows);
  }

  private static Collection<RunResult> run(String benchmark, int threads) throws RunnerException {
    return new Runner(
            new OptionsBuilder()
                .include("\\." + benchmark + "\\.")
                .threads(threads)
                .forks(2)
                .warmupIterations(3)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(5)
                .measurementTime(TimeValue.seconds(1))
                .jvmArgs(
                    "-Xms256m",
                    "-Xmx256m",
                    "-XX:+UseSerialGC",
                    "--enable-native-access=ALL-UNNAMED")
                .shouldFailOnError(true)
                .build())
        .run();
  }

  private static double score(Collection<RunResult> results, String method, String size) {
    for (RunResult result : results) {
      var params = result.getParams();
      if (params.getBenchmark().endsWith("." + method)
          && (size.isEmpty()
              || params.getParamsKeys().stream()
                  .anyMatch(key -> size.equals(params.getParam(key))))) {
        return result.getPrimaryResult().getScore();
      }
    }
    throw new IllegalStateException("No result of " + method + " " + size);
  }

  private static List<String> row(String what, double base, double measured, double aim) {
    return List.of(
        what,
        String.format(Locale.ROOT, "%.1f", base),
        String.format(Locale.ROOT, "%.1f", measured),
        String.format(Locale.ROOT, "%.1fx", measured / base),
        String.format(Locale.ROOT, "%.1fx", aim),
        verdict(measured / base, aim));
  }

  /** Whether a ratio is within its aim, as tables say it. */
  static String verdict(double ratio, double aim) {
    return ratio <= aim ? "met" : "**not met**";
  }

  static void table(
      Path folder, String name, String text, List<String> heads, List<List<String>> rows)
      throws IOException {
    StringBuilder page = new StringBuilder(text).append('\n');
    page.append("| ").append(String.join(" | ", heads)).append(" |\n");
    page.append("|---|").append("---:|".repeat(heads.size() - 1)).append('\n');
    for (List<String> row : rows) {
      page.append("| ").append(String.join(" | ", row)).append(" |\n");
    }
    page.append('\n').append(environment()).append('\n');
    Files.writeString(folder.resolve(name + ".md"), page);
  }

  private static String environment() {
    return "Measured with `./mvnw -Pbench` on %s, Java %s, %s %s, %d processors, load %.0f at the end."
        .formatted(
            LocalDate.now(ZoneOffset.UTC),
            Runtime.version(),
            System.getProperty("os.name"),
            System.getProperty("os.arch"),
            Runtime.getRuntime().availableProcessors(),
            ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }
}
