package io.signalbox.app.fuzz;

import io.signalbox.core.proof.Arguments;
import io.signalbox.core.proof.Tables;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Tries many inputs on every target, in a heap of 192 MB, and documents at every limit; the time of
 * each is counted on the processor, so that other programs do not count. Inputs that do harm are
 * kept with the failures.
 */
public final class FuzzProof {

  private static final String HEAP = "-Xmx192m";
  private static final double MOST_SECONDS = 2;

  private FuzzProof() {}

  public static void main(String[] args) throws Exception {
    Arguments given =
        Arguments.of(Map.of("inputs", "100000", "seed", "1", "out", "docs/proof"), args);
    if (!ManagementFactory.getRuntimeMXBean().getInputArguments().contains(HEAP)) {
      System.exit(inSmallHeap(args));
    }
    Path scratch = Files.createTempDirectory("signalbox-fuzz-");
    boolean good;
    try {
      good = prove(given, scratch);
    } finally {
      Tables.delete(scratch);
    }
    System.exit(good ? 0 : 1);
  }

  private static int inSmallHeap(String[] args) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                HEAP,
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                FuzzProof.class.getName()));
    command.addAll(List.of(args));
    return new ProcessBuilder(command).inheritIO().start().waitFor();
  }

  private static boolean prove(Arguments given, Path scratch) throws IOException {
    Path out = Path.of(given.text("out"));
    StringBuilder rows = new StringBuilder();
    boolean good = true;
    List<Target> targets = Corpus.targets(scratch);
    for (Target target : targets) {
      Tried tried = new Tried(target, failures(out));
      Mutator mutator = new Mutator(given.number("seed"), Corpus.seeds(target));
      long inputs = (long) given.number("inputs") * target.share() / 100;
      for (long i = 0; i < inputs; i++) {
        tried.take(mutator.next());
      }
      rows.append(tried.row());
      good &= tried.good();
      System.err.print(tried.row());
    }
    StringBuilder limits = new StringBuilder();
    for (Map.Entry<String, Supplier<Input>> each : TooMuch.inputs().entrySet()) {
      Input input = each.getValue().get();
      Target target = targets.get(input.name().startsWith("doc") ? 2 : 0);
      Tried tried = new Tried(target, failures(out));
      tried.take(input);
      limits.append(
          String.format(Locale.ROOT, "| %s | %.2f |%n", each.getKey(), tried.longestSeconds()));
      good &= tried.good() && tried.taken() == 0;
      System.err.println(each.getKey() + ": " + tried.longestSeconds());
    }
    Tables.write(out, "fuzz.md", page(rows, limits, given));
    return good;
  }

  private static Path failures(Path out) {
    return out.resolve("../../console-app/src/test/resources/fuzz/failures").normalize();
  }

  private static String page(StringBuilder rows, StringBuilder limits, Arguments given) {
    return """
    # Input that nobody meant

    Seeds from `console-app/src/test/resources/fuzz`, changed one to eight times each. Every input is read or refused, in a
    heap of 192 MB: nothing is thrown, nothing is long, nothing commands a terminal. Seconds are of the processor; %.0f at
    most. An input that does harm is kept beside the seeds and tried first by `FuzzTest` from then on.

    | target | inputs | read | refused | did harm | longest, s |
    |---|---|---|---|---|---|
    %s
    What is at or over a limit is refused:

    | what | s |
    |---|---|
    %s
    %s\
    """
        .formatted(
            MOST_SECONDS,
            rows,
            limits,
            Tables.measured(
                "./mvnw -Pproof -Dproof=fuzz -Dproof.arguments=\"inputs=%s seed=%s\""
                    .formatted(given.text("inputs"), given.text("seed"))));
  }
}
