package io.signalbox.core.template;

import java.util.List;

/**
 * A field of a resolved template with its provenance.
 *
 * @param name canonical name; an unknown field keeps its own
 * @param inForce what the highest layer that names it says
 * @param overrides what it overrode, highest first; a layer that took the field away is among them
 */
public record ResolvedField(String name, FieldValue inForce, List<FieldValue> overrides) {
  public ResolvedField {
    overrides = List.copyOf(overrides);
  }
}
