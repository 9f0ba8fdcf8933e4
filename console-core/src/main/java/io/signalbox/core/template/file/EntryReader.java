package io.signalbox.core.template.file;

import io.signalbox.core.config.source.Diagnostic;
import io.signalbox.core.config.source.Location;
import io.signalbox.core.config.source.SourceNode;
import io.signalbox.core.config.source.SourceNode.ArrayNode;
import io.signalbox.core.config.source.SourceNode.Field;
import io.signalbox.core.config.source.SourceNode.ObjectNode;
import io.signalbox.core.config.source.SourceNode.ScalarNode;
import io.signalbox.core.template.FieldValue;
import io.signalbox.core.template.Layer;
import io.signalbox.core.template.field.FieldDef;
import io.signalbox.core.template.field.FieldTable;
import io.signalbox.core.template.field.Unset;
import io.signalbox.core.template.field.ValueReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads one entry's keys and values by the field table. Used once, by one thread. */
public final class EntryReader {

  private final FieldTable table;
  private final Layer layer;
  private final String templateId;
  private final List<Diagnostic> told = new ArrayList<>();
  private final Map<String, FieldValue> fields = new LinkedHashMap<>();
  private final Map<String, Location> keys = new LinkedHashMap<>();

  public EntryReader(FieldTable table, Layer layer, String templateId) {
    this.table = table;
    this.layer = layer;
    this.templateId = templateId;
  }

  /**
   * @param odd what was odd in its text
   */
  public TemplateEntry read(ObjectNode node, List<Diagnostic> odd) {
    told.addAll(odd);
    node.fields().forEach((key, field) -> read(node, key, field));
    return new TemplateEntry(templateId, layer, node.location(), fields, told);
  }

  /**
   * Reads a section of the configuration: {@code default_X} sets X, names of no field are left
   * alone.
   */
  public Map<String, FieldValue> readDefaults(ObjectNode section) {
    section
        .fields()
        .forEach((key, field) -> {
          String name = key.startsWith("default_") ? key.substring("default_".length()) : key;
          table.spelled(name).ifPresent(def -> set(def, key, field));
        });
    return fields;
  }

  private void read(ObjectNode node, String key, Field field) {
    Optional<FieldDef> known = table.spelled(key);
    if (known.isEmpty() && !key.isEmpty() && Character.isUpperCase(key.charAt(0))) {
      known = capitalised(node, key);
      known.ifPresent(def ->
          tell(
              Diagnostic.info(
                  "CAPITALISED_KEY",
                  field.keyLocation() + ": '" + key + "' is read as " + def.name(),
                  field.keyLocation(),
                  path(def.name()),
                  "")));
    }
    if (known.isPresent()) {
      set(known.get(), key, field);
      return;
    }
    unknown(key, field);
  }

  /**
   * {@code Name}, {@code Image} and {@code Flavor} stand for id, image and type where none is
   * given.
   */
  private Optional<FieldDef> capitalised(ObjectNode node, String key) {
    String stands =
        switch (key) {
          case "Name" -> has(node, "template_id") ? "name" : "template_id";
          case "Image" -> has(node, "image_id") ? "" : "image_id";
          case "Flavor" ->
              FieldTable.MACHINES.stream().anyMatch(field -> has(node, field))
                  ? ""
                  : "instance_type";
          default -> "";
        };
    return stands.isEmpty()
        ? table.spelled(Character.toLowerCase(key.charAt(0)) + key.substring(1))
        : table.field(stands);
  }

  private boolean has(ObjectNode node, String field) {
    return node.fields().keySet().stream()
        .anyMatch(key -> table.spelled(key).filter(def -> def.name().equals(field)).isPresent());
  }

  private void unknown(String key, Field field) {
    SourceNode node = field.value();
    if (!isUnset(node)) {
      Object kept = Unset.isOne(node) ? Unset.read(key, node, path(key), told) : node.toValue();
      if (kept != null) {
        fields.put(key, new FieldValue(kept, layer, node.location()));
      }
    }
    Optional<String> near = table.near(key);
    String hint = near.map(word -> "Did you mean '" + word + "'?").orElse("");
    tell(
        Diagnostic.warning(
            "UNKNOWN_FIELD",
            field.keyLocation()
                + ": unknown field '"
                + key
                + "' in "
                + templateId
                + (hint.isEmpty() ? "; it is kept" : ". " + hint),
            field.keyLocation(),
            path(key),
            hint));
  }

  private void set(FieldDef def, String key, Field field) {
    SourceNode node = field.value();
    if (isUnset(node)) {
      return;
    }
    Object value =
        Unset.isOne(node)
            ? Unset.read(def.name(), node, path(def.name()), told)
            : new ValueReader(def, told, templateId).read(node);
    if (value == null) {
      return;
    }
    FieldValue before = fields.get(def.name());
    Location first = keys.putIfAbsent(def.name(), field.keyLocation());
    if (before != null && first != null) {
      if (!before.value().equals(value)) {
        tell(
            Diagnostic.error(
                "TWO_SPELLINGS",
                "%s: '%s' sets %s again with another value, first at %s; the first counts"
                    .formatted(field.keyLocation(), key, def.name(), first),
                field.keyLocation(),
                path(def.name()),
                "Keep one spelling"));
      }
      return;
    }
    fields.put(def.name(), new FieldValue(value, layer, node.location()));
  }

  /** What means "not set here". */
  private static boolean isUnset(SourceNode node) {
    return switch (node) {
      case ScalarNode scalar -> isBlank(scalar);
      case ArrayNode list ->
          list.items().isEmpty() || list.items().size() == 1 && isBlank(list.items().getFirst());
      case ObjectNode object -> object.fields().isEmpty();
    };
  }

  private static boolean isBlank(SourceNode node) {
    return node instanceof ScalarNode scalar
        && (scalar.toValue() == null || scalar.toValue() instanceof String text && text.isBlank());
  }

  private String path(String field) {
    return templateId + "." + field;
  }

  private void tell(Diagnostic diagnostic) {
    told.add(diagnostic);
  }
}
