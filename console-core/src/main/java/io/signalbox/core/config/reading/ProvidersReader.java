package io.signalbox.core.config.reading;

import io.signalbox.core.config.Nearest;
import io.signalbox.core.config.ProviderInstance;
import io.signalbox.core.config.overlay.Overlay;
import io.signalbox.core.config.source.Diagnostic;
import io.signalbox.core.config.source.SourceNode;
import io.signalbox.core.config.source.SourceNode.ArrayNode;
import io.signalbox.core.config.source.SourceNode.Field;
import io.signalbox.core.config.source.SourceNode.ObjectNode;
import io.signalbox.core.config.table.Decl;
import io.signalbox.core.config.table.Declarations;
import io.signalbox.core.config.table.RoutingDeclarations;
import io.signalbox.core.health.HealthSettings;
import io.signalbox.core.log.Secrets;
import io.signalbox.core.provider.ProviderFactory;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads all providers, of a list or in sections of their own. Used once, by one thread. */
final class ProvidersReader {

  /** Keys that no section of providers has but an instance. */
  private static final Set<String> INSTANCE_ONLY =
      Set.of("simulates", "priority", "config", "capabilities", "template_defaults", "extensions");

  private final SectionReader sections;
  private final Findings findings;
  private final ProviderReader reader;

  ProvidersReader(
      SectionReader sections,
      Findings findings,
      Substitution substitution,
      Map<String, ProviderFactory> factories,
      Path folder,
      Secrets secrets) {
    this.sections = sections;
    this.findings = findings;
    this.reader = new ProviderReader(sections, findings, substitution, factories, folder, secrets);
  }

  /** All of them, in the order in which they are written. */
  List<ProviderInstance> read(ObjectNode section) {
    HealthSettings health = health(section);
    TreeHealth byTree = new TreeHealth(sections, section);
    Map<String, ProviderInstance> found = new LinkedHashMap<>();
    SourceNode list = section.get("providers").orElse(null);
    if (list instanceof ArrayNode array) {
      for (SourceNode item : array.items()) {
        if (sections.object(item, "providers[]") instanceof ObjectNode object) {
          String name = Overlay.nameOf(item).orElse("");
          reader
              .read(object, null, byTree.of(name, health))
              .ifPresent(each -> add(found, each, object));
        }
      }
    } else if (list != null) {
      findings.error(
          "WRONG_TYPE",
          list,
          "provider.providers",
          "is not a list; expected [ {\"name\": ...} ]",
          "");
    }
    section
        .fields()
        .forEach((key, field) -> {
          if (!Declarations.PROVIDER_KEYS.containsKey(key)) {
            unknownOrInstance(key, field, section, byTree.of(key, health), found);
          }
        });
    double rehearsed =
        found.values().stream().mapToDouble(ProviderInstance::rehearsalOperationsPerSecond).sum();
    if (rehearsed > Declarations.MAX_REHEARSAL) {
      findings.error(
          "REHEARSAL_REFUSED",
          section,
          "provider",
          String.format(
              Locale.ROOT,
              "asks for %.0f rehearsal operations a second in all; at most %.0f are sent",
              rehearsed,
              Declarations.MAX_REHEARSAL),
          "Lower operations_per_second of some");
    }
    return List.copyOf(found.values());
  }

  /** An object that is no key is an instance, unless it is so near a key that it must be a slip. */
  private void unknownOrInstance(
      String key,
      Field field,
      ObjectNode section,
      HealthSettings health,
      Map<String, ProviderInstance> found) {
    Optional<String> near = Nearest.of(key, Declarations.PROVIDER_KEYS.keySet());
    if (field.value() instanceof ObjectNode object
        && (near.isEmpty() || isInstance(key, object, section))) {
      reader.read(object, key, health).ifPresent(each -> add(found, each, object));
      return;
    }
    String hint =
        near.map(each -> "Did you mean '" + each + "'?")
            .orElse("A provider would be an object { }");
    findings.warning(
        Diagnostic.UNKNOWN_KEY,
        field.keyLocation(),
        "provider." + key,
        "is not a known key. " + hint,
        hint);
  }

  /**
   * Whether an object that is nearly a key is an instance all the same: it says its type, is named
   * by another setting, or has the keys of one.
   */
  private static boolean isInstance(String key, ObjectNode object, ObjectNode section) {
    return object.fields().containsKey("type")
        || object.fields().keySet().stream().anyMatch(INSTANCE_ONLY::contains)
        || section.fields().entrySet().stream()
            .filter(each -> !each.getKey().equals(key))
            .anyMatch(each -> names(each.getValue().value(), key));
  }

  private static boolean names(SourceNode node, String name) {
    return switch (node) {
      case SourceNode.ScalarNode scalar -> name.equals(scalar.toValue());
      case ArrayNode array -> array.items().stream().anyMatch(each -> names(each, name));
      case ObjectNode object ->
          object.fields().entrySet().stream()
              .anyMatch(each -> each.getKey().equals(name) || names(each.getValue().value(), name));
    };
  }

  private void add(Map<String, ProviderInstance> found, ProviderInstance each, ObjectNode node) {
    if (found.putIfAbsent(each.name(), each) != null) {
      findings.error(
          "DUPLICATE_PROVIDER",
          node,
          "providers." + each.name(),
          "stands here again; a name names one instance",
          "Rename one of the two");
    }
  }

  private HealthSettings health(ObjectNode section) {
    HealthSettings settings =
        HealthReader.over(
            sections,
            ConfigurationReader.object(section, "load_balancing"),
            RoutingDeclarations.BALANCING,
            HealthSettings.DEFAULT);
    settings =
        HealthReader.over(
            sections,
            ConfigurationReader.object(section, "strategy"),
            RoutingDeclarations.STRATEGY,
            settings);
    Decl.Section keys = new Decl.Section("", Declarations.PROVIDER_KEYS, true);
    return sections.value(section, keys, "health_check_interval") instanceof Double seconds
        ? new HealthSettings(
            settings.mode(),
            settings.interval().equals(HealthSettings.DEFAULT.interval())
                    || HealthReader.seconds(seconds).compareTo(settings.interval()) < 0
                ? HealthReader.seconds(seconds)
                : settings.interval(),
            settings.unhealthyThreshold(),
            settings.recoveryThreshold(),
            settings.recoveryDwell())
        : settings;
  }
}
