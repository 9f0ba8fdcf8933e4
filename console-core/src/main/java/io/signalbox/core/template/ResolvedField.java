package io.signalbox.core.template;

import java.util.List;

/**
 * A field of a resolved template with its provenance.
 *
 * @param name canonical name; an unknown field keeps its own
 * @param inForce the value of the highest layer that sets it
 * @param overrides what it overrode, highest first
 */
public record ResolvedField(String name, FieldValue inForce, List<FieldValue> overrides) {
  public ResolvedField {
    overrides = List.copyOf(overrides);
  }
}
