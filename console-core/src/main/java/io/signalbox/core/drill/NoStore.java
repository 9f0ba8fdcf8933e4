package io.signalbox.core.drill;

import io.signalbox.core.health.HealthChange;
import io.signalbox.core.health.HealthReport;
import io.signalbox.core.health.HealthRepository;
import io.signalbox.core.health.StoredHealth;
import io.signalbox.core.metrics.MetricsBucket;
import io.signalbox.core.metrics.MetricsRepository;
import io.signalbox.core.metrics.RecentError;
import io.signalbox.core.routing.Activation;
import io.signalbox.core.routing.ManualState;
import io.signalbox.core.routing.RoutingStateRepository;
import io.signalbox.core.routing.SwitchHold;
import io.signalbox.core.routing.balancing.Sessions;
import io.signalbox.core.routing.failover.CircuitRecord;
import io.signalbox.core.routing.failover.ForcedCircuit;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A drill keeps nothing: it begins fresh, and what it did is gone with it. */
final class NoStore implements RoutingStateRepository, HealthRepository, MetricsRepository {

  @Override
  public List<ManualState> manualStates() {
    return List.of();
  }

  @Override
  public void saveManualState(ManualState state) {}

  @Override
  public void deleteManualState(String provider) {}

  @Override
  public Optional<Activation> activation() {
    return Optional.empty();
  }

  @Override
  public void saveActivation(Activation activation) {}

  @Override
  public void deleteActivation() {}

  @Override
  public List<SwitchHold> switchHolds() {
    return List.of();
  }

  @Override
  public void saveSwitchHold(SwitchHold hold) {}

  @Override
  public void deleteSwitchHold(String at) {}

  @Override
  public List<ForcedCircuit> forcedCircuits() {
    return List.of();
  }

  @Override
  public void saveForcedCircuit(ForcedCircuit forced) {}

  @Override
  public void deleteForcedCircuit(String name) {}

  @Override
  public List<CircuitRecord> circuits() {
    return List.of();
  }

  @Override
  public void saveCircuits(List<CircuitRecord> circuits) {}

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
  public void save(List<StoredHealth> newest) {}

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
  public List<MetricsBucket> list(String provider, Instant from, Instant to) {
    return List.of();
  }
}
