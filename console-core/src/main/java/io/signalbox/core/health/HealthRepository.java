package io.signalbox.core.health;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Keeps the last known health, external reports and the history, shared by processes. Thread-safe;
 * may block.
 */
public interface HealthRepository {

  Optional<StoredHealth> last(String provider);

  /** Of every provider there ever was. */
  List<StoredHealth> last();

  /**
   * Saves what was found out, except where something newer is stored. What is stored of a time that
   * is still to come is from before the clock went back, and is no newer.
   */
  void save(List<StoredHealth> newest, Instant now);

  void append(List<HealthChange> changes);

  /** Oldest first. */
  List<HealthChange> history(String provider, Instant from, Instant to);

  List<HealthReport> reports();

  void saveReport(HealthReport report);

  void deleteReport(String provider);
}
