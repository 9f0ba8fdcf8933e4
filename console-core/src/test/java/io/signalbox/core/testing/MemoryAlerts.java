package io.signalbox.core.testing;

import io.signalbox.core.alert.Alert;
import io.signalbox.core.alert.AlertChanged;
import io.signalbox.core.alert.AlertRepository;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Alerts kept in memory, as the store keeps them. Thread-safe. */
public final class MemoryAlerts implements AlertRepository {

  private final Map<String, Alert> rows = new LinkedHashMap<>();
  private final List<AlertChanged> changes = new ArrayList<>();
  private final Map<String, Found> found = new TreeMap<>();

  @Override
  public synchronized List<Alert> list() {
    return List.copyOf(rows.values());
  }

  @Override
  public synchronized void save(List<Alert> judged) {
    for (Alert each : judged) {
      Alert before = rows.get(each.id());
      if (before == null || !before.at().isAfter(each.at())) {
        rows.put(
            each.id(),
            before == null
                ? each.marked(null, null)
                : each.marked(before.acknowledged(), before.muted()));
      }
    }
  }

  @Override
  public synchronized void acknowledge(Alert alert) {
    Alert row = rows.getOrDefault(alert.id(), alert.marked(null, null));
    rows.put(alert.id(), row.marked(alert.acknowledged(), row.muted()));
  }

  @Override
  public synchronized void mute(Alert alert) {
    Alert row = rows.getOrDefault(alert.id(), alert.marked(null, null));
    rows.put(alert.id(), row.marked(row.acknowledged(), alert.muted()));
  }

  @Override
  public synchronized void append(List<AlertChanged> more) {
    changes.addAll(more);
  }

  /** What was told to be kept, oldest first. */
  public synchronized List<AlertChanged> changes() {
    return List.copyOf(changes);
  }

  @Override
  public synchronized Map<String, Integer> fired(Instant since) {
    Map<String, Integer> counted = new TreeMap<>();
    for (AlertChanged each : changes) {
      if (each.change() == AlertChanged.Change.FIRED && !each.at().isBefore(since)) {
        counted.merge(each.alert().rule(), 1, Integer::sum);
      }
    }
    return counted;
  }

  @Override
  public synchronized void saveFound(Map<String, Integer> byProvider, Instant at) {
    byProvider.forEach((provider, count) -> found.put(provider, new Found(provider, count, at)));
  }

  @Override
  public synchronized List<Found> found() {
    return List.copyOf(found.values());
  }
}
