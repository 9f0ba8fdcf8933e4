package io.signalbox.core;

import io.signalbox.core.provider.TimeSource;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How to open a configuration folder.
 *
 * @param environmentName the overlay ({@code --env}); null for none
 * @param environment the environment variables to substitute
 * @param stateFolder where state lives instead of {@code storage.path}; null for that
 * @param background whether monitoring, requests, watching and rehearsal run by themselves (a
 *     window or server), or only what is asked happens (a one-shot verb)
 * @param readOnly only observe ({@code --read-only}), as with {@code SIGNALBOX_READ_ONLY=1} in the
 *     environment or {@code read_only} in the configuration: every change is refused, no lease is
 *     taken, nothing is driven, checked or written
 * @param seed for everything random
 */
public record SignalboxOptions(
    Path configFolder,
    @Nullable String environmentName,
    Map<String, String> environment,
    @Nullable Path stateFolder,
    TimeSource time,
    boolean background,
    boolean readOnly,
    long seed) {

  /** Variables by name only: values may be secrets. */
  @Override
  public String toString() {
    return "SignalboxOptions[" + configFolder + ", " + environmentName + "]";
  }
}
