package io.signalbox.core.query.undo;

import io.signalbox.core.audit.AuditEntry;
import io.signalbox.core.audit.AuditRepository;
import io.signalbox.core.query.RoutingChangeSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How routing's settings came to be as they are, told by the audit. Thread-safe; blocks. */
public final class SettingHistory {

  /** How the audit says that a setting is not overridden; it cannot keep a null. */
  public static final String AS_CONFIGURED = "as configured";

  /** The actions that change settings, in the audit. */
  private static final Set<String> CHANGES =
      Set.of("ChangeSettings", "RevertSettings", "SetPolicy", "SetWeights", Touched.UNDO);

  /** Changes looked through, those that were undone among them. */
  private static final int LOOKED_THROUGH = 10_000;

  private final AuditRepository audit;

  public SettingHistory(AuditRepository audit) {
    this.audit = audit;
  }

  /** Changes of settings, newest first; those that were refused are none. */
  public List<RoutingChangeSet> list(int limit) {
    List<AuditEntry> done = audit.done(CHANGES, 0, LOOKED_THROUGH);
    Set<Long> changes =
        done.stream()
            .filter(entry -> !entry.action().equals(Touched.UNDO))
            .map(AuditEntry::id)
            .collect(Collectors.toCollection(HashSet::new));
    // Taken back or done again, it changed the same settings.
    done.reversed().stream()
        .filter(entry -> changes.contains(entry.undoes()))
        .forEach(entry -> changes.add(entry.id()));
    return done.stream()
        .filter(entry -> changes.contains(entry.id()))
        .limit(limit)
        .map(SettingHistory::changeSet)
        .toList();
  }

  private static RoutingChangeSet changeSet(AuditEntry entry) {
    List<String> keys = new ArrayList<>(entry.before().keySet());
    entry.after().keySet().stream().filter(key -> !keys.contains(key)).forEach(keys::add);
    keys.sort(Comparator.naturalOrder());
    return new RoutingChangeSet(
        entry.id(),
        entry.at(),
        entry.actor(),
        entry.reason(),
        keys,
        overridden(entry.before()),
        overridden(entry.after()));
  }

  private static Map<String, Object> overridden(Map<String, Object> values) {
    Map<String, Object> set = new TreeMap<>(values);
    set.values().removeIf(AS_CONFIGURED::equals);
    return set;
  }
}
