package io.signalbox.core.routing.candidate;

import io.signalbox.core.routing.ProviderRegistration;
import io.signalbox.core.routing.RouteRequest;
import io.signalbox.core.routing.SelectionCriteria;
import io.signalbox.core.routing.selection.SelectionCandidate;
import io.signalbox.core.routing.selection.SelectionQuestion;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/** Candidates and questions as plug-ins see them, and what candidates cost. Stateless. */
public final class Candidates {

  /** The label by which a provider tells what one machine costs in an hour, USD. */
  public static final String PRICE = "hourly_price";

  private Candidates() {}

  public static SelectionCandidate of(
      ProviderTable table, Facts facts, int position, RouteRequest request) {
    ProviderRegistration provider = table.provider(position);
    return new SelectionCandidate(
        provider.name(),
        provider.type(),
        provider.priority(),
        table.weight(position),
        facts.health(position).state(),
        provider.capabilities(),
        provider.labels(),
        facts.inFlight(position),
        facts.decayedMillis(position),
        facts.successPercent(position),
        price(provider, request));
  }

  public static SelectionQuestion question(RouteRequest request, Instant now) {
    return new SelectionQuestion(
        request.operation(), request.subject(), request.count(), request.hashKey(), now);
  }

  /** USD for one machine and hour: the template's, else the provider's; NaN where not known. */
  public static double price(ProviderRegistration provider, RouteRequest request) {
    Double ofTemplate = request.prices().get(provider.name());
    if (ofTemplate != null) {
      return ofTemplate;
    }
    Object label = provider.labels().get(PRICE);
    Object own = label != null ? label : provider.capabilities().features().get(PRICE);
    return own instanceof Number number && number.doubleValue() > 0
        ? number.doubleValue()
        : Double.NaN;
  }

  /** How many capabilities a candidate has beyond those asked for. */
  public static int surplus(ProviderRegistration provider, SelectionCriteria criteria) {
    Set<String> all = new HashSet<>(provider.capabilities().apis());
    provider.labels().keySet().stream()
        .filter(name -> CandidateEligibility.hasCapability(provider, name))
        .forEach(all::add);
    provider.capabilities().features().keySet().stream()
        .filter(name -> CandidateEligibility.hasCapability(provider, name))
        .forEach(all::add);
    criteria.requiredCapabilities().forEach(all::remove);
    return all.size();
  }
}
