package io.signalbox.core.routing.candidate;

import io.signalbox.core.health.HealthView;
import io.signalbox.core.provider.HealthState;
import io.signalbox.core.routing.DecisionRecord.Step;
import io.signalbox.core.routing.ProviderRegistration;
import io.signalbox.core.routing.RouteRequest;
import io.signalbox.core.routing.SelectionCriteria;
import io.signalbox.core.routing.SelectionPolicy;
import io.signalbox.core.routing.failover.Circuit;
import io.signalbox.core.routing.failover.ForcedCircuit;
import io.signalbox.core.routing.holds.ManualState;
import io.signalbox.core.routing.selection.CandidateFilter;
import io.signalbox.core.routing.selection.Plugins;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Judges one candidate, step by step in the order of the guide. Reads last known health and
 * counters only; never calls out. Stateless and thread-safe.
 */
public final class CandidateEligibility {

  /** Over which success rate and response time are judged. */
  static final Duration WINDOW = Duration.ofMinutes(5);

  private final Plugins plugins;

  public CandidateEligibility(Plugins plugins) {
    this.plugins = plugins;
  }

  /**
   * @param fact what the refusal is about, kept as it was for a record that is rendered later
   */
  public record Verdict(Step step, @Nullable Object fact) {
    public static final Verdict ACCEPTED = new Verdict(Step.ACCEPTED, null);
  }

  Verdict assess(
      ProviderTable table,
      Facts facts,
      int position,
      RouteRequest request,
      SelectionCriteria criteria,
      Instant now) {
    ProviderRegistration provider = table.provider(position);
    if (request.providerType() != null && !request.providerType().equals(provider.type())) {
      return new Verdict(Step.NARROWED, "provider_type is " + request.providerType());
    }
    if (request.providerApi() != null && !offersApi(provider, request.providerApi())) {
      return new Verdict(Step.NARROWED, "Does not support API '" + request.providerApi() + "'");
    }
    ManualState manual = table.manual(position, now);
    if (manual == null ? !provider.enabled() : manual.kind() == ManualState.Kind.DISABLED) {
      return new Verdict(Step.ENABLED, manual);
    }
    if (manual != null && manual.kind() != ManualState.Kind.ENABLED) {
      return new Verdict(Step.TAKES_WORK, manual);
    }
    ForcedCircuit forced = table.snapshot().forced(provider.name(), now);
    if (forced != null && forced.open()) {
      return new Verdict(Step.TAKES_WORK, forced);
    }
    if (names(criteria.excludeStrategies(), provider)) {
      return new Verdict(Step.NOT_EXCLUDED, null);
    }
    Map<String, String> offers = request.offers();
    if (offers != null) {
      String reason = offers.getOrDefault(provider.name(), "Does not offer the template");
      if (!reason.isEmpty()) {
        return new Verdict(Step.OFFERS_TEMPLATE, reason);
      }
    }
    if (provider.strategy() == null) {
      return new Verdict(Step.SUPPORTS_OPERATION, provider.unusable());
    }
    if (!table.supports(position, request.operation())) {
      return new Verdict(Step.SUPPORTS_OPERATION, "Does not support " + request.operation().name());
    }
    return assessWork(table, facts, position, request, criteria, now, forced != null);
  }

  private Verdict assessWork(
      ProviderTable table,
      Facts facts,
      int position,
      RouteRequest request,
      SelectionCriteria criteria,
      Instant now,
      boolean forcedClosed) {
    ProviderRegistration provider = table.provider(position);
    int max = largestCount(provider, request);
    if (request.count() > max) {
      return new Verdict(Step.COUNT, max);
    }
    boolean healthy =
        criteria.requireHealthy() || table.settings().policy() == SelectionPolicy.HEALTH_BASED;
    // A circuit forced closed by an operator wins over automation: work goes through whatever the
    // health.
    if (healthy && !forcedClosed) {
      HealthView known = facts.health(position);
      if (known.ejected() || known.state() == HealthState.UNHEALTHY) {
        return new Verdict(Step.HEALTH, known);
      }
    }
    Circuit guard = table.guard(position);
    if (guard != null && !forcedClosed && !guard.admits()) {
      return new Verdict(Step.HEALTH, guard);
    }
    Verdict refused =
        criteria == SelectionCriteria.DEFAULT
            ? null
            : assessCriteria(table, facts, position, request, criteria, now);
    if (refused != null) {
      return refused;
    }
    if (table.weight(position) <= 0) {
      return new Verdict(Step.WEIGHT, null);
    }
    int connections = facts.inFlight(position);
    if (connections >= table.maxConnections(position)) {
      return new Verdict(Step.CONNECTIONS, connections);
    }
    return Verdict.ACCEPTED;
  }

  private @Nullable Verdict assessCriteria(
      ProviderTable table,
      Facts facts,
      int position,
      RouteRequest request,
      SelectionCriteria criteria,
      Instant now) {
    ProviderRegistration provider = table.provider(position);
    for (String required : criteria.requiredCapabilities()) {
      if (!hasCapability(provider, required)) {
        return new Verdict(Step.CAPABILITIES, required);
      }
    }
    if (criteria.minSuccessRate() > 0) {
      double success = facts.successPercent5Min(position);
      if (success < criteria.minSuccessRate()) {
        return new Verdict(Step.SUCCESS_RATE, success);
      }
    }
    Double slowest = criteria.maxResponseTimeMillis();
    if (slowest != null) {
      double mean = facts.meanMillis5Min(position);
      if (mean > slowest) {
        return new Verdict(Step.RESPONSE_TIME, mean);
      }
    }
    String filter = criteria.customFilter();
    if (filter != null) {
      CandidateFilter installed = plugins.filter(filter);
      if (installed == null) {
        return new Verdict(Step.CUSTOM_FILTER, "Filter '" + filter + "' is not installed");
      }
      return installed
          .refuse(Candidates.question(request, now), Candidates.of(table, facts, position, request))
          .map(why -> new Verdict(Step.CUSTOM_FILTER, why))
          .orElse(null);
    }
    return null;
  }

  /**
   * The largest count one request may ask of a provider; {@link Integer#MAX_VALUE} for no limit.
   */
  static int largestCount(ProviderRegistration provider, RouteRequest request) {
    int own = provider.capabilities().maxInstancesPerRequest().orElse(Integer.MAX_VALUE);
    return request.limits().isEmpty()
        ? own
        : Math.min(own, request.limits().getOrDefault(provider.name(), Integer.MAX_VALUE));
  }

  /** A provider whose type has no APIs of its own takes any. */
  private static boolean offersApi(ProviderRegistration provider, String api) {
    return provider.capabilities().apis().isEmpty() || provider.capabilities().apis().contains(api);
  }

  /** Whether a list names an instance, or its type as shorthand for all of its instances. */
  public static boolean names(List<String> list, ProviderRegistration provider) {
    return !list.isEmpty() && (list.contains(provider.name()) || list.contains(provider.type()));
  }

  public static boolean hasCapability(ProviderRegistration provider, String required) {
    return provider.capabilities().apis().contains(required)
        || isTrue(provider.labels().get(required))
        || isTrue(provider.capabilities().features().get(required));
  }

  /** False, 0, empty and absent do not satisfy. */
  private static boolean isTrue(@Nullable Object value) {
    return switch (value) {
      case null -> false;
      case Boolean flag -> flag;
      case Number number -> number.doubleValue() != 0;
      case CharSequence text -> !text.toString().isBlank();
      case Collection<?> list -> !list.isEmpty();
      case Map<?, ?> map -> !map.isEmpty();
      default -> true;
    };
  }
}
