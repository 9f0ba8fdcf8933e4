package io.signalbox.app.ui.routing.editing;

import io.signalbox.core.query.RoutingSetting;
import java.util.ArrayList;
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
  private final ReadOnlyLongWrapper version = new ReadOnlyLongWrapper();

  /**
   * One setting that was typed over.
   *
   * @param text as typed
   * @param value what it says; null where it takes an override back, or is wrong
   * @param configured whether it takes an override back
   * @param problem what is allowed instead; empty if it is right
   */
  public record Edit(String text, @Nullable Object value, boolean configured, String problem) {}

  /** Takes over what is in force; an edit that says the same is none any more. */
  public void show(List<RoutingSetting> newest) {
    if (List.copyOf(settings.values()).equals(newest)) {
      return;
    }
    settings.clear();
    newest.forEach(setting -> settings.put(setting.key(), setting));
    edits
        .entrySet()
        .removeIf(each -> {
          RoutingSetting setting = settings.get(each.getKey());
          return setting != null && isNone(setting, each.getValue());
        });
    changed();
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
        put(setting, new Edit("", null, false, ""));
      } else if (isOverride(setting)) {
        put(setting, new Edit("", null, true, ""));
      } else {
        put(
            setting,
            new Edit(
                text,
                null,
                false,
                "Expected "
                    + SettingText.expected(setting.field())
                    + "; only an override can be emptied"));
      }
      return;
    }
    SettingText.Read read = SettingText.read(setting.field(), text);
    put(setting, new Edit(text, read.value(), false, read.problem()));
  }

  /** A value was chosen. */
  public void set(String key, Object value) {
    type(key, SettingText.typed(value));
  }

  /** The override is to be taken back. */
  public void toConfigured(String key) {
    RoutingSetting setting = settings.get(key);
    if (setting != null) {
      put(setting, new Edit("", null, true, ""));
    }
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

  /** The strategies that were typed over. */
  public Set<String> nodes() {
    return edits.keySet().stream()
        .map(this::nodeOf)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private String nodeOf(String key) {
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

  /** {@code weights 3:1:1 → 5:1:1}, {@code max_response_time_ms none → 5000}: one line each. */
  public List<String> summary() {
    List<String> lines = new ArrayList<>();
    Set<String> told = new LinkedHashSet<>();
    boolean several = nodes().size() > 1;
    edits.forEach((key, edit) -> {
      String node = nodeOf(key);
      String where = several ? (node.isEmpty() ? "policy" : node) + " " : "";
      if (SettingGroup.of(key) == SettingGroup.WEIGHTS) {
        if (told.add(node)) {
          lines.add(where + "weights " + weights(node));
        }
      } else {
        RoutingSetting setting = settings.get(key);
        String was = SettingText.of(setting == null ? null : setting.value());
        String next =
            edit.configured()
                ? "as configured"
                : edit.problem().isEmpty() ? SettingText.of(edit.value()) : "?";
        lines.add(where + SettingGroup.last(key) + " " + was + " → " + next);
      }
    });
    return lines;
  }

  private String weights(String node) {
    List<RoutingSetting> all =
        of(node).stream()
            .filter(each -> SettingGroup.of(each.key()) == SettingGroup.WEIGHTS)
            .toList();
    if (all.size() > 5) {
      return all.stream()
          .filter(each -> edits.containsKey(each.key()))
          .map(each ->
              SettingGroup.member(each.key())
                  + " "
                  + SettingText.of(each.value())
                  + " → "
                  + next(each.key()))
          .collect(Collectors.joining(", "));
    }
    return all.stream().map(each -> SettingText.of(each.value())).collect(Collectors.joining(":"))
        + " → "
        + all.stream().map(each -> next(each.key())).collect(Collectors.joining(":"));
  }

  private String next(String key) {
    Edit edit = edits.get(key);
    return edit != null && !edit.problem().isEmpty()
        ? "?"
        : edit != null && edit.configured() ? "as configured" : SettingText.of(shown(key));
  }

  /** Counts up with every change of what is in force or typed. */
  public ReadOnlyLongProperty versionProperty() {
    return version.getReadOnlyProperty();
  }
}
