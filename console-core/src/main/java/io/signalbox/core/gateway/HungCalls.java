package io.signalbox.core.gateway;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Calls of one provider that nobody waits for any more and that have not ended. Each counts as hung
 * once its own deadline has passed, until it really ends. Thread-safe.
 */
final class HungCalls {

  /** A provider with as many is asked nothing more: each call would only cost another thread. */
  static final int LIMIT = 8;

  private final Set<Call<?>> left = ConcurrentHashMap.newKeySet();

  void left(Call<?> call) {
    left.add(call);
  }

  void ended(Call<?> call) {
    left.remove(call);
  }

  boolean isEmpty() {
    return left.isEmpty();
  }

  /**
   * @param now monotonic nanoseconds
   */
  int count(long now) {
    if (left.isEmpty()) {
      return 0;
    }
    int hung = 0;
    for (Call<?> call : left) {
      if (call.isPastDeadline(now)) {
        hung++;
      }
    }
    return hung;
  }
}
