package io.signalbox.core.query.undo;

import io.signalbox.core.audit.AuditEntry;
import io.signalbox.core.config.OverrideRepository;
import io.signalbox.core.config.SettingOverride;
import io.signalbox.core.error.Counted;
import io.signalbox.core.log.Secrets;
import io.signalbox.core.query.PutBack;
import io.signalbox.core.query.UndoPlan;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What was overridden before settings were changed. Thread-safe; blocks. */
final class SettingsBefore {

  /** Settings that a sentence names. */
  private static final int NAMED = 3;

  private final OverrideRepository overrides;

  SettingsBefore(OverrideRepository overrides) {
    this.overrides = overrides;
  }

  UndoPlan plan(AuditEntry act) {
    Map<String, Object> now = new HashMap<>();
    overrides
        .overrides()
        .forEach(each -> {
          Object value = each.value();
          if (value != null) {
            now.put(each.key(), value);
          }
        });
    Map<String, @Nullable Object> back = new LinkedHashMap<>();
    for (String key : new TreeSet<>(act.after().keySet())) {
      if (!SettingOverride.isSame(value(act.after(), key), now.get(key))) {
        return UndoPlan.refused(act, key + " was changed since.");
      }
      Object before = value(act.before(), key);
      if (Secrets.isStruck(before)) {
        return UndoPlan.refused(act, "What " + key + " was before is not kept, for it is secret.");
      }
      back.put(key, before);
    }
    return new UndoPlan(act, "", effect(back), new PutBack.Settings(back), null);
  }

  private static String effect(Map<String, @Nullable Object> back) {
    String named =
        back.entrySet().stream()
            .limit(NAMED)
            .map(each ->
                each.getKey()
                    + " "
                    + (each.getValue() == null ? "without an override" : each.getValue()))
            .collect(Collectors.joining(", "));
    int more = back.size() - NAMED;
    return "Back to " + named + (more > 0 ? " and " + Counted.of(more, "other setting") : "") + ".";
  }

  private static @Nullable Object value(Map<String, Object> values, String key) {
    Object value = values.get(key);
    return SettingHistory.AS_CONFIGURED.equals(value) ? null : value;
  }
}
