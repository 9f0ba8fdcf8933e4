package io.signalbox.app.ui.switching;

import io.signalbox.core.query.TracksView;
import io.signalbox.core.routing.failover.CircuitView;
import io.signalbox.core.routing.holds.ManualState;
import io.signalbox.core.snapshot.ProviderView;
import io.signalbox.core.snapshot.TrackMember;
import io.signalbox.core.snapshot.TrackNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Finds things in the routing tree. Stateless. */
public final class Trees {

  private Trees() {}

  public static @Nullable ProviderView provider(TracksView view, String name) {
    for (ProviderView each : view.providers()) {
      if (each.name().equals(name)) {
        return each;
      }
    }
    return null;
  }

  /** A strategy by its name; null if there is none. */
  public static @Nullable TrackNode strategy(TrackNode root, String name) {
    return find(root, node -> node.kind() != TrackNode.Kind.PROVIDER && node.name().equals(name));
  }

  public static @Nullable TrackNode find(TrackNode root, Predicate<TrackNode> wanted) {
    if (wanted.test(root)) {
      return root;
    }
    for (TrackMember leg : root.members()) {
      TrackNode found = find(leg.to(), wanted);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  /** The circuit of a provider or strategy wherever it is a member; null if none guards it. */
  public static @Nullable CircuitView circuit(TrackNode root, String name) {
    for (TrackMember leg : root.members()) {
      CircuitView own = leg.to().name().equals(name) ? leg.circuit() : null;
      CircuitView found = own == null ? circuit(leg.to(), name) : own;
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  /** Every strategy that has the name as a member, once. */
  public static List<TrackNode> above(TrackNode root, String name) {
    List<TrackNode> found = new ArrayList<>();
    above(root, name, found);
    return found;
  }

  private static void above(TrackNode node, String name, List<TrackNode> found) {
    boolean direct = node.members().stream().anyMatch(leg -> leg.to().name().equals(name));
    if (direct && found.stream().noneMatch(each -> each.name().equals(node.name()))) {
      found.add(node);
    }
    node.members().forEach(leg -> above(leg.to(), name, found));
  }

  /** How much an operator holds: switches, providers, circuits and all traffic. */
  public static int held(TracksView view) {
    List<String> holds = new ArrayList<>();
    holds(view.root(), holds);
    long out =
        view.providers().stream()
            .filter(
                each -> each.manual() != null && each.manual().kind() != ManualState.Kind.ENABLED)
            .count();
    return (int) (holds.stream().distinct().count() + out) + (view.activation() == null ? 0 : 1);
  }

  private static void holds(TrackNode node, List<String> holds) {
    if (node.hold() != null) {
      holds.add("s:" + node.name());
    }
    for (TrackMember leg : node.members()) {
      if (leg.circuit() != null && leg.circuit().forced() != null) {
        holds.add("c:" + leg.to().name());
      }
      holds(leg.to(), holds);
    }
  }
}
