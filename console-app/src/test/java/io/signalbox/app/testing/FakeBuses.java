package io.signalbox.app.testing;

import io.signalbox.app.ui.draft.Drafts;
import io.signalbox.app.ui.feed.UiServices;
import io.signalbox.core.command.Caller;
import io.signalbox.core.command.Command;
import io.signalbox.core.command.CommandBus;
import io.signalbox.core.command.Outcome;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.query.Query;
import io.signalbox.core.query.QueryBus;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * Both buses, answering as a test tells them to: by the class of what is asked, the newest answer
 * counts. Remembers every command and every query; the first command is act 1, the next act 2.
 */
public final class FakeBuses implements QueryBus, CommandBus {

  private final Map<Class<?>, Function<Object, Object>> answers = new LinkedHashMap<>();
  private final List<Command<?>> commands = new ArrayList<>();
  private final List<Caller> callers = new ArrayList<>();
  private final List<Query<?>> queries = new ArrayList<>();
  private boolean readOnly;

  /** Answers every {@code type} with what {@code answer} makes of it; it may throw. */
  @SuppressWarnings("unchecked")
  public <T> FakeBuses on(Class<T> type, Function<T, Object> answer) {
    answers.put(type, asked -> answer.apply((T) asked));
    return this;
  }

  /** View-model services whose executors run on the caller's thread at once. */
  public UiServices services(TimeSource time) {
    return services(time, Drafts.inMemory());
  }

  /** The same with drafts that others share or that outlive the window. */
  public UiServices services(TimeSource time, Drafts drafts) {
    return new UiServices(
        this, this, () -> {}, Runnable::run, Runnable::run, time, "tester (window)", drafts);
  }

  /** View-model services whose background work waits until {@link Pending#runNext}. */
  public UiServices services(TimeSource time, Pending pending) {
    return new UiServices(
        this, this, () -> {}, pending, Runnable::run, time, "tester (window)", Drafts.inMemory());
  }

  public List<Command<?>> commands() {
    return commands;
  }

  public List<Caller> callers() {
    return callers;
  }

  public List<Query<?>> queries() {
    return queries;
  }

  @Override
  @SuppressWarnings("unchecked")
  public <R> R ask(Query<R> query) {
    queries.add(query);
    return (R) answer(query);
  }

  @Override
  @SuppressWarnings("unchecked")
  public <R> Outcome<R> carryOut(Command<R> command, Caller caller) {
    if (readOnly) {
      throw new SignalboxException(ErrorCode.READ_ONLY, "This window is read-only");
    }
    commands.add(command);
    callers.add(caller);
    return new Outcome<>((R) answer(command), commands.size());
  }

  private Object answer(Object asked) {
    Function<Object, Object> answer = answers.get(asked.getClass());
    if (answer == null) {
      throw new AssertionError("No answer was given for " + asked);
    }
    return answer.apply(asked);
  }

  @Override
  public boolean readOnly() {
    return readOnly;
  }

  @Override
  public void setReadOnly(boolean locked) {
    readOnly = locked;
  }

  /** Background work that waits until it is told to run, for tests of stale and late answers. */
  public static final class Pending implements Executor {
    private final Deque<Runnable> waiting = new ArrayDeque<>();

    @Override
    public void execute(Runnable work) {
      waiting.add(work);
    }

    public int size() {
      return waiting.size();
    }

    public void runNext() {
      waiting.removeFirst().run();
    }

    /** Runs the newest first: answers out of order. */
    public void runLast() {
      waiting.removeLast().run();
    }

    public void runAll() {
      while (!waiting.isEmpty()) {
        runNext();
      }
    }
  }
}
