package io.signalbox.core.provider;

import java.util.List;
import java.util.Optional;

/**
 * Makes providers of one type. Found through {@link java.util.ServiceLoader}; stateless and
 * thread-safe.
 */
public interface ProviderFactory {

  /** {@code [A-Za-z0-9][A-Za-z0-9._-]{0,63}}, not ending in {@code prov}. */
  String type();

  /** One declaration for reading, forms and JSON Schema. */
  List<ConfigField> configFields();

  /** Whether rehearsal traffic may be sent to it; true only where calls cost nothing. */
  default boolean allowsRehearsal() {
    return false;
  }

  /** The type's own template fields. */
  default Optional<TemplateExtension> templateExtension() {
    return Optional.empty();
  }

  /**
   * The launch APIs of this type, one declaration for choosing, checking templates and limits.
   * Empty where the type has none of its own: templates may name any then, with a warning.
   */
  default List<LaunchApi> launchApis() {
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
