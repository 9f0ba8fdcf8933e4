package io.signalbox.app.ui.providers.connection;

import io.signalbox.app.ui.feed.UiServices;
import io.signalbox.core.query.ConnectionReport;
import io.signalbox.core.query.Query;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/**
 * A test of one provider's connection, configured or not. On the screen's thread only; the test
 * runs elsewhere.
 */
public final class ConnectionTestModel {

  /** How far it is. */
  public sealed interface State {
    record Idle() implements State {}

    record Running(String provider, Duration since) implements State {}

    record Found(ConnectionReport report) implements State {}

    /** Stopped, or not carried out at all. */
    record Ended(String provider, boolean stopped, String why) implements State {}
  }

  private final UiServices services;
  private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(new State.Idle());
  private @Nullable Running running;

  /**
   * One asking.
   *
   * @param thread that asks; null before it has begun, and once it is over
   * @param stopped tells a thread that has not begun yet that nobody waits for it
   */
  private record Running(
      String provider,
      Instant begun,
      AtomicReference<@Nullable Thread> thread,
      AtomicBoolean stopped) {

    Running(String provider, Instant begun) {
      this(provider, begun, new AtomicReference<>(), new AtomicBoolean());
    }
  }

  public ConnectionTestModel(UiServices services) {
    this.services = services;
  }

  /** Tests a provider that is configured; does nothing while a test runs. */
  public void start(String provider) {
    start(provider, new Query.TestProvider(provider));
  }

  /** Tests what a question asks about. */
  public void start(String provider, Query<ConnectionReport> question) {
    if (running != null) {
      return;
    }
    Running mine = new Running(provider, services.time().now());
    running = mine;
    state.set(new State.Running(provider, Duration.ZERO));
    services.prepare(
        queries -> {
          mine.thread.set(Thread.currentThread());
          try {
            if (mine.stopped.get()) {
              throw new CancellationException("Stopped before it began");
            }
            return queries.ask(question);
          } finally {
            mine.thread.set(null);
          }
        },
        report -> ended(mine, new State.Found(report)),
        failure -> ended(mine, new State.Ended(provider, false, UiServices.textOf(failure))));
  }

  private void ended(Running asked, State with) {
    // One that was stopped meanwhile has been told as such.
    if (asked == running) {
      running = null;
      state.set(with);
    }
  }

  /** Stops a test that is under way; its provider is left alone at once. */
  public void stop() {
    Running asked = running;
    if (asked != null) {
      running = null;
      asked.stopped.set(true);
      Thread thread = asked.thread.get();
      if (thread != null) {
        thread.interrupt();
      }
      state.set(new State.Ended(asked.provider, true, "Nothing was changed by it"));
    }
  }

  /** Stops it, and shows nothing of it any more. */
  public void close() {
    stop();
    state.set(new State.Idle());
  }

  /** A second has passed. */
  public void tick(Instant now) {
    Running asked = running;
    if (asked != null) {
      state.set(new State.Running(asked.provider, Duration.between(asked.begun, now)));
    }
  }

  public ReadOnlyObjectProperty<State> stateProperty() {
    return state.getReadOnlyProperty();
  }
}
