package io.signalbox.core.template.checking;

import io.signalbox.core.config.ProviderInstance;
import io.signalbox.core.config.source.Diagnostic;
import io.signalbox.core.config.source.Diagnostic.Severity;
import io.signalbox.core.config.source.Location;
import io.signalbox.core.provider.LaunchApi;
import io.signalbox.core.template.Contribution;
import io.signalbox.core.template.FieldValue;
import io.signalbox.core.template.ResolvedField;
import io.signalbox.core.template.ResolvedTemplate;
import io.signalbox.core.template.ValidationLevel;
import io.signalbox.core.template.ValidationReport;
import io.signalbox.core.template.field.FieldDef;
import io.signalbox.core.template.field.FieldTable;
import io.signalbox.core.template.field.LaunchApis;
import io.signalbox.core.template.resolving.Limits;
import io.signalbox.core.template.resolving.TurnedOff;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Checks one resolved template against its provider. Codes: {@code NOT_OFFERED}, {@code
 * MISSING_FIELD}, {@code API_NOT_SUPPORTED}, {@code NO_API}, {@code INSTANCE_LIMIT_EXCEEDED},
 * {@code PRICING_MODEL_MISMATCH}, {@code FLEET_TYPE_INCOMPATIBLE}, {@code CONFLICTING_FIELDS},
 * {@code NOTHING_TO_UNSET}, and those of reading. Used once, by one thread.
 */
public final class Validator {

  /** What BASIC does not look at: ranges and what goes with pricing and fleets. */
  private static final Set<String> NOT_BASIC =
      Set.of(
          "OUT_OF_RANGE",
          "UNKNOWN_VALUE",
          "PRICING_MODEL_MISMATCH",
          "FLEET_TYPE_INCOMPATIBLE",
          "CONFLICTING_FIELDS",
          "RESERVED_TAG");

  private final ResolvedTemplate template;
  private final ProviderInstance provider;
  private final FieldTable table;
  private final LaunchApis apis;
  private final List<Diagnostic> told = new ArrayList<>();

  public Validator(
      ResolvedTemplate template,
      ProviderInstance provider,
      FieldTable table,
      LaunchApis apis,
      List<Diagnostic> reading) {
    this.template = template;
    this.provider = provider;
    this.table = table;
    this.apis = apis;
    told.addAll(reading);
  }

  /**
   * @param count of a request; null where only the template is checked
   */
  public ValidationReport check(ValidationLevel level, @Nullable Integer count) {
    checkOffered(count != null);
    checkRequired();
    Optional<LaunchApi> api = checkApi();
    checkCount(count);
    api.ifPresent(this::checkPricing);
    api.ifPresent(this::checkFleet);
    checkConflicts();
    checkUnset();
    List<Diagnostic> kept = new ArrayList<>();
    for (Diagnostic each : told) {
      at(level, each).ifPresent(kept::add);
    }
    kept.sort(Comparator.comparing(Diagnostic::severity).reversed());
    return new ValidationReport(template.templateId(), provider.name(), level, kept);
  }

  /** What a level makes of a finding. */
  private static Optional<Diagnostic> at(ValidationLevel level, Diagnostic found) {
    return switch (level) {
      case BASIC ->
          found.severity() == Severity.ERROR && !NOT_BASIC.contains(found.code())
              ? Optional.of(found)
              : Optional.empty();
      case LENIENT -> Optional.of(found);
      case STRICT ->
          Optional.of(
              found.severity() == Severity.WARNING
                  ? Diagnostic.error(
                      found.code(), found.message(), found.location(), found.key(), found.hint())
                  : found);
    };
  }

  /** A template that was turned off is no mistake, until machines of it are asked for. */
  private void checkOffered(boolean asked) {
    if (template.offered()) {
      return;
    }
    String text =
        "%s does not offer %s: %s"
            .formatted(provider.name(), template.templateId(), template.offeredReason());
    if (!asked && TurnedOff.is(template)) {
      warning("NOT_OFFERED", "", text);
    } else {
      error("NOT_OFFERED", "", text);
    }
  }

  private void checkRequired() {
    for (FieldDef def : table.fields()) {
      if (def.required() && template.value(def.name()).isEmpty()) {
        error("MISSING_FIELD", def.name(), "Required field " + def.name() + " is not set");
      }
    }
  }

  private Optional<LaunchApi> checkApi() {
    Optional<String> named = template.value("provider_api").map(Object::toString);
    Set<String> offered = apis.offeredBy(provider);
    boolean none = apis.hasNone(provider.effectiveType());
    if (named.isEmpty() && none && offered.isEmpty()) {
      return Optional.empty();
    }
    if (named.isEmpty()) {
      warning("NO_API", "provider_api", "No provider API specified in template");
      return Optional.empty();
    }
    if (offered.isEmpty()) {
      warning(
          "API_UNCHECKED",
          "provider_api",
          (none ? "Type '%s' declares no launch API" : "Nothing is known of type '%s'")
                  .formatted(provider.effectiveType())
              + "; API '"
              + named.get()
              + "' is taken as it is");
      return Optional.empty();
    }
    if (!offered.contains(named.get())) {
      error(
          "API_NOT_SUPPORTED",
          "provider_api",
          "Provider does not support API '"
              + named.get()
              + "'. Supported APIs: ["
              + String.join(", ", offered)
              + "]");
      return Optional.empty();
    }
    return apis.find(provider.effectiveType(), named.get());
  }

