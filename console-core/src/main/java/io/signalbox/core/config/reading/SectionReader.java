package io.signalbox.core.config.reading;

import io.signalbox.core.config.Nearest;
import io.signalbox.core.config.source.Diagnostic;
import io.signalbox.core.config.source.SourceNode;
import io.signalbox.core.config.source.SourceNode.ArrayNode;
import io.signalbox.core.config.source.SourceNode.Field;
import io.signalbox.core.config.source.SourceNode.ObjectNode;
import io.signalbox.core.config.source.SourceNode.ScalarNode;
import io.signalbox.core.config.table.Decl;
import io.signalbox.core.provider.ConfigField;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks sections against their declarations and reads single values. Used once, by one thread. */
final class SectionReader {

  private final Findings findings;
  private final Substitution substitution;
  private final Conversion conversion;
  // Of settings that take one of a few.
  private final Set<String> words = new HashSet<>();

  SectionReader(Findings findings, Substitution substitution) {
    this.findings = findings;
    this.substitution = substitution;
    this.conversion = new Conversion(substitution);
  }

  /** The declared words that settings were found to have, in upper case. */
  Set<String> words() {
    return words;
  }

  /** Checks every key of a section and below; what is wrong is told once, here. */
  void check(ObjectNode node, Decl.Section section, String path) {
    node.fields()
        .forEach((key, field) -> {
          Decl declared = section.keys().get(key);
          String full = path.isEmpty() ? key : path + "." + key;
          if (declared != null) {
            check(field, declared, full);
          } else if (!section.others()) {
            unknown(field, key, full, section);
          }
        });
  }

  private void unknown(Field field, String key, String full, Decl.Section section) {
    String hint =
        Nearest.of(key, section.keys().keySet())
            .map(near -> "Did you mean '" + near + "'?")
            .orElse("Known here: " + String.join(", ", section.keys().keySet()));
    findings.warning(
        Diagnostic.UNKNOWN_KEY, field.keyLocation(), full, "is not a known key. " + hint, hint);
  }

  private void check(Field field, Decl declared, String path) {
    SourceNode node = field.value();
    if (declared instanceof Decl.Leaf leaf) {
      String note = leaf.status() == Decl.Status.NOT_IN_FORCE ? "not in force" : "";
      if (substitution.isTaken(node) || read(node, leaf.field(), path) != null) {
        findings.value(path, substitution.written(node), leaf.field().secret(), note);
        if (node instanceof ObjectNode object) {
          object
              .fields()
              .forEach((name, each) ->
                  findings.entry(
                      path + "." + name,
                      substitution.written(each.value()),
                      leaf.field().secret()));
        }
      }
      if (leaf.status() == Decl.Status.NOT_IN_FORCE) {
        findings.info("NOT_IN_FORCE", field.keyLocation(), path, "is not in force in this edition");
      }
    } else if (declared instanceof Decl.Anything anything) {
      switch (anything.status()) {
        case IN_FORCE -> keep(path, node);
        case NOT_IN_FORCE ->
            findings.info(
                "NOT_IN_FORCE", field.keyLocation(), path, "is not in force in this edition");
        case KNOWN_NOT_USED ->
            findings.info(
                "KNOWN_NOT_USED",
                field.keyLocation(),
                path,
                "is known, not used here: " + anything.description());
      }
      // Items are read one by one, by whoever knows what an item is.
    } else if (!(declared instanceof Decl.Items)
        && object(node, path) instanceof ObjectNode object) {
      checkBelow(object, declared, path);
    }
  }

  private void checkBelow(ObjectNode object, Decl declared, String path) {
    if (declared instanceof Decl.Section section) {
      check(object, section, path);
    } else if (declared instanceof Decl.Named named) {
      object.fields().forEach((name, each) -> check(each, named.each(), path + "." + name));
    } else if (declared instanceof Decl.Kinds kinds) {
      Decl.Section section = kind(object, kinds, path);
      if (section != null) {
        check(object, section, path);
      }
    }
  }

