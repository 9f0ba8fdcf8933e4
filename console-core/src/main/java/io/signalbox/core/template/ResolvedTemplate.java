package io.signalbox.core.template;

import io.signalbox.core.provider.LaunchSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A template resolved for one provider instance.
 *
 * @param provider the instance; empty where none is configured
 * @param providerReason why this instance, where none was asked for
 * @param offered whether the instance offers it; {@code offeredReason} says why not
 * @param fields by canonical name, in the field table's order, unknown fields last
 * @param unset fields that a layer took away and no higher one set again, by name: who took it
 *     away, and what
 * @param layers every layer that could set something, lowest first, refused ones too
 * @param defaults the field table's defaults that act because no layer sets the field
 */
public record ResolvedTemplate(
    String templateId,
    String provider,
    String providerReason,
    boolean offered,
    String offeredReason,
    Map<String, ResolvedField> fields,
    Map<String, ResolvedField> unset,
    List<Contribution> layers,
    Map<String, Object> defaults) {

  /** The value in force, defaults included. */
  public Optional<Object> value(String field) {
    ResolvedField resolved = fields.get(field);
    return Optional.ofNullable(resolved != null ? resolved.inForce().value() : defaults.get(field));
  }

  /** Values in force and defaults, as a provider sees them. */
  public LaunchSpec launchSpec() {
    Map<String, Object> values = new LinkedHashMap<>(defaults);
    fields.forEach((name, field) -> values.put(name, field.inForce().value()));
    return new LaunchSpec(templateId, values);
  }
}
