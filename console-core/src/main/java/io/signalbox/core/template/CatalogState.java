package io.signalbox.core.template;

import io.signalbox.core.config.Configuration;
import io.signalbox.core.config.ProviderInstance;
import io.signalbox.core.config.source.Diagnostic;
import io.signalbox.core.config.source.SourceNode.ObjectNode;
import io.signalbox.core.provider.ProviderFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * All files and one configuration, ready to resolve from. Immutable but for what it has read so
 * far, which never changes once read: entries are read when somebody asks, so that ten thousand
 * templates open at the speed of their JSON. Thread-safe.
 */
final class CatalogState {

  final Configuration configuration;
  final Map<String, LoadedFile> files;
  final FileLayers layers;
  final LaunchApis apis;
  private final Map<String, ProviderFactory> factories;
  // Id to the files that have an entry of it, lowest layer first.
  private final Map<String, List<String>> index = new TreeMap<>();
  private final Map<String, TemplateEntry> entries = new ConcurrentHashMap<>();
  private final Map<String, ResolvedTemplate> resolved = new ConcurrentHashMap<>();
  private final Map<String, FieldTable> tables = new ConcurrentHashMap<>();

  CatalogState(
      Configuration configuration,
      Map<String, LoadedFile> files,
      Map<String, ProviderFactory> factories) {
    this.configuration = configuration;
    this.files = Collections.unmodifiableMap(new LinkedHashMap<>(files));
    this.factories = factories;
    this.apis = new LaunchApis(factories);
    this.layers = FileLayers.of(configuration, new TreeSet<>(files.keySet()));
    for (String file : layers.places().keySet()) {
      LoadedFile loaded = files.get(file);
      if (loaded != null) {
        loaded
            .entries()
            .keySet()
            .forEach(id -> index.computeIfAbsent(id, key -> new ArrayList<>(2)).add(file));
      }
    }
  }

  Set<String> ids() {
    return Collections.unmodifiableSet(index.keySet());
  }

  List<String> filesOf(String id) {
    return index.getOrDefault(id, List.of());
  }

  /** The field table of a provider: the base one and what its type adds. */
  FieldTable table(@Nullable ProviderInstance provider) {
    return provider == null
        ? FieldTable.BASE
        : tables.computeIfAbsent(
            provider.type(),
            type -> {
              ProviderFactory factory = factories.get(type);
              return FieldTable.BASE.with(
                  factory == null ? null : factory.templateExtension().orElse(null));
            });
  }

  /** Every table in use: an entry of a shared file may have any type's fields. */
  private FieldTable unionTable() {
    return tables.computeIfAbsent(
        "",
        all -> {
          FieldTable union = FieldTable.BASE;
          for (ProviderInstance each : configuration.providers()) {
            ProviderFactory factory = factories.get(each.type());
            union = union.with(factory == null ? null : factory.templateExtension().orElse(null));
          }
          return union;
        });
  }

  TemplateEntry entry(String file, String id) {
    return entries.computeIfAbsent(
        file + "\n" + id,
        key -> {
          FileLayers.Place place = Objects.requireNonNull(layers.places().get(file));
          ObjectNode node =
              Objects.requireNonNull(Objects.requireNonNull(files.get(file)).entries().get(id));
          return new EntryReader(unionTable(), place.layer(), id).read(node);
        });
  }

  ResolvedTemplate resolve(String id, ProviderInstance provider) {
    return resolved.computeIfAbsent(
        provider.name() + "\n" + id, key -> new Resolver(this, id, provider).resolve());
  }

  /** What is odd in all files, errors first. */
  List<Diagnostic> diagnostics() {
    List<Diagnostic> all = new ArrayList<>();
    files.values().forEach(file -> all.addAll(file.problems()));
    all.addAll(layers.diagnostics());
    index.forEach((id, in) -> in.forEach(file -> all.addAll(entry(file, id).diagnostics())));
    all.sort((a, b) -> b.severity().compareTo(a.severity()));
    return all;
  }

  List<Diagnostic> diagnostics(String id) {
    List<Diagnostic> all = new ArrayList<>();
    filesOf(id).forEach(file -> all.addAll(entry(file, id).diagnostics()));
    return all;
  }
}
