package io.signalbox.app.bench;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * How long verbs take from nothing to their answer, and how much memory, beside an empty program on
 * the same runtime under the same options. Medians; the rounds are interleaved, so that a busy
 * moment hits all of them.
 *
 * <p>Arguments: the folder for the table, the packaged program.
 */
public final class ColdStart {

  private static final List<String> POLLED =
      List.of("--version", "getRequestStatus", "getReturnRequests");

  private static final int ROUNDS = 20;
  private static final int WARM_UP = 2;
  private static final Duration IDLE = Duration.ofSeconds(20);
  private static final String WANTED =
      "{\"template\":{\"templateId\":\"web-server\",\"machineCount\":1}}";
  private static final String AWS =
      "{\"name\": \"aws-live\", \"type\": \"aws\","
          + " \"config\": {\"region\": \"us-east-1\", \"profile\": \"hosts\"}}";

  private final Path program;
  private final Path config;
  private final Path withAws;
  // The simulated cloud reads a file of all its machines: what is launched in each round stays
  // apart.
  private final Path launching;
  private final OneProcess process;

  private ColdStart(Path program, Path scratch) {
    this.program = program;
    this.config = scratch.resolve("config");
    this.withAws = scratch.resolve("config-with-aws");
    this.launching = scratch.resolve("config-to-launch-in");
    this.process = new OneProcess(scratch);
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    Path scratch = Files.createTempDirectory("signalbox-bench-");
    try {
      Path table = Path.of(args[0]).resolve("cold-start.md");
      if (args.length < 3 || List.of(args).subList(2, args.length).contains("cold-start")) {
        Files.createDirectories(table.toAbsolutePath().getParent());
        Files.writeString(table, new ColdStart(Path.of(args[1]), scratch).measure());
      }
    } finally {
      delete(scratch);
    }
  }

  private String measure() throws IOException, InterruptedException {
    List<String> status = statusOfLaunched(config);
    // The provider is added when its folder has the same request: nothing is launched at AWS.
    List<String> statusBesideAws = statusOfLaunched(withAws);
    Path settings = withAws.resolve("config.json");
    Files.writeString(
        settings,
        Files.readString(settings).replace("\"providers\": [", "\"providers\": [" + AWS + ","));
    copy(program.resolve("share/config"), launching);
    Map<String, List<String>> commands = new LinkedHashMap<>();
    commands.put("empty program", empty());
    commands.put("`--version`", verb("--version"));
    commands.put("`getAvailableTemplates`", verb("getAvailableTemplates"));
    commands.put("`requestMachines`", verb(launching, "requestMachines", "--data", WANTED));
    commands.put("`getRequestStatus`", status);
    commands.put("`getRequestStatus`, with a provider of AWS", statusBesideAws);
    commands.put("`getReturnRequests`", verb("getReturnRequests"));
    commands.put("`providers list`", verb("providers", "list"));
    commands.put("`getRequestStatus` without the cache", without(status));
    List<OneProcess.Run[]> runs = new ArrayList<>();
    commands.forEach((name, command) -> runs.add(new OneProcess.Run[ROUNDS]));
    for (int round = -WARM_UP; round < ROUNDS; round++) {
      int row = 0;
      for (List<String> command : commands.values()) {
        OneProcess.Run run = process.run(command);
        if (round >= 0) {
          runs.get(row)[round] = run;
        }
        row++;
      }
    }
    List<Double> memory = new ArrayList<>();
    for (List<String> command : commands.values()) {
      memory.add(process.watched(command).mebibytes());
    }
    List<String> idle =
        java(
            List.of("-XX:AOTCache=" + program.resolve("lib/verbs.aot")),
            IdleProgram.class.getName(),
            config.toString(),
            Long.toString(IDLE.toSeconds()));
    return page(List.copyOf(commands.keySet()), runs, memory, process.watched(idle));
  }

  /** Asks for the status of a request that is over: what is measured is an answer, no launch. */
  private List<String> statusOfLaunched(Path folder) throws IOException, InterruptedException {
    copy(program.resolve("share/config"), folder);
    String accepted = process.run(verb(folder, "requestMachines", "--data", WANTED)).out();
    String requestId = new JsonMapper().readTree(accepted).path("requestId").asText();
    List<String> status = verb(folder, "getRequestStatus", "--request-id", requestId);
    while (statusOf(process.run(status).out()).equals("running")) {
      Thread.onSpinWait();
    }
    return status;
  }

