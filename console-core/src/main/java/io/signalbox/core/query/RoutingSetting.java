package io.signalbox.core.query;

import io.signalbox.core.provider.ConfigField;
import org.jspecify.annotations.Nullable;

/**
 * One setting of routing that can be changed while running.
 *
 * @param node the strategy it belongs to; empty for policy and criteria
 * @param key what {@code ChangeSettings} and {@code PreviewSettings} take
 * @param field its type, range, allowed values, default, unit and description
 * @param value in force: String, Long, Double, Boolean, List; null where there is none
 * @param origin where it comes from: {@code config.json:12:3}, {@code override by NAME}, or empty
 *     for the default
 */
public record RoutingSetting(
    String node, String key, ConfigField field, @Nullable Object value, String origin) {}
