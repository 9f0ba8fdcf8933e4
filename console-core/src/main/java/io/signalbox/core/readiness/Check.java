package io.signalbox.core.readiness;

/** Looks at one thing, or tries it. Stateless, or thread-safe; blocks. */
interface Check {

  /**
   * @param progress is told how far it is
   * @throws InterruptedException where it was cancelled: nothing is found then
   */
  ReadinessRun.Finding run(Progress progress) throws InterruptedException;

  /** Hears how far a check is, from any thread. */
  @FunctionalInterface
  interface Progress {
    /**
     * @param total at least 1
     */
    void told(long done, long total, String text);
  }
}
