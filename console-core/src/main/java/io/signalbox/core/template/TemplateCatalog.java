package io.signalbox.core.template;

import io.signalbox.core.config.Configuration;
import io.signalbox.core.config.ProviderInstance;
import io.signalbox.core.config.source.Diagnostic;
import io.signalbox.core.error.BlockingCall;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.event.EventStream;
import io.signalbox.core.provider.ProviderFactory;
import io.signalbox.core.provider.TimeSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * All templates of a configuration folder, resolved on demand.
 *
 * <p>Thread-safe: everything is answered from one immutable state; reading files makes the next
 * one. Entry points that read files block.
 */
public final class TemplateCatalog {

  private final Supplier<Configuration> configuration;
  private final Map<String, ProviderFactory> factories;
  private final FileLoader loader;
  private final TimeSource time;
  private final EventStream events;
  private final ReentrantLock reading = new ReentrantLock();
  private volatile @Nullable CatalogState state;
  // Stamps of files that were broken when they changed: told only if they still are at the next
  // look.
  private volatile Map<String, String> suspects = Map.of();
  // Why the folder could not be listed at the last look; null where it could.
  private volatile @Nullable Diagnostic unlisted;

  /**
   * @param configuration always the one in force
   */
  public TemplateCatalog(
      Supplier<Configuration> configuration,
      Map<String, ProviderFactory> factories,
      LastGoodRepository lastGood,
      TimeSource time,
      EventStream events) {
    this.configuration = configuration;
    this.factories = Map.copyOf(factories);
    this.loader = new FileLoader(lastGood, time);
    this.time = time;
    this.events = events;
  }

  /**
   * Reads changed files only; returns what changed, by file name. A folder that cannot be listed
   * changes nothing: every file stays as it was last seen, and {@link #diagnostics} says so.
   */
  public List<String> refresh() {
    return refresh(false);
  }

  /**
   * @param patient whether a file that is broken for the first time may be half-written and is
   *     looked at once more
   */
  private List<String> refresh(boolean patient) {
    BlockingCall.check("template files");
    reading.lock();
    try {
      Configuration now = configuration.get();
      CatalogState before = state;
      Map<String, LoadedFile> known = before == null ? Map.of() : before.files;
      Map<String, LoadedFile> files = new LinkedHashMap<>();
      List<String> changed = new ArrayList<>();
      Map<String, String> doubtful = new LinkedHashMap<>();
      for (Map.Entry<String, String> found : stamps(now, known).entrySet()) {
        String name = found.getKey();
        String stamp = found.getValue();
        LoadedFile old = known.get(name);
        LoadedFile loaded =
            old != null && old.stamp().equals(stamp)
                ? old
                : loader.load(now.folder(), name, stamp, old);
        LoadedFile file = loaded;
        boolean suspect = patient && loaded.broken() && !stamp.equals(suspects.get(name));
        if (old != null && loaded != old && suspect) {
          doubtful.put(name, stamp);
          file = old;
        }
        files.put(name, file);
        if (old == null || !old.sha256().equals(file.sha256())) {
          changed.add(name);
        }
      }
      suspects = doubtful;
      for (String name : known.keySet()) {
        if (!files.containsKey(name)) {
          loader.forget(name);
          changed.add(name);
        }
      }
      if (before == null || before.configuration != now || !files.equals(before.files)) {
        state = new CatalogState(now, files, factories);
      }
      if (before != null) {
        tell(changed, files);
      }
      return changed;
    } finally {
      reading.unlock();
    }
  }

  private Map<String, String> stamps(Configuration now, Map<String, LoadedFile> known) {
    try {
      Map<String, String> found = FileLoader.stamps(now.folder());
      unlisted = null;
      return found;
    } catch (IOException e) {
      unlisted =
          Diagnostic.error(
              "FOLDER_UNREADABLE",
              "The folder "
                  + now.folder()
                  + " cannot be listed ("
                  + e
                  + "); its templates stay as they were last read",
              null,
              "",
              "Make it readable again");
      Map<String, String> asBefore = new LinkedHashMap<>();
      known.forEach((name, file) -> asBefore.put(name, file.stamp()));
      return asBefore;
    }
  }

  private void tell(List<String> changed, Map<String, LoadedFile> files) {
    List<String> good = new ArrayList<>();
    for (String name : changed) {
      LoadedFile file = files.get(name);
      if (file != null && file.broken() && !file.problems().isEmpty()) {
        events.publish(
            new TemplateEvents.Broken(time.now(), name, file.problems().getFirst().message()));
      } else {
        good.add(name);
      }
    }
    if (!good.isEmpty()) {
      events.publish(new TemplateEvents.Changed(time.now(), List.copyOf(good)));
    }
  }

  /**
   * One look at the folder, called twice a second by whoever watches, so that a change shows within
   * a second; whatever it throws, the next call looks again.
   */
  public void poll() {
    refresh(true);
  }

  /** One row per template, sorted by id; both filters may be null. */
  public List<TemplateSummary> list(@Nullable String providerType, @Nullable String providerName) {
    CatalogState now = state();
    if (providerName != null) {
      provider(now, providerName);
    }
    List<ProviderInstance> asked =
        now.configuration.providers().stream()
            .filter(each -> providerType == null || providerType.equals(each.effectiveType()))
            .filter(each -> providerName == null || providerName.equals(each.name()))
            .toList();
    boolean filtered = providerType != null || providerName != null;
    return now.ids().stream()
        .map(id -> new Summaries(now, id).summary(asked))
        .filter(row -> !filtered || !row.offeredBy().isEmpty())
        .toList();
  }

