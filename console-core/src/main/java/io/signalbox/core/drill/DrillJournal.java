package io.signalbox.core.drill;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;

/** What happened in a drill, second by second. Thread-safe. */
final class DrillJournal {

  private final IntSupplier second;
  private final List<String> names;
  private final List<Second> seconds = new ArrayList<>();
  private final Map<String, Integer> machines = new LinkedHashMap<>();
  private long asked;
  private long succeeded;
  private long failed;
  private long degraded;

  private static final class Second {
    int succeeded;
    int failed;
    final Map<String, Integer> calls = new LinkedHashMap<>();
  }

  /**
   * @param second played seconds so far
   */
  DrillJournal(List<String> names, IntSupplier second) {
    this.names = List.copyOf(names);
    this.second = second;
  }

  private Second now() {
    int at = second.getAsInt();
    while (seconds.size() <= at) {
      seconds.add(new Second());
    }
    return seconds.get(at);
  }

  synchronized void called(String provider) {
    now().calls.merge(provider, 1, Integer::sum);
  }

  synchronized void answered(boolean success, boolean stale) {
    Second now = now();
    if (success) {
      now.succeeded++;
      succeeded++;
    } else {
      now.failed++;
      failed++;
      degraded += stale ? 1 : 0;
    }
  }

  synchronized void asked(int count) {
    asked += count;
  }

  synchronized void got(String key, int count) {
    machines.merge(key, count, Integer::sum);
  }

  synchronized long machinesAsked() {
    return asked;
  }

  synchronized long machinesGot() {
    return machines.values().stream().mapToLong(Integer::longValue).sum();
  }

  synchronized long succeeded() {
    return succeeded;
  }

  synchronized long failed() {
    return failed;
  }

  synchronized long degraded() {
    return degraded;
  }

  /** One by second up to {@code end}, exclusive. */
  synchronized List<DrillPoint> points(int end) {
    List<DrillPoint> points = new ArrayList<>(end);
    for (int i = 0; i < end; i++) {
      Second each = i < seconds.size() ? seconds.get(i) : new Second();
      Map<String, Integer> calls = new LinkedHashMap<>();
      names.forEach(name -> calls.put(name, each.calls.getOrDefault(name, 0)));
      points.add(new DrillPoint(i, each.succeeded, each.failed, calls));
    }
    return points;
  }

  /** Calls of one provider in {@code from <= second < to}. */
  synchronized long calls(String provider, int from, int to) {
    long sum = 0;
    for (int i = Math.max(0, from); i < Math.min(to, seconds.size()); i++) {
      sum += seconds.get(i).calls.getOrDefault(provider, 0);
    }
    return sum;
  }

  List<String> names() {
    return names;
  }

  /** The position of whoever was called most before that second; of equals the first. */
  int busiest(int before) {
    int busiest = 0;
    for (int i = 1; i < names.size(); i++) {
      if (calls(names.get(i), 0, before) > calls(names.get(busiest), 0, before)) {
        busiest = i;
      }
    }
    return busiest;
  }
}
