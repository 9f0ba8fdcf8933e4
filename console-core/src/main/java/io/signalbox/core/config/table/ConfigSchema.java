package io.signalbox.core.config.table;

import io.signalbox.core.provider.ConfigField;
import io.signalbox.core.provider.ProviderFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Makes the JSON Schema (draft 2020-12) of a configuration from its declarations. */
public final class ConfigSchema {

  private ConfigSchema() {}

  public static Map<String, Object> of(Map<String, ProviderFactory> factories) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("title", Declarations.ROOT.description());
    schema.putAll(schemaOf(Declarations.ROOT));
    Map<String, Object> types = new LinkedHashMap<>();
    new TreeMap<>(factories)
        .forEach((type, factory) -> types.put("config-" + type, fields(factory.configFields())));
    schema.put("$defs", types);
    return schema;
  }

  private static Map<String, Object> schemaOf(Decl declared) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("description", declared.description());
    switch (declared) {
      case Decl.Leaf leaf -> {
        schema.putAll(schemaOf(leaf.field()));
        if (leaf.status() == Decl.Status.NOT_IN_FORCE) {
          schema.put("$comment", "not in force in this edition");
        }
      }
      case Decl.Section section -> {
        Map<String, Object> properties = new LinkedHashMap<>();
        section.keys().forEach((key, each) -> properties.put(key, schemaOf(each)));
        schema.put("type", "object");
        schema.put("properties", properties);
        schema.put("additionalProperties", section.others());
      }
      case Decl.Items items -> {
        schema.put("type", "array");
        schema.put("items", schemaOf(items.item()));
      }
      case Decl.Named named -> {
        schema.put("type", "object");
        schema.put("additionalProperties", schemaOf(named.each()));
      }
      case Decl.Kinds kinds ->
          schema.put(
              "oneOf", kinds.sections().values().stream().map(ConfigSchema::schemaOf).toList());
      case Decl.Anything anything -> {
        if (anything.status() != Decl.Status.IN_FORCE) {
          schema.put("$comment", "not used in this edition");
        }
      }
    }
    return schema;
  }

  private static Map<String, Object> fields(List<ConfigField> fields) {
    Map<String, Object> properties = new LinkedHashMap<>();
    List<String> required = new ArrayList<>();
    for (ConfigField field : fields) {
      properties.put(field.name(), schemaOf(field));
      field.aliases().forEach(alias -> properties.put(alias.name(), schemaOf(field.under(alias))));
      if (field.required()) {
        required.add(field.name());
      }
    }
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "object");
    schema.put("properties", properties);
    if (!required.isEmpty()) {
      schema.put("required", required);
    }
    return schema;
  }

  private static Map<String, Object> schemaOf(ConfigField field) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("description", field.description());
    switch (field.kind()) {
      case TEXT -> schema.put("type", "string");
      case INTEGER -> schema.put("type", "integer");
      case NUMBER -> schema.put("type", "number");
      case BOOLEAN -> schema.put("type", "boolean");
      case TEXT_LIST -> {
        schema.put("type", "array");
        schema.put("items", Map.of("type", "string"));
      }
      case MAP -> schema.put("type", List.of("object", "array"));
    }
    Double least = field.minimum();
    Double max = field.maximum();
    Object fallback = field.defaultValue();
    if (least != null) {
      schema.put("minimum", least);
    }
    if (max != null) {
      schema.put("maximum", max);
    }
    if (!field.allowed().isEmpty()) {
      schema.put("pattern", "(?i)^(" + String.join("|", field.allowed()) + ")$");
    }
    if (fallback != null && !fallback.equals("")) {
      schema.put("default", fallback);
    }
    if (field.secret()) {
      schema.put("pattern", "^(\\$\\{[A-Za-z_][A-Za-z0-9_]*}|keychain:.+|file:.+)$");
    }
    return schema;
  }
}
