package io.signalbox.core.error;

/**
 * Whether an open folder still is. What is asked after its end is refused, rather than answered
 * with what closed parts say, as if there were nothing. Thread-safe.
 */
public final class StillOpen {

  private final String folder;
  private volatile boolean closed;

  /**
   * @param folder for the message
   */
  public StillOpen(String folder) {
    this.folder = folder;
  }

  /** From now on nothing passes; again changes nothing. */
  public void close() {
    closed = true;
  }

  /**
   * Passes until closed.
   *
   * @throws SignalboxException INVALID_STATE
   */
  public void check() {
    if (closed) {
      throw new SignalboxException(
          ErrorCode.INVALID_STATE,
          "The configuration folder " + folder + " was closed here; open it again to go on");
    }
  }
}
