package io.signalbox.core.request.planning;

import io.signalbox.core.config.source.Diagnostic;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.routing.DecisionRecord;
import io.signalbox.core.routing.ProviderContext;
import io.signalbox.core.routing.ProviderRegistration;
import io.signalbox.core.template.Offer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Why nothing can be launched, as an error with its details. Thread-safe. */
final class PlanRefusals {

  private final ProviderContext providers;

  PlanRefusals(ProviderContext providers) {
    this.providers = providers;
  }

  SignalboxException refused(DecisionRecord decision, Offer offer) {
    ErrorCode code =
        decision.error() == null ? ErrorCode.NO_COMPATIBLE_PROVIDERS : decision.error();
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("template_id", decision.subject());
    details.put("count", decision.count());
    int largest = largest(decision, offer);
    if (code == ErrorCode.INSTANCE_LIMIT_EXCEEDED) {
      details.put("max_count", largest);
    }
    Map<String, Object> reasons = new LinkedHashMap<>();
    decision.candidates().forEach(each -> reasons.put(each.provider(), each.reason()));
    details.put("candidates", reasons);
    return new SignalboxException(code, decision.reason(), details);
  }

  /** The largest count any candidate that is not refused for another reason would take. */
  int largest(DecisionRecord decision, Offer offer) {
    Set<String> able =
        decision.candidates().stream()
            .filter(
                each -> each.accepted() || each.step().compareTo(DecisionRecord.Step.COUNT) >= 0)
            .map(DecisionRecord.Candidate::provider)
            .collect(Collectors.toSet());
    int largest = 0;
    for (ProviderRegistration provider : providers.snapshot().providers()) {
      if (able.contains(provider.name())) {
        int own = provider.capabilities().maxInstancesPerRequest().orElse(Integer.MAX_VALUE);
        int limit = offer.limits().getOrDefault(provider.name(), Integer.MAX_VALUE);
        largest = Math.max(largest, Math.min(own, limit));
      }
    }
    return largest == Integer.MAX_VALUE ? -1 : largest;
  }

  static SignalboxException invalid(String template, String provider, Diagnostic found) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("template_id", template);
    details.put("provider", provider);
    details.put("code", found.code());
    details.put("field", found.key());
    if (found.location() != null) {
      details.put("location", found.location().toString());
    }
    return new SignalboxException(
        ErrorCode.named(found.code(), ErrorCode.TEMPLATE_INVALID), found.message(), details);
  }
}
