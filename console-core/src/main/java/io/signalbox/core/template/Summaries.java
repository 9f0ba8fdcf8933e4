package io.signalbox.core.template;

import io.signalbox.core.config.ProviderInstance;
import io.signalbox.core.config.source.Diagnostic;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one template over all instances: its row, its offer, and for whom to show it.
 * Used once.
 */
final class Summaries {

  private final CatalogState state;
  private final String id;

  Summaries(CatalogState state, String id) {
    this.state = state;
    this.id = id;
  }

  /**
   * @param asked the instances the row is about
   */
  TemplateSummary summary(List<ProviderInstance> asked) {
    List<String> offeredBy = new ArrayList<>();
    ResolvedTemplate first = null;
    int max = 0;
    boolean unlimited = false;
    for (ProviderInstance provider : asked) {
      ResolvedTemplate resolved = state.resolve(id, provider);
      if (!resolved.offered()) {
        continue;
      }
      offeredBy.add(provider.name());
      first = first == null ? resolved : first;
      OptionalInt limit = Limits.of(resolved, provider, state.apis);
      unlimited |= limit.isEmpty();
      max = Math.max(max, limit.orElse(0));
    }
    List<Diagnostic> told = state.diagnostics(id);
    return new TemplateSummary(
        id,
        text(first, "name").orElse(id),
        text(first, "description").orElse(""),
        text(first, "provider_api").orElse(""),
        text(first, "price_type").orElse("ondemand"),
        unlimited ? -1 : max,
        offeredBy,
        List.copyOf(pins()),
        state.filesOf(id).size(),
        count(told, Diagnostic.Severity.ERROR),
        count(told, Diagnostic.Severity.WARNING));
  }

  Offer offer() {
    Map<String, String> offers = new LinkedHashMap<>();
    Map<String, Integer> limits = new LinkedHashMap<>();
    List<ResolvedTemplate> offered = new ArrayList<>();
    for (ProviderInstance provider : state.configuration.providers()) {
      ResolvedTemplate resolved = state.resolve(id, provider);
      offers.put(provider.name(), resolved.offeredReason());
      if (resolved.offered()) {
        offered.add(resolved);
        Limits.of(resolved, provider, state.apis)
            .ifPresent(max -> limits.put(provider.name(), max));
      }
    }
    boolean failover =
        offered.stream()
            .anyMatch(each -> Boolean.TRUE.equals(each.value("allow_failover").orElse(false)));
    return new Offer(
        id,
        offers,
        limits,
        pins(),
        common(offered, "provider_type"),
        common(offered, "provider_api"),
        failover);
  }

  /**
   * A field's value where every offering instance sets the same; what entries say where none offers
   * it.
   */
  private @Nullable String common(List<ResolvedTemplate> offered, String field) {
    Set<String> values = new LinkedHashSet<>();
    if (offered.isEmpty()) {
      for (String file : state.filesOf(id)) {
        state.entry(file, id).text(field).ifPresent(values::add);
      }
    }
    for (ResolvedTemplate each : offered) {
      ResolvedField resolved = each.fields().get(field);
      values.add(resolved == null ? "" : resolved.inForce().value().toString());
    }
    return values.size() == 1 && !values.iterator().next().isEmpty()
        ? values.iterator().next()
        : null;
  }

  /** The instances that entries name, over every file, whoever they are for. */
  Set<String> pins() {
    Set<String> pins = new LinkedHashSet<>();
    for (String file : state.filesOf(id)) {
      state.entry(file, id).text("provider_name").ifPresent(pins::add);
    }
    return pins;
  }

  /**
   * For the pinned, else the default, else the first offering, else the first instance; says which
   * and why.
   */
  ResolvedTemplate resolveForSomebody() {
    for (String pin : pins()) {
      Optional<ProviderInstance> pinned = state.configuration.provider(pin);
      if (pinned.isPresent()) {
        return because(state.resolve(id, pinned.get()), "pinned by the template");
      }
    }
    String name = state.configuration.routing().defaultInstance();
    if (name != null) {
      Optional<ProviderInstance> usual = state.configuration.provider(name);
      if (usual.isPresent() && state.resolve(id, usual.get()).offered()) {
        return because(state.resolve(id, usual.get()), "the default instance");
      }
    }
    List<ProviderInstance> all = state.configuration.providers();
    for (ProviderInstance each : all) {
      if (state.resolve(id, each).offered()) {
        return because(state.resolve(id, each), "the first instance that offers it");
      }
    }
    if (all.isEmpty()) {
      throw new SignalboxException(
          ErrorCode.NO_ENABLED_PROVIDERS,
          "No enabled providers found in configuration; a template is resolved for one");
    }
    return because(state.resolve(id, all.getFirst()), "the first instance; none offers it");
  }

  private static ResolvedTemplate because(ResolvedTemplate resolved, String reason) {
    return new ResolvedTemplate(
        resolved.templateId(),
        resolved.provider(),
        reason,
        resolved.offered(),
        resolved.offeredReason(),
        resolved.fields(),
        resolved.layers(),
        resolved.defaults());
  }

  private static Optional<String> text(@Nullable ResolvedTemplate resolved, String field) {
    return resolved == null ? Optional.empty() : resolved.value(field).map(Object::toString);
  }

  private static int count(List<Diagnostic> told, Diagnostic.Severity severity) {
    return (int) told.stream().filter(each -> each.severity() == severity).count();
  }
}
