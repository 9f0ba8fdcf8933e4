package io.signalbox.core.localcloud;

import io.signalbox.core.localcloud.wire.Asked;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The latest calls. Thread-safe. */
final class CallLog {

  private static final int MOST = 10_000;

  /**
   * Letters of the actions and parameters of all, so that a few large calls do not fill the memory.
   */
  private static final long MOST_LETTERS = 64L * 1024 * 1024;

  /** Parameters of query strings that sign a call. */
  private static final Set<String> SIGNING =
      Set.of("SecurityToken", "Signature", "X-Amz-Security-Token", "X-Amz-Signature");

  // Both guarded by this.
  private final Deque<Call> calls = new ArrayDeque<>();
  private long letters;

  void add(Asked asked, String outcome) {
    var call =
        new Call(
            asked.at(),
            asked.service(),
            asked.region(),
            asked.action(),
            struckOut(asked.parameters().values()),
            outcome,
            asked.requestId());
    synchronized (this) {
      calls.addLast(call);
      letters += letters(call);
      while (calls.size() > MOST || letters > MOST_LETTERS && calls.size() > 1) {
        letters -= letters(calls.removeFirst());
      }
    }
  }

  private static long letters(Call call) {
    return call.action().length()
        + call.parameters().entrySet().stream()
            .mapToLong(each -> each.getKey().length() + each.getValue().length())
            .sum();
  }

  synchronized List<Call> all() {
    return List.copyOf(calls);
  }

  synchronized void clear() {
    calls.clear();
    letters = 0;
  }

  private static Map<String, String> struckOut(Map<String, String> parameters) {
    var shown = new TreeMap<>(parameters);
    shown.replaceAll((name, value) -> secret(name) ? "(length " + value.length() + ")" : value);
    return shown;
  }

  private static boolean secret(String name) {
    return name.endsWith("UserData") || name.equals("ExternalId") || SIGNING.contains(name);
  }
}
