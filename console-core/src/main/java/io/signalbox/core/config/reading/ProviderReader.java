package io.signalbox.core.config.reading;

import io.signalbox.core.config.ProviderInstance;
import io.signalbox.core.config.overlay.Overlay;
import io.signalbox.core.config.source.SourceNode.Field;
import io.signalbox.core.config.source.SourceNode.ObjectNode;
import io.signalbox.core.config.table.Decl;
import io.signalbox.core.config.table.Declarations;
import io.signalbox.core.config.table.ExtensionFields;
import io.signalbox.core.config.table.RoutingDeclarations;
import io.signalbox.core.health.HealthSettings;
import io.signalbox.core.log.Secrets;
import io.signalbox.core.provider.ProviderConfig;
import io.signalbox.core.provider.ProviderFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads one provider instance of either shape. Used once, by one thread. */
final class ProviderReader {

  private final SectionReader sections;
  private final Findings findings;
  private final Substitution substitution;
  private final Map<String, ProviderFactory> factories;
  private final ProviderSettings settings;

  ProviderReader(
      SectionReader sections,
      Findings findings,
      Substitution substitution,
      Map<String, ProviderFactory> factories,
      Path folder,
      Secrets secrets) {
    this.sections = sections;
    this.findings = findings;
    this.substitution = substitution;
    this.factories = factories;
    this.settings = new ProviderSettings(sections, findings, substitution, folder, secrets);
  }

  /**
   * @param sectionName the section's name in the shape with a section for each provider; null for
   *     an item of a list
   * @param baseHealth what the sections above say of health
   */
  Optional<ProviderInstance> read(
      ObjectNode node, @Nullable String sectionName, HealthSettings baseHealth) {
    String name = sectionName != null ? sectionName : Overlay.nameOf(node).orElse("");
    String path = "providers." + name;
    if (!ProviderInstance.isName(name)) {
      findings.error(
          "BAD_NAME",
          node,
          "providers[].name",
          "is '"
              + name
              + "', expected letters, digits, dots, dashes and underscores, at most 64,"
              + " not ending in prov",
          "Rename it");
      return Optional.empty();
    }
    ObjectNode own = sectionName == null ? node : inListShape(node);
    List<String> problems = new ArrayList<>();
    for (Substitution.Missing missing : substitution.take(node)) {
      problems.add("Environment variable " + missing.variables() + " is not set");
      findings.warning(
          "ENVIRONMENT_MISSING",
          missing.node().location(),
          path,
          "needs environment variable "
              + missing.variables()
              + ", which is not set; it takes no work until it is",
          "Set it, or write ${" + missing.variables() + ":-default}");
    }
    sections.check(own, Declarations.INSTANCE, path);
    String type = text(own, "type").orElse(sectionName == null ? "" : sectionName);
    if (!ProviderInstance.isName(type)) {
      findings.error("BAD_NAME", node, path + ".type", "is '" + type + "', expected a type", "");
      return Optional.empty();
    }
    ProviderFactory factory = factories.get(type);
    if (factory == null) {
      problems.add("TYPE_NOT_INSTALLED: provider type '" + type + "' is not installed");
      findings.warning(
          "TYPE_NOT_INSTALLED",
          node.location(),
          path,
          "has type '"
              + type
              + "', which is not installed; installed: "
              + String.join(", ", new TreeMap<>(factories).keySet())
              + ". Its templates still resolve",
          "");
    }
    String simulates = text(own, "simulates").orElse(null);
    if (simulates != null
        && (!ProviderInstance.isName(simulates) || factory == null || !factory.allowsRehearsal())) {
      findings.error(
          "BAD_VALUE",
          node,
          path + ".simulates",
          "is '"
              + simulates
              + "' on type '"
              + type
              + "'; only a simulated provider stands for a type",
          "");
    }
    ObjectNode configNode = section(own, "config");
    ProviderConfig config =
        factory == null
            ? new ProviderConfig(
                configNode == null ? Map.of() : Conversion.withoutNulls(configNode))
            : settings.read(configNode, factory, path + ".config", problems);
    return Optional.of(
        new ProviderInstance(
            name,
            type,
            simulates,
            !Boolean.FALSE.equals(value(own, "enabled")),
            value(own, "priority") instanceof Long priority ? priority.intValue() : 100,
            value(own, "weight") instanceof Double weight ? weight : 1,
            map(value(own, "capabilities")),
            config,
            templateDefaults(own, factory),
            health(section(own, "health_check"), baseHealth),
            rehearsal(own, factory, path),
            String.join("; ", problems)));
  }

  /**
   * In the shape with a section for each provider, keys that are not an instance's belong to its
   * settings.
   */
  private static ObjectNode inListShape(ObjectNode node) {
    Map<String, Field> own = new LinkedHashMap<>();
    Map<String, Field> config = new LinkedHashMap<>();
    node.fields()
        .forEach((key, field) -> {
          if (Declarations.INSTANCE.keys().containsKey(key)) {
            own.put(key, field);
          } else {
            config.put(key, field);
          }
        });
    if (own.get("config") instanceof Field explicit
        && explicit.value() instanceof ObjectNode object) {
      config.putAll(object.fields());
    }
    own.put("config", new Field(node.location(), new ObjectNode(node.location(), config)));
    return new ObjectNode(node.location(), own);
  }

  private double rehearsal(ObjectNode own, @Nullable ProviderFactory factory, String path) {
    ObjectNode section = section(own, "rehearsal");
    if (section == null) {
      return 0;
    }
    if (factory == null || !factory.allowsRehearsal()) {
      findings.error(
          "REHEARSAL_REFUSED",
          section,
          path + ".rehearsal",
          "stands on a type whose calls are real; only a simulated provider can be rehearsed",
          "Remove it");
      return 0;
    }
    Decl.Section declared = (Decl.Section) Declarations.INSTANCE.keys().get("rehearsal");
    return declared != null
            && sections.value(section, declared, "operations_per_second") instanceof Double rate
        ? rate
        : 0;
  }

  /** Layer 3 of its templates: fields of its type's own, by extension, and whatever is named. */
  private static @Nullable ObjectNode templateDefaults(
      ObjectNode own, @Nullable ProviderFactory factory) {
    ObjectNode named = section(own, "template_defaults");
    ObjectNode extensions = section(own, "extensions");
    if (extensions == null || factory == null) {
      return named;
    }
    Map<String, Field> fields = new LinkedHashMap<>(ExtensionFields.of(extensions, factory));
    if (named != null) {
      fields.putAll(named.fields());
    }
    return new ObjectNode(named == null ? extensions.location() : named.location(), fields);
  }

  HealthSettings health(@Nullable ObjectNode section, HealthSettings base) {
    return HealthReader.over(sections, section, RoutingDeclarations.HEALTH, base);
  }

  private Optional<String> text(ObjectNode node, String key) {
    return Optional.ofNullable(value(node, key)).map(Object::toString);
  }

  private @Nullable Object value(ObjectNode node, String key) {
    return sections.value(node, Declarations.INSTANCE, key);
  }

  private static @Nullable ObjectNode section(ObjectNode node, String key) {
    return node.get(key).orElse(null) instanceof ObjectNode object ? object : null;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
  }
}
