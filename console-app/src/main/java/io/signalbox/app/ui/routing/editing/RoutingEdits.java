package io.signalbox.app.ui.routing.editing;

import io.signalbox.core.query.RoutingSetting;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import org.jspecify.annotations.Nullable;

/**
 * Settings as they are in force, and what was typed over them but not applied. Edits stay until
 * they are applied or discarded, whatever is refreshed or selected meanwhile. On the screen's
 * thread only.
 */
public final class RoutingEdits {

  private static final String OVERRIDE = "override";

  private final Map<String, RoutingSetting> settings = new LinkedHashMap<>();
  private final Map<String, Edit> edits = new LinkedHashMap<>();

  /** What an earlier window left, until the settings are known. */
  private final Map<String, Edit> kept = new LinkedHashMap<>();

  private final ReadOnlyLongWrapper version = new ReadOnlyLongWrapper();

  /**
   * One setting that was typed over.
   *
   * @param text as typed
   * @param value what it says; null where it takes an override back, or is wrong
   * @param configured whether it takes an override back
   * @param problem what is allowed instead; empty if it is right
   * @param base what was in force when it was first typed over, for people
   */
  public record Edit(
      String text, @Nullable Object value, boolean configured, String problem, String base) {

    private Edit on(String earlier) {
      return new Edit(text, value, configured, problem, earlier);
    }
  }

  /** Takes over what is in force; an edit that says the same is none any more. */
  public void show(List<RoutingSetting> newest) {
    if (List.copyOf(settings.values()).equals(newest)) {
      return;
    }
    settings.clear();
    newest.forEach(setting -> settings.put(setting.key(), setting));
    typeAgain();
    edits
        .entrySet()
        .removeIf(each -> {
          RoutingSetting setting = settings.get(each.getKey());
          return setting != null && isNone(setting, each.getValue());
        });
    changed();
  }

  private void typeAgain() {
    Map<String, Edit> typed = new LinkedHashMap<>(kept);
    kept.clear();
    typed.forEach((key, edit) -> {
      if (!settings.containsKey(key)) {
        // Said to be gone, rather than lost in silence.
        edits.put(key, edit);
      } else if (edit.configured()) {
        toConfigured(key);
      } else {
        type(key, edit.text());
      }
      edits.computeIfPresent(key, (same, now) -> now.on(edit.base()));
    });
  }

  private static boolean isNone(RoutingSetting setting, Edit edit) {
    if (!edit.problem().isEmpty()) {
      return false;
    }
    return edit.configured()
        ? !isOverride(setting)
        : SettingText.same(edit.value(), setting.value());
  }

  public static boolean isOverride(RoutingSetting setting) {
    return setting.origin().startsWith(OVERRIDE);
  }

  /** A text was typed. */
  public void type(String key, String text) {
    RoutingSetting setting = settings.get(key);
    if (setting == null) {
      return;
    }
    boolean listed =
        switch (setting.field().kind()) {
          case TEXT_LIST, MAP -> true;
          case TEXT, INTEGER, NUMBER, BOOLEAN -> false;
        };
    if (text.isBlank() && !listed) {
      if (setting.value() == null) {
        put(setting, edit(setting, "", null, ""));
      } else if (isOverride(setting)) {
        put(setting, takenBack(setting));
      } else {
        put(
            setting,
            edit(
                setting,
                text,
                null,
                "Expected "
                    + SettingText.expected(setting.field())
                    + "; only an override can be emptied"));
      }
      return;
    }
    SettingText.Read read = SettingText.read(setting.field(), text);
    put(setting, edit(setting, text, read.value(), read.problem()));
  }

  /** A value was chosen. */
  public void set(String key, Object value) {
    type(key, SettingText.typed(value));
  }

  /** The override is to be taken back. */
  public void toConfigured(String key) {
    RoutingSetting setting = settings.get(key);
    if (setting != null) {
      put(setting, takenBack(setting));
    }
  }

  private Edit edit(RoutingSetting setting, String text, @Nullable Object value, String problem) {
    return new Edit(text, value, false, problem, base(setting));
  }

  private Edit takenBack(RoutingSetting setting) {
    return new Edit("", null, true, "", base(setting));
  }

  private String base(RoutingSetting setting) {
    Edit before = edits.get(setting.key());
    return before == null ? SettingText.of(setting.value()) : before.base();
  }

  private void put(RoutingSetting setting, Edit edit) {
    if (isNone(setting, edit)) {
      discard(setting.key());
    } else if (!edit.equals(edits.put(setting.key(), edit))) {
      changed();
    }
  }

  public void discard(String key) {
    if (edits.remove(key) != null) {
      changed();
    }
  }

