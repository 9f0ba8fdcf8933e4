package io.signalbox.core.config;

import org.jspecify.annotations.Nullable;

/**
 * One setting written into, or taken out of, a file of the configuration folder. Every byte of
 * everything else in the file stays, comments included.
 *
 * @param file the main file's name or an overlay's
 * @param revision the revision the editor saw; null to edit whatever is there now
 * @param key the keys on the way with dots between them; an item of a list by its {@code name}:
 *     {@code provider.providers.aws-east.weight}
 * @param value JSON types; null takes the key out
 */
public record ConfigurationEdit(
    String file, @Nullable String revision, String key, @Nullable Object value) {}
