package io.signalbox.core.template.file;

import io.signalbox.core.config.Configuration;
import io.signalbox.core.config.Nearest;
import io.signalbox.core.config.ProviderInstance;
import io.signalbox.core.config.source.Diagnostic;
import io.signalbox.core.template.Layer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which layer each template file acts at, and for whom. A file acts once, at the highest layer
 * whose pattern fits.
 *
 * @param places by file name, lowest layer first
 */
public record FileLayers(Map<String, Place> places, List<Diagnostic> diagnostics) {

  private static final String SUFFIX = "_templates.json";
  private static final int MOST_NAMES = 4;
  private static final String LEGACY = "awsprov_templates.json";

  /**
   * @param instance whom a layer 7 file is for; empty otherwise
   * @param type whom a layer 6 file is for; empty otherwise
   */
  public record Place(Layer layer, String instance, String type) {
    public boolean actsFor(ProviderInstance provider) {
      return (instance.isEmpty() || instance.equals(provider.name()))
          && (type.isEmpty() || type.equals(provider.effectiveType()));
    }
  }

  public static FileLayers of(Configuration configuration, Set<String> files) {
    List<Diagnostic> told = new ArrayList<>();
    Set<String> types = new LinkedHashSet<>();
    Set<String> names = new HashSet<>();
    for (ProviderInstance each : configuration.providers()) {
      types.add(each.effectiveType());
      names.add(each.name());
    }
    Map<String, Place> places = new LinkedHashMap<>();
    for (String file : files) {
      place(file, names, types, files, places, told);
    }
    Map<String, Place> ordered = new LinkedHashMap<>();
    places.entrySet().stream()
        .sorted(
            (a, b) -> Integer.compare(a.getValue().layer().number(), b.getValue().layer().number()))
        .forEach(each -> ordered.put(each.getKey(), each.getValue()));
    return new FileLayers(ordered, told);
  }

  private static void place(
      String file,
      Set<String> names,
      Set<String> types,
      Set<String> files,
      Map<String, Place> places,
      List<Diagnostic> told) {
    String instance = file.substring(0, Math.max(0, file.length() - SUFFIX.length()));
    if (file.equals(instance + SUFFIX) && names.contains(instance)) {
      places.put(file, new Place(layer(Layer.Kind.INSTANCE_FILE, file), instance, ""));
      return;
    }
    for (String type : types) {
      boolean first = file.equals(type + "prov_templates.json");
      if (!first && !file.equals(type + "_templates.json")) {
        continue;
      }
      if (!first && files.contains(type + "prov_templates.json")) {
        told.add(
            Diagnostic.warning(
                "TWO_TYPE_FILES",
                file + " is not read: " + type + "prov_templates.json stands beside it and wins",
                null,
                file,
                "Keep one"));
      } else {
        places.put(file, new Place(layer(Layer.Kind.TYPE_FILE, file), "", type));
      }
      return;
    }
    if (file.equals("templates.json")) {
      places.put(file, new Place(layer(Layer.Kind.MAIN_FILE, file), "", ""));
    } else if (file.equals(LEGACY)) {
      places.put(file, new Place(layer(Layer.Kind.LEGACY_FILE, file), "", ""));
    } else {
      told.add(
          Diagnostic.warning(
              "FILE_NOT_READ",
              file + " is not read: no provider and no type of that name is configured",
              null,
              file,
              "For one that is, it would be named " + names(instance, names, types)));
    }
  }

  /** What it should be called: after what its name is nearest to, else after each type there is. */
  private static String names(String stem, Set<String> names, Set<String> types) {
    Map<String, String> known = new LinkedHashMap<>();
    types.forEach(type -> known.put(type + "prov", type + "prov" + SUFFIX));
    names.stream().sorted().forEach(name -> known.put(name, name + SUFFIX));
    Optional<String> near = Nearest.likely(stem, known.keySet());
    if (near.isPresent()) {
      return String.valueOf(known.get(near.get()));
    }
    List<String> some = known.values().stream().limit(MOST_NAMES).toList();
    String rest = known.size() > some.size() ? " and so on" : "";
    return "templates.json" + (some.isEmpty() ? "" : ", " + String.join(", ", some)) + rest;
  }

  private static Layer layer(Layer.Kind kind, String file) {
    return new Layer(kind.number(), file);
  }
}
