package io.signalbox.app.ui.feed;

import io.signalbox.app.ui.draft.Drafts;
import io.signalbox.app.ui.preference.Preferences;
import io.signalbox.core.command.Caller;
import io.signalbox.core.command.Command;
import io.signalbox.core.command.CommandBus;
import io.signalbox.core.command.Outcome;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.query.Query;
import io.signalbox.core.query.QueryBus;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What every view-model is given: the buses, where to ask them, and where answers may touch
 * properties. Immutable.
 *
 * @param acted wants a new snapshot at once; called after every command that was carried out
 * @param background runs blocking asks: virtual threads in the window, the caller's thread in tests
 * @param screen runs what touches properties: {@code Platform::runLater} in the window, the
 *     caller's thread in tests
 * @param actor who acts through this window, for the audit
 * @param drafts what is typed and not saved
 * @param preferences what the window remembers of itself; on the screen's thread only
 */
public record UiServices(
    QueryBus queries,
    CommandBus commands,
    Runnable acted,
    Executor background,
    Executor screen,
    TimeSource time,
    String actor,
    Drafts drafts,
    Preferences preferences) {

  /** Of a window that remembers nothing. */
  public UiServices(
      QueryBus queries,
      CommandBus commands,
      Runnable acted,
      Executor background,
      Executor screen,
      TimeSource time,
      String actor,
      Drafts drafts) {
    this(queries, commands, acted, background, screen, time, actor, drafts, Preferences.inMemory());
  }

  /** Asks in the background and hands the answer, or the error, over on the screen's thread. */
  public <R> void ask(Query<R> query, Consumer<R> answer, Consumer<RuntimeException> error) {
    prepare(asked -> asked.ask(query), answer, error);
  }

  /**
   * As {@link #ask}, for work that asks several things, or makes of the answers what is shown.
   *
   * @param work runs in the background and must touch no property
   */
  public <R> void prepare(
      Function<QueryBus, R> work, Consumer<R> answer, Consumer<RuntimeException> error) {
    inBackground(() -> {
      try {
        R result = work.apply(queries);
        screen.execute(() -> answer.accept(result));
      } catch (RuntimeException e) {
        screen.execute(() -> error.accept(e));
      } catch (Error e) {
        tell(e, error);
        throw e;
      }
    });
  }

  /** Carries a command out in the background, with a trace id of its own. */
  public <R> void execute(
      Command<R> command, boolean force, Consumer<R> answer, Consumer<RuntimeException> error) {
    carryOut(command, force, outcome -> answer.accept(outcome.answer()), error);
  }

  /** As {@link #execute}, and says which act it was, for whoever offers to take it back. */
  public <R> void carryOut(
      Command<R> command,
      boolean force,
      Consumer<Outcome<R>> answer,
      Consumer<RuntimeException> error) {
    inBackground(() -> {
      try {
        Outcome<R> outcome =
            commands.carryOut(command, new Caller(actor, UUID.randomUUID().toString(), force));
        acted.run();
        screen.execute(() -> answer.accept(outcome));
      } catch (RuntimeException e) {
        screen.execute(() -> error.accept(e));
      } catch (Error e) {
        tell(e, error);
        throw e;
      }
    });
  }

  /** What a class or the memory lacks is told too: an answer that never comes is waited for. */
  private void tell(Error lacking, Consumer<RuntimeException> error) {
    screen.execute(() -> error.accept(new IllegalStateException(lacking.toString(), lacking)));
  }

  /** A window that is closing asks nothing any more. */
  private void inBackground(Runnable work) {
    try {
      background.execute(work);
    } catch (RejectedExecutionException closing) {
      // Nobody is left to read the answer.
    }
  }

  /** Whether a refusal can be overcome: somebody would be left without a way. */
  public static boolean canBeForced(RuntimeException failure) {
    return failure instanceof SignalboxException known
        && (known.code() == ErrorCode.LAST_WAY_OUT || known.code() == ErrorCode.ALL_WEIGHTS_ZERO);
  }

  /** What went wrong, for people: the stable code and the core's own sentence. */
  public static String textOf(RuntimeException failure) {
    return failure instanceof SignalboxException known
        ? known.code() + ": " + known.getMessage()
        : "INTERNAL_ERROR: " + failure;
  }
}
