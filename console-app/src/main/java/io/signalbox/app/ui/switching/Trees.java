package io.signalbox.app.ui.switching;

import io.signalbox.core.routing.failover.CircuitView;
import io.signalbox.core.snapshot.ConsoleSnapshot;
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

  public static @Nullable ProviderView provider(ConsoleSnapshot view, String name) {
    return view.provider(name).orElse(null);
  }

  /** A strategy by its name; null if there is none. */
  public static @Nullable TrackNode strategy(TrackNode root, String name) {
    return find(root, node -> node.kind() != TrackNode.Kind.PROVIDER && node.name().equals(name));
  }

  public static @Nullable TrackNode find(TrackNode root, Predicate<TrackNode> wanted) {
    if (wanted.test(root)) {
      return root;
    }
    for (TrackMember each : root.members()) {
      TrackNode found = find(each.to(), wanted);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  /** The circuit of a provider or strategy wherever it is a member; null if none guards it. */
  public static @Nullable CircuitView circuit(TrackNode root, String name) {
    for (TrackMember each : root.members()) {
      CircuitView own = each.to().name().equals(name) ? each.circuit() : null;
      CircuitView found = own == null ? circuit(each.to(), name) : own;
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
    boolean direct = node.members().stream().anyMatch(each -> each.to().name().equals(name));
    if (direct && found.stream().noneMatch(each -> each.name().equals(node.name()))) {
      found.add(node);
    }
    node.members().forEach(each -> above(each.to(), name, found));
  }
}
