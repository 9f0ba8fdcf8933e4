package io.signalbox.app.ui.routing.preview;

import io.signalbox.app.ui.control.Glyph;
import io.signalbox.app.ui.control.Status;
import io.signalbox.app.ui.routing.editing.SettingGroup;
import io.signalbox.app.ui.routing.strategies.StrategyRow;
import io.signalbox.core.query.RoutingSetting;
import io.signalbox.core.query.SettingsPreview;
import io.signalbox.core.routing.failover.CircuitView;
import io.signalbox.core.snapshot.ProviderView;
import io.signalbox.core.snapshot.TrackMember;
import io.signalbox.core.snapshot.TrackNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes rows of a strategy's members. Stateless. */
public final class MemberRows {

  private MemberRows() {}

  /**
   * @param node null for the policy over all providers beside a tree
   */
  public static List<MemberRow> of(
      @Nullable TrackNode node,
      Map<String, ProviderView> providers,
      List<RoutingSetting> settings,
      @Nullable SettingsPreview preview) {
    Map<String, String> keys = new LinkedHashMap<>();
    Map<String, Double> weights = new LinkedHashMap<>();
    for (RoutingSetting setting : settings) {
      String member = SettingGroup.member(setting.key());
      if (!member.isEmpty()) {
        keys.put(member, setting.key());
        weights.put(member, setting.value() instanceof Number number ? number.doubleValue() : 1.0);
      }
    }
    List<TrackMember> members = new ArrayList<>();
    if (node != null) {
      members.addAll(node.members());
    } else {
      providers.values().forEach(each -> members.add(bare(each)));
    }
    List<MemberRow> rows = new ArrayList<>();
    Set<String> colours = new HashSet<>();
    for (TrackMember member : members) {
      String name = member.to().name();
      Set<String> reaches = new LinkedHashSet<>();
      reach(member.to(), reaches);
      ProviderView goes = providers.get(end(member.to()));
      State state = state(member, goes);
      rows.add(
          new MemberRow(
              MemberRow.letter(rows.size()),
              colour(goes == null ? rows.size() : goes.order(), colours),
              name,
              detail(member),
              state.status(),
              state.why(),
              keys.getOrDefault(name, ""),
              weights.getOrDefault(name, member.weight()),
              of(
                  preview == null ? null : preview.now().effective(),
                  name,
                  member.effectiveWeight()),
              of(preview == null ? null : preview.now().shares(), name, Double.NaN),
              of(
                  preview == null || !preview.problems().isEmpty()
                      ? null
                      : preview.proposed().shares(),
                  name,
                  Double.NaN),
              reaches));
    }
    return List.copyOf(rows);
  }

  /** A colour tells members apart: the second that would have it has none. */
  private static int colour(int order, Set<String> taken) {
    return taken.add(SeriesClass.of(order)) ? order : -1;
  }

  private static TrackMember bare(ProviderView view) {
    TrackNode to =
        new TrackNode(
            view.name(), TrackNode.Kind.PROVIDER, "", "", null, view.takesWork(), List.of());
    return new TrackMember(
        to, "", view.weight(), Double.NaN, view.share(), 0, null, view.takesWork(), "");
  }

  private static double of(@Nullable Map<String, Double> values, String name, double none) {
    return values == null ? none : values.getOrDefault(name, none);
  }

  /** The provider its work goes to now, as far as that can be told. */
  private static String end(TrackNode node) {
    if (node.members().isEmpty()) {
      return node.name();
    }
    return node.members().stream()
        .map(TrackMember::to)
        .filter(each -> node.active().isEmpty() || each.name().equals(node.active()))
        .findFirst()
        .map(MemberRows::end)
        .orElse(node.name());
  }

  private static void reach(TrackNode node, Set<String> into) {
    if (node.kind() == TrackNode.Kind.PROVIDER) {
      into.add(node.name());
    }
    node.members().forEach(member -> reach(member.to(), into));
  }

  private static String detail(TrackMember member) {
    TrackNode to = member.to();
    String what =
        !to.active().isEmpty()
            ? "active: " + to.active()
            : to.kind() == TrackNode.Kind.PROVIDER ? "provider" : StrategyRow.describe(to);
    if (member.role().isEmpty()) {
      return what;
    }
    return to.kind() == TrackNode.Kind.PROVIDER
        ? member.role()
        : member.role() + ", " + (to.active().isEmpty() ? StrategyRow.word(to.kind()) : what);
  }

  private record State(Status status, String why) {}

  private static State state(TrackMember member, @Nullable ProviderView goes) {
    CircuitView circuit = member.circuit();
    if (circuit != null && circuit.forced() != null) {
      boolean open = circuit.forced().open();
      return new State(
          new Status(
              open ? Glyph.Shape.LEVER_RAISED : Glyph.Shape.LEVER_FLAT,
              open ? "Forced open" : "Forced closed",
              "hand"),
          "by " + circuit.forced().who() + ": " + circuit.forced().why());
    }
    if (circuit != null && circuit.state() == CircuitView.State.OPEN) {
      return new State(
          new Status(Glyph.Shape.LEVER_RAISED, "Circuit open", "bad"), member.closedReason());
    }
    if (circuit != null && circuit.state() == CircuitView.State.HALF_OPEN) {
      return new State(
          new Status(Glyph.Shape.LEVER_RAISED, "Half-open", "warn"), member.closedReason());
    }
    if (goes != null) {
      Status status = Status.of(goes);
      boolean closed = !member.open() && status.tone().equals("ok");
      return closed
          ? new State(new Status(Glyph.Shape.SLASH, "Closed", "unknown"), member.closedReason())
          : new State(status, member.open() ? goes.health().reason() : member.closedReason());
    }
    boolean serves = member.open() && member.to().serves();
    return new State(
        serves
            ? new Status(Glyph.Shape.CHECK, "Serves", "ok")
            : new Status(Glyph.Shape.CROSS, "Closed", "bad"),
        member.closedReason());
  }
}
