package io.signalbox.core.event;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Hands every event to every subscriber on the publisher's thread, in the order of subscription.
 *
 * <p>Thread-safe. A subscriber must return at once and never block: a screen marks itself dirty, a
 * writer queues. A subscriber that throws is dropped from nothing and stops nobody; its exception
 * goes to the publisher's uncaught handler.
 */
public final class EventStream {

  private final List<Consumer<? super Event>> subscribers = new CopyOnWriteArrayList<>();

  /** Publishes one event; returns when every subscriber has seen it. */
  public void publish(Event event) {
    for (Consumer<? super Event> subscriber : subscribers) {
      try {
        subscriber.accept(event);
      } catch (RuntimeException e) {
        Thread thread = Thread.currentThread();
        thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
      }
    }
  }

  /** Subscribes until the returned subscription is closed. */
  public Subscription subscribe(Consumer<? super Event> subscriber) {
    subscribers.add(subscriber);
    return () -> subscribers.remove(subscriber);
  }

  /** Ends a subscription; closing twice does nothing more. */
  @FunctionalInterface
  public interface Subscription extends AutoCloseable {
    @Override
    void close();
  }
}
