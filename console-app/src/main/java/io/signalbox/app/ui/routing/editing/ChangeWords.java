package io.signalbox.app.ui.routing.editing;

import io.signalbox.core.query.RoutingChangeSet;
import java.util.List;

/** Applied changes in words. Stateless. */
public final class ChangeWords {

  private ChangeWords() {}

  /** {@code max_retries 3 → 5}, as it would be read: one line for each setting. */
  public static List<String> changes(RoutingChangeSet set) {
    return set.keys().stream()
        .map(key ->
            name(key)
                + " "
                + (set.before().containsKey(key)
                    ? SettingText.of(set.before().get(key))
                    : "no override")
                + " → "
                + (set.after().containsKey(key)
                    ? SettingText.of(set.after().get(key))
                    : "no override"))
        .toList();
  }

  /** The settings it changed, by name. */
  public static List<String> keys(RoutingChangeSet set) {
    return set.keys().stream().map(ChangeWords::name).toList();
  }

  private static String name(String key) {
    String member = SettingGroup.member(key);
    return member.isEmpty() ? SettingGroup.last(key) : "weight of " + member;
  }
}
