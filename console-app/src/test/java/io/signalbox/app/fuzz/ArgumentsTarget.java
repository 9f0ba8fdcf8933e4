package io.signalbox.app.fuzz;

import io.signalbox.app.testing.CliRun;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Arguments of the program, one a line, without a folder to open: all of them are read, and what
 * they ask for is refused. The verb itself is left as it is, so that no window opens.
 */
record ArgumentsTarget(Path folder) implements Target {

  private static final Set<Integer> DOCUMENTED = Set.of(0, 1, 2, 3, 4, 5, 6, 7);

  /** What a program is given at most, as some systems have it. */
  private static final int MOST = 200;

  @Override
  public String name() {
    return "arguments";
  }

  @Override
  public int share() {
    return 10;
  }

  @Override
  public boolean takes(Input input) {
    // The seed's name is its verb: templates-show.txt.
    String verb = input.name().substring(0, input.name().lastIndexOf('.'));
    List<String> args = new ArrayList<>(List.of(verb.split("-(?=[a-z])")));
    input.text().lines().limit(MOST).map(line -> line.replace("\0", "")).forEach(args::add);
    CliRun run = new CliRun.Shell(folder.resolve("missing")).run(args.toArray(String[]::new));
    if (!DOCUMENTED.contains(run.status)) {
      throw new AssertionError("status " + run.status + ": " + run.err);
    }
    // A scheduler's verbs tell their errors on standard output.
    String all = run.out + run.err;
    if (all.contains("INTERNAL_ERROR")) {
      throw new AssertionError(all);
    }
    if (all.replace("\n", "").codePoints().anyMatch(ArgumentsTarget::commands)) {
      throw new AssertionError("what a terminal obeys: " + all);
    }
    return run.status == 0 || all.contains("CONFIGURATION_INVALID");
  }

  private static boolean commands(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }
}
