package io.signalbox.core.localcloud;

import io.signalbox.core.localcloud.wire.Asked;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The latest calls. Thread-safe. */
final class CallLog {

  private static final int MOST = 10_000;

  private final Deque<Call> calls = new ArrayDeque<>();

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
      if (calls.size() == MOST) {
        calls.removeFirst();
      }
      calls.addLast(call);
    }
  }

  synchronized List<Call> all() {
    return List.copyOf(calls);
  }

  synchronized void clear() {
    calls.clear();
  }

  private static Map<String, String> struckOut(Map<String, String> parameters) {
    var shown = new TreeMap<>(parameters);
    shown.replaceAll((name, value) -> secret(name) ? "(length " + value.length() + ")" : value);
    return shown;
  }

  private static boolean secret(String name) {
    return name.endsWith("UserData") || name.equals("ExternalId") || name.equals("SecurityToken");
  }
}
