package io.signalbox.core.config;

import io.signalbox.core.config.source.Location;
import org.jspecify.annotations.Nullable;

/**
 * One setting in force.
 *
 * @param value for a secret, its reference, never what it stands for
 * @param source {@code file}, {@code overlay}, {@code override} or {@code default}
 * @param location null for overrides and defaults
 * @param note who and when for an override; "not in force" where this edition does not act on it;
 *     empty otherwise
 */
public record SettingValue(
    String key, @Nullable Object value, String source, @Nullable Location location, String note) {

  /** What stands where a secret is written in the clear. */
  public static final String HIDDEN = "(hidden)";
}
