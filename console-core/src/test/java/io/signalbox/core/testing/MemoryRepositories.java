package io.signalbox.core.testing;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** What routing and health keep, in memory; decisions and history are dropped. Thread-safe. */
public final class MemoryRepositories
    implements HealthRepository, MetricsRepository, RoutingStateRepository {

  private final Map<String, StoredHealth> health = new ConcurrentHashMap<>();
  private final Map<String, HealthReport> reports = new ConcurrentHashMap<>();
  private final Map<String, CircuitRecord> circuits = new ConcurrentHashMap<>();
  private final Map<String, Sessions.Remembered> sessions = new ConcurrentHashMap<>();
  private final Map<String, Long> picks = new ConcurrentHashMap<>();
  private HeldByOperators held = HeldByOperators.NOTHING;

  /** What happens between a reading of the holds and its use. */
  public volatile Runnable afterReadingHolds = () -> {};

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

  @Override
  public Optional<StoredHealth> last(String provider) {
    return Optional.ofNullable(health.get(provider));
  }

  @Override
  public List<StoredHealth> last() {
    return List.copyOf(health.values());
  }

  @Override
  public void save(List<StoredHealth> newest, Instant now) {
    newest.forEach(each ->
        health.merge(
            each.provider(),
            each,
            (old, fresh) -> old.isNewerThan(fresh) && !old.foundAt().isAfter(now) ? old : fresh));
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
  public HeldByOperators held() {
    HeldByOperators read;
    synchronized (this) {
      read = held;
    }
    afterReadingHolds.run();
    return read;
  }

  private static <T> List<T> with(List<T> all, Predicate<T> same, @Nullable T next) {
    List<T> left = new ArrayList<>(all);
    left.removeIf(same);
    if (next != null) {
      left.add(next);
    }
    return left;
  }

  private static <T> boolean isThere(
      List<T> all, Predicate<T> same, ToLongFunction<T> version, long expected) {
    return all.stream().filter(same).mapToLong(version).findFirst().orElse(0) == expected;
  }

  @Override
  public synchronized boolean save(ManualState state, long replaces) {
    Predicate<ManualState> same = each -> each.provider().equals(state.provider());
    if (!isThere(held.manual(), same, ManualState::version, replaces)) {
      return false;
    }
    ManualState next =
        new ManualState(
            state.provider(),
            state.kind(),
            state.who(),
            state.why(),
            state.since(),
            state.until(),
            held.version() + 1);
    held =
        new HeldByOperators(
            held.version() + 1,
            with(held.manual(), same, next),
            held.activation(),
            held.switches(),
            held.circuits());
    return true;
  }

  @Override
  public synchronized boolean delete(ManualState seen) {
    Predicate<ManualState> same = each -> each.provider().equals(seen.provider());
    if (!isThere(held.manual(), same, ManualState::version, seen.version())) {
      return false;
    }
    held =
        new HeldByOperators(
            held.version() + 1,
            with(held.manual(), same, null),
            held.activation(),
            held.switches(),
            held.circuits());
    return true;
  }

  @Override
  public synchronized boolean save(SwitchHold hold, long replaces) {
    Predicate<SwitchHold> same = each -> each.at().equals(hold.at());
    if (!isThere(held.switches(), same, SwitchHold::version, replaces)) {
      return false;
    }
    SwitchHold next =
        new SwitchHold(
            hold.at(),
            hold.member(),
            hold.who(),
            hold.why(),
            hold.since(),
            hold.until(),
            held.version() + 1);
    held =
        new HeldByOperators(
            held.version() + 1,
            held.manual(),
            held.activation(),
            with(held.switches(), same, next),
            held.circuits());
    return true;
  }

  @Override
  public synchronized boolean delete(SwitchHold seen) {
    Predicate<SwitchHold> same = each -> each.at().equals(seen.at());
    if (!isThere(held.switches(), same, SwitchHold::version, seen.version())) {
      return false;
    }
    held =
        new HeldByOperators(
            held.version() + 1,
            held.manual(),
            held.activation(),
            with(held.switches(), same, null),
            held.circuits());
    return true;
  }

  @Override
  public synchronized boolean save(ForcedCircuit forced, long replaces) {
    Predicate<ForcedCircuit> same = each -> each.name().equals(forced.name());
    if (!isThere(held.circuits(), same, ForcedCircuit::version, replaces)) {
      return false;
    }
    ForcedCircuit next =
        new ForcedCircuit(
            forced.name(),
            forced.open(),
            forced.who(),
            forced.why(),
            forced.since(),
            forced.until(),
            held.version() + 1);
    held =
        new HeldByOperators(
            held.version() + 1,
            held.manual(),
            held.activation(),
            held.switches(),
            with(held.circuits(), same, next));
    return true;
  }

  @Override
  public synchronized boolean delete(ForcedCircuit seen) {
    Predicate<ForcedCircuit> same = each -> each.name().equals(seen.name());
    if (!isThere(held.circuits(), same, ForcedCircuit::version, seen.version())) {
      return false;
    }
    held =
        new HeldByOperators(
            held.version() + 1,
            held.manual(),
            held.activation(),
            held.switches(),
            with(held.circuits(), same, null));
    return true;
  }

  @Override
  public synchronized boolean save(Activation next, long replaces) {
    Activation there = held.activation();
    return (there == null ? 0 : there.version()) == replaces
        && activate(
            new Activation(
                next.provider(),
                next.who(),
                next.why(),
                next.since(),
                next.until(),
                held.version() + 1));
  }

  @Override
  public synchronized boolean delete(Activation seen) {
    Activation there = held.activation();
    return there != null && there.version() == seen.version() && activate(null);
  }

  private boolean activate(@Nullable Activation next) {
    held =
        new HeldByOperators(
            held.version() + 1, held.manual(), next, held.switches(), held.circuits());
    return true;
  }

  @Override
  public List<CircuitRecord> circuits() {
    return List.copyOf(circuits.values());
  }

  @Override
  public void saveCircuits(List<CircuitRecord> newest, Instant now) {
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
  public List<StoredDecision> decisionsOfCreates(String traceId) {
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