  /** The section an object says it is; null, with a diagnostic, where it says none. */
  private Decl.@Nullable Section kind(ObjectNode object, Decl.Kinds kinds, String path) {
    Object said = object.get(kinds.by()).map(SourceNode::toValue).orElse(null);
    for (Map.Entry<String, Decl.Section> each : kinds.sections().entrySet()) {
      if (said instanceof String word && word.trim().equalsIgnoreCase(each.getKey())) {
        return each.getValue();
      }
    }
    findings.error(
        "UNKNOWN_VALUE",
        object.get(kinds.by()).orElse(object),
        path + "." + kinds.by(),
        (said == null ? "is missing" : "is " + found(object.get(kinds.by()).orElse(object)))
            + ", expected one of "
            + String.join(", ", kinds.sections().keySet()),
        "");
    return null;
  }

  /** Keeps every leaf below for {@code config show}. */
  private void keep(String path, SourceNode node) {
    if (node instanceof ObjectNode object && !object.fields().isEmpty()) {
      object.fields().forEach((key, field) -> keep(path + "." + key, field.value()));
    } else {
      findings.value(path, substitution.written(node), false, "");
    }
  }

  @Nullable ObjectNode object(SourceNode node, String path) {
    if (node instanceof ObjectNode object) {
      return object;
    }
    findings.error("WRONG_TYPE", node, path, "is " + found(node) + ", expected an object { }", "");
    return null;
  }

  /**
   * One value as its declaration says; null, with a diagnostic, where it does not fit, and without
   * one where it has none and that is told already.
   */
  @Nullable Object read(SourceNode node, ConfigField field, String path) {
    if (substitution.isTaken(node)) {
      return null;
    }
    Object value = conversion.of(node, field.kind());
    if (value == null) {
      findings.error(
          "WRONG_TYPE", node, path, "is " + found(node) + ", expected " + Expected.of(field), "");
      return null;
    }
    if (value instanceof Number number && !inRange(number, field)) {
      findings.error(
          "OUT_OF_RANGE", node, path, "is " + found(node) + ", expected " + Expected.of(field), "");
      return null;
    }
    if (value instanceof String text && !field.allowed().isEmpty()) {
      Optional<String> allowed =
          field.allowed().stream()
              .filter(each -> each.equalsIgnoreCase(normal(text, each)))
              .findFirst();
      if (allowed.isEmpty()) {
        String hint =
            (substitution.wasSubstituted(node)
                    ? Optional.<String>empty()
                    : Nearest.of(text, field.allowed()))
                .map(near -> "Did you mean " + near + "?")
                .orElse("");
        findings.error(
            "UNKNOWN_VALUE",
            node,
            path,
            "is "
                + found(node)
                + ", expected "
                + Expected.of(field)
                + (hint.isEmpty() ? "" : ". " + hint),
            hint);
        return null;
      }
      words.add(text.trim().toUpperCase(Locale.ROOT));
      return allowed.get();
    }
    return value;
  }

  /** Enumerated words may be written with dashes too. */
  private static String normal(String text, String allowed) {
    String word = text.trim().replace('-', '_');
    return word.equalsIgnoreCase("least_response_time") && allowed.equals("FASTEST_RESPONSE")
        ? allowed
        : allowed.indexOf('_') >= 0 ? word : text.trim();
  }

  private static boolean inRange(Number value, ConfigField field) {
    double number = value.doubleValue();
    Double least = field.minimum();
    Double max = field.maximum();
    return Double.isFinite(number)
        && (least == null || number >= least)
        && (max == null || number <= max);
  }

  private String found(SourceNode node) {
    Object value = substitution.written(node).toValue();
    return switch (node) {
      case ObjectNode object -> "an object";
      case ArrayNode array -> "a list";
      case ScalarNode scalar ->
          value == null
              ? "null"
              : value instanceof String text ? "'" + shortened(text) + "'" : value.toString();
    };
  }

  private static String shortened(String text) {
    return text.length() > 60 ? text.substring(0, 57) + "..." : text;
  }

  /** A key's value as declared, without telling again what {@link #check} told. */
  @Nullable Object value(@Nullable ObjectNode section, Decl.Section declared, String key) {
    if (section == null) {
      return null;
    }
    Field field = section.fields().get(key);
    if (field == null || !(declared.keys().get(key) instanceof Decl.Leaf leaf)) {
      return null;
    }
    return new SectionReader(new Findings(Map.of(), ""), substitution)
        .read(field.value(), leaf.field(), key);
  }
}
