package io.signalbox.app.cli;

import io.signalbox.app.cli.hostfactory.HostFactoryVerbs;
import io.signalbox.app.cli.session.CliContext;
import io.signalbox.app.cli.session.Streams;
import io.signalbox.app.log.Logs;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Runs the command line: parses, executes, turns errors into words and an exit status. */
public final class CommandLineProgram {

  /** Enough of where an unexpected error came from to report it. */
  private static final int FRAMES = 8;

  private CommandLineProgram() {}

  /** Runs one command; never ends the process. */
  public static int run(String[] args, Streams streams) {
    List<String> words = List.of(args);
    CliContext context = new CliContext(streams);
    context.answerPrograms(Commands.answerPrograms(words));
    CommandLine line = Commands.lineFor(context, words);
    line.setOut(new PrintWriter(streams.out(), true));
    line.setErr(new PrintWriter(streams.err(), true));
    line.setParameterExceptionHandler((error, given) -> unusable(error, context));
    line.setExecutionExceptionHandler((error, at, parsed) -> fail(context, at, translate(error)));
    try (AutoCloseable log = terminalLog(streams, args)) {
      return line.execute(args);
    } catch (Exception e) {
      return context.fail(translate(e));
    }
  }

  /** A person who names a group alone is shown what it has; everything else is an error. */
  private static int unusable(ParameterException error, CliContext context) {
    if (UsageErrors.isGroupAlone(error) && !context.answersPrograms()) {
      error.getCommandLine().usage(context.streams().out());
      return 0;
    }
    return fail(context, error.getCommandLine(), UsageErrors.of(error));
  }

  private static int fail(CliContext context, CommandLine at, SignalboxException error) {
    return at.getCommand() instanceof HostFactoryVerbs.Verb
        ? context.failOnWire(error)
        : context.fail(error);
  }

  /** Log lines are for a person at a terminal; a script reads its own output only. */
  private static AutoCloseable terminalLog(Streams streams, String[] args) {
    List<String> given = List.of(args);
    if (!streams.errorIsTerminal() || given.contains("--quiet") || given.contains("-q")) {
      return () -> {};
    }
    return Logs.toTerminal(streams.err(), streams.environment());
  }

  private static SignalboxException translate(Throwable error) {
    return switch (error) {
      case SignalboxException known -> known;
      case CommandLine.ExecutionException wrapped when wrapped.getCause() != null ->
          translate(wrapped.getCause());
      default -> {
        org.slf4j.LoggerFactory.getLogger(CommandLineProgram.class).error("Unexpected", error);
        yield new SignalboxException(
            ErrorCode.INTERNAL_ERROR,
            "An unexpected error: " + error + "; please report it with its details",
            Map.of(
                "type",
                error.getClass().getName(),
                "at",
                Arrays.stream(error.getStackTrace())
                    .limit(FRAMES)
                    .map(StackTraceElement::toString)
                    .toList()));
      }
    };
  }
}
