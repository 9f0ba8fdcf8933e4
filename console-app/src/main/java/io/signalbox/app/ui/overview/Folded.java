package io.signalbox.app.ui.overview;

import io.signalbox.app.ui.control.Status;
import io.signalbox.core.provider.HealthState;
import io.signalbox.core.snapshot.ConsoleSnapshot;
import io.signalbox.core.snapshot.ProviderView;
import io.signalbox.core.snapshot.TrackMember;
import io.signalbox.core.snapshot.TrackNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the Overview shows of its providers: a tile for each while they are few; past that, tiles
 * for those that need a look and groups of the healthy ones.
 *
 * @param tiles in the order they stand
 * @param hidden those that need a look and have no tile, because nobody reads so many
 * @param groups empty while every provider has its tile
 */
record Folded(List<ProviderView> tiles, int hidden, List<Group> groups) {

  /** Providers that have a tile each, whatever their state. */
  static final int EACH = 12;

  /** Tiles shown past that; the worst stand first. */
  static final int MOST = 24;

  /** What healthy providers are folded by. */
  enum By {
    TREE("Tree"),
    TYPE("Type");

    private final String label;

    By(String label) {
      this.label = label;
    }

    String label() {
      return label;
    }
  }

  /**
   * Healthy providers that belong together.
   *
   * @param above how many more of them are shown as tiles
   * @param share of all new work, 0 to 1
   * @param p95Millis the worst of them; NaN where nothing was measured
   */
  record Group(
      String name, List<ProviderView> members, int above, double share, double p95Millis) {}

  Folded {
    tiles = List.copyOf(tiles);
    groups = List.copyOf(groups);
  }

  static Folded of(ConsoleSnapshot snapshot, By by) {
    List<ProviderView> all = snapshot.providers();
    if (all.size() <= EACH) {
      return new Folded(all, 0, List.of());
    }
    Map<String, String> groupOf = by == By.TREE ? byTree(snapshot) : byType(all);
    Set<String> held = new HashSet<>();
    snapshot.held().forEach(each -> held.add(each.subject()));
    List<ProviderView> tiles = new ArrayList<>();
    Map<String, List<ProviderView>> healthy = new LinkedHashMap<>();
    Map<String, Integer> above = new HashMap<>();
    for (ProviderView each : all) {
      String group = groupOf.getOrDefault(each.name(), "outside the tree");
      List<ProviderView> members = healthy.computeIfAbsent(group, name -> new ArrayList<>());
      if (rank(each, held) < HEALTHY) {
        tiles.add(each);
        above.merge(group, 1, Integer::sum);
      } else {
        members.add(each);
      }
    }
    tiles.sort(
        Comparator.<ProviderView>comparingInt(each -> rank(each, held))
            .thenComparing(ProviderView::share, Comparator.reverseOrder())
            .thenComparingInt(ProviderView::order));
    List<Group> groups = new ArrayList<>();
    healthy.forEach(
        (name, members) -> groups.add(group(name, members, above.getOrDefault(name, 0))));
    groups.removeIf(each -> each.members().isEmpty());
    int shown = Math.min(MOST, tiles.size());
    return new Folded(tiles.subList(0, shown), tiles.size() - shown, groups);
  }

  private static final int HEALTHY = 4;

  /** Unhealthy, degraded, held, unknown, healthy. */
  private static int rank(ProviderView view, Set<String> held) {
    boolean hand = held.contains(view.name());
    String tone = Status.of(view).tone();
    if (tone.equals("bad")) {
      return 0;
    }
    if (hand) {
      return 2;
    }
    if (tone.equals("warn")) {
      return 1;
    }
    return view.health().state() == HealthState.HEALTHY && view.enabled() ? HEALTHY : 3;
  }

  private static Group group(String name, List<ProviderView> members, int above) {
    double share = 0;
    double p95 = Double.NaN;
    for (ProviderView each : members) {
      share += each.share();
      double own = each.metrics().p95Millis();
      if (!Double.isNaN(own)) {
        p95 = Double.isNaN(p95) ? own : Math.max(p95, own);
      }
    }
    return new Group(name, List.copyOf(members), above, share, p95);
  }

  private static Map<String, String> byType(List<ProviderView> all) {
    Map<String, String> types = new HashMap<>();
    all.forEach(each -> types.put(each.name(), each.displayType()));
    return types;
  }

  /** By the strategy that leads to them first. */
  private static Map<String, String> byTree(ConsoleSnapshot snapshot) {
    Map<String, String> strategies = new HashMap<>();
    walk(snapshot.tracks(), strategies);
    return strategies;
  }

  private static void walk(TrackNode node, Map<String, String> strategies) {
    for (TrackMember member : node.members()) {
      if (member.to().kind() == TrackNode.Kind.PROVIDER) {
        strategies.putIfAbsent(member.to().name(), node.name());
      } else {
        walk(member.to(), strategies);
      }
    }
  }
}
