package io.signalbox.core.background;

/**
 * What short pieces of work run on.
 *
 * <p>Virtual threads are for many at once. The first one of a process sets their scheduler up,
 * which takes several milliseconds: a process that lives for one answer does with the machine's
 * own.
 */
public enum Threads {
  VIRTUAL {
    @Override
    public Thread.Builder builder() {
      return Thread.ofVirtual();
    }
  },
  PLATFORM {
    @Override
    public Thread.Builder builder() {
      return Thread.ofPlatform().daemon();
    }
  };

  /** Makes threads that keep no process alive. */
  public abstract Thread.Builder builder();

  /** For so many at once. */
  static Threads forAtOnce(int count) {
    return count <= 16 ? PLATFORM : VIRTUAL;
  }
}
