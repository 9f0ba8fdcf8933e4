package io.signalbox.app.bench;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * How long {@code getRequestStatus} takes from nothing to its answer, with and without the AOT
 * cache, against an empty program on the same runtime under the same options. Medians; the rounds
 * are interleaved, so that a busy moment hits all of them.
 *
 * <p>Arguments: the folder for the table, the packaged program.
 */
public final class ColdStart {

  private static final int ROUNDS = 15;

  private final Path program;
  private final Path scratch;

  private ColdStart(Path program, Path scratch) {
    this.program = program;
    this.scratch = scratch;
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
    Path config = scratch.resolve("config");
    copy(program.resolve("share/config"), config);
    String accepted =
        run(
            verb(
                true,
                config,
                "requestMachines",
                "--data",
                "{\"template\":{\"templateId\":\"web-server\",\"machineCount\":1}}"));
    String requestId = new JsonMapper().readTree(accepted).path("requestId").asText();
    String asked = "{\"requests\":[{\"requestId\":\"" + requestId + "\"}]}";
    // The request is driven to its end first: what is measured is an answer, not a launch.
    List<String> status = verb(true, config, "getRequestStatus", "--data", asked);
    while (statusOf(run(status)).equals("running")) {
      Thread.onSpinWait();
    }

    List<String> empty =
        List.of(
            java(),
            "@" + program.resolve("lib/java.options"),
            "@" + program.resolve("lib/verbs.options"),
            "-cp",
            System.getProperty("java.class.path"),
            EmptyProgram.class.getName());
    List<List<String>> commands =
        List.of(
            empty,
            verb(false, config, "getRequestStatus", "--data", asked),
            verb(true, config, "getRequestStatus", "--data", asked));
    double[][] millis = new double[commands.size()][ROUNDS];
    for (int round = -2; round < ROUNDS; round++) {
      for (int i = 0; i < commands.size(); i++) {
        long begun = System.nanoTime();
        run(commands.get(i));
        if (round >= 0) {
          millis[i][round] = (System.nanoTime() - begun) / 1e6;
        }
      }
    }
    return page(median(millis[0]), median(millis[1]), median(millis[2]));
  }

  private static String statusOf(String answer) throws IOException {
    return new JsonMapper().readTree(answer).path("requests").path(0).path("status").asText();
  }

  private static String page(double empty, double plain, double cached) {
    return String.format(
        Locale.ROOT,
        """
        # Cold start

        `getRequestStatus` for a finished request on the sample configuration, from process start to exit: median of %d
        interleaved runs, against an empty program on the same runtime under the same options.

        |  | ms | ratio |
        |---|---:|---:|
        | empty program | %.0f | 1.0x |
        | without the AOT cache | %.0f | %.1fx |
        | with the AOT cache | %.0f | %.1fx |

        Measured with `./mvnw -Pbench` on %s, Java %s, %s %s, %d processors.
        """,
        ROUNDS,
        empty,
        plain,
        plain / empty,
        cached,
        cached / empty,
        LocalDate.now(ZoneOffset.UTC),
        Runtime.version(),
        System.getProperty("os.name"),
        System.getProperty("os.arch"),
        Runtime.getRuntime().availableProcessors());
  }

  private String java() {
    return program.resolve("runtime/bin/java").toString();
  }

  /** The launcher's command line, so that the shell counts in none of the rows. */
  private List<String> verb(boolean cached, Path config, String... verb) {
    List<String> command =
        new ArrayList<>(
            List.of(
                java(),
                "@" + program.resolve("lib/java.options"),
                "@" + program.resolve("lib/verbs.options")));
    if (cached) {
      command.add("-XX:AOTCache=" + program.resolve("lib/verbs.aot"));
    }
    command.addAll(
        List.of(
            "-Dsignalbox.home=" + program,
            "-cp",
            program.resolve("lib/console-app.jar").toString(),
            "io.signalbox.app.Main"));
    command.addAll(Arrays.asList(verb));
    command.addAll(List.of("--config-dir", config.toString()));
    return command;
  }

  private String run(List<String> command) throws IOException, InterruptedException {
    Path out = scratch.resolve("out.txt");
    Path err = scratch.resolve("err.txt");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    process.getOutputStream().close();
    if (process.waitFor() != 0) {
      throw new IllegalStateException(command + ": " + Files.readString(err));
    }
    return Files.readString(out);
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
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
