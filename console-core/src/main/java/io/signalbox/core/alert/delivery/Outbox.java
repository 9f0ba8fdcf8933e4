package io.signalbox.core.alert.delivery;

import io.signalbox.core.background.BackgroundProblem;
import io.signalbox.core.provider.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What waits for one channel, in the order it happened; the oldest gives way where there is too
 * much. What fails is tried again after pauses that double, a few times, then left. Thread-safe;
 * nothing is held while a channel is at work.
 */
final class Outbox {

  /** Messages that wait. */
  static final int MOST = 200;

  /** Times that one message is tried. */
  static final int ATTEMPTS = 6;

  /** How long to wait for the next message. */
  static final Duration IDLE = Duration.ofSeconds(1);

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

  private final String name;
  private final Channel channel;
  private final TimeSource time;
  // All guarded by this.
  private final Deque<Message> waiting = new ArrayDeque<>();
  private int attempts;
  private long lost;
  private @Nullable Instant failingSince;
  private String failure = "";

  /**
   * @param name of the channel, as problems tell it: {@code the webhook}
   */
  Outbox(String name, Channel channel, TimeSource time) {
    this.name = name;
    this.channel = channel;
    this.time = time;
  }

  synchronized void add(Message message) {
    waiting.addLast(message);
    if (waiting.size() > MOST) {
      waiting.removeFirst();
      attempts = 0;
      lost++;
    }
  }

  /** Delivers the oldest message; returns how long to wait before the next attempt. Blocks. */
  Duration deliver() {
    Message next;
    synchronized (this) {
      next = waiting.peekFirst();
    }
    if (next == null) {
      return IDLE;
    }
    try {
      channel.send(next);
      return delivered(next);
    } catch (Channel.NotDelivered e) {
      return failed(next, String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return IDLE;
    }
  }

  private synchronized Duration delivered(Message sent) {
    leave(sent);
    failingSince = null;
    failure = "";
    lost = 0;
    return Duration.ZERO;
  }

  private synchronized Duration failed(Message tried, String why) {
    failure = why;
    if (failingSince == null) {
      failingSince = time.now();
    }
    if (waiting.peekFirst() == tried) {
      attempts++;
    }
    if (attempts >= ATTEMPTS) {
      leave(tried);
      lost++;
      return FIRST_PAUSE;
    }
    return FIRST_PAUSE.multipliedBy(1L << Math.max(0, attempts - 1));
  }

  private void leave(Message message) {
    // It may have given way meanwhile.
    if (waiting.peekFirst() == message) {
      waiting.removeFirst();
    }
    attempts = 0;
  }

  /** What to tell of it while it fails. */
  synchronized Optional<BackgroundProblem> problem() {
    Instant since = failingSince;
    return since == null
        ? Optional.empty()
        : Optional.of(
            new BackgroundProblem(
                subject(),
                "Alerts do not get to " + name,
                failure + (lost == 0 ? "" : "; " + lost + " not delivered"),
                since));
  }

  /** What its problem is about: nobody is told of it by the channel that fails. */
  String subject() {
    return "alerts to " + name;
  }
}
