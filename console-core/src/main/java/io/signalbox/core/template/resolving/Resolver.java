package io.signalbox.core.template.resolving;

import io.signalbox.core.config.Configuration;
import io.signalbox.core.config.ProviderInstance;
import io.signalbox.core.config.source.Location;
import io.signalbox.core.config.source.SourceNode.ObjectNode;
import io.signalbox.core.template.Contribution;
import io.signalbox.core.template.FieldValue;
import io.signalbox.core.template.Layer;
import io.signalbox.core.template.ResolvedField;
import io.signalbox.core.template.ResolvedTemplate;
import io.signalbox.core.template.field.FieldDef;
import io.signalbox.core.template.field.FieldTable;
import io.signalbox.core.template.file.EntryReader;
import io.signalbox.core.template.file.FileLayers;
import io.signalbox.core.template.file.TemplateEntry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Folds the layers of one template for one provider, lowest first, field by field. Used once, by
 * one thread.
 */
final class Resolver {

  private final CatalogState state;
  private final String id;
  private final ProviderInstance provider;
  private final List<Contribution> layers = new ArrayList<>();

  Resolver(CatalogState state, String id, ProviderInstance provider) {
    this.state = state;
    this.id = id;
    this.provider = provider;
  }

  ResolvedTemplate resolve() {
    layers.addAll(state.sections(provider));
    String refused = "";
    boolean any = false;
    for (String file : state.filesOf(id)) {
      FileLayers.Place place = state.layers.places().get(file);
      if (place == null || !place.actsFor(provider)) {
        continue;
      }
      TemplateEntry entry = state.entry(file, id);
      String contradiction = contradiction(entry);
      layers.add(new Contribution(entry.layer(), entry.location(), entry.fields(), contradiction));
      if (contradiction.isEmpty()) {
        any = true;
      } else if (refused.isEmpty()) {
        refused = contradiction;
      }
    }
    Map<String, ResolvedField> fields = new LinkedHashMap<>();
    Map<String, ResolvedField> unset = new LinkedHashMap<>();
    ordered(fold())
        .forEach((name, field) -> (field.inForce().unsets() ? unset : fields).put(name, field));
    Map<String, Object> defaults =
        new Defaults(state.table(provider), state.apis, provider.effectiveType()).of(fields);
    String why = any ? TurnedOff.reason(fields) : refused.isEmpty() ? noEntry(provider) : refused;
    return new ResolvedTemplate(
        id, provider.name(), "", why.isEmpty(), why, fields, unset, List.copyOf(layers), defaults);
  }

  /** Why a provider does not offer a template that is for others. */
  static String noEntry(ProviderInstance provider) {
    return "No file has an entry of it for " + provider.name();
  }

  /** What the configuration says of every template of a provider, lowest first. */
  static List<Contribution> sections(
      Configuration configuration, FieldTable table, ProviderInstance provider) {
    String type = provider.effectiveType();
    return Stream.of(
            section(
                table, Layer.Kind.TEMPLATE_SECTION, "template", configuration.templateDefaults()),
            section(
                table,
                Layer.Kind.TYPE_DEFAULTS,
                "provider_defaults." + type,
                configuration.providerDefaults().get(type)),
            section(
                table,
                Layer.Kind.INSTANCE_DEFAULTS,
                "providers." + provider.name() + ".template_defaults",
                provider.templateDefaults()))
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<Contribution> section(
      FieldTable table, Layer.Kind kind, String source, @Nullable ObjectNode section) {
    if (section == null) {
      return Optional.empty();
    }
    Layer layer = new Layer(kind.number(), source);
    Map<String, FieldValue> fields = new EntryReader(table, layer, "").readDefaults(section);
    return Optional.of(new Contribution(layer, section.location(), fields, ""))
        .filter(each -> !fields.isEmpty());
  }

  /** An entry that names another type or instance takes no part here. */
  private String contradiction(TemplateEntry entry) {
    String type = entry.text("provider_type").orElse(provider.effectiveType());
    if (!type.equals(provider.effectiveType())) {
      return "provider_type is " + type;
    }
    String name = entry.text("provider_name").orElse(provider.name());
    return name.equals(provider.name()) ? "" : "provider_name is " + name;
  }

  private Map<String, ResolvedField> fold() {
    Map<String, ResolvedField> fields = new LinkedHashMap<>();
    for (Contribution layer : layers) {
      if (!layer.refused().isEmpty()) {
        continue;
      }
      layer
          .fields()
          .forEach((name, value) -> fields.put(name, over(fields.get(name), name, value)));
      for (String set : FieldTable.MACHINES) {
        for (String other : FieldTable.MACHINES) {
          if (!set.equals(other)) {
            replaceOther(fields, layer, set, other);
          }
        }
      }
    }
    FieldValue own = new FieldValue(id, new Layer(0, ""), new Location("", 0, 0));
    ResolvedField named = fields.get("template_id");
    if (named == null) {
      // An entry keyed by its id says it by its place.
      Contribution last = layers.isEmpty() ? null : layers.getLast();
      fields.put(
          "template_id",
          new ResolvedField(
              "template_id",
              last == null ? own : new FieldValue(id, last.layer(), last.location()),
              List.of()));
    }
    return fields;
  }

  private static ResolvedField over(@Nullable ResolvedField before, String name, FieldValue value) {
    if (before == null) {
      return new ResolvedField(name, value, List.of());
    }
    List<FieldValue> overrides = new ArrayList<>();
    overrides.add(before.inForce());
    overrides.addAll(before.overrides());
    return new ResolvedField(name, value, overrides);
  }

  /** What says which machines in a layer replaces what says it otherwise in a lower one. */
  private static void replaceOther(
      Map<String, ResolvedField> fields, Contribution layer, String set, String other) {
    FieldValue value = layer.fields().get(set);
    if (value != null && !value.unsets() && !layer.fields().containsKey(other)) {
      fields.remove(other);
    }
  }

  private Map<String, ResolvedField> ordered(Map<String, ResolvedField> fields) {
    Map<String, ResolvedField> ordered = new LinkedHashMap<>();
    for (FieldDef def : state.table(provider).fields()) {
      ResolvedField field = fields.get(def.name());
      if (field != null) {
        ordered.put(def.name(), field);
      }
    }
    fields.forEach(ordered::putIfAbsent);
    return ordered;
  }
}
