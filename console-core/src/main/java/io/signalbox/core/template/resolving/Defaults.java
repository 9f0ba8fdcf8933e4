package io.signalbox.core.template.resolving;

import io.signalbox.core.provider.LaunchApi;
import io.signalbox.core.template.ResolvedField;
import io.signalbox.core.template.field.FieldDef;
import io.signalbox.core.template.field.FieldTable;
import io.signalbox.core.template.field.LaunchApis;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What acts where no layer sets a field: the table's defaults, the pricing that the launch API has,
 * and the allocation strategy that the type declares for it. Immutable.
 */
record Defaults(FieldTable table, LaunchApis apis, String type) {

  /**
   * @param fields that some layer sets, by name
   */
  Map<String, Object> of(Map<String, ResolvedField> fields) {
    Map<String, Object> defaults = new LinkedHashMap<>();
    for (FieldDef def : table.fields()) {
      Object value = def.defaultValue();
      if (value != null && !fields.containsKey(def.name())) {
        defaults.put(def.name(), value);
      }
    }
    if (!fields.containsKey("price_type")) {
      text(fields, "provider_api")
          .flatMap(api -> apis.find(type, api))
          .flatMap(Defaults::onlyPricing)
          .ifPresent(pricing -> defaults.put("price_type", pricing));
    }
    if (!fields.containsKey("allocation_strategy")) {
      String pricing =
          text(fields, "price_type").orElseGet(() -> String.valueOf(defaults.get("price_type")));
      apis.allocation(type, pricing)
          .ifPresent(strategy -> defaults.put("allocation_strategy", strategy));
    }
    return defaults;
  }

  /** The pricing of an API that launches no on-demand machines; empty for any other. */
  private static Optional<String> onlyPricing(LaunchApi api) {
    if (api.onDemand() || !api.spot() && !api.heterogeneous()) {
      return Optional.empty();
    }
    return Optional.of(api.spot() ? "spot" : "heterogeneous");
  }

  private static Optional<String> text(Map<String, ResolvedField> fields, String name) {
    return Optional.ofNullable(fields.get(name)).map(field -> field.inForce().value().toString());
  }
}
