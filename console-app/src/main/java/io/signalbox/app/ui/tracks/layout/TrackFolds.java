package io.signalbox.app.ui.tracks.layout;

import io.signalbox.app.ui.control.Status;
import io.signalbox.app.ui.tracks.layout.TrackGraph.Folding;
import io.signalbox.core.provider.HealthState;
import io.signalbox.core.snapshot.ProviderView;
import io.signalbox.core.snapshot.TrackMember;
import io.signalbox.core.snapshot.TrackNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which members share a platform for want of room: never those with a problem. */
final class TrackFolds {

  private final Folding folding;
  private final Map<String, ProviderView> providers;
  private final Set<String> held;

  /**
   * @param held names an operator's hand is on
   */
  TrackFolds(Folding folding, Map<String, ProviderView> providers, Set<String> held) {
    this.folding = folding;
    this.providers = providers;
    this.held = held;
  }

  boolean folds(TrackNode node) {
    return foldable(node).size() > folding.members() + 1L;
  }

  private List<TrackMember> foldable(TrackNode node) {
    return node.members().stream()
        .filter(member -> folding.strategies() || member.to().kind() == TrackNode.Kind.PROVIDER)
        .toList();
  }

  /** Members that go into the group: what has no problem first. */
  Set<TrackMember> hidden(TrackNode node) {
    if (!folds(node) || folding.open().contains(node.name())) {
      return Set.of();
    }
    List<TrackMember> ranked = new ArrayList<>(foldable(node));
    // Sorting is stable: among equals the configured order counts, so nothing jumps about.
    ranked.sort(Comparator.comparingInt((TrackMember member) -> interest(node, member)).reversed());
    Set<TrackMember> hidden = new LinkedHashSet<>();
    Set<TrackMember> out = new HashSet<>(ranked.subList(folding.members(), ranked.size()));
    for (TrackMember member : node.members()) {
      if (out.contains(member) && !folding.keep().contains(member.to().name())) {
        hidden.add(member);
      }
    }
    return hidden.size() > 1 ? hidden : Set.of();
  }

  private int interest(TrackNode node, TrackMember member) {
    if (folding.keep().contains(member.to().name())) {
      return 100;
    }
    int interest = member.to().name().equals(node.active()) ? 60 : 0;
    for (String name : reached(List.of(member))) {
      ProviderView provider = providers.get(name);
      interest = Math.max(interest, provider == null ? 0 : worry(provider));
    }
    return interest;
  }

  private int worry(ProviderView provider) {
    if (!provider.usable() || provider.health().state() == HealthState.UNHEALTHY) {
      return 90;
    }
    if (held.contains(provider.name())) {
      return 80;
    }
    return provider.health().state() == HealthState.DEGRADED ? 70 : 0;
  }

  /** Every provider behind the members, once. */
  static Set<String> reached(List<TrackMember> members) {
    Set<String> names = new LinkedHashSet<>();
    for (TrackMember member : members) {
      if (member.to().kind() == TrackNode.Kind.PROVIDER) {
        names.add(member.to().name());
      } else {
        names.addAll(reached(member.to().members()));
      }
    }
    return names;
  }

  /** Providers of a group by state, worst first: {@code 1 Unhealthy, 7 Healthy}. */
  List<Map.Entry<Status, Integer>> census(List<TrackMember> group) {
    Map<Status, Integer> counts = new HashMap<>();
    for (String name : reached(group)) {
      ProviderView provider = providers.get(name);
      if (provider != null) {
        counts.merge(Status.of(provider), 1, Integer::sum);
      }
    }
    return counts.entrySet().stream()
        .sorted(Comparator.comparingInt(each -> order(each.getKey().tone())))
        .toList();
  }

  private static int order(String tone) {
    return List.of("bad", "hand", "warn", "unknown", "ok").indexOf(tone);
  }
}
