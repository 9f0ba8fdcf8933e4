package io.signalbox.app.cli.session;

import io.signalbox.app.cli.output.DiagnosticText;
import io.signalbox.app.cli.output.DocumentWriter;
import io.signalbox.core.config.source.Diagnostic;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.log.Secrets;
import io.signalbox.core.log.VisibleText;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What every verb works with: the streams, the global options and the open configuration. */
public final class CliContext {

  private final Streams streams;
  private GlobalOptions options = new GlobalOptions();
  private boolean answersPrograms;

  public CliContext(Streams streams) {
    this.streams = streams;
  }

  public void use(GlobalOptions parsed) {
    this.options = parsed;
  }

  /**
   * Says who reads what this run writes.
   *
   * @param programs true: errors are one line of JSON; false: a sentence
   */
  public void answerPrograms(boolean programs) {
    this.answersPrograms = programs;
  }

  /** Whether a program reads the answer, not a person. */
  public boolean answersPrograms() {
    return answersPrograms;
  }

  public Streams streams() {
    return streams;
  }

  GlobalOptions options() {
    return options;
  }

  /** Opens the configuration for one verb; close it. */
  public Session open() {
    return Session.open(this);
  }

  /**
   * Writes the answer: the document as JSON, CSV or YAML, or the text a person reads.
   *
   * @param text ends with a line end
   */
  public void print(Object document, Supplier<String> text) {
    switch (options.format) {
      case TABLE -> streams.out().print(VisibleText.lines(struck(text.get())));
      case JSON -> {
        // In the stream's own character set.
        DocumentWriter.json(document, new PrintWriter(streams.out()));
        streams.out().println();
      }
      case CSV -> DocumentWriter.csv(document, new PrintWriter(streams.out()));
      case YAML -> DocumentWriter.yaml(document, new PrintWriter(streams.out()));
    }
  }

  /**
   * Writes the answer: the document, or the one line a person reads. A line end in it came from
   * outside, with a name that was typed for one, and is written out.
   */
  public void say(Object document, Supplier<String> line) {
    print(document, () -> VisibleText.line(line.get()) + "\n");
  }

  /** Writes an answer that is JSON by contract; {@code --format yaml} is honoured. */
  public void printDocument(Object document) {
    print(document, () -> DocumentWriter.json(document) + "\n");
  }

  /** Writes an answer to a script as JSON on one line; {@code --format} is honoured. */
  public void printLine(Object document) {
    print(document, () -> DocumentWriter.compactJson(document) + "\n");
  }

  /** A line for a person, beside the answer; nothing with {@code --quiet}. */
  public void note(String line) {
    if (!options.quiet) {
      streams.err().println(VisibleText.line(struck(line)));
    }
  }

  /** What is odd in files, one line each on standard error; nothing with {@code --quiet}. */
  public void diagnose(List<Diagnostic> diagnostics) {
    for (Diagnostic diagnostic : diagnostics) {
      if (diagnostic.severity() != Diagnostic.Severity.INFO) {
        note(DiagnosticText.line(diagnostic));
      }
    }
  }

  private static String struck(String text) {
    return Secrets.ofProcess().strike(text);
  }

  /** Whether {@code --read-only} stands there. */
  public boolean readOnly() {
    return options.readOnly;
  }

  public String reason() {
    return options.reason.strip();
  }

  /**
   * Asks before a danger, on a terminal and without {@code --yes} only: a script has said what it
   * wants.
   *
   * @return whether to go on
   */
  public boolean confirm(String question) {
    if (options.yes || !streams.inputIsTerminal()) {
      return true;
    }
    streams.err().print(VisibleText.line(struck(question)) + " [y/N] ");
    streams.err().flush();
    String answer = LineInput.readLine(streams.in()).strip();
    boolean yes = answer.equalsIgnoreCase("y") || answer.equalsIgnoreCase("yes");
    if (!yes) {
      streams.err().println("Nothing was changed.");
    }
    return yes;
  }

  /**
   * The error as a scheduler reads it: on standard output, beside a message, with status 1 whatever
   * it is.
   */
  public int failOnWire(SignalboxException error) {
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put("message", error.getMessage());
    document.put("error", ErrorDocument.of(error));
    streams.out().println(DocumentWriter.compactJson(document));
    streams.out().flush();
    return 1;
  }

  /** The error on standard error: a sentence for a person, one line of JSON for a program. */
  public int fail(SignalboxException error) {
    streams.out().flush();
    streams
        .err()
        .print(
            answersPrograms
                ? DocumentWriter.compactJson(Map.of("error", ErrorDocument.of(error))) + "\n"
                : struck(ErrorText.of(error)));
    return error.code().exitStatus();
  }
}
