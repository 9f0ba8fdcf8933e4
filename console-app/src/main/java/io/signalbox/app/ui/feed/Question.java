package io.signalbox.app.ui.feed;

import io.signalbox.core.query.Query;
import io.signalbox.core.query.QueryBus;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Something a screen alone wants to know, asked again with every piece of news. One asking is under
 * way at a time; what is asked meanwhile replaces what waits, and is asked once after it. A slow
 * answer is told though a newer question waits, else a busy core would never be seen; an answer
 * about something that is no longer wanted is dropped. On the screen's thread only.
 */
public final class Question {

  private final UiServices services;
  private final Consumer<RuntimeException> error;
  private @Nullable Asked<?> waiting;
  private @Nullable Object wanted;
  private boolean underWay;

  private record Asked<R>(Object about, Function<QueryBus, R> work, Consumer<R> answer) {}

  /**
   * @param error is told of a question that failed, unless it is no longer wanted
   */
  public Question(UiServices services, Consumer<RuntimeException> error) {
    this.services = services;
    this.error = error;
  }

  /**
   * Asks one query.
   *
   * @param about what is asked about, compared by equals: the selected name, the range
   */
  public <R> void ask(Object about, Query<R> query, Consumer<R> answer) {
    prepare(about, queries -> queries.ask(query), answer);
  }

  /**
   * Asks, and makes of the answers what is shown, in the background.
   *
   * @param about what is asked about, compared by equals
   * @param work runs in the background and must touch no property
   */
  public <R> void prepare(Object about, Function<QueryBus, R> work, Consumer<R> answer) {
    wanted = about;
    Asked<R> asked = new Asked<>(about, work, answer);
    if (underWay) {
      waiting = asked;
    } else {
      start(asked);
    }
  }

  /** Nothing is wanted any more: what is under way is not told, what waits is not asked. */
  public void forget() {
    wanted = null;
    waiting = null;
  }

  private <R> void start(Asked<R> asked) {
    underWay = true;
    services.prepare(
        asked.work(),
        answer -> ended(asked, () -> asked.answer().accept(answer)),
        failure -> ended(asked, () -> error.accept(failure)));
  }

  private void ended(Asked<?> asked, Runnable tell) {
    underWay = false;
    Asked<?> next = waiting;
    waiting = null;
    try {
      if (asked.about().equals(wanted)) {
        tell.run();
      }
    } finally {
      // What was told may have asked again, which is newer than what waited.
      if (next != null && !underWay) {
        start(next);
      }
    }
  }
}
