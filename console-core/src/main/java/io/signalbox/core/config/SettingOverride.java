package io.signalbox.core.config;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A setting an operator changed at run time, stored apart from the files and removable. */
public record SettingOverride(
    String key, @Nullable Object value, String who, String why, Instant at) {}
