package io.signalbox.core.template.resolving;

import io.signalbox.core.config.ProviderInstance;
import io.signalbox.core.config.source.Diagnostic;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.template.Offer;
import io.signalbox.core.template.ResolvedField;
import io.signalbox.core.template.ResolvedTemplate;
import io.signalbox.core.template.TemplateSummary;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What is known of templates over all instances: their rows, their offers, and for whom to show
 * them. Used by one thread.
 */
public final class Summaries {

  private final CatalogState state;
  // Most templates are offered by the same providers: their rows share one list of names.
  private final Map<BitSet, List<String>> names = new HashMap<>();

  public Summaries(CatalogState state) {
    this.state = state;
  }

  /**
   * @param asked places of the instances the row is about
   * @param odd what is odd in the template's entries
   */
  public TemplateSummary row(String id, BitSet asked, List<Diagnostic> odd) {
    BitSet offeredBy = new BitSet();
    ResolvedTemplate first = null;
    int max = 0;
    boolean unlimited = false;
    for (Alike alike : state.kinds.alike(id, asked)) {
      if (!alike.resolved().offered()) {
        continue;
      }
      offeredBy.or(alike.members());
      first = first == null ? alike.resolved() : first;
      OptionalInt limit = limit(alike);
      unlimited |= limit.isEmpty();
      max = Math.max(max, limit.orElse(0));
    }
    return new TemplateSummary(
        id,
        text(first, "name").orElse(id),
        text(first, "description").orElse(""),
        text(first, "provider_api").orElse(""),
        text(first, "price_type").orElse("ondemand"),
        unlimited ? -1 : max,
        names.computeIfAbsent(offeredBy, this::names),
        List.copyOf(pins(id)),
        state.filesOf(id).size(),
        count(odd, Diagnostic.Severity.ERROR),
        count(odd, Diagnostic.Severity.WARNING));
  }

  private OptionalInt limit(Alike alike) {
    return IntStream.concat(
            Limits.of(alike.resolved(), state.kinds.at(alike.first()), state.apis).stream(),
            state.configuration.request().maxMachines().stream())
        .min();
  }

  private List<String> names(BitSet places) {
    return places.stream().mapToObj(place -> state.kinds.at(place).name()).toList();
  }

  public Offer offer(String id) {
    List<Alike> all = state.kinds.alike(id, state.kinds.all());
    Map<String, String> offers = new LinkedHashMap<>();
    state.configuration.providers().forEach(each -> offers.put(each.name(), ""));
    Map<String, Integer> limits = new LinkedHashMap<>();
    List<ResolvedTemplate> offered = new ArrayList<>();
    for (Alike alike : all) {
      boolean takes = alike.resolved().offered();
      OptionalInt limit = takes ? limit(alike) : OptionalInt.empty();
      alike.members().stream()
          .forEach(place -> {
            ProviderInstance provider = state.kinds.at(place);
            offers.put(provider.name(), reason(alike, provider));
            limit.ifPresent(max -> limits.put(provider.name(), max));
          });
      if (takes) {
        offered.add(alike.resolved());
      }
    }
    boolean failover =
        offered.stream()
            .anyMatch(each -> Boolean.TRUE.equals(each.value("allow_failover").orElse(false)));
    return new Offer(
        id,
        offers,
        limits,
        pins(id),
        common(id, offered, "provider_type"),
        common(id, offered, "provider_api"),
        failover);
  }

  /** Why a member does not offer it, in the member's own name. */
  private String reason(Alike alike, ProviderInstance member) {
    String reason = alike.resolved().offeredReason();
    return reason.equals(Resolver.noEntry(state.kinds.at(alike.first())))
        ? Resolver.noEntry(member)
        : reason;
  }

  /**
   * A field's value where every offering instance sets the same; what entries say where none offers
   * it.
   */
  private @Nullable String common(String id, List<ResolvedTemplate> offered, String field) {
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
  private Set<String> pins(String id) {
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
  public ResolvedTemplate resolveForSomebody(String id) {
    for (String pin : pins(id)) {
      Integer pinned = state.kinds.place(pin);
      if (pinned != null) {
        return because(state.resolve(id, state.kinds.at(pinned)), "pinned by the template");
      }
    }
    String name = state.configuration.routing().defaultInstance();
    Integer usual = name == null ? null : state.kinds.place(name);
    if (usual != null) {
      ResolvedTemplate resolved = state.resolve(id, state.kinds.at(usual));
      if (resolved.offered()) {
        return because(resolved, "the default instance");
      }
    }
    List<Alike> all = state.kinds.alike(id, state.kinds.all());
    if (all.isEmpty()) {
      throw new SignalboxException(
          ErrorCode.NO_ENABLED_PROVIDERS,
          "No enabled providers found in configuration; a template is resolved for one");
    }
    return all.stream()
        .map(Alike::resolved)
        .filter(ResolvedTemplate::offered)
        .findFirst()
        .map(first -> because(first, "the first instance that offers it"))
        .orElseGet(() -> because(all.getFirst().resolved(), "the first instance; none offers it"));
  }

  private static ResolvedTemplate because(ResolvedTemplate resolved, String reason) {
    return new ResolvedTemplate(
        resolved.templateId(),
        resolved.provider(),
        reason,
        resolved.offered(),
        resolved.offeredReason(),
        resolved.fields(),
        resolved.unset(),
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
