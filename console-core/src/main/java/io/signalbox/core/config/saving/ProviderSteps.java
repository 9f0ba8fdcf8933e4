package io.signalbox.core.config.saving;

import io.signalbox.core.config.ProviderEdit;
import io.signalbox.core.config.ProviderTrial.Finding;
import io.signalbox.core.config.table.Declarations;
import io.signalbox.core.provider.ConfigField;
import io.signalbox.core.provider.ProviderFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an edit of a provider changes in one file; nothing where it stands so already. Used once, by
 * one thread.
 */
final class ProviderSteps {

  private static final String CONFIG = "config";

  /** In this order in a new entry; whatever else is given follows. */
  private static final List<String> ORDER =
      List.of("type", "simulates", "enabled", "weight", "priority", "capabilities", CONFIG);

  private final Map<String, ProviderFactory> factories;
  private final List<Finding> findings;
  private final ProviderPlace place;
  private final boolean inSections;

  /**
   * @param findings told of what is wrong with the edit itself
   * @param place of the provider in the file that is edited
   * @param main of the provider in the main file, which an overlay is laid over by the same shape
   */
  ProviderSteps(
      Map<String, ProviderFactory> factories,
      List<Finding> findings,
      ProviderPlace place,
      ProviderPlace main) {
    this.factories = factories;
    this.findings = findings;
    this.place = place;
    this.inSections =
        main.isThere() || !main.list().isEmpty()
            ? main.inSections()
            : main.inSections() || place.inSections();
  }

  /**
   * @param type of the provider as it is configured; empty for a new one
   * @param taken where a provider of that name stands that the file does not have; empty for none
   */
  List<Step> of(ProviderEdit edit, String type, String taken) {
    return switch (edit) {
      case ProviderEdit.Register register -> register(register, taken);
      case ProviderEdit.Update update -> update(update, type);
      case ProviderEdit.Remove remove ->
          place.isThere() ? List.of(new Step.Put(place.entry(), null)) : List.of();
    };
  }

  private List<Step> register(ProviderEdit.Register edit, String taken) {
    Object given = edit.settings().get("type");
    String type = given == null ? "" : given.toString().strip();
    ProviderFactory factory = factories.get(type);
    if (factory == null) {
      findings.add(
          new Finding(
              "type",
              true,
              "TYPE_NOT_INSTALLED",
              (type.isEmpty() ? "is needed" : "is '" + type + "', which is not installed")
                  + "; installed: "
                  + String.join(", ", factories.keySet().stream().sorted().toList()),
              null));
    }
    Map<String, @Nullable Object> read = new TypedSettings(factory, findings).read(edit.settings());
    if (factory != null) {
      needed(factory, read);
    }
    Map<String, Object> entry = entry(edit.provider(), read);
    boolean section = inSections && !Declarations.PROVIDER_KEYS.containsKey(edit.provider());
    Map<String, Object> made = asRead(section ? inSection(entry) : entry);
    if (place.isThere() && made.equals(place.value())) {
      return List.of();
    }
    if (place.isThere() || !taken.isEmpty()) {
      findings.add(
          new Finding(
              "name",
              true,
              "INVALID_STATE",
              "is '"
                  + edit.provider()
                  + "', which is configured already"
                  + (taken.isEmpty() ? "" : ", at " + taken)
                  + "; update changes it",
              null));
      // The other settings are checked all the same; a name that stands twice is told already.
      return section ? List.of() : List.of(added(edit.provider(), made, false));
    }
    return List.of(added(edit.provider(), made, section));
  }

  private void needed(ProviderFactory factory, Map<String, @Nullable Object> read) {
    for (ConfigField field : factory.configFields()) {
      String key = CONFIG + "." + field.name();
      boolean told = findings.stream().anyMatch(each -> each.key().equals(key));
      if (field.required() && read.get(key) == null && !told) {
        findings.add(new Finding(key, true, "MISSING", "is needed: " + field.description(), null));
      }
    }
  }

  private Step added(String name, Map<String, Object> entry, boolean section) {
    if (section) {
      return place.hasSection()
          ? new Step.Append(place.section(), name, entry)
          : new Step.Put(place.section(), Map.of(name, entry));
    }
    return place.list().isEmpty()
        ? new Step.Put(place.section() + ".providers", List.of(entry))
        : new Step.Append(place.list(), "", entry);
  }

  private List<Step> update(ProviderEdit.Update edit, String type) {
    Map<String, @Nullable Object> read =
        new TypedSettings(factories.get(type), findings).read(edit.settings());
    if (!place.isThere()) {
      Map<String, Object> entry = entry(edit.provider(), read);
      Map<String, Object> made = asRead(inSections ? inSection(entry) : entry);
      return made.size() <= (inSections ? 0 : 1)
          ? List.of()
          : List.of(added(edit.provider(), made, inSections));
    }
    List<Step> steps = new ArrayList<>();
    read.forEach((key, value) -> {
      String within = within(key);
      Object wanted = Step.asRead(value);
      Object has = KeyPath.value(place.value(), within);
      if (!Objects.equals(has, wanted)) {
        steps.add(new Step.Put(place.entry() + "." + within, wanted));
      }
    });
    return steps;
  }

  /** In a section of its own a provider's settings of its type stand beside the others. */
  private String within(String key) {
    boolean beside =
        inSections
            && key.startsWith(CONFIG + ".")
            && KeyPath.value(place.value(), key) == null
            && !(place.value().get(CONFIG) instanceof Map);
    return beside ? key.substring(CONFIG.length() + 1) : key;
  }

  private static Map<String, Object> entry(String name, Map<String, @Nullable Object> settings) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("name", name);
    for (String first : ORDER) {
      settings.forEach((key, value) -> {
        if (value != null && (key.equals(first) || key.startsWith(first + "."))) {
          nest(entry, key, value);
        }
      });
    }
    settings.forEach((key, value) -> {
      String first = key.indexOf('.') < 0 ? key : key.substring(0, key.indexOf('.'));
      if (value != null && !ORDER.contains(first)) {
        nest(entry, key, value);
      }
    });
    return entry;
  }

  @SuppressWarnings("unchecked") // only maps made here are gone into
  private static void nest(Map<String, Object> in, String key, Object value) {
    int dot = key.indexOf('.');
    if (dot < 0) {
      in.put(key, value instanceof Map<?, ?> map ? new LinkedHashMap<>(map) : value);
      return;
    }
    Object below = in.computeIfAbsent(key.substring(0, dot), each -> new LinkedHashMap<>());
    if (below instanceof LinkedHashMap<?, ?> map) {
      nest((Map<String, Object>) map, key.substring(dot + 1), value);
    }
  }

  @SuppressWarnings("unchecked") // as it was made by entry
  private static Map<String, Object> inSection(Map<String, Object> entry) {
    Map<String, Object> section = new LinkedHashMap<>(entry);
    section.remove("name");
    if (section.remove(CONFIG) instanceof Map<?, ?> config) {
      section.putAll((Map<String, Object>) config);
    }
    return section;
  }

  @SuppressWarnings("unchecked") // an object is read as one
  private static Map<String, Object> asRead(Map<String, Object> entry) {
    return (Map<String, Object>) Objects.requireNonNull(Step.asRead(entry));
  }
}