  public void discardAll() {
    if (!edits.isEmpty()) {
      edits.clear();
      changed();
    }
  }

  /** Applied edits are none any more; what was typed over them since stays. */
  public void applied(Map<String, @Nullable Object> values) {
    boolean any =
        edits
            .entrySet()
            .removeIf(each ->
                values.containsKey(each.getKey())
                    && each.getValue().problem().isEmpty()
                    && SettingText.same(values.get(each.getKey()), each.getValue().value()));
    if (any) {
      changed();
    }
  }

  private void changed() {
    version.set(version.get() + 1);
  }

  /** The settings of a strategy, in the order the core names them. */
  public List<RoutingSetting> of(String node) {
    return settings.values().stream().filter(each -> each.node().equals(node)).toList();
  }

  public @Nullable RoutingSetting setting(String key) {
    return settings.get(key);
  }

  public @Nullable Edit edit(String key) {
    return edits.get(key);
  }

  /** What is typed where that is right, else what is in force. */
  public @Nullable Object shown(String key) {
    Edit edit = edits.get(key);
    RoutingSetting setting = settings.get(key);
    if (edit != null && edit.problem().isEmpty() && !edit.configured()) {
      return edit.value();
    }
    return setting == null ? null : setting.value();
  }

  /** By key, in the order in which they were typed. */
  Map<String, Edit> all() {
    return Collections.unmodifiableMap(edits);
  }

  /** Takes what an earlier window left; typed again as soon as the settings are known. */
  void restore(Map<String, Edit> earlier) {
    kept.putAll(earlier);
  }

  /** Takes what another window typed in the place of what is typed here. */
  void replace(Map<String, Edit> typed) {
    edits.clear();
    kept.putAll(typed);
    typeAgain();
    changed();
  }

  public boolean isEmpty() {
    return edits.isEmpty();
  }

  /** What a command takes: key to value, null where an override is taken back. Right edits only. */
  public Map<String, @Nullable Object> values() {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    edits.forEach((key, edit) -> {
      if (edit.problem().isEmpty() && settings.containsKey(key)) {
        values.put(key, edit.value());
      }
    });
    return Collections.unmodifiableMap(values);
  }

  /** What is wrong with what was typed, one sentence each. */
  public List<String> problems() {
    List<String> problems = new ArrayList<>();
    edits.forEach((key, edit) -> {
      String name = SettingGroup.last(key);
      if (!settings.containsKey(key)) {
        problems.add(name + ": there is no such setting any more");
      } else if (!edit.problem().isEmpty()) {
        problems.add(
            name
                + " is '"
                + edit.text().trim()
                + "': "
                + edit.problem().substring(0, 1).toLowerCase(Locale.ROOT)
                + edit.problem().substring(1));
      }
    });
    return problems;
  }

  /** What others changed under an edit since it was typed; empty if they did not. */
  public String conflict(String key) {
    Edit edit = edits.get(key);
    RoutingSetting setting = settings.get(key);
    if (edit == null || setting == null) {
      return "";
    }
    String now = SettingText.of(setting.value());
    return now.equals(edit.base()) ? "" : "Changed meanwhile: " + edit.base() + " → " + now;
  }

  /** As {@link #conflict(String)}, of all edits, one line each. */
  public List<String> conflicts() {
    return edits.keySet().stream()
        .filter(key -> !conflict(key).isEmpty())
        .map(key -> SettingGroup.last(key) + ": " + conflict(key))
        .toList();
  }

  /** The strategies that were typed over. */
  public Set<String> nodes() {
    return nodes(edits.keySet());
  }

  /** The strategies whose settings these are; one that is none any more counts for the policy. */
  public Set<String> nodes(Collection<String> keys) {
    return keys.stream().map(this::nodeOf).collect(Collectors.toCollection(LinkedHashSet::new));
  }

  String nodeOf(String key) {
    RoutingSetting setting = settings.get(key);
    return setting == null ? "" : setting.node();
  }

  /** Changes of one strategy; its weights are one. */
  public int count(String node) {
    int single = 0;
    boolean weights = false;
    for (String key : edits.keySet()) {
      if (nodeOf(key).equals(node)) {
        boolean weight = SettingGroup.of(key) == SettingGroup.WEIGHTS;
        weights |= weight;
        single += weight ? 0 : 1;
      }
    }
    return single + (weights ? 1 : 0);
  }

  public int count() {
    return nodes().stream().mapToInt(this::count).sum();
  }

  /** Counts up with every change of what is in force or typed. */
  public ReadOnlyLongProperty versionProperty() {
    return version.getReadOnlyProperty();
  }
}
