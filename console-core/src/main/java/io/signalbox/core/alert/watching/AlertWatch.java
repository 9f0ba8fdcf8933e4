package io.signalbox.core.alert.watching;

import io.signalbox.core.alert.Alert;
import io.signalbox.core.alert.AlertChanged;
import io.signalbox.core.alert.AlertChanged.Change;
import io.signalbox.core.alert.AlertMetric;
import io.signalbox.core.alert.AlertRepository;
import io.signalbox.core.alert.AlertRule;
import io.signalbox.core.alert.AlertSettings;
import io.signalbox.core.background.BoundedQueue;
import io.signalbox.core.background.KeptBehind;
import io.signalbox.core.background.LatestByKey;
import io.signalbox.core.event.EventStream;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Holds rules against what is measured and found. One process of a store {@link Role#WATCHES}: it
 * tells and keeps what changes, and the others read that. Judging never blocks but for a look at
 * the past where a process begins. Thread-safe.
 */
public final class AlertWatch {

  /** A store that takes nothing must not fill memory. */
  private static final int MAX_UNSTORED = 5_000;

  private static final Comparator<Ranked> ORDER =
      Comparator.comparing(Ranked::state)
          .thenComparing(each -> each.alert().severity(), Comparator.reverseOrder())
          .thenComparing(each -> each.alert().since(), Comparator.reverseOrder())
          .thenComparing(each -> each.alert().id());

  private final Supplier<AlertSettings> settings;
  private final AlertRepository repository;
  private final Past past;
  private final EventStream events;
  private final LatestByKey<String, Alert> unsaved = new LatestByKey<>(MAX_UNSTORED);
  private final BoundedQueue<AlertChanged> untold = new BoundedQueue<>(MAX_UNSTORED);

  // All guarded by this.
  private final Map<String, Tracked> tracked = new HashMap<>();
  private Role role = Role.READS;
  private List<Alert> shown = List.of();

  /** What a process has to do with alerts. */
  public enum Role {
    /** It has the duty: it judges, tells, keeps and delivers. */
    WATCHES,
    /** Nobody has the duty, or nobody can say: it judges for itself and tells nobody. */
    LOOKS,
    /** Another process has the duty: what that one kept is so. */
    READS
  }

  private record Ranked(Alert.State state, Alert alert) {}

  public AlertWatch(
      Supplier<AlertSettings> settings, AlertRepository repository, Past past, EventStream events) {
    this.settings = settings;
    this.repository = repository;
    this.past = past;
    this.events = events;
  }

  /**
   * Judges, or reads, and returns what is open, worst first; the same list where nothing changed.
   *
   * @param readings what metrics say now
   * @param stored what the repository has
   */
  public synchronized List<Alert> look(
      Role newest, Map<AlertMetric, List<Reading>> readings, List<Alert> stored, Instant now) {
    boolean begins = newest != role;
    role = newest;
    if (begins) {
      tracked.clear();
    }
    if (role == Role.READS) {
      return show(stored.stream().filter(Alert::isOpen).toList(), now);
    }
    if (begins) {
      past.begin(now);
      adopt(stored);
    }
    takeMarks(stored, now);
    judge(readings, now, begins);
    return show(
        tracked.values().stream().map(Tracked::firing).filter(Objects::nonNull).toList(), now);
  }

  /**
   * Another process has the duty, and nobody here looks: what this one knows grows old, and is not
   * gone on with when the duty comes back.
   */
  public synchronized void leave() {
    role = Role.READS;
    tracked.clear();
  }

  private List<Alert> show(List<Alert> open, Instant now) {
    List<Alert> sorted =
        open.stream()
            .map(each -> new Ranked(each.state(now), each))
            .sorted(ORDER)
            .map(Ranked::alert)
            .toList();
    if (!sorted.equals(shown)) {
      shown = sorted;
    }
    return shown;
  }

  /** What the process before had found goes on, whoever has the duty now. */
  private void adopt(List<Alert> stored) {
    for (Alert each : stored) {
      if (each.isOpen()) {
        tracked.put(each.id(), Tracked.adopted(each));
      }
    }
  }

  /** Operators act in any process; what they did comes with what is stored. */
  private void takeMarks(List<Alert> stored, Instant now) {
    for (Alert each : stored) {
      Tracked known = tracked.get(each.id());
      if (known == null && each.isMuted(now)) {
        known = new Tracked();
        tracked.put(each.id(), known);
      }
      if (known != null) {
        known.mark(each);
      }
    }
  }

  private void judge(Map<AlertMetric, List<Reading>> readings, Instant now, boolean begins) {
    Set<String> seen = new HashSet<>();
    for (AlertRule rule : settings.get().rules().values()) {
      for (Reading reading : readings.getOrDefault(rule.metric(), List.of())) {
        if (rule.enabled() && rule.covers(reading.subject())) {
          String id = rule.name() + "/" + reading.key();
          seen.add(id);
          judge(rule, reading, tracked.computeIfAbsent(id, each -> new Tracked()), now, begins);
        }
      }
    }
    // What is not so any more, is not configured any more, or has no rule any more.
    tracked
        .entrySet()
        .removeIf(each -> {
          boolean gone = !seen.contains(each.getKey());
          if (gone) {
            end(each.getValue(), now);
          }
          return gone && !each.getValue().isMuted(now);
        });
  }

  private void judge(AlertRule rule, Reading reading, Tracked known, Instant now, boolean begins) {
    Standing before = known.standing();
    if (begins && !before.isFiring() && asksForPast(rule, reading)) {
      before = past.before(rule, reading.subject(), now);
    }
    Standing next = before.next(rule, reading.sample(now));
    if (known.standing().isFiring()) {
      if (next.isFiring()) {
        known.stands(next);
        goOn(known, rule, reading, now);
      } else {
        end(known, now);
        known.stands(next);
      }
      return;
    }
    known.stands(next);
    if (next.isFiring()) {
      tell(Change.FIRED, known.begin(rule, reading, now), now);
    }
  }

  /** What is well now, or fires at once, needs no past. */
  private static boolean asksForPast(AlertRule rule, Reading reading) {
    return rule.metric().isMeasured()
        && !rule.lasts().isZero()
        && rule.isKnown(reading.value(), reading.operations())
        && rule.isBad(reading.value());
  }

  private void goOn(Tracked known, AlertRule rule, Reading reading, Instant now) {
    Alert renewed = known.renew(rule, reading, now);
    if (renewed != null) {
      keep(renewed);
    }
    if (known.unmutes(now) && known.firing() != null) {
      tell(Change.UNMUTED, known.judgedAgain(now), now);
    }
  }

  private void end(Tracked known, Instant now) {
    Alert over = known.end(now);
    if (over != null) {
      tell(Change.CLEARED, over, now);
    }
  }

  private void tell(Change change, Alert alert, Instant now) {
    keep(alert);
    if (role == Role.WATCHES) {
      AlertChanged changed = AlertChanged.byItself(now, change, alert);
      untold.add(changed);
      events.publish(changed);
    }
  }

  private void keep(Alert alert) {
    if (role == Role.WATCHES) {
      unsaved.put(alert.id(), alert);
    }
  }

  /** What reaches the store a little later. */
  public List<KeptBehind> keptBehind() {
    return List.of(
        unsaved.keptBehind("alerts", repository::save),
        untold.keptBehind("changes of alerts", repository::append));
  }
}
