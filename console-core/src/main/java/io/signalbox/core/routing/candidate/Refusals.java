package io.signalbox.core.routing.candidate;

import io.signalbox.core.health.HealthView;
import io.signalbox.core.routing.ProviderRegistration;
import io.signalbox.core.routing.RouteRequest;
import io.signalbox.core.routing.failover.ForcedCircuit;
import io.signalbox.core.routing.holds.ManualState;
import java.util.Locale;

/** Verdicts in words. Stateless. */
public final class Refusals {

  private Refusals() {}

  /** Why a candidate was refused, or "Accepted". */
  public static String of(SelectionContext selection, int position) {
    CandidateEligibility.Verdict verdict = selection.verdict(position);
    ProviderRegistration provider = selection.table().provider(position);
    RouteRequest request = selection.request();
    Object fact = verdict.fact();
    return switch (verdict.step()) {
      case NARROWED, OFFERS_TEMPLATE, SUPPORTS_OPERATION, CUSTOM_FILTER -> String.valueOf(fact);
      case ENABLED ->
          "Provider instance '"
              + provider.name()
              + "' is disabled"
              + (fact instanceof ManualState manual ? by(manual) : " in the configuration");
      case TAKES_WORK ->
          fact instanceof ForcedCircuit forced
              ? "Circuit forced open by "
                  + forced.who()
                  + (forced.why().isEmpty() ? "" : " (" + forced.why() + ")")
              : fact instanceof ManualState manual
                  ? (manual.kind() == ManualState.Kind.DRAINED ? "Drained" : "In maintenance")
                      + by(manual)
                  : "Takes no new work";
      case NOT_EXCLUDED -> "Excluded by the criteria";
      case COUNT ->
          "Asked for %d, takes at most %s in one request".formatted(request.count(), fact);
      case HEALTH ->
          fact instanceof HealthView view
              ? "Unhealthy"
                  + (view.reason().isEmpty() ? "" : ": " + view.reason())
                  + (view.backAt() == null ? "" : ", back " + view.backAt() + " at the earliest")
              : "Its circuit is open";
      case CAPABILITIES -> "Lacks capability '" + fact + "'";
      case SUCCESS_RATE ->
          String.format(
              Locale.ROOT,
              "Success %.1f %%, under %.1f %%",
              (Double) fact,
              selection.criteria().minSuccessRate());
      case RESPONSE_TIME ->
          String.format(
              Locale.ROOT,
              "Mean %.0f ms, over %.0f ms",
              (Double) fact,
              selection.criteria().maxResponseTimeMillis());
      case WEIGHT -> "Weight 0: drained";
      case CONNECTIONS ->
          "%s calls in flight, at most %d"
              .formatted(fact, selection.table().maxConnections(position));
      case ACCEPTED -> "Accepted";
    };
  }

  private static String by(ManualState manual) {
    return " by " + manual.who() + (manual.why().isEmpty() ? "" : " (" + manual.why() + ")");
  }
}
