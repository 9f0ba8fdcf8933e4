package io.signalbox.app.testing;

import io.signalbox.core.event.EventStream.Subscription;
import io.signalbox.core.snapshot.ConsoleSnapshot;
import io.signalbox.core.snapshot.Snapshots;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Hands over what a test gives it, at once. */
public final class FakeSnapshots implements Snapshots {

  private final List<Consumer<? super ConsoleSnapshot>> subscribers = new CopyOnWriteArrayList<>();
  private @Nullable ConsoleSnapshot newest;

  public void give(ConsoleSnapshot snapshot) {
    newest = snapshot;
    subscribers.forEach(each -> each.accept(snapshot));
  }

  @Override
  public Subscription subscribe(Consumer<? super ConsoleSnapshot> subscriber) {
    subscribers.add(subscriber);
    return () -> subscribers.remove(subscriber);
  }

  /** How many listen. */
  public int subscribers() {
    return subscribers.size();
  }

  @Override
  public ConsoleSnapshot latest() {
    ConsoleSnapshot given = newest;
    if (given == null) {
      throw new AssertionError("No snapshot was given");
    }
    return given;
  }

  @Override
  public void refresh() {
    // What is given is all there is.
  }
}
