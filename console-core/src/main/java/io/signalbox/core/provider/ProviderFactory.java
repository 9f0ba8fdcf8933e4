package io.signalbox.core.provider;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Makes providers of one type. Found through {@link java.util.ServiceLoader}; stateless and
 * thread-safe.
 */
public interface ProviderFactory {

  /** {@code [A-Za-z0-9][A-Za-z0-9._-]{0,63}}, not ending in {@code prov}. */
  String type();

  /** One declaration for reading, forms and JSON Schema. */
  List<ConfigField> configFields();

  /**
   * Keys that files of the type's other brokers have and that act on nothing here, each with what
   * does instead; one that is found is told so.
   */
  default Map<String, String> configKeysNotUsed() {
    return Map.of();
  }

  /**
   * What is wrong among settings that are each as {@link #configFields} has them. It is asked where
   * a configuration is read, so that each is told with its place; {@link #create} refuses them too.
   * Asks nobody and looks at no file.
   */
  default List<SettingFault> faults(ProviderConfig config) {
    return List.of();
  }

  /** Whether rehearsal traffic may be sent to it; true only where calls cost nothing. */
  default boolean allowsRehearsal() {
    return false;
  }

  /** Whether its providers can be asked for {@link ProviderStrategy#prices}. */
  default boolean tellsPrices() {
    return false;
  }

  /** The type's own template fields. */
  default Optional<TemplateExtension> templateExtension() {
    return Optional.empty();
  }

  /**
   * The launch APIs of this type, one declaration for choosing, checking templates and limits.
   * Empty where the type has none: its templates need not name one then, and are warned if they do.
   */
  default List<LaunchApi> launchApis() {
    return List.of();
  }

  /**
   * What {@code allocation_strategy} is where a template does not set it, by the template's {@code
   * price_type}: {@code ondemand}, {@code spot} or {@code heterogeneous}. Empty where the type has
   * no default of its own.
   */
  default Map<String, String> allocationStrategies() {
    return Map.of();
  }

  /**
   * What this machine knows already of providers of the type, offered to whoever registers one:
   * names alone, never a secret. Reads local files at most; may block for as long as that takes.
   *
   * @param variable reads an environment variable; null where it is not set
   */
  default List<FoundProvider> discover(UnaryOperator<@Nullable String> variable) {
    return List.of();
  }

  ProviderStrategy create(ProviderEnvironment environment);

  /**
   * Changes settings of a running provider without dropping work in flight.
   *
   * @return false when it must be made anew instead
   */
  default boolean update(ProviderStrategy running, ProviderConfig config) {
    return false;
  }
}
