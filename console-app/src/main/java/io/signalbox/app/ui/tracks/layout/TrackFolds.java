package io.signalbox.app.ui.tracks.layout;

import io.signalbox.app.ui.control.Status;
import io.signalbox.app.ui.tracks.layout.TrackGraph.Folding;
import io.signalbox.core.provider.HealthState;
import io.signalbox.core.routing.holds.ManualState;
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

/** Which members share a platform for want of room: never those that need a look. */
final class TrackFolds {

  private final Folding folding;
  private final Map<String, ProviderView> providers;

  TrackFolds(Folding folding, Map<String, ProviderView> providers) {
    this.folding = folding;
    this.providers = providers;
  }

  boolean folds(TrackNode node) {
    return foldable(node).size() > folding.members() + 1L;
  }

  private List<TrackMember> foldable(TrackNode node) {
    return node.members().stream()
        .filter(leg -> folding.strategies() || leg.to().kind() == TrackNode.Kind.PROVIDER)
        .toList();
  }

  /** Members that go into the group: what needs no look first. */
  Set<TrackMember> hidden(TrackNode node) {
    if (!folds(node) || folding.open().contains(node.name())) {
      return Set.of();
    }
    List<TrackMember> ranked = new ArrayList<>(foldable(node));
    // Sorting is stable: among equals the configured order counts, so nothing jumps about.
    ranked.sort(Comparator.comparingInt((TrackMember leg) -> interest(node, leg)).reversed());
    Set<TrackMember> hidden = new LinkedHashSet<>();
    Set<TrackMember> out = new HashSet<>(ranked.subList(folding.members(), ranked.size()));
    for (TrackMember leg : node.members()) {
      if (out.contains(leg) && !folding.keep().contains(leg.to().name())) {
        hidden.add(leg);
      }
    }
    return hidden.size() > 1 ? hidden : Set.of();
  }

  private int interest(TrackNode node, TrackMember leg) {
    if (folding.keep().contains(leg.to().name())) {
      return 100;
    }
    int interest = leg.to().name().equals(node.active()) ? 60 : 0;
    for (String name : reached(List.of(leg))) {
      ProviderView provider = providers.get(name);
      interest = Math.max(interest, provider == null ? 0 : worry(provider));
    }
    return interest;
  }

  private static int worry(ProviderView provider) {
    if (!provider.usable() || provider.health().state() == HealthState.UNHEALTHY) {
      return 90;
    }
    ManualState manual = provider.manual();
    if (manual != null && manual.kind() != ManualState.Kind.ENABLED) {
      return 80;
    }
    return provider.health().state() == HealthState.DEGRADED ? 70 : 0;
  }

  /** Every provider behind the legs, once. */
  static Set<String> reached(List<TrackMember> legs) {
    Set<String> names = new LinkedHashSet<>();
    for (TrackMember leg : legs) {
      if (leg.to().kind() == TrackNode.Kind.PROVIDER) {
        names.add(leg.to().name());
      } else {
        names.addAll(reached(leg.to().members()));
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
