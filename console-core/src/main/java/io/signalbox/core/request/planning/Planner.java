package io.signalbox.core.request.planning;

import io.signalbox.core.config.Configuration;
import io.signalbox.core.config.source.Diagnostic;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.provider.LaunchSpec;
import io.signalbox.core.provider.PriceBasis;
import io.signalbox.core.provider.PriceEstimate;
import io.signalbox.core.provider.ProviderOperationType;
import io.signalbox.core.request.Attempt;
import io.signalbox.core.request.CompositionRules;
import io.signalbox.core.request.DryRun;
import io.signalbox.core.request.MachineRequest;
import io.signalbox.core.request.Submission;
import io.signalbox.core.routing.CreateChoice;
import io.signalbox.core.routing.CreatePlan;
import io.signalbox.core.routing.DecisionRecord;
import io.signalbox.core.routing.ProviderContext;
import io.signalbox.core.routing.RouteRequest;
import io.signalbox.core.routing.SelectionCriteria;
import io.signalbox.core.routing.SelectionPolicy;
import io.signalbox.core.template.Offer;
import io.signalbox.core.template.ValidationReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Joins template and routing: which provider a create goes to, with which specification, or why
 * none. Calls no provider. Thread-safe.
 */
public final class Planner {

  private final Supplier<Configuration> configuration;
  private final TemplateSource templates;
  private final ProviderContext providers;
  private final Pricing prices;
  private final PlanRefusals refusals;

  /** What is known of the price of a machine; asks no provider. */
  @FunctionalInterface
  public interface Pricing {
    PriceEstimate of(String provider, LaunchSpec spec);
  }

  public Planner(
      Supplier<Configuration> configuration,
      TemplateSource templates,
      ProviderContext providers,
      Pricing prices) {
    this.configuration = configuration;
    this.templates = templates;
    this.providers = providers;
    this.prices = prices;
    this.refusals = new PlanRefusals(providers);
  }

  /**
   * Where a create goes and what it sends.
   *
   * @param estimate what a machine of it costs, as far as it is known now
   * @param composition what the choice asks of the members of a composition on the way
   */
  public record Plan(
      String provider,
      DecisionRecord decision,
      LaunchSpec spec,
      PriceEstimate estimate,
      Optional<CreatePlan> composition) {}

  public Configuration.RequestSettings settings() {
    return configuration.get().request();
  }

  /**
   * Chooses for a new request.
   *
   * @throws SignalboxException why nothing can be launched; nothing was stored
   */
  public Plan plan(Submission submission) {
    Offer offer = check(submission);
    CreateChoice choice = providers.chooseForCreate(route(submission, offer), submission.traceId());
    DecisionRecord decision = choice.decision();
    String winner = decision.winner();
    if (winner == null) {
      throw refusals.refused(decision, offer);
    }
    ValidationReport report =
        templates.validate(submission.templateId(), winner, submission.count());
    report.diagnostics().stream()
        .filter(found -> found.severity() == Diagnostic.Severity.ERROR)
        .findFirst()
        .ifPresent(found -> {
          throw PlanRefusals.invalid(submission.templateId(), winner, found);
        });
    return planned(winner, decision, submission.templateId(), choice.composition());
  }

  private Plan planned(
      String provider,
      DecisionRecord decision,
      String templateId,
      Optional<CreatePlan> composition) {
    LaunchSpec spec = templates.launchSpec(templateId, provider);
    return new Plan(provider, decision, spec, prices.of(provider, spec), composition);
  }

  /**
   * The creates of a composition that the chosen provider is reached through: each with its share
   * of the machines, or with all of them as alternatives. One plan where none is on the way.
   */
  public PlannedCreates creates(Submission submission, Plan chosen, Instant now) {
    Offer offer = check(submission);
    CreatePlan plan =
        submission.preference() != null || !offer.pins().isEmpty()
            ? null
            : chosen.composition().orElse(null);
    if (plan == null) {
      return new PlannedCreates(
          List.of(new PlannedCreate(chosen, submission.count())), null, false);
    }
    List<PlannedCreate> creates = new ArrayList<>();
    Map<String, Integer> counts = plan.counts(submission.count());
    counts.forEach((provider, count) -> {
      if (isValid(submission.templateId(), provider, count)) {
        creates.add(
            new PlannedCreate(
                planned(provider, chosen.decision(), submission.templateId(), Optional.empty()),
                count));
      }
    });
    int covered = creates.stream().mapToInt(PlannedCreate::count).sum();
    if (creates.size() < 2 || plan.divides() && covered < submission.count()) {
      return new PlannedCreates(
          List.of(new PlannedCreate(chosen, submission.count())), null, false);
    }
    return new PlannedCreates(
        creates,
        CompositionRules.of(plan.node(), plan.settings(), plan.inOrder(), now),
        plan.divides());
  }

  private boolean isValid(String templateId, String provider, int count) {
    return templates.validate(templateId, provider, count).diagnostics().stream()
        .noneMatch(found -> found.severity() == Diagnostic.Severity.ERROR);
  }

  /** One create of a submission. */
  public record PlannedCreate(Plan plan, int count) {}

  /**
   * Every create of a submission.
   *
   * @param rules the rules among them; null for a single one
   * @param divides whether each asks for a part
   */
  public record PlannedCreates(
      List<PlannedCreate> creates, @Nullable CompositionRules rules, boolean divides) {}

