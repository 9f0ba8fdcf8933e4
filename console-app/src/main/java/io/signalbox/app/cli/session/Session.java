package io.signalbox.app.cli.session;

import io.signalbox.app.log.Logs;
import io.signalbox.core.Signalbox;
import io.signalbox.core.SignalboxOptions;
import io.signalbox.core.command.Caller;
import io.signalbox.core.command.Command;
import io.signalbox.core.command.Outcome;
import io.signalbox.core.file.Chance;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.query.Query;
import java.time.Instant;
import java.util.HexFormat;

/** A configuration opened for one verb: what is asked happens, and nothing else. */
public final class Session implements AutoCloseable {

  private final Signalbox signalbox;
  private final Caller caller;
  private final CliContext context;

  private Session(Signalbox signalbox, Caller caller, CliContext context) {
    this.signalbox = signalbox;
    this.caller = caller;
    this.context = context;
  }

  static Session open(CliContext context) {
    GlobalOptions options = context.options();
    Signalbox signalbox =
        Signalbox.open(
            SignalboxOptions.of(ConfigFolders.resolve(context))
                .overlay(ConfigFolders.environmentName(context))
                .environment(context.streams().environment())
                .readOnly(options.readOnly)
                .seed(Chance.number())
                .log(Logs::toFile)
                .build());
    Caller caller =
        new Caller(
            user() + " (command line)", HexFormat.of().toHexDigits(Chance.number()), options.force);
    return new Session(signalbox, caller, context);
  }

  private static String user() {
    return System.getProperty("user.name", "unknown");
  }

  /** The clock verbs read. */
  public static Instant clock() {
    return TimeSource.system().now();
  }

  public Instant now() {
    return clock();
  }

  /** Ties what this verb does together, in logs and records. */
  public String traceId() {
    return caller.traceId();
  }

  /** Whether this process only observes: it calls nobody by itself. */
  public boolean observes() {
    return signalbox.commands().readOnly();
  }

  /** Who runs the verb, without the surface. */
  public String person() {
    return user();
  }

  public <R> R ask(Query<R> query) {
    return signalbox.queries().ask(query);
  }

  public <R> R execute(Command<R> command) {
    return signalbox.commands().execute(command, caller);
  }

  /** The same of what an operator does; where all was so already a person is told. */
  public <R> R act(Command<R> command) {
    return carryOut(command).answer();
  }

  /** The same where what is printed depends on it. */
  public <R> Outcome<R> carryOut(Command<R> command) {
    Outcome<R> outcome = signalbox.commands().carryOut(command, caller);
    if (!outcome.changed()) {
      context.note("So already: nothing was changed.");
    }
    return outcome;
  }

  @Override
  public void close() {
    signalbox.close();
  }
}
