package io.signalbox.core.config.reading;

import io.signalbox.core.config.Configuration;
import io.signalbox.core.config.ProviderInstance;
import io.signalbox.core.config.SettingOverride;
import io.signalbox.core.config.overlay.OverrideKey;
import io.signalbox.core.config.source.Diagnostic;
import io.signalbox.core.config.source.SourceNode;
import io.signalbox.core.config.source.SourceNode.ArrayNode;
import io.signalbox.core.config.source.SourceNode.Field;
import io.signalbox.core.config.source.SourceNode.ObjectNode;
import io.signalbox.core.config.table.Decl;
import io.signalbox.core.config.table.Declarations;
import io.signalbox.core.config.table.Situation;
import io.signalbox.core.log.Secrets;
import io.signalbox.core.provider.ProviderFactory;
import io.signalbox.core.routing.RoutingSettings;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Turns one merged tree into a {@link Configuration}. Used once, by one thread. */
public final class ConfigurationReader {

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
    List<ProviderInstance> providers =
        new ProvidersReader(sections, findings, substitution, factories, folder, secrets)
            .read(provider);
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
    GeneralReader general = new GeneralReader(sections, findings);
    boolean debug = Boolean.TRUE.equals(sections.value(root, top, "debug"));
    return new Configuration(
        folder,
        general.stateFolder(folder, root),
        root.get("version").map(each -> text(substitution.written(each))).orElse(""),
        text(root, top, "environment").orElse("development"),
        debug,
        Boolean.TRUE.equals(sections.value(root, top, "read_only")),
        general.measures(provider),
        at,
        providers,
        routing,
        object(root, "template"),
        typeDefaults(provider),
        general.request(root, provider, routing),
        general.logging(root, debug),
        general.retention(root),
        new AlertReader(sections, findings).read(root, names),
        findings.values(),
        findings.entries(),
        findings.diagnostics());
  }

  private void checkTop(ObjectNode root) {
    tellUnset(root);
    sections.check(root, Declarations.ROOT, "");
    if (root.fields().containsKey("provider") && root.fields().containsKey("providers")) {
      findings.error(
          "SECTION_TWICE",
          root.get("providers").orElse(root),
          "providers",
          "stands beside provider; they are one section under two names",
          "Move everything under one of them");
    }
  }

  /** Inside the provider section a missing variable is that provider's own trouble. */
  private void tellUnset(ObjectNode root) {
    root.fields()
        .forEach((key, field) -> {
          boolean unused =
              !(Declarations.ROOT.keys().get(key) instanceof Decl declared) || !isUsed(declared);
          if (unused) {
            tellUnset(key, field);
          } else if (!key.equals("provider") && !key.equals("providers")) {
            for (Substitution.Missing missing : substitution.missing(field.value())) {
              findings.unset(
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

  /** As it stands in the file. */
  private static String text(SourceNode node) {
    return node instanceof SourceNode.ScalarNode scalar && scalar.toValue() != null
        ? String.valueOf(scalar.toValue())
        : "";
  }

  private Optional<String> text(ObjectNode node, Decl.Section declared, String key) {
    return Optional.ofNullable(sections.value(node, declared, key)).map(Object::toString);
  }

  static @Nullable ObjectNode object(ObjectNode node, String key) {
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