  public DryRun dryRun(Submission submission) {
    Offer offer = check(submission);
    DecisionRecord decision = providers.choose(route(submission, offer), false);
    String winner = decision.winner();
    LaunchSpec spec = winner == null ? null : templates.launchSpec(submission.templateId(), winner);
    return new DryRun(
        decision,
        spec,
        winner == null
            ? null
            : templates.validate(submission.templateId(), winner, submission.count()),
        winner == null || spec == null ? null : prices.of(winner, spec),
        refusals.largest(decision, offer));
  }

  /**
   * Chooses for the remainder of a request, at none of the providers tried before; empty where
   * nothing may or can take it.
   */
  public Optional<Plan> remainder(MachineRequest request, List<Attempt> tried, int count) {
    Optional<Offer> offer = templates.offer(request.templateId());
    if (!settings().failover() || offer.isEmpty() || heldToOne(request, offer.get())) {
      return Optional.empty();
    }
    try {
      DecisionRecord decision =
          providers.choose(route(offer.get(), count, null, null, null, exclude(tried)), true);
      String winner = decision.winner();
      return winner == null
          ? Optional.empty()
          : Optional.of(planned(winner, decision, request.templateId(), Optional.empty()));
    } catch (SignalboxException e) {
      return Optional.empty();
    }
  }

  /**
   * Chooses a provider once more that has taken machines back and may give them elsewhere; empty
   * where it cannot be asked now.
   */
  public Optional<Plan> again(MachineRequest request, String provider, int count) {
    Optional<Offer> offer = templates.offer(request.templateId());
    if (offer.isEmpty()) {
      return Optional.empty();
    }
    try {
      DecisionRecord decision =
          providers.choose(route(offer.get(), count, provider, null, null, null), true);
      return provider.equals(decision.winner())
          ? Optional.of(planned(provider, decision, request.templateId(), Optional.empty()))
          : Optional.empty();
    } catch (SignalboxException e) {
      return Optional.empty();
    }
  }

  /** A pin or preference does not fail over unless the template says so. */
  private static boolean heldToOne(MachineRequest request, Offer offer) {
    return !offer.allowFailover() && (request.preference() != null || !offer.pins().isEmpty());
  }

  private SelectionCriteria exclude(List<Attempt> tried) {
    return providers
        .snapshot()
        .settings()
        .criteria()
        .excluding(tried.stream().map(Attempt::provider).toList());
  }

  private Offer check(Submission submission) {
    if (submission.count() < 1) {
      throw new SignalboxException(
          ErrorCode.INVALID_INPUT,
          "Asked for " + submission.count() + " machines; the count must be at least 1",
          Map.of("count", submission.count()));
    }
    int most = settings().maxMachines().orElse(Integer.MAX_VALUE);
    if (submission.count() > most) {
      throw new SignalboxException(
          ErrorCode.INSTANCE_LIMIT_EXCEEDED,
          "Asked for %d machines; request.max_machines_per_request allows %d in one request"
              .formatted(submission.count(), most),
          Map.of("count", submission.count(), "max_count", most));
    }
    Offer offer =
        templates
            .offer(submission.templateId())
            .orElseThrow(() ->
                new SignalboxException(
                    ErrorCode.TEMPLATE_NOT_FOUND,
                    "There is no template '" + submission.templateId() + "'",
                    Map.of("template_id", submission.templateId())));
    String asked = submission.providerType();
    if (asked != null && offer.providerType() != null && !asked.equals(offer.providerType())) {
      throw new SignalboxException(
          ErrorCode.NO_COMPATIBLE_PROVIDERS,
          "Template '%s' is for providers of type %s, and %s was asked for"
              .formatted(submission.templateId(), offer.providerType(), asked),
          Map.of("template_id", submission.templateId(), "provider_type", asked));
    }
    return offer;
  }

  private RouteRequest route(Submission submission, Offer offer) {
    String named = submission.preference();
    boolean ordered = submission.ordered();
    return route(
        offer,
        submission.count(),
        ordered ? null : named,
        ordered ? named : null,
        submission.providerType(),
        null);
  }

  private RouteRequest route(
      Offer offer,
      int count,
      @Nullable String preference,
      @Nullable String override,
      @Nullable String providerType,
      @Nullable SelectionCriteria criteria) {
    return new RouteRequest(
        ProviderOperationType.CREATE_INSTANCES,
        offer.templateId(),
        count,
        offer.offers(),
        offer.limits(),
        offer.pins(),
        providerType == null ? offer.providerType() : providerType,
        offer.providerApi(),
        preference,
        override,
        offer.allowFailover(),
        null,
        criteria,
        null,
        prices(offer));
  }

  /**
   * What a machine of the template costs, where the policy goes by prices: what its provider says,
   * else what the template is ready to pay at most. What is configured for a provider routing knows
   * by itself.
   */
  private Map<String, Double> prices(Offer offer) {
    if (providers.snapshot().settings().policy() != SelectionPolicy.COST_BASED) {
      return Map.of();
    }
    Map<String, Double> known = new LinkedHashMap<>();
    offer
        .offers()
        .forEach((provider, refusal) -> {
          if (refusal.isEmpty()) {
            price(provider, templates.launchSpec(offer.templateId(), provider))
                .ifPresent(price -> known.put(provider, price));
          }
        });
    return known;
  }

  private Optional<Double> price(String provider, LaunchSpec spec) {
    PriceEstimate estimate = prices.of(provider, spec);
    return estimate
        .known()
        .filter(usd -> estimate.basis() != PriceBasis.CONFIGURED)
        .<Number>map(usd -> usd)
        .or(() ->
            Optional.ofNullable(
                spec.values().get("max_price") instanceof Number most ? most : null))
        .map(Number::doubleValue);
  }
}
