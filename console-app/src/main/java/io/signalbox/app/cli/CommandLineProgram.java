package io.signalbox.app.cli;

import io.signalbox.app.cli.session.CliContext;
import io.signalbox.app.cli.session.Streams;
import io.signalbox.app.log.Logs;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.slf4j.LoggerFactory;

/** Runs the command line: reads, executes, turns errors into words and an exit status. */
public final class CommandLineProgram {

  /** Enough of where an unexpected error came from to report it. */
  private static final int FRAMES = 8;

  private CommandLineProgram() {}

  /**
   * How a command ended.
   *
   * @param status the exit status
   * @param leavesNothing whether all it began is done, so that the process may be ended as it
   *     stands
   */
  public record Ended(int status, boolean leavesNothing) {}

  /** Runs one command; never ends the process. */
  public static int run(String[] args, Streams streams) {
    return end(args, streams).status();
  }

  /** As {@link #run}. */
  public static Ended end(String[] args, Streams streams) {
    CliContext context = new CliContext(streams);
    Ended ended = end(args, context, streams);
    return streams.out().checkError() ? unwritten(context, ended) : ended;
  }

  /** The disk is full, or nobody reads any more: whoever waits for the answer must not go on. */
  private static Ended unwritten(CliContext context, Ended ended) {
    int status =
        context.fail(
            new SignalboxException(
                ErrorCode.INTERNAL_ERROR,
                "The answer could not be written to standard output; what was asked may be done"
                    + " all the same"));
    return new Ended(ended.status() == 0 ? status : ended.status(), ended.leavesNothing());
  }

  private static Ended end(String[] args, CliContext context, Streams streams) {
    List<String> words = List.of(args);
    try (AutoCloseable log = terminalLog(streams, words)) {
      ShortCall call = ShortCall.of(words, context);
      return call == null
          ? new Ended(WholeCommandLine.execute(context, args), false)
          : new Ended(call.run(), !call.isWindow());
    } catch (Exception e) {
      return new Ended(context.fail(translate(e)), false);
    }
  }

  /** Log lines are for a person at a terminal; a script reads its own output only. */
  private static AutoCloseable terminalLog(Streams streams, List<String> words) {
    if (!streams.errorIsTerminal() || words.contains("--quiet") || words.contains("-q")) {
      return () -> {};
    }
    return Logs.toTerminal(streams.err(), streams.environment());
  }

  /** What to tell of anything that was thrown. */
  static SignalboxException translate(Throwable error) {
    if (error instanceof SignalboxException known) {
      return known;
    }
    LoggerFactory.getLogger(CommandLineProgram.class).error("Unexpected", error);
    return new SignalboxException(
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
}
