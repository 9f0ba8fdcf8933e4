package io.signalbox.core.config;

import io.signalbox.core.config.source.SourceNode;
import io.signalbox.core.health.HealthSettings;
import io.signalbox.core.provider.ProviderConfig;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One configured provider instance.
 *
 * @param type the factory's type
 * @param simulates the type all comparisons use where it is set; null otherwise
 * @param capabilities name to value, a list read as name to true; empty where none is configured
 * @param config checked against the type's declaration where the type is installed, else as written
 * @param templateDefaults layer 3 of its templates, its {@code extensions} among it; null where
 *     there is none
 * @param problem why it takes no work (type not installed, missing environment variable, bad
 *     value); empty when it can
 */
public record ProviderInstance(
    String name,
    String type,
    @Nullable String simulates,
    boolean enabled,
    int priority,
    double weight,
    Map<String, Object> capabilities,
    ProviderConfig config,
    SourceNode.@Nullable ObjectNode templateDefaults,
    HealthSettings health,
    double rehearsalOperationsPerSecond,
    String problem) {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  /**
   * Whether a name may name an instance or a type: it must fit in a file's name, and never end in
   * {@code prov}.
   */
  public static boolean isName(String name) {
    return NAME.matcher(name).matches() && !name.endsWith("prov");
  }

  /** The type that files, defaults, tables and counts compare. */
  public String effectiveType() {
    return simulates == null ? type : simulates;
  }

  /** What a screen shows: {@code simulated (aws)}. */
  public String displayType() {
    return simulates == null ? type : type + " (" + simulates + ")";
  }

  /** Capabilities by name only: values may be secrets. */
  @Override
  public String toString() {
    return "ProviderInstance["
        + name
        + ", "
        + displayType()
        + ", capabilities "
        + capabilities.keySet()
        + ", "
        + config
        + "]";
  }
}