  /**
   * @param provider null for the pinned, else the default, else the first offering instance
   * @throws SignalboxException TEMPLATE_NOT_FOUND, PROVIDER_NOT_FOUND; CONFIGURATION_INVALID where
   *     no provider is configured to resolve for
   */
  public ResolvedTemplate resolve(String templateId, @Nullable String provider) {
    CatalogState now = state();
    requireTemplate(now, templateId);
    if (provider != null) {
      return now.resolve(templateId, provider(now, provider));
    }
    return new Summaries(now, templateId).resolveForSomebody();
  }

  /** What routing needs to know; empty where there is no such template. */
  public Optional<Offer> offer(String templateId) {
    CatalogState now = state();
    return now.ids().contains(templateId)
        ? Optional.of(new Summaries(now, templateId).offer())
        : Optional.empty();
  }

  /** Everything but the provider's own live checks. */
  public ValidationReport validate(
      String templateId,
      @Nullable String provider,
      ValidationLevel level,
      @Nullable Integer count) {
    CatalogState now = state();
    ResolvedTemplate resolved = resolve(templateId, provider);
    ProviderInstance instance = provider(now, resolved.provider());
    return new Validator(
            resolved, instance, now.table(instance), now.apis, readingOf(now, templateId, resolved))
        .check(level, count);
  }

  /** What was odd in the entries that take part. */
  private static List<Diagnostic> readingOf(
      CatalogState now, String templateId, ResolvedTemplate resolved) {
    List<Diagnostic> told = new ArrayList<>();
    for (String file : now.filesOf(templateId)) {
      TemplateEntry entry = now.entry(file, templateId);
      boolean partakes =
          resolved.layers().stream()
              .anyMatch(
                  layer -> layer.refused().isEmpty() && layer.location().equals(entry.location()));
      if (partakes) {
        told.addAll(entry.diagnostics());
      }
    }
    return told;
  }

  /** What is odd in all files, errors first. */
  public List<Diagnostic> diagnostics() {
    List<Diagnostic> all = new ArrayList<>(state().diagnostics());
    Diagnostic folder = unlisted;
    if (folder != null) {
      all.addFirst(folder);
    }
    return all;
  }

  /** Every file that acts, lowest layer first. */
  public List<TemplateFile> files() {
    CatalogState now = state();
    List<TemplateFile> files = new ArrayList<>();
    now.layers
        .places()
        .forEach((name, place) -> {
          LoadedFile file = now.files.get(name);
          if (file != null) {
            files.add(view(file, place.layer()));
          }
        });
    return files;
  }

  private static TemplateFile view(LoadedFile file, Layer layer) {
    return new TemplateFile(
        file.name(),
        layer,
        file.text(),
        file.inForceSince(),
        file.broken() && !file.problems().isEmpty() ? file.problems().getFirst().message() : "",
        TemplateSaver.revision(file.text()));
  }

  /**
   * Carries an edit out and reads the file again.
   *
   * @throws SignalboxException INVALID_INPUT for a file that is no layer's, and as {@link
   *     TemplateEdit} says
   */
  public TemplateFile apply(TemplateEdit edit) {
    BlockingCall.check("template files");
    CatalogState now = state();
    String name = edit.file();
    FileLayers layers = FileLayers.of(now.configuration, java.util.Set.of(name));
    FileLayers.Place place = layers.places().get(name);
    if (!FileLoader.isTemplateFile(name)
        || place == null
        || !Path.of(name).getFileName().toString().equals(name)) {
      throw new SignalboxException(
          ErrorCode.INVALID_INPUT,
          "'"
              + name
              + "' is no layer's file; templates.json, TYPEprov_templates.json and"
              + " INSTANCE_templates.json are",
          Map.of("file", name));
    }
    reading.lock();
    try {
      TemplateSaver.save(now.configuration.folder(), edit);
    } finally {
      reading.unlock();
    }
    refresh();
    LoadedFile saved = state().files.get(name);
    if (saved == null) {
      throw new SignalboxException(ErrorCode.INVALID_STATE, name + " vanished after it was saved");
    }
    return view(saved, place.layer());
  }

  private CatalogState state() {
    CatalogState now = state;
    if (now == null || now.configuration != configuration.get()) {
      refresh();
      now = java.util.Objects.requireNonNull(state);
    }
    return now;
  }

  private static void requireTemplate(CatalogState now, String id) {
    if (!now.ids().contains(id)) {
      throw new SignalboxException(
          ErrorCode.TEMPLATE_NOT_FOUND,
          "There is no template '"
              + id
              + "'"
              + io.signalbox.core.config.Nearest.of(id, now.ids())
                  .map(near -> ". Did you mean '" + near + "'?")
                  .orElse(""),
          Map.of("requested_template", id));
    }
  }

  private static ProviderInstance provider(CatalogState now, String name) {
    return now.configuration
        .provider(name)
        .orElseThrow(() ->
            new SignalboxException(
                ErrorCode.PROVIDER_NOT_FOUND,
                "Provider instance '" + name + "' not found in configuration",
                Map.of(
                    "requested_provider",
                    name,
                    "available_providers",
                    now.configuration.providers().stream().map(ProviderInstance::name).toList())));
  }
}
