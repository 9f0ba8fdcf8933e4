package io.signalbox.core.config.reading;

import io.signalbox.core.config.Configuration;
import io.signalbox.core.config.Nearest;
import io.signalbox.core.config.ProviderInstance;
import io.signalbox.core.config.RetentionSettings;
import io.signalbox.core.config.SettingOverride;
import io.signalbox.core.config.overlay.Overlay;
import io.signalbox.core.config.overlay.OverrideKey;
import io.signalbox.core.config.source.Diagnostic;
import io.signalbox.core.config.source.SourceNode;
import io.signalbox.core.config.source.SourceNode.ArrayNode;
import io.signalbox.core.config.source.SourceNode.Field;
import io.signalbox.core.config.source.SourceNode.ObjectNode;
import io.signalbox.core.config.table.Decl;
import io.signalbox.core.config.table.Declarations;
import io.signalbox.core.config.table.RoutingDeclarations;
import io.signalbox.core.config.table.Situation;
import io.signalbox.core.health.HealthSettings;
import io.signalbox.core.log.Secrets;
import io.signalbox.core.provider.ProviderFactory;
import io.signalbox.core.routing.RoutingSettings;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Turns one merged tree into a {@link Configuration}. Used once, by one thread. */
public final class ConfigurationReader {

  /** Keys that no section of providers has but an instance. */
  private static final Set<String> INSTANCE_ONLY =
      Set.of("simulates", "priority", "config", "capabilities", "template_defaults", "extensions");

  private final Path folder;
  private final Map<String, ProviderFactory> factories;
  private final Secrets secrets;
  private final Findings findings;
  private final Substitution substitution;
  private final SectionReader sections;
  private final UnaryOperator<@Nullable String> environment;

  public ConfigurationReader(
      Path folder,
      Map<String, ProviderFactory> factories,
      UnaryOperator<@Nullable String> environment,
      Map<String, SettingOverride> overrides,
      String overlayFile,
      Secrets secrets) {
    this.folder = folder;
    this.factories = factories;
    this.secrets = secrets;
    this.environment = environment;
    this.findings = new Findings(overrides, overlayFile);
    this.substitution = new Substitution(environment);
    this.sections = new SectionReader(findings, substitution);
  }

  public Findings findings() {
    return findings;
  }

  /** Whatever comes of it, what variables stood for is known as secret afterwards. */
  public Configuration read(ObjectNode merged, Instant at) {
    try {
      return substituted(substitution.apply(merged), at);
    } finally {
      Set<String> words = new HashSet<>(sections.words());
      factories.keySet().forEach(each -> words.add(each.toUpperCase(Locale.ROOT)));
      substitution.hidden(words).forEach(secrets::add);
    }
  }

  private Configuration substituted(ObjectNode root, Instant at) {
    checkTop(root);
    ObjectNode provider = providerSection(root);
    List<ProviderInstance> providers = providers(provider);
    Set<String> names = new LinkedHashSet<>();
    Set<String> types = new LinkedHashSet<>();
    for (ProviderInstance each : providers) {
      names.add(each.name());
      types.add(each.effectiveType());
    }
    RoutingSettings routing = new RoutingReader(sections, findings).read(provider, names, types);
    if (!findings.hasErrors()) {
      new NoEffects(
              findings,
              new Situation.Whole(root, provider, providers, routing, factories, environment))
          .tell();
    }
    Decl.Section top = Declarations.ROOT;
    boolean debug = Boolean.TRUE.equals(sections.value(root, top, "debug"));
    return new Configuration(
        folder,
        stateFolder(root),
        root.get("version").map(each -> text(substitution.written(each))).orElse(""),
        text(root, top, "environment").orElse("development"),
        debug,
        Boolean.TRUE.equals(sections.value(root, top, "read_only")),
        measures(provider),
        at,
        providers,
        routing,
        object(root, "template"),
        typeDefaults(provider),
        request(root, provider, routing),
        new Configuration.LoggingSettings(
            textOr(root, "logging", "level", debug ? "DEBUG" : "INFO")),
        retention(root),
        findings.values(),
        findings.entries(),
        findings.diagnostics());
  }

