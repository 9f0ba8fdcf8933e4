package io.signalbox.app.cli.session;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a verb's JSON comes from. */
public final class JsonOptions {

  @Option(
      names = "-f",
      paramLabel = "FILE",
      description = "Input as a JSON file; '-' for standard input.")
  private @Nullable String file;

  @Option(names = "--data", paramLabel = "JSON", description = "Input as JSON.")
  private @Nullable String data;

  /**
   * Sets one of them, as the command line does.
   *
   * @return false for any other name
   */
  public boolean take(String name, String value) {
    switch (name) {
      case "-f" -> file = value;
      case "--data" -> data = value;
      default -> {
        return false;
      }
    }
    return true;
  }

  /**
   * The input; null when none was given to a verb that needs none.
   *
   * @param needed whether piped input is read when neither option is given
   * @throws io.signalbox.core.error.SignalboxException INVALID_INPUT saying what is wrong and where
   */
  public @Nullable Object read(CliContext context, boolean needed) {
    return JsonInput.read(file, data, context, needed);
  }
}
