package io.signalbox.core.config.table;

import io.signalbox.core.config.source.SourceNode.Field;
import io.signalbox.core.config.source.SourceNode.ObjectNode;
import io.signalbox.core.provider.ConfigField;
import io.signalbox.core.provider.ProviderFactory;
import io.signalbox.core.provider.TemplateExtension;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What a provider's {@code extensions} say of template fields. */
public final class ExtensionFields {

  private ExtensionFields() {}

  /** What {@code extensions} say about template fields that the type declares. */
  public static Map<String, Field> of(ObjectNode extensions, ProviderFactory factory) {
    Map<String, Field> found = new LinkedHashMap<>();
    Set<String> declared =
        factory.templateExtension().map(TemplateExtension::fields).orElse(List.of()).stream()
            .map(ConfigField::name)
            .collect(Collectors.toSet());
    for (Field extension : extensions.fields().values()) {
      if (extension.value() instanceof ObjectNode each) {
        each.fields()
            .forEach((key, field) -> {
              if (declared.contains(key)) {
                found.put(key, field);
              }
            });
      }
    }
    return found;
  }
}
