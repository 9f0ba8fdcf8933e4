package io.signalbox.app.cli.session;

import java.io.InputStream;
import java.io.PrintStream;
import java.util.Map;

/**
 * What a run of the program reads and writes.
 *
 * @param out results only
 * @param err errors, diagnostics, questions, log lines
 * @param inputIsTerminal a person types: questions can be asked, and nothing is read as data
 * @param errorIsTerminal a person reads: log lines are readable text there
 */
public record Streams(
    InputStream in,
    PrintStream out,
    PrintStream err,
    Map<String, String> environment,
    boolean inputIsTerminal,
    boolean errorIsTerminal) {

  public Streams {
    environment = Map.copyOf(environment);
  }
}
