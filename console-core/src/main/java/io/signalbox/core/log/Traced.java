package io.signalbox.core.log;

import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** A trace id on every line that this thread logs, until closed. */
public final class Traced implements AutoCloseable {

  /** The diagnostic context's key of the trace id. */
  public static final String KEY = "trace_id";

  private final @Nullable String before;

  private Traced(@Nullable String before) {
    this.before = before;
  }

  /**
   * Begins, on this thread; what was there before is there again afterwards.
   *
   * @param traceId empty for what belongs to whatever the thread is doing
   */
  public static Traced by(String traceId) {
    Traced traced = new Traced(MDC.get(KEY));
    if (!traceId.isEmpty()) {
      MDC.put(KEY, traceId);
    }
    return traced;
  }

  @Override
  public void close() {
    if (before == null) {
      MDC.remove(KEY);
    } else {
      MDC.put(KEY, before);
    }
  }
}
