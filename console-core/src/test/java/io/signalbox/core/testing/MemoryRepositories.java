package io.signalbox.core.testing;

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
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** What routing and health keep, in memory; decisions and history are dropped. Thread-safe. */
public final class MemoryRepositories
    implements HealthRepository, MetricsRepository, RoutingStateRepository {

  private final Map<String, StoredHealth> health = new ConcurrentHashMap<>();
  private final Map<String, HealthReport> reports = new ConcurrentHashMap<>();
  private final Map<String, ManualState> manual = new ConcurrentHashMap<>();
  private final Map<String, SwitchHold> holds = new ConcurrentHashMap<>();
  private final Map<String, ForcedCircuit> forced = new ConcurrentHashMap<>();
  private final Map<String, CircuitRecord> circuits = new ConcurrentHashMap<>();
  private final Map<String, Sessions.Remembered> sessions = new ConcurrentHashMap<>();
  private final Map<String, Long> picks = new ConcurrentHashMap<>();
  private final AtomicReference<@Nullable Activation> active = new AtomicReference<>();

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

  @Override
  public Optional<StoredHealth> last(String provider) {
    return Optional.ofNullable(health.get(provider));
  }

  @Override
  public List<StoredHealth> last() {
    return List.copyOf(health.values());
  }

  @Override
  public void save(List<StoredHealth> newest) {
    newest.forEach(each ->
        health.merge(each.provider(), each, (old, fresh) -> old.isNewerThan(fresh) ? old : fresh));
  }

  @Override
  public void append(List<HealthChange> changes) {}

  @Override
  public List<HealthChange> history(String provider, Instant from, Instant to) {
    return List.of();
  }

  @Override
  public List<HealthReport> reports() {
    return List.copyOf(reports.values());
  }

  @Override
  public void saveReport(HealthReport report) {
    reports.put(report.provider(), report);
  }

  @Override
  public void deleteReport(String provider) {
    reports.remove(provider);
  }

  @Override
  public List<ManualState> manualStates() {
    return List.copyOf(manual.values());
  }

  @Override
  public void saveManualState(ManualState state) {
    manual.put(state.provider(), state);
  }

  @Override
  public void deleteManualState(String provider) {
    manual.remove(provider);
  }

  @Override
  public Optional<Activation> activation() {
    return Optional.ofNullable(active.get());
  }

  @Override
  public void saveActivation(Activation activation) {
    active.set(activation);
  }

  @Override
  public void deleteActivation() {
    active.set(null);
  }

  @Override
  public List<SwitchHold> switchHolds() {
    return List.copyOf(holds.values());
  }

  @Override
  public void saveSwitchHold(SwitchHold hold) {
    holds.put(hold.at(), hold);
  }

  @Override
  public void deleteSwitchHold(String at) {
    holds.remove(at);
  }

  @Override
  public List<ForcedCircuit> forcedCircuits() {
    return List.copyOf(forced.values());
  }

  @Override
  public void saveForcedCircuit(ForcedCircuit circuit) {
    forced.put(circuit.name(), circuit);
  }

  @Override
  public void deleteForcedCircuit(String name) {
    forced.remove(name);
  }

  @Override
  public List<CircuitRecord> circuits() {
    return List.copyOf(circuits.values());
  }

  @Override
  public void saveCircuits(List<CircuitRecord> newest) {
    newest.forEach(each -> circuits.put(each.name(), each));
  }

  @Override
  public List<Sessions.Remembered> sessions(Instant now) {
    return sessions.values().stream().filter(each -> now.isBefore(each.until())).toList();
  }

  @Override
  public void saveSessions(List<Sessions.Remembered> newest, Instant now) {
    newest.forEach(each -> sessions.put(each.session(), each));
  }

  @Override
  public void appendDecisions(List<StoredDecision> decisions, int max) {}

  @Override
  public List<StoredDecision> decisionsOf(String traceId) {
    return List.of();
  }

  @Override
  public List<StoredDecision> decisions(Instant since, int limit) {
    return List.of();
  }

  @Override
  public long nextPick(String rotation) {
    return picks.merge(rotation, 1L, Long::sum) - 1;
  }

  @Override
  public long peekPick(String rotation) {
    return picks.getOrDefault(rotation, 0L);
  }

  @Override
  public void advancePick(String rotation, long by) {
    picks.merge(rotation, by, Long::sum);
  }
}
