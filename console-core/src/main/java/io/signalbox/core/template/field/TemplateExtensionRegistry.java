package io.signalbox.core.template.field;

import io.signalbox.core.config.source.Diagnostic;
import io.signalbox.core.config.source.Location;
import io.signalbox.core.config.source.SourceNode;
import io.signalbox.core.provider.ConfigField;
import io.signalbox.core.provider.ProviderConfig;
import io.signalbox.core.provider.ProviderFactory;
import io.signalbox.core.provider.TemplateExtension;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The template fields each installed provider type adds, read with their types and defaults: an
 * absent field whose default is true reads true, which a raw map would read as absent. Immutable.
 */
public final class TemplateExtensionRegistry {

  private final Map<String, TemplateExtension> extensions;

  public TemplateExtensionRegistry(Map<String, ProviderFactory> factories) {
    Map<String, TemplateExtension> found = new LinkedHashMap<>();
    factories.forEach(
        (type, factory) -> factory.templateExtension().ifPresent(each -> found.put(type, each)));
    this.extensions = Map.copyOf(found);
  }

  public Optional<TemplateExtension> extension(String type) {
    return Optional.ofNullable(extensions.get(type));
  }

  /**
   * The typed values of a type's extension, defaults filled in.
   *
   * @param data as written, by canonical name; may be empty
   * @return empty where the type adds nothing
   * @throws IllegalArgumentException naming the field whose value cannot be read or is out of range
   */
  public Optional<ProviderConfig> createExtensionConfig(
      String type, Map<String, ? extends @Nullable Object> data) {
    return extension(type).map(extension -> read(extension, data));
  }

  private static ProviderConfig read(
      TemplateExtension extension, Map<String, ? extends @Nullable Object> data) {
    FieldTable table = FieldTable.BASE.with(extension);
    Map<String, Object> values = new LinkedHashMap<>();
    for (ConfigField field : extension.fields()) {
      Object given = data.get(field.name());
      Object fallback = field.defaultValue();
      if (given == null) {
        if (fallback != null) {
          values.put(field.name(), fallback);
        }
        continue;
      }
      List<Diagnostic> told = new ArrayList<>();
      FieldDef def = table.field(field.name()).orElseThrow();
      Object value =
          new ValueReader(def, told, extension.type())
              .read(new SourceNode.ScalarNode(new Location(extension.type(), 0, 0), given));
      told.stream()
          .filter(each -> each.severity() == Diagnostic.Severity.ERROR)
          .findFirst()
          .ifPresent(each -> {
            throw new IllegalArgumentException(each.message());
          });
      if (value != null) {
        values.put(field.name(), value);
      }
    }
    return new ProviderConfig(values);
  }
}
