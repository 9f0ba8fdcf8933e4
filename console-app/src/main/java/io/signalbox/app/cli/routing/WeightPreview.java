package io.signalbox.app.cli.routing;

import io.signalbox.app.cli.session.Session;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.query.Query;
import io.signalbox.core.query.RoutingPreview;
import io.signalbox.core.query.RoutingView;
import io.signalbox.core.query.SettingsPreview;
import io.signalbox.core.snapshot.TrackMember;
import io.signalbox.core.snapshot.TrackNode;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What other weights would do in a tree; nothing is changed. */
final class WeightPreview {

  private final Session session;
  private final RoutingView view;
  private final SettingInput settings;

  WeightPreview(Session session, RoutingView view) {
    this.session = session;
    this.view = view;
    this.settings = new SettingInput(view.fields());
  }

  boolean isWeighedAtStrategies(Map<String, Double> weights) {
    return settings.areWeighedAtStrategies(weights.keySet());
  }

  /**
   * Those a strategy weighs nowhere: their weight changes nothing.
   *
   * @throws SignalboxException PROVIDER_NOT_FOUND for one that is no provider either
   */
  List<String> unweighed(Map<String, Double> weights) {
    Map<String, Double> without = new LinkedHashMap<>(weights);
    without.keySet().removeIf(name -> settings.areWeighedAtStrategies(List.of(name)));
    if (!without.isEmpty()) {
      session.ask(new Query.PreviewRouting(without, 0));
    }
    return List.copyOf(without.keySet());
  }

  /** Shares and picks of one strategy's own work, by member. */
  RoutingPreview inside(String node, Map<String, Double> weights, int picks) {
    settings.strategy(node);
    SettingsPreview preview = ask(node, settings.weights(weights, node), picks);
    return new RoutingPreview(preview.proposed().shares(), preview.proposed().picks());
  }

  /** Shares and picks of all new unpinned work, by provider. */
  RoutingPreview ofTree(Map<String, Double> weights, int picks) {
    Map<String, @Nullable Object> changes = settings.weights(weights, null);
    TrackNode live = live(view.tree());
    if (live != null && live.kind() == TrackNode.Kind.BALANCE) {
      SettingsPreview preview = ask(live.name(), changes, picks);
      return new RoutingPreview(
          preview.sharesProposed(), providers(live, preview.proposed().picks()));
    }
    SettingsPreview preview = ask("", changes, picks);
    return new RoutingPreview(
        preview.sharesProposed(),
        live != null && live.kind() == TrackNode.Kind.PROVIDER
            ? Collections.nCopies(picks, live.name())
            : List.of());
  }

  /** The members as the providers they lead to now. */
  private static List<String> providers(TrackNode balancer, List<String> members) {
    Map<String, String> leads = new HashMap<>();
    for (TrackMember leg : balancer.members()) {
      TrackNode end = live(leg.to());
      leads.put(leg.to().name(), end == null ? leg.to().name() : end.name());
    }
    return members.stream().map(member -> leads.getOrDefault(member, member)).toList();
  }

  /** Where new work comes to behind the switches as they are set; null where none can serve. */
  private static @Nullable TrackNode live(TrackNode node) {
    TrackNode at = node;
    while (at != null && at.kind() == TrackNode.Kind.FAILOVER) {
      String set = at.hold() == null ? at.active() : at.hold().member();
      at =
          at.members().stream()
              .map(TrackMember::to)
              .filter(each -> each.name().equals(set))
              .findFirst()
              .orElse(null);
    }
    return at;
  }

  private SettingsPreview ask(String node, Map<String, @Nullable Object> changes, int picks) {
    SettingsPreview preview = session.ask(new Query.PreviewSettings(node, changes, picks, 0));
    if (!preview.problems().isEmpty()) {
      throw new SignalboxException(
          ErrorCode.INVALID_INPUT,
          String.join("; ", preview.problems()),
          Map.of("problems", preview.problems()));
    }
    return preview;
  }
}
