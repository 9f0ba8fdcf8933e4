package io.signalbox.core.provider;

import java.util.List;

/**
 * The template fields a provider type adds, with their defaults: an absent field whose default is
 * true reads true.
 *
 * @param type the provider type
 * @param fields one declaration for validation, forms, JSON Schema and docs
 */
public record TemplateExtension(String type, List<ConfigField> fields) {
  public TemplateExtension {
    fields = List.copyOf(fields);
  }
}
