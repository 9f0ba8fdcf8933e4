package io.signalbox.core.snapshot;

import io.signalbox.core.event.EventStream.Subscription;
import java.util.function.Consumer;

/**
 * The snapshots of an open folder, made while somebody subscribes and something changes: at most
 * ten a second, one at a time. A slow store makes them fewer, never a queue of them. Thread-safe.
 */
public interface Snapshots {

  /**
   * Hands over every snapshot that is made until the subscription is closed, the newest there is
   * soon after subscribing. Called on the thread that makes them, which must not be held up.
   *
   * @throws io.signalbox.core.error.SignalboxException INVALID_STATE when the folder was closed
   */
  Subscription subscribe(Consumer<? super ConsoleSnapshot> subscriber);

  /**
   * The newest that was made; makes one where there is none, and blocks for it.
   *
   * @throws io.signalbox.core.error.SignalboxException INVALID_STATE when the folder was closed
   */
  ConsoleSnapshot latest();

  /** Somebody acted: everything is looked at again with the next, which is due at once. */
  void refresh();
}
