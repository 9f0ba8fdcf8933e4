package io.signalbox.app;

import io.signalbox.app.cli.CommandLineProgram;
import io.signalbox.app.cli.hostfactory.HostFactoryVerbs;
import io.signalbox.app.cli.session.Streams;
import io.signalbox.app.cli.session.Terminals;
import io.signalbox.core.LoadAhead;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The program's entry. With no arguments it opens the window; with a subcommand it runs without any
 * display. Does not extend {@code Application}: a start from the class path needs that.
 */
public final class Main {

  /** Options somebody adds may be such as do their work at an exit, a recording for one. */
  private static final String OPTIONS = "SIGNALBOX_JAVA_OPTS";

  private Main() {}

  /** Runs the program on the process's own streams and ends the process with its exit status. */
  public static void main(String[] args) {
    useOwnLibraries();
    String verb = HostFactoryVerbs.namedIn(args);
    if (verb != null) {
      LoadAhead.begin(HostFactoryVerbs.readsTemplates(verb));
    }
    Streams streams = processStreams();
    CommandLineProgram.Ended ended = CommandLineProgram.end(args, streams);
    streams.out().flush();
    streams.err().flush();
    if (ended.leavesNothing() && System.getenv(OPTIONS) == null) {
      // An exit looks for loggers in every jar of the class path to tell them of itself.
      Runtime.getRuntime().halt(ended.status());
    }
    System.exit(ended.status());
  }

  /** Results are UTF-8 whatever the locale says: scripts read them. */
  static Streams processStreams() {
    return new Streams(
        System.in,
        new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8),
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
        System.getenv(),
        Terminals.isTerminal(Terminals.INPUT),
        Terminals.isTerminal(Terminals.ERROR));
  }

  /**
   * Has SQLite's library loaded from the program's folder, where the packaging put it: unpacking it
   * at each start takes time, and a process that is killed leaves its copy behind. What others left
   * behind is looked for in the same place, not in the temporary folder, which may hold thousands
   * of files.
   */
  static void useOwnLibraries() {
    String home = System.getProperty("signalbox.home", "");
    if (!home.isEmpty() && System.getProperty("org.sqlite.lib.path") == null) {
      Path folder = Path.of(home, "lib", "native");
      System.setProperty("org.sqlite.lib.path", folder.toString());
      if (Files.isDirectory(folder) && System.getProperty("org.sqlite.tmpdir") == null) {
        System.setProperty("org.sqlite.tmpdir", folder.toString());
      }
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
