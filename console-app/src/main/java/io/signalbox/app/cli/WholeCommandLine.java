package io.signalbox.app.cli;

import io.signalbox.app.cli.hostfactory.HostFactoryVerbs;
import io.signalbox.app.cli.session.CliContext;
import io.signalbox.core.error.SignalboxException;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.ParameterException;

/** Reads any words that may be typed, help and mistakes among them, and does what they say. */
final class WholeCommandLine {

  private WholeCommandLine() {}

  static int execute(CliContext context, String[] args) {
    List<String> words = List.of(args);
    context.answerPrograms(Commands.answerPrograms(words));
    CommandLine line = Commands.lineFor(context, words);
    line.setOut(new PrintWriter(context.streams().out(), true));
    line.setErr(new PrintWriter(context.streams().err(), true));
    line.setParameterExceptionHandler((error, given) -> unusable(error, context));
    line.setExecutionExceptionHandler((error, at, parsed) -> failed(context, at, error));
    return line.execute(args);
  }

  /** A person who names a group alone is shown what it has; everything else is an error. */
  private static int unusable(ParameterException error, CliContext context) {
    if (UsageErrors.isGroupAlone(error) && !context.answersPrograms()) {
      error.getCommandLine().usage(context.streams().out());
      return 0;
    }
    return fail(context, error.getCommandLine(), UsageErrors.of(error));
  }

  private static int failed(CliContext context, CommandLine at, Exception error) {
    Throwable thrown = error;
    while (thrown instanceof ExecutionException && thrown.getCause() != null) {
      thrown = thrown.getCause();
    }
    return fail(context, at, CommandLineProgram.translate(thrown));
  }

  private static int fail(CliContext context, CommandLine at, SignalboxException error) {
    return at.getCommand() instanceof HostFactoryVerbs.Verb
        ? context.failOnWire(error)
        : context.fail(error);
  }
}
