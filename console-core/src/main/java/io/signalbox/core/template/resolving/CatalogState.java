package io.signalbox.core.template.resolving;

import io.signalbox.core.config.Configuration;
import io.signalbox.core.config.ProviderInstance;
import io.signalbox.core.config.source.Diagnostic;
import io.signalbox.core.config.source.SourceNode.ObjectNode;
import io.signalbox.core.config.source.SourceReader;
import io.signalbox.core.provider.ProviderFactory;
import io.signalbox.core.template.Contribution;
import io.signalbox.core.template.Layer;
import io.signalbox.core.template.ResolvedTemplate;
import io.signalbox.core.template.field.FieldTable;
import io.signalbox.core.template.field.LaunchApis;
import io.signalbox.core.template.file.EntryReader;
import io.signalbox.core.template.file.FileLayers;
import io.signalbox.core.template.file.FileOutline;
import io.signalbox.core.template.file.LoadedFile;
import io.signalbox.core.template.file.TemplateEntry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All files and one configuration, ready to resolve from. Thread-safe; immutable but for what was
 * read last, which is never other when it is read again. An entry is parsed when somebody asks for
 * it, and what is kept of all templates is one row each, whatever the number of providers: ten
 * thousand templates and five hundred providers take a few times the text of the files.
 */
public final class CatalogState {

  /** Entries kept as they were read; a page of a list, and what is being submitted. */
  private static final int RECENT_ENTRIES = 500;

  /** Resolved templates kept, of any template and provider. */
  private static final int RECENT_RESOLVED = 500;

  public final Configuration configuration;
  public final Map<String, LoadedFile> files;
  public final FileLayers layers;
  public final LaunchApis apis;
  final ProviderKinds kinds;
  private final Map<String, ProviderFactory> factories;
  // Id to the files that have an entry of it, lowest layer first; in the order in which ids first
  // stand in the files, for hosts are provisioned in that.
  private final Map<String, List<String>> index;
  private final Map<String, FieldTable> tables = new ConcurrentHashMap<>();
  // What the configuration says of every template of a provider, by the provider's name.
  private final Map<String, List<Contribution>> sections = new ConcurrentHashMap<>();
  private final Recent<Place, TemplateEntry> entries = new Recent<>(RECENT_ENTRIES);
  private final Recent<Place, ResolvedTemplate> resolved = new Recent<>(RECENT_RESOLVED);
  private volatile @Nullable Survey survey;
  // Until this one's survey is made; of the last that was made before, so that none holds another.
  private volatile @Nullable Surveyed earlier;

  /** A template and the file or the provider it is looked at in. */
  private record Place(String id, String in) {

    // Written out: a short process asks once, and a record's own are linked anew in each.
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Place it && id.equals(it.id) && in.equals(it.in);
    }

