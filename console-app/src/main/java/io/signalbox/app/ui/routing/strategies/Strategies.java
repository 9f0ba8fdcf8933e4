package io.signalbox.app.ui.routing.strategies;

import io.signalbox.app.ui.routing.editing.RoutingEdits;
import io.signalbox.app.ui.routing.editing.SettingGroup;
import io.signalbox.core.query.RoutingSetting;
import io.signalbox.core.snapshot.TrackMember;
import io.signalbox.core.snapshot.TrackNode;
import java.util.List;
import java.util.Set;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/**
 * The strategies of the routing tree, and the one that is selected. On the screen's thread only.
 */
public final class Strategies {

  private static final Set<String> ALGORITHMS = Set.of("algorithm", "selection_policy", "policy");

  private final RoutingEdits edits;
  private final StringProperty node = new SimpleStringProperty("");
  private final ReadOnlyObjectWrapper<List<StrategyRow>> rows =
      new ReadOnlyObjectWrapper<>(List.of());
  private final ReadOnlyObjectWrapper<@Nullable TrackNode> tree = new ReadOnlyObjectWrapper<>();
  private boolean chosen;

  public Strategies(RoutingEdits edits) {
    this.edits = edits;
  }

  /** Takes over the tree as it stands; a selected strategy that is gone gives way to the root. */
  public void show(TrackNode root) {
    if (root == tree.get()) {
      return;
    }
    List<StrategyRow> next = StrategyRow.of(root);
    if (!next.equals(rows.get())) {
      rows.set(next);
    }
    tree.set(root);
    if (!chosen || !has(node.get())) {
      chosen = true;
      node.set(root.kind() == TrackNode.Kind.POLICY ? "" : root.name());
    }
  }

  /**
   * @param name empty for policy and criteria
   */
  public boolean has(String name) {
    return rows.get().stream().anyMatch(row -> row.node().equals(name));
  }

  /** Selects a strategy that there is. */
  public void select(String name) {
    chosen = true;
    node.set(name);
  }

  /** The selected strategy as it stands; null for the policy beside a tree, or at first. */
  public @Nullable TrackNode selected() {
    TrackNode root = tree.get();
    return root == null ? null : find(root, node.get());
  }

  private static @Nullable TrackNode find(TrackNode root, String name) {
    boolean policy = name.isEmpty() && root.kind() == TrackNode.Kind.POLICY;
    boolean strategy = root.kind() != TrackNode.Kind.PROVIDER && root.name().equals(name);
    if (policy || strategy) {
      return root;
    }
    for (TrackMember member : root.members()) {
      TrackNode found = find(member.to(), name);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  /** The algorithm, mode or policy of the selected strategy as typed. */
  public String algorithm() {
    for (RoutingSetting setting : edits.of(node.get())) {
      if (ALGORITHMS.contains(SettingGroup.last(setting.key()))
          && edits.shown(setting.key()) instanceof String text) {
        return text;
      }
    }
    TrackNode selected = selected();
    return selected == null ? "" : selected.detail();
  }

  /** The selected strategy's name; empty for policy and criteria. */
  public StringProperty nodeProperty() {
    return node;
  }

  public ReadOnlyObjectProperty<List<StrategyRow>> rowsProperty() {
    return rows.getReadOnlyProperty();
  }

  /** As it stands; null before the first snapshot. */
  public ReadOnlyObjectProperty<@Nullable TrackNode> treeProperty() {
    return tree.getReadOnlyProperty();
  }
}
