package io.signalbox.app.cli;

import io.signalbox.app.cli.session.CliContext;
import io.signalbox.app.cli.session.Streams;
import io.signalbox.core.Signalbox;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Runs the command line: parses, executes, turns errors into JSON and an exit status. */
public final class CommandLineProgram {

  /** Enough of where an unexpected error came from to report it. */
  private static final int FRAMES = 8;

  private CommandLineProgram() {}

  /** Runs one command; never ends the process. */
  public static int run(String[] args, Streams streams) {
    CliContext context = new CliContext(streams);
    CommandLine line = Commands.lineFor(context, List.of(args));
    line.setOut(new PrintWriter(streams.out(), true));
    line.setErr(new PrintWriter(streams.err(), true));
    line.setParameterExceptionHandler((error, given) -> context.fail(usage(error)));
    line.setExecutionExceptionHandler((error, at, parsed) -> context.fail(translate(error)));
    try (AutoCloseable log = terminalLog(streams, args)) {
      return line.execute(args);
    } catch (Exception e) {
      return context.fail(translate(e));
    }
  }

  /** Log lines are for a person at a terminal; a script reads its own output only. */
  private static AutoCloseable terminalLog(Streams streams, String[] args) {
    List<String> given = List.of(args);
    if (!streams.errorIsTerminal() || given.contains("--quiet") || given.contains("-q")) {
      return () -> {};
    }
    return Signalbox.logTo(streams.err(), "WARN", streams.environment());
  }

  private static SignalboxException usage(ParameterException error) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("help", error.getCommandLine().getCommandSpec().qualifiedName() + " --help");
    String message = String.valueOf(error.getMessage());
    if (error instanceof CommandLine.UnmatchedArgumentException unmatched) {
      List<String> suggestions = unmatched.getSuggestions();
      if (!suggestions.isEmpty()) {
        details.put("did_you_mean", suggestions);
        message = message + "; did you mean " + String.join(" or ", suggestions) + "?";
      }
    }
    return new SignalboxException(ErrorCode.INVALID_INPUT, message, details);
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