  private Path stateFolder(ObjectNode root) {
    try {
      return folder.resolve(textOr(root, "storage", "path", ".signalbox")).normalize();
    } catch (InvalidPathException e) {
      SourceNode written =
          root.get("storage")
              .flatMap(each -> each instanceof ObjectNode it ? it.get("path") : Optional.empty())
              .orElse(root);
      findings.error(
          "BAD_VALUE",
          written,
          "storage.path",
          "is no path: " + e.getReason(),
          "Name a folder, such as .signalbox");
      return folder.resolve(".signalbox");
    }
  }

  private void checkTop(ObjectNode root) {
    sections.check(root, Declarations.ROOT, "");
    if (root.fields().containsKey("provider") && root.fields().containsKey("providers")) {
      findings.error(
          "SECTION_TWICE",
          root.get("providers").orElse(root),
          "providers",
          "stands beside provider; they are one section under two names",
          "Move everything under one of them");
    }
    // Inside the provider section a missing variable is that provider's own trouble.
    root.fields()
        .forEach((key, field) -> {
          boolean unused =
              !(Declarations.ROOT.keys().get(key) instanceof Decl declared) || !isUsed(declared);
          if (unused) {
            tellUnset(key, field);
          } else if (!key.equals("provider") && !key.equals("providers")) {
            for (Substitution.Missing missing : substitution.missing(field.value())) {
              findings.error(
                  "ENVIRONMENT_MISSING",
                  missing.node(),
                  key,
                  "needs environment variable " + missing.variables() + ", which is not set",
                  "Set it, or write ${" + missing.variables() + ":-default}");
            }
          }
        });
  }

  private static boolean isUsed(Decl declared) {
    return !(declared instanceof Decl.Anything anything)
        || anything.status() == Decl.Status.IN_FORCE;
  }

  /** Nobody reads the section, so that what it lacks harms nobody. */
  private void tellUnset(String key, Field field) {
    for (Substitution.Missing missing : substitution.missing(field.value())) {
      findings.info(
          "ENVIRONMENT_MISSING",
          missing.node().location(),
          key,
          "needs environment variable "
              + missing.variables()
              + ", which is not set; nothing here reads it");
    }
  }

  private ObjectNode providerSection(ObjectNode root) {
    ObjectNode section = object(root, "provider");
    if (section == null) {
      section = object(root, "providers");
    }
    if (section == null && root.get("providers").orElse(null) instanceof ArrayNode list) {
      section =
          new ObjectNode(list.location(), Map.of("providers", new Field(list.location(), list)));
    }
    return section == null ? new ObjectNode(root.location(), Map.of()) : section;
  }

  private List<ProviderInstance> providers(ObjectNode section) {
    HealthSettings health = health(section);
    TreeHealth byTree = new TreeHealth(sections, section);
    ProviderReader reader =
        new ProviderReader(sections, findings, substitution, factories, folder, secrets);
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
            unknownOrInstance(key, field, section, byTree.of(key, health), reader, found);
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
      ProviderReader reader,
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
            object(section, "load_balancing"),
            RoutingDeclarations.BALANCING,
            HealthSettings.DEFAULT);
    settings =
        HealthReader.over(
            sections, object(section, "strategy"), RoutingDeclarations.STRATEGY, settings);
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

  private static Map<String, ObjectNode> typeDefaults(ObjectNode section) {
    Map<String, ObjectNode> defaults = new LinkedHashMap<>();
    if (section.get("provider_defaults").orElse(null) instanceof ObjectNode types) {
      types
          .fields()
          .forEach((type, field) -> {
            if (field.value() instanceof ObjectNode each
                && each.get("template_defaults").orElse(null) instanceof ObjectNode node) {
              defaults.put(type, node);
            }
          });
    }
    return defaults;
  }

