package io.signalbox.app.ui.routing.editing;

import io.signalbox.core.query.RoutingSetting;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What was typed, in words. Stateless. */
public final class EditSummary {

  /** Of so many members the weights are told one beside the other. */
  private static final int RATIO = 5;

  private EditSummary() {}

  /** {@code weights 3:1:1 → 5:1:1}, {@code max_response_time_ms none → 5000}: one line each. */
  public static List<String> of(RoutingEdits edits) {
    List<String> lines = new ArrayList<>();
    Set<String> told = new LinkedHashSet<>();
    boolean several = edits.nodes().size() > 1;
    edits
        .all()
        .forEach((key, edit) -> {
          String node = edits.nodeOf(key);
          String where = several ? (node.isEmpty() ? "policy" : node) + " " : "";
          if (SettingGroup.of(key) == SettingGroup.WEIGHTS) {
            if (told.add(node)) {
              lines.add(where + "weights " + weights(edits, node));
            }
          } else {
            RoutingSetting setting = edits.setting(key);
            String was = SettingText.of(setting == null ? null : setting.value());
            lines.add(where + SettingGroup.last(key) + " " + was + " → " + next(edits, key, edit));
          }
        });
    return lines;
  }

  private static String weights(RoutingEdits edits, String node) {
    List<RoutingSetting> all =
        edits.of(node).stream()
            .filter(each -> SettingGroup.of(each.key()) == SettingGroup.WEIGHTS)
            .toList();
    if (all.size() > RATIO) {
      return all.stream()
          .filter(each -> edits.edit(each.key()) != null)
          .map(each ->
              SettingGroup.member(each.key())
                  + " "
                  + SettingText.of(each.value())
                  + " → "
                  + next(edits, each.key(), edits.edit(each.key())))
          .collect(Collectors.joining(", "));
    }
    return all.stream().map(each -> SettingText.of(each.value())).collect(Collectors.joining(":"))
        + " → "
        + all.stream()
            .map(each -> next(edits, each.key(), edits.edit(each.key())))
            .collect(Collectors.joining(":"));
  }

  private static String next(RoutingEdits edits, String key, RoutingEdits.@Nullable Edit edit) {
    return edit != null && !edit.problem().isEmpty()
        ? "?"
        : edit != null && edit.configured() ? "no override" : SettingText.of(edits.shown(key));
  }
}