  private void checkCount(@Nullable Integer count) {
    OptionalInt api = Limits.ofApi(template, provider, apis);
    OptionalInt own = Limits.ofTemplate(template);
    int asked = count != null ? count : own.orElse(0);
    if (api.isPresent() && asked > api.getAsInt()) {
      error(
          "INSTANCE_LIMIT_EXCEEDED",
          "max_instances",
          "Requested %d instances exceeds API limit of %d".formatted(asked, api.getAsInt()));
      return;
    }
    OptionalInt max = Limits.of(template, provider, apis);
    if (count != null && max.isPresent() && count > max.getAsInt()) {
      error(
          "INSTANCE_LIMIT_EXCEEDED",
          "max_instances",
          "Requested %d instances exceeds the limit of %d".formatted(count, max.getAsInt()));
    }
  }

  private void checkPricing(LaunchApi api) {
    String price = template.value("price_type").map(Object::toString).orElse("ondemand");
    boolean fits =
        switch (price) {
          case "spot" -> api.spot();
          case "heterogeneous" -> api.heterogeneous();
          case "ondemand" -> api.onDemand();
          default -> true;
        };
    if (!fits) {
      String what =
          switch (price) {
            case "spot" -> "spot instances";
            case "heterogeneous" -> "heterogeneous pricing";
            default -> "on-demand instances";
          };
      error(
          "PRICING_MODEL_MISMATCH",
          "price_type",
          "API '" + api.name() + "' does not support " + what);
    }
  }

  private void checkFleet(LaunchApi api) {
    String fleet = template.value("fleet_type").map(Object::toString).orElse("");
    if (fleet.isEmpty() || api.fleetTypes().contains(fleet)) {
      return;
    }
    String text =
        "API '%s' does not support fleet type '%s'. Supported types: [%s]"
            .formatted(api.name(), fleet, String.join(", ", api.fleetTypes()));
    if (api.fleetTypes().isEmpty()) {
      warning("FLEET_TYPE_INCOMPATIBLE", "fleet_type", text);
    } else {
      error("FLEET_TYPE_INCOMPATIBLE", "fleet_type", text);
    }
  }

  private void checkConflicts() {
    for (Contribution layer : template.layers()) {
      Map<String, FieldValue> fields = layer.fields();
      List<String> both =
          FieldTable.MACHINES.stream()
              .filter(name -> fields.get(name) instanceof FieldValue value && !value.unsets())
              .toList();
      if (both.size() > 1) {
        error(
            "CONFLICTING_FIELDS",
            both.getFirst(),
            "%s replace each other; %s sets %s"
                .formatted(
                    both.stream()
                        .map(name ->
                            "%s (%s)"
                                .formatted(
                                    name, Objects.requireNonNull(fields.get(name)).location()))
                        .collect(Collectors.joining(" and ")),
                    layer.layer().source(),
                    both.size() == 2 ? "both" : "all"));
      }
    }
    String price = template.value("price_type").map(Object::toString).orElse("ondemand");
    boolean priced = template.value("max_price").isPresent();
    if (priced && price.equals("ondemand")) {
      warning("CONFLICTING_FIELDS", "max_price", "max_price means nothing for on-demand machines");
    }
    if (template.value("percent_on_demand").isPresent() && !price.equals("heterogeneous")) {
      warning(
          "CONFLICTING_FIELDS",
          "percent_on_demand",
          "percent_on_demand means something for heterogeneous pricing only");
    }
  }

  /** A layer that takes away what no lower one sets has no effect. */
  private void checkUnset() {
    Set<String> set = new HashSet<>();
    for (Contribution layer : template.layers()) {
      if (!layer.refused().isEmpty()) {
        continue;
      }
      layer
          .fields()
          .forEach((name, value) -> {
            if (!value.unsets()) {
              set.add(name);
            } else if (!set.remove(name)) {
              told.add(
                  Diagnostic.info(
                      "NOTHING_TO_UNSET",
                      "%s is unset by %s, and no lower layer sets it for %s"
                          .formatted(name, value.location(), provider.name()),
                      value.location(),
                      key(name),
                      ""));
            }
          });
    }
  }

  private void error(String code, String field, String text) {
    told.add(Diagnostic.error(code, text, place(field), key(field), ""));
  }

  private void warning(String code, String field, String text) {
    told.add(Diagnostic.warning(code, text, place(field), key(field), ""));
  }

  private String key(String field) {
    return field.isEmpty() ? template.templateId() : template.templateId() + "." + field;
  }

  private @Nullable Location place(String field) {
    ResolvedField resolved = template.fields().get(field);
    if (resolved != null) {
      return resolved.inForce().location();
    }
    return template.layers().isEmpty() ? null : template.layers().getLast().location();
  }
}