  private Configuration.RequestSettings request(
      ObjectNode root, ObjectNode provider, RoutingSettings routing) {
    ObjectNode section = object(root, "request");
    Decl.Section declared = (Decl.Section) Declarations.ROOT.keys().get("request");
    Object timeout = section == null ? null : value(section, declared, "default_timeout");
    Object reconcile = section == null ? null : value(section, declared, "reconcile_timeout");
    Object most = section == null ? null : value(section, declared, "max_machines_per_request");
    Object failover =
        sections.value(
            object(provider, "strategy"), RoutingDeclarations.STRATEGY, "failover_enabled");
    Configuration.RequestSettings base = Configuration.RequestSettings.DEFAULT;
    return new Configuration.RequestSettings(
        timeout instanceof Double s ? HealthReader.seconds(s) : base.defaultTimeout(),
        reconcile instanceof Double s ? HealthReader.seconds(s) : base.reconcileTimeout(),
        failover instanceof Boolean said ? said : routing.tree().failsOver(),
        most instanceof Long count ? OptionalInt.of(count.intValue()) : OptionalInt.empty());
  }

  private boolean measures(ObjectNode provider) {
    return !Boolean.FALSE.equals(
        sections.value(
            object(provider, "strategy"),
            RoutingDeclarations.STRATEGY,
            "metrics_collection_enabled"));
  }

  private RetentionSettings retention(ObjectNode root) {
    ObjectNode storage = object(root, "storage");
    ObjectNode section = storage == null ? null : object(storage, "retention");
    RetentionSettings base = RetentionSettings.DEFAULT;
    return new RetentionSettings(
        Duration.ofDays(whole(section, "requests_days", base.requests().toDays())),
        whole(section, "max_requests", base.maxRequests()),
        Duration.ofDays(whole(section, "audit_days", base.audit().toDays())),
        whole(section, "max_audit_entries", base.maxAuditEntries()));
  }

  private long whole(@Nullable ObjectNode section, String key, long fallback) {
    return sections.value(section, Declarations.RETENTION, key) instanceof Long said
        ? said
        : fallback;
  }

  private @Nullable Object value(ObjectNode section, Decl.@Nullable Section declared, String key) {
    return declared == null ? null : sections.value(section, declared, key);
  }

  private String textOr(ObjectNode root, String section, String key, String fallback) {
    Object value =
        value(
            object(root, section) instanceof ObjectNode node
                ? node
                : new ObjectNode(root.location(), Map.of()),
            (Decl.Section) Declarations.ROOT.keys().get(section),
            key);
    return value == null ? fallback : value.toString();
  }

  /** As it stands in the file. */
  private static String text(SourceNode node) {
    return node instanceof SourceNode.ScalarNode scalar && scalar.toValue() != null
        ? String.valueOf(scalar.toValue())
        : "";
  }

  private Optional<String> text(ObjectNode node, Decl.Section declared, String key) {
    return Optional.ofNullable(sections.value(node, declared, key)).map(Object::toString);
  }

  private static @Nullable ObjectNode object(ObjectNode node, String key) {
    return node.get(key).orElse(null) instanceof ObjectNode object ? object : null;
  }

  /** Lays overrides over a tree; one that fits nowhere is told and ignored. */
  public static ObjectNode override(
      ObjectNode root, List<SettingOverride> overrides, List<Diagnostic> told) {
    ObjectNode result = root;
    for (SettingOverride each : overrides) {
      Optional<ObjectNode> changed = OverrideKey.apply(result, each);
      if (changed.isPresent()) {
        result = changed.get();
      } else {
        told.add(
            Diagnostic.warning(
                "OVERRIDE_IGNORED",
                "The override of " + each.key() + " by " + each.who() + " fits nothing any more",
                null,
                each.key(),
                "Remove it: it changes nothing"));
      }
    }
    return result;
  }

  public static List<Diagnostic> errors(List<Diagnostic> diagnostics) {
    List<Diagnostic> errors = new ArrayList<>(diagnostics);
    errors.removeIf(each -> each.severity() != Diagnostic.Severity.ERROR);
    return errors;
  }
}
