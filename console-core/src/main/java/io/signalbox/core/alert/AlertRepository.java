package io.signalbox.core.alert;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Keeps alerts, one row for each rule and what it found, shared by processes. Who judges and who
 * acknowledges write different parts of a row, so that neither undoes the other. Thread-safe; may
 * block; takes part in the caller's unit of work.
 */
public interface AlertRepository {

  /** Open ones, and those that were over a short while ago, with what operators did to them. */
  List<Alert> list();

  /**
   * Saves what was judged, without what operators did. A row that was judged later stays: whoever
   * was stopped for a while and goes on undoes nothing. One from a clock that was ahead does not.
   */
  void save(List<Alert> judged);

  /** Saves who has seen it, and nothing else of it; makes its row where there is none. */
  void acknowledge(Alert alert);

  /**
   * Saves its mute, or that it has none, and nothing else of it; makes its row where there is none.
   */
  void mute(Alert alert);

  void append(List<AlertChanged> changes);

  /** How often each rule fired since then, by name; those that did not are absent. */
  Map<String, Integer> fired(Instant since);

  /** Replaces what was counted by a search at each provider, as of orphans: {@code 0} too. */
  void saveFound(Map<String, Integer> byProvider, Instant at);

  /** What the last search at each provider counted. */
  List<Found> found();

  /**
   * @param count machines without a request
   * @param at when they were looked for
   */
  record Found(String provider, int count, Instant at) {}
}
