package io.signalbox.core.alert.delivery;

/** A way to people elsewhere. Thread-safe. */
interface Channel {

  /**
   * Tells them; blocks until it is done or the channel's time is up.
   *
   * @throws NotDelivered saying why, without a secret
   */
  void send(Message message) throws NotDelivered, InterruptedException;

  /** It was not told. */
  final class NotDelivered extends Exception {
    private static final long serialVersionUID = 1L;

    NotDelivered(String why) {
      super(why);
    }

    NotDelivered(String why, Exception cause) {
      super(why, cause);
    }
  }
}
