package io.signalbox.core.query;

import io.signalbox.core.provider.ProviderOperationType;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.routing.Activation;
import io.signalbox.core.routing.DecisionRecord;
import io.signalbox.core.routing.ManualState;
import io.signalbox.core.routing.ProviderContext;
import io.signalbox.core.routing.RouteRequest;
import io.signalbox.core.routing.RoutingSnapshot;
import io.signalbox.core.routing.SelectionCriteria;
import io.signalbox.core.template.Offer;
import io.signalbox.core.template.TemplateCatalog;
import io.signalbox.core.template.TemplateSummary;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers what is asked about routing. Thread-safe. */
public final class RoutingQueries {

  private static final int PICKS_SHOWN = 12;

  private final ProviderContext context;
  private final ProviderViews views;
  private final TemplateCatalog templates;
  private final TimeSource time;

  public RoutingQueries(
      ProviderContext context, ProviderViews views, TemplateCatalog templates, TimeSource time) {
    this.context = context;
    this.views = views;
    this.templates = templates;
    this.time = time;
  }

  /** Routing as it stands now. */
  public RoutingView show() {
    RoutingSnapshot snapshot = context.snapshot();
    Instant now = time.now();
    Activation activation = snapshot.activation();
    List<ManualState> manual =
        snapshot.manual().values().stream()
            .filter(state -> !state.isExpired(now))
            .sorted(java.util.Comparator.comparing(ManualState::provider))
            .toList();
    return new RoutingView(
        snapshot.settings(),
        views.weights(),
        context.traffic().shares(),
        context.traffic().nextPicks(PICKS_SHOWN),
        activation == null || activation.isExpired(now) ? null : activation,
        manual,
        new TrackNode("policy", TrackNode.Kind.POLICY, "", "", null, true, List.of()),
        List.of(),
        List.of(),
        List.of());
  }

  DecisionRecord select(ProviderOperationType operation, @Nullable SelectionCriteria criteria) {
    return context.choose(RouteRequest.of(operation).judgedBy(criteria), false);
  }

  RoutingPreview preview(Map<String, Double> weights, int picks) {
    weights.keySet().forEach(views::registration);
    return new RoutingPreview(
        context.traffic().weighted(weights).shares(),
        context.traffic().weighted(weights).nextPicks(picks));
  }

  /** The offered templates that traffic made active at the provider would not reach. */
  List<String> notReached(String provider) {
    views.registration(provider);
    return templates.list(null, null).stream()
        .filter(template -> !template.offeredBy().isEmpty())
        .map(TemplateSummary::templateId)
        .filter(id -> templates.offer(id).map(offer -> !reaches(offer, provider)).orElse(false))
        .toList();
  }

  private static boolean reaches(Offer offer, String provider) {
    // A pin comes before an activation.
    boolean pinnedElsewhere = !offer.pins().isEmpty() && !offer.pins().contains(provider);
    return !pinnedElsewhere && "".equals(offer.offers().get(provider));
  }
}
