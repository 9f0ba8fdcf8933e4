package io.signalbox.core.health;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Keeps the last known health, external reports and the history, shared by processes. Thread-safe;
 * may block.
 */
public interface HealthRepository {

  Optional<HealthView> last(String provider);

  void save(HealthView view);

  void append(HealthChange change);

  /** Oldest first. */
  List<HealthChange> history(String provider, Instant from, Instant to);

  List<HealthReport> reports();

  void saveReport(HealthReport report);

  void deleteReport(String provider);
}