  private static String statusOf(String answer) throws IOException {
    return new JsonMapper().readTree(answer).path("requests").path(0).path("status").asText();
  }

  private static String page(
      List<String> names, List<OneProcess.Run[]> runs, List<Double> memory, OneProcess.Run idle) {
    StringBuilder rows = new StringBuilder();
    double empty = median(runs.getFirst(), OneProcess.Run::millis);
    for (int i = 0; i < names.size(); i++) {
      double millis = median(runs.get(i), OneProcess.Run::millis);
      rows.append(
          String.format(
              Locale.ROOT,
              "| %s | %.0f | %.1fx | %.0f |%n",
              names.get(i),
              millis,
              millis / empty,
              memory.get(i)));
    }
    return String.format(
        Locale.ROOT,
        """
        # Cold start

        Verbs on the sample configuration, from process start to exit, beside an empty program on the same runtime under the
        same options: medians of %d interleaved runs. The aim: `getRequestStatus` under 4x, and no slower with a provider of AWS
        configured beside the others. Memory is the most that was resident in a run of its own, shared pages of the runtime and
        the cache included. Machines are requested in a folder of their own, for the simulated cloud reads a file of all its
        machines whenever it is asked.

        |  | ms | ratio | MiB |
        |---|---:|---:|---:|
        %s
        The core of a window or host with nothing to do has %.0f MiB resident at most in its first %d s.

        Measured with `./mvnw -Pbench` on %s, Java %s, %s %s, %d processors, load %.0f at the end.
        """,
        ROUNDS,
        rows,
        idle.mebibytes(),
        IDLE.toSeconds(),
        LocalDate.now(ZoneOffset.UTC),
        Runtime.version(),
        System.getProperty("os.name"),
        System.getProperty("os.arch"),
        Runtime.getRuntime().availableProcessors(),
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }

  private static double median(OneProcess.Run[] runs, ToDoubleFunction<OneProcess.Run> figure) {
    double[] sorted = Arrays.stream(runs).mapToDouble(figure).sorted().toArray();
    return sorted[sorted.length / 2];
  }

  /** On a class path of its own folder alone: it looks for its class in no jar. */
  private List<String> empty() {
    List<String> command = runtime();
    command.addAll(
        List.of(
            "-cp",
            EmptyProgram.class.getProtectionDomain().getCodeSource().getLocation().getPath(),
            EmptyProgram.class.getName()));
    return command;
  }

  /** A class of these benchmarks, on the class path of the program, ours behind it. */
  private List<String> java(List<String> options, String main, String... arguments) {
    List<String> command = runtime();
    command.addAll(options);
    command.addAll(
        List.of(
            "-Dsignalbox.home=" + program,
            "-cp",
            program.resolve("lib/verbs.jar")
                + File.pathSeparator
                + System.getProperty("java.class.path"),
            main));
    command.addAll(List.of(arguments));
    return command;
  }

  private List<String> runtime() {
    return new ArrayList<>(
        List.of(
            program.resolve("runtime/bin/java").toString(),
            "@" + program.resolve("lib/java.options"),
            "@" + program.resolve("lib/verbs.options")));
  }

  /** The launcher's command line, so that the shell counts in none of the rows. */
  private List<String> verb(String... verb) {
    return verb(config, verb);
  }

  private List<String> verb(Path folder, String... verb) {
    String cache = POLLED.contains(verb[0]) ? "polls" : "verbs";
    List<String> command = runtime();
    command.addAll(
        List.of(
            "-XX:AOTCache=" + program.resolve("lib/" + cache + ".aot"),
            "-Dsignalbox.home=" + program,
            "-cp",
            program.resolve("lib/verbs.jar").toString(),
            "io.signalbox.app.Main"));
    command.addAll(Arrays.asList(verb));
    command.addAll(List.of("--config-dir", folder.toString()));
    return command;
  }

  private static List<String> without(List<String> command) {
    return command.stream().filter(word -> !word.startsWith("-XX:AOTCache=")).toList();
  }

  private static void copy(Path from, Path to) throws IOException {
    try (var tree = Files.walk(from)) {
      for (Path file : tree.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
  }

  private static void delete(Path tree) throws IOException {
    try (var files = Files.walk(tree)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