    @Override
    public int hashCode() {
      return 31 * id.hashCode() + in.hashCode();
    }
  }

  /**
   * @param before what this takes the place of; null for nothing
   */
  public CatalogState(
      Configuration configuration,
      Map<String, LoadedFile> files,
      Map<String, ProviderFactory> factories,
      @Nullable CatalogState before) {
    this.configuration = configuration;
    this.files = Collections.unmodifiableMap(new LinkedHashMap<>(files));
    this.factories = factories;
    this.apis = new LaunchApis(factories);
    this.layers = FileLayers.of(configuration, new TreeSet<>(files.keySet()));
    this.kinds = new ProviderKinds(this);
    this.index = before != null && before.hasIdsOf(this) ? before.index : index();
    Surveyed surveyed = before == null ? null : before.surveyed();
    this.earlier = surveyed != null && surveyed.servesFor(this) ? surveyed : null;
  }

  private Map<String, List<String>> index() {
    Map<String, List<String>> index = new LinkedHashMap<>();
    for (String file : layers.places().keySet()) {
      List<String> alone = List.of(file);
      // Most templates stand in the same files: they share one list of them.
      Map<List<String>, List<String>> shared = new HashMap<>();
      for (String id : idsOf(file)) {
        index.merge(
            id,
            alone,
            (below, own) ->
                shared.computeIfAbsent(
                    below, in -> Stream.concat(in.stream(), own.stream()).toList()));
      }
    }
    return index;
  }

  private Set<String> idsOf(String file) {
    LoadedFile loaded = files.get(file);
    FileOutline inForce = loaded == null ? null : loaded.inForce();
    return inForce == null ? Set.of() : inForce.ids();
  }

  /** Whether the same ids stand in the same files, in the same order. */
  private boolean hasIdsOf(CatalogState now) {
    return List.copyOf(layers.places().keySet()).equals(List.copyOf(now.layers.places().keySet()))
        && layers.places().keySet().stream()
            .allMatch(file -> List.copyOf(idsOf(file)).equals(List.copyOf(now.idsOf(file))));
  }

  private @Nullable Surveyed surveyed() {
    Survey known = survey;
    return known == null ? earlier : new Surveyed(configuration, files, index, known);
  }

  public boolean has(String id) {
    return index.containsKey(id);
  }

  /** Every id once, sorted. */
  public List<String> ids() {
    return index.keySet().stream().sorted().toList();
  }

  /** Every id once, in the order in which it first stands in the files, lowest layer first. */
  public Set<String> inFileOrder() {
    return Collections.unmodifiableSet(index.keySet());
  }

  public List<String> filesOf(String id) {
    return index.getOrDefault(id, List.of());
  }

  /** The field table of a provider: the base one and what its type adds. */
  public FieldTable table(ProviderInstance provider) {
    return tables.computeIfAbsent(
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
          Set<String> types = new TreeSet<>();
          for (ProviderInstance each : configuration.providers()) {
            ProviderFactory factory = factories.get(each.type());
            if (factory != null && types.add(each.type())) {
              union = union.with(factory.templateExtension().orElse(null));
            }
          }
          return union;
        });
  }

  public TemplateEntry entry(String file, String id) {
    return entries.get(new Place(id, file), () -> read(file, id));
  }

  private TemplateEntry read(String file, String id) {
    FileLayers.Place place = Objects.requireNonNull(layers.places().get(file));
    FileOutline outline = Objects.requireNonNull(Objects.requireNonNull(files.get(file)).inForce());
    return read(outline, place.layer(), id);
  }

  /** An entry of any text, such as one that is about to be saved, by the fields in use. */
  public TemplateEntry read(FileOutline outline, Layer layer, String id) {
    SourceReader.Parsed parsed = outline.entry(id);
    return new EntryReader(unionTable(), layer, id)
        .read((ObjectNode) Objects.requireNonNull(parsed.root()), parsed.diagnostics());
  }

  List<Contribution> sections(ProviderInstance provider) {
    return sections.computeIfAbsent(
        provider.name(), name -> Resolver.sections(configuration, table(provider), provider));
  }

  public ResolvedTemplate resolve(String id, ProviderInstance provider) {
    return resolved.get(
        new Place(id, provider.name()), () -> new Resolver(this, id, provider).resolve());
  }

  /** What is known of all templates, made when somebody asks first. */
  public Survey survey() {
    Survey known = survey;
    if (known != null) {
      return known;
    }
    synchronized (this) {
      known = survey;
      if (known == null) {
        known = Survey.of(this, earlier);
        survey = known;
        earlier = null;
      }
      return known;
    }
  }

  /** What is odd in the files themselves, errors first. */
  public List<Diagnostic> fileDiagnostics() {
    List<Diagnostic> all = new ArrayList<>();
    files.values().forEach(file -> all.addAll(file.problems()));
    all.addAll(layers.diagnostics());
    all.sort((a, b) -> b.severity().compareTo(a.severity()));
    return all;
  }

  public List<Diagnostic> diagnostics(String id) {
    List<Diagnostic> all = new ArrayList<>();
    filesOf(id).forEach(file -> all.addAll(entry(file, id).diagnostics()));
    return all;
  }

  /** What was odd in the entries of a template that take part in what it resolves to. */
  public List<Diagnostic> diagnostics(String id, ResolvedTemplate template) {
    List<Diagnostic> told = new ArrayList<>();
    for (String file : filesOf(id)) {
      TemplateEntry entry = entry(file, id);
      boolean partakes =
          template.layers().stream()
              .anyMatch(
                  layer -> layer.refused().isEmpty() && layer.location().equals(entry.location()));
      if (partakes) {
        told.addAll(entry.diagnostics());
      }
    }
    return told;
  }
}
