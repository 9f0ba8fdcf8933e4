package io.signalbox.core.template;

import io.signalbox.core.config.source.Location;
import java.util.Map;

/**
 * What one layer says about a template: a column of the inheritance viewer.
 *
 * @param location where the entry begins
 * @param fields by canonical name
 * @param refused why the entry takes no part for this provider (it names another type or instance);
 *     empty if it does
 */
public record Contribution(
    Layer layer, Location location, Map<String, FieldValue> fields, String refused) {}
