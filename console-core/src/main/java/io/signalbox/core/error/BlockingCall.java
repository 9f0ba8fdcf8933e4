package io.signalbox.core.error;

/**
 * The guard at every entry point that may block (store, files, providers): it refuses to run on the
 * JavaFX thread, in tests and in production alike, so that a frozen window is a stack trace in a
 * test and never an operator's wait.
 */
public final class BlockingCall {

  /**
   * The name JavaFX gives its application thread; the core does not depend on JavaFX to know it.
   */
  private static final String SCREEN_THREAD = "JavaFX Application Thread";

  private BlockingCall() {}

  /**
   * Passes on any thread but the screen's.
   *
   * @param what the call, for the message, such as {@code "store"}
   * @throws IllegalStateException on the JavaFX application thread
   */
  public static void check(String what) {
    if (SCREEN_THREAD.equals(Thread.currentThread().getName())) {
      throw new IllegalStateException(
          what + " was called on the JavaFX thread; call it from a virtual thread");
    }
  }
}
