package io.signalbox.app.cli.session;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Tells terminals from pipes and files, one stream at a time: {@link Console#isTerminal} answers
 * for input and output together, so {@code requestMachines | jq} would look like piped input.
 */
public final class Terminals {

  /** Standard input's number. */
  public static final int INPUT = 0;

  /** Standard error's number. */
  public static final int ERROR = 2;

  private Terminals() {}

  /** Whether the stream of that number is a terminal. */
  public static boolean isTerminal(int stream) {
    Path link = Path.of("/proc/self/fd/" + stream);
    if (Files.isSymbolicLink(link)) {
      try {
        String target = Files.readSymbolicLink(link).toString();
        return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
      } catch (IOException e) {
        return false;
      }
    }
    Console console = System.console();
    return console != null && console.isTerminal();
  }
}
