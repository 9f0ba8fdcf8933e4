package io.signalbox.core.template;

import io.signalbox.core.config.source.Location;

/**
 * A field's value as one layer sets it. {@code value}: String, Boolean, Long, Double, BigDecimal,
 * List or Map.
 */
public record FieldValue(Object value, Layer layer, Location location) {}
