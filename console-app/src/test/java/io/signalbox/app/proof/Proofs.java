package io.signalbox.app.proof;

import io.signalbox.app.fuzz.FuzzProof;
import io.signalbox.core.proof.AwsCalls;
import io.signalbox.core.proof.Callers;
import io.signalbox.core.proof.Edits;
import io.signalbox.core.proof.Soak;
import io.signalbox.core.request.AwsKills;
import java.util.Arrays;

/**
 * Runs one of the programs by its name: {@code kills}, {@code awskills}, {@code callers}, {@code
 * awscalls}, {@code edits}, {@code soak}, {@code screens}, {@code figures}, {@code window}, {@code
 * fuzz}, {@code paths} or {@code pictures}.
 */
public final class Proofs {

  private Proofs() {}

  public static void main(String[] args) throws Exception {
    String program = args.length == 0 ? "" : args[0];
    String[] rest = args.length == 0 ? args : Arrays.copyOfRange(args, 1, args.length);
    switch (program) {
      case "kills" -> Kills.main(rest);
      case "awskills" -> AwsKills.main(rest);
      case "callers" -> Callers.main(rest);
      case "awscalls" -> AwsCalls.main(rest);
      case "edits" -> Edits.main(rest);
      case "soak" -> Soak.main(rest);
      case "screens" -> Screens.main(rest);
      case "figures" -> WindowFigures.main(rest);
      case "window" -> WindowHour.main(rest);
      case "fuzz" -> FuzzProof.main(rest);
      case "paths" -> Paths.main(rest);
      case "pictures" -> Pictures.main(rest);
      default ->
          throw new IllegalArgumentException(
              "'"
                  + program
                  + "' is no program; -Dproof=kills, awskills, callers, awscalls, edits, soak,"
                  + " screens, figures, window, fuzz, paths or pictures");
    }
  }
}
