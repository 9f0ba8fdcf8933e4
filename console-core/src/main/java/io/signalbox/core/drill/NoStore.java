package io.signalbox.core.drill;

import io.signalbox.core.health.HealthChange;
import io.signalbox.core.health.HealthReport;
import io.signalbox.core.health.HealthRepository;
import io.signalbox.core.health.StoredHealth;
import io.signalbox.core.metrics.MetricsBucket;
import io.signalbox.core.metrics.MetricsRepository;
import io.signalbox.core.metrics.RecentError;
import io.signalbox.core.routing.RoutingStateRepository;
import io.signalbox.core.routing.balancing.Sessions;
import io.signalbox.core.routing.failover.CircuitRecord;
import io.signalbox.core.routing.failover.ForcedCircuit;
import io.signalbox.core.routing.holds.Activation;
import io.signalbox.core.routing.holds.HeldByOperators;
import io.signalbox.core.routing.holds.ManualState;
import io.signalbox.core.routing.holds.SwitchHold;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A drill keeps nothing: it begins fresh, and what it did is gone with it. */
final class NoStore implements RoutingStateRepository, HealthRepository, MetricsRepository {

  @Override
  public HeldByOperators held() {
    return HeldByOperators.NOTHING;
  }

  @Override
  public boolean save(ManualState state, long replaces) {
    return true;
  }

  @Override
  public boolean save(Activation activation, long replaces) {
    return true;
  }

  @Override
  public boolean save(SwitchHold hold, long replaces) {
    return true;
  }

  @Override
  public boolean save(ForcedCircuit forced, long replaces) {
    return true;
  }

  @Override
  public boolean delete(ManualState seen) {
    return true;
  }

  @Override
  public boolean delete(Activation seen) {
    return true;
  }

  @Override
  public boolean delete(SwitchHold seen) {
    return true;
  }

  @Override
  public boolean delete(ForcedCircuit seen) {
    return true;
  }

  @Override
  public List<CircuitRecord> circuits() {
    return List.of();
  }

  @Override
  public void saveCircuits(List<CircuitRecord> circuits, Instant now) {}

  @Override
  public List<Sessions.Remembered> sessions(Instant now) {
    return List.of();
  }

  @Override
  public void saveSessions(List<Sessions.Remembered> sessions, Instant now) {}

  @Override
  public void appendDecisions(List<StoredDecision> decisions, int max) {}

  @Override
  public List<StoredDecision> decisions(Instant since, int limit) {
    return List.of();
  }

  @Override
  public List<StoredDecision> decisionsOf(String traceId) {
    return List.of();
  }

  @Override
  public List<StoredDecision> decisionsOfCreates(String traceId) {
    return List.of();
  }

  @Override
  public long nextPick(String rotation) {
    return 0;
  }

  @Override
  public long peekPick(String rotation) {
    return 0;
  }

  @Override
  public void advancePick(String rotation, long by) {}

  @Override
  public Optional<StoredHealth> last(String provider) {
    return Optional.empty();
  }

  @Override
  public List<StoredHealth> last() {
    return List.of();
  }

  @Override
  public void save(List<StoredHealth> newest, Instant now) {}

  @Override
  public void append(List<HealthChange> changes) {}

  @Override
  public List<HealthChange> history(String provider, Instant from, Instant to) {
    return List.of();
  }

  @Override
  public List<HealthReport> reports() {
    return List.of();
  }

  @Override
  public void saveReport(HealthReport report) {}

  @Override
  public void deleteReport(String provider) {}

  @Override
  public void add(List<MetricsBucket> buckets) {}

  @Override
  public void addErrors(String provider, List<RecentError> errors, int max) {}

  @Override
  public List<RecentError> errors(String provider, int limit) {
    return List.of();
  }

  @Override
  public long othersEdition() {
    return 0;
  }

  @Override
  public List<MetricsBucket> list(Instant from, Instant to) {
    return List.of();
  }

  @Override
  public List<MetricsBucket> list(String provider, Instant from, Instant to) {
    return List.of();
  }
}
