package io.signalbox.app;

import io.signalbox.app.cli.CommandLineProgram;
import io.signalbox.app.cli.session.Streams;
import io.signalbox.app.cli.session.Terminals;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/**
 * The program's entry. With no arguments it opens the window; with a subcommand it runs without any
 * display. Does not extend {@code Application}: a start from the class path needs that.
 */
public final class Main {

  private Main() {}

  /** Runs the program on the process's own streams and ends the process with its exit status. */
  public static void main(String[] args) {
    useOwnLibraries();
    // Results are UTF-8 whatever the locale says: scripts read them.
    PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
    PrintStream err =
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
    Streams streams =
        new Streams(
            System.in,
            out,
            err,
            System.getenv(),
            Terminals.isTerminal(Terminals.INPUT),
            Terminals.isTerminal(Terminals.ERROR));
    int status = CommandLineProgram.run(args, streams);
    out.flush();
    err.flush();
    System.exit(status);
  }

  /**
   * Has SQLite's library loaded from the program's folder, where the packaging put it: unpacking it
   * at each start takes time, and a process that is killed leaves its copy behind.
   */
  static void useOwnLibraries() {
    String home = System.getProperty("signalbox.home", "");
    if (!home.isEmpty() && System.getProperty("org.sqlite.lib.path") == null) {
      System.setProperty("org.sqlite.lib.path", Path.of(home, "lib", "native").toString());
    }
  }

  /**
   * Runs the program on given streams, never ending the process; no stream counts as a terminal.
   *
   * @return the exit status: 0 for an answer, else as the error's code says
   */
  public static int run(
      String[] args,
      InputStream in,
      PrintStream out,
      PrintStream err,
      Map<String, String> environment) {
    int status = CommandLineProgram.run(args, new Streams(in, out, err, environment, false, false));
    out.flush();
    err.flush();
    return status;
  }
}
