package io.signalbox.core.template;

import io.signalbox.core.config.source.Diagnostic;
import io.signalbox.core.config.source.Location;
import io.signalbox.core.config.source.SourceNode;
import io.signalbox.core.config.source.SourceNode.ArrayNode;
import io.signalbox.core.config.source.SourceNode.Field;
import io.signalbox.core.config.source.SourceNode.ObjectNode;
import io.signalbox.core.config.source.SourceNode.ScalarNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The shapes a template file may have: {@code {"templates": [...]}}, a list, {@code {"id": {...}}},
 * or one entry alone. Stateless.
 */
final class FileShape {

  static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,128}");

  /** The most problems listed of one file. */
  private static final int MAX_TOLD = 100;

  private static final List<String> ID_KEYS =
      List.of("template_id", "templateId", "TemplateId", "Template_id");

  private FileShape() {}

  /**
   * Finds every entry by id; what has no good id, or one that was there before, is told and left
   * out.
   */
  static Map<String, ObjectNode> entries(SourceNode root, List<Diagnostic> told) {
    Map<String, ObjectNode> found = new LinkedHashMap<>();
    switch (root) {
      case ArrayNode list -> fromList(list, found, told);
      case ObjectNode object -> fromObject(object, found, told);
      case ScalarNode scalar -> wrong(scalar, "a template file is an object or a list", told);
    }
    return found;
  }

  private static void fromObject(
      ObjectNode object, Map<String, ObjectNode> found, List<Diagnostic> told) {
    Optional<SourceNode> list =
        Stream.of("templates", "Templates").flatMap(key -> object.get(key).stream()).findFirst();
    if (list.isPresent()) {
      switch (list.get()) {
        case ArrayNode array -> fromList(array, found, told);
        case ObjectNode byId -> fromMap(byId, found, told);
        case ScalarNode scalar -> wrong(scalar, "templates is a list [ ]", told);
      }
    } else if (idOf(object) != null) {
      add(object, idOf(object), found, told);
    } else {
      fromMap(object, found, told);
    }
  }

  private static void fromList(
      ArrayNode list, Map<String, ObjectNode> found, List<Diagnostic> told) {
    for (SourceNode item : list.items()) {
      if (item instanceof ObjectNode object) {
        add(object, idOf(object), found, told);
      } else {
        wrong(item, "an entry is an object { }", told);
      }
    }
  }

  /** Keys whose values are no objects are kept in the file and mean nothing here. */
  private static void fromMap(
      ObjectNode map, Map<String, ObjectNode> found, List<Diagnostic> told) {
    for (Map.Entry<String, Field> each : map.fields().entrySet()) {
      if (each.getValue().value() instanceof ObjectNode object) {
        String own = idOf(object);
        add(object, own == null ? each.getKey() : own, found, told);
      }
    }
  }

  private static void add(
      ObjectNode entry, @Nullable String id, Map<String, ObjectNode> found, List<Diagnostic> told) {
    if (id == null || !ID.matcher(id).matches()) {
      tell(
          "BAD_TEMPLATE_ID",
          entry.location(),
          (id == null ? "an entry without template_id" : "template_id '" + id + "'")
              + "; expected 1 to 128 letters, digits, dots, dashes or underscores",
          "template_id",
          "Give it one",
          told);
      return;
    }
    ObjectNode first = found.putIfAbsent(id, entry);
    if (first != null) {
      tell(
          "DUPLICATE_TEMPLATE",
          entry.location(),
          "template '%s' stands here again, first at %s; the first counts"
              .formatted(id, first.location()),
          id,
          "Remove or rename one of the two",
          told);
    }
  }

  /** Says what is wrong with an entry; after the first hundred only that there is more. */
  private static void tell(
      String code, Location at, String what, String key, String hint, List<Diagnostic> told) {
    if (told.size() < MAX_TOLD) {
      told.add(Diagnostic.error(code, at + ": " + what, at, key, hint));
    } else if (told.size() == MAX_TOLD) {
      told.add(
          Diagnostic.error(
              "MORE_PROBLEMS",
              at + ": from here on problems of " + at.file() + " are not listed any more",
              at,
              "",
              "Mend those that are, and look again"));
    }
  }

  /** The entry's own id; {@code Name} stands for it where no id is given. */
  static @Nullable String idOf(ObjectNode entry) {
    String id = null;
    for (String key : ID_KEYS) {
      if (id == null) {
        id = text(entry, key);
      }
    }
    return id != null ? id : text(entry, "Name");
  }

  private static @Nullable String text(ObjectNode entry, String key) {
    return entry
        .get(key)
        .filter(ScalarNode.class::isInstance)
        .map(node -> Objects.toString(node.toValue(), ""))
        .filter(text -> !text.isBlank())
        .orElse(null);
  }

  private static void wrong(SourceNode node, String expected, List<Diagnostic> told) {
    tell("WRONG_TYPE", node.location(), expected, "", "", told);
  }
}
