package io.signalbox.core.template;

import io.signalbox.core.config.source.Location;

/**
 * A field's value as one layer sets it. {@code value}: String, Boolean, Long, Double, BigDecimal,
 * List or Map; {@link #UNSET} where the layer takes away what lower ones set.
 */
public record FieldValue(Object value, Layer layer, Location location) {

  /** What {@code {"$unset": true}} in a file stands for. */
  public static final Object UNSET =
      new Object() {
        @Override
        public String toString() {
          return "unset";
        }
      };

  /** Whether the layer takes the field away instead of setting it. */
  public boolean unsets() {
    return value == UNSET;
  }
}
