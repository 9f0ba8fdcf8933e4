package io.signalbox.app.ui.routing.preview;

import io.signalbox.app.ui.control.Glyph;
import io.signalbox.app.ui.control.Status;
import io.signalbox.app.ui.routing.editing.SettingGroup;
import io.signalbox.app.ui.routing.strategies.StrategyRow;
import io.signalbox.core.query.ReplayReport;
import io.signalbox.core.query.RoutingSetting;
import io.signalbox.core.query.SettingsPreview;
import io.signalbox.core.query.SpreadPreview;
import io.signalbox.core.routing.failover.CircuitView;
import io.signalbox.core.snapshot.ProviderView;
import io.signalbox.core.snapshot.TrackMember;
import io.signalbox.core.snapshot.TrackNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
    List<TrackMember> legs = new ArrayList<>();
    if (node != null) {
      legs.addAll(node.members());
    } else {
      providers.values().forEach(each -> legs.add(bare(each)));
    }
    List<MemberRow> rows = new ArrayList<>();
    for (TrackMember leg : legs) {
      String name = leg.to().name();
      Set<String> reaches = new LinkedHashSet<>();
      reach(leg.to(), reaches);
      ProviderView goes = providers.get(end(leg.to()));
      State state = state(leg, goes);
      rows.add(
          new MemberRow(
              MemberRow.letter(rows.size()),
              goes == null ? rows.size() : goes.order(),
              name,
              detail(leg),
              state.status(),
              state.why(),
              keys.getOrDefault(name, ""),
              weights.getOrDefault(name, leg.weight()),
              of(preview == null ? null : preview.now().effective(), name, leg.effectiveWeight()),
              of(preview == null ? null : preview.now().shares(), name, Double.NaN),
              of(preview == null ? null : preview.proposed().shares(), name, Double.NaN),
              reaches));
    }
    return List.copyOf(rows);
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
    node.members().forEach(leg -> reach(leg.to(), into));
  }

  private static String detail(TrackMember leg) {
    TrackNode to = leg.to();
    String what =
        !to.active().isEmpty()
            ? "set: " + to.active()
            : to.kind() == TrackNode.Kind.PROVIDER ? "provider" : StrategyRow.describe(to);
    if (leg.role().isEmpty()) {
      return what;
    }
    return to.kind() == TrackNode.Kind.PROVIDER
        ? leg.role()
        : leg.role() + ", " + (to.active().isEmpty() ? StrategyRow.word(to.kind()) : what);
  }

  private record State(Status status, String why) {}

  private static State state(TrackMember leg, @Nullable ProviderView goes) {
    CircuitView circuit = leg.circuit();
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
          new Status(Glyph.Shape.LEVER_RAISED, "Circuit open", "bad"), leg.closedReason());
    }
    if (circuit != null && circuit.state() == CircuitView.State.HALF_OPEN) {
      return new State(
          new Status(Glyph.Shape.LEVER_RAISED, "Half-open", "warn"), leg.closedReason());
    }
    if (goes != null) {
      Status status = Status.of(goes);
      boolean closed = !leg.open() && status.tone().equals("ok");
      return closed
          ? new State(new Status(Glyph.Shape.SLASH, "Closed", "unknown"), leg.closedReason())
          : new State(status, leg.open() ? goes.health().reason() : leg.closedReason());
    }
    boolean serves = leg.open() && leg.to().serves();
    return new State(
        serves
            ? new Status(Glyph.Shape.CHECK, "Serves", "ok")
            : new Status(Glyph.Shape.CROSS, "Closed", "bad"),
        leg.closedReason());
  }

  /**
   * Replayed decisions that went to a leg.
   *
   * @param leg null for what went to none of the strategy's legs
   */
  public record Replayed(@Nullable MemberRow leg, int now, int proposed) {}

  /** The replay's winners by the leg they are reached on, and a last row for all others. */
  public static List<Replayed> replayed(List<MemberRow> legs, ReplayReport report) {
    Map<String, int[]> counts = new LinkedHashMap<>();
    legs.forEach(leg -> counts.put(leg.name(), new int[2]));
    int[] others = new int[2];
    report
        .now()
        .forEach((winner, count) -> counts.getOrDefault(legOf(legs, winner), others)[0] += count);
    report
        .proposed()
        .forEach((winner, count) -> counts.getOrDefault(legOf(legs, winner), others)[1] += count);
    List<Replayed> rows = new ArrayList<>();
    for (MemberRow leg : legs) {
      int[] count = Objects.requireNonNull(counts.get(leg.name()));
      rows.add(new Replayed(leg, count[0], count[1]));
    }
    if (others[0] + others[1] > 0) {
      rows.add(new Replayed(null, others[0], others[1]));
    }
    return rows;
  }

  private static String legOf(List<MemberRow> legs, String winner) {
    return legs.stream()
        .filter(leg -> leg.name().equals(winner))
        .findFirst()
        .or(() -> legs.stream().filter(leg -> leg.reaches().contains(winner)).findFirst())
        .map(MemberRow::name)
        .orElse("");
  }

  /** {@code cycle of 7; A 10, B 2, C 2}. */
  public static String cycle(SpreadPreview preview, List<MemberRow> legs) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    legs.forEach(leg -> counts.put(leg.name(), 0));
    preview.picks().forEach(pick -> counts.merge(pick, 1, Integer::sum));
    List<String> words = new ArrayList<>();
    int more = 0;
    for (MemberRow leg : legs) {
      int count = counts.getOrDefault(leg.name(), 0);
      if (count > 0 && words.size() < 5) {
        words.add(leg.letter() + " " + count);
      } else if (count > 0) {
        more++;
      }
    }
    String told = String.join(", ", words) + (more > 0 ? ", " + more + " more" : "");
    return preview.cycle() > 0 ? "cycle of " + preview.cycle() + "; " + told : told;
  }

  /** Why the next picks cannot be told. */
  public static String cannotTell(String algorithm, boolean failover) {
    if (failover) {
      return "No turns to take: every call goes to the first leg that can serve.";
    }
    return "Cannot be told: "
        + switch (algorithm) {
          case "RANDOM", "WEIGHTED_RANDOM" -> algorithm + " draws";
          case "LEAST_CONNECTIONS" -> algorithm + " follows the calls in flight";
          case "LEAST_RESPONSE_TIME", "FASTEST_RESPONSE" -> algorithm + " follows measured latency";
          case "ADAPTIVE" -> algorithm + " follows measured success and load";
          case "HASH_BASED" -> algorithm + " follows each call's key";
          case "" -> "there is no order of turns";
          default -> algorithm + " takes no turns";
        }
        + ".";
  }
}
