package io.signalbox.core.template.catalog;

import io.signalbox.core.config.Configuration;
import io.signalbox.core.config.Nearest;
import io.signalbox.core.config.ProviderInstance;
import io.signalbox.core.config.source.Diagnostic;
import io.signalbox.core.error.BlockingCall;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.event.EventStream;
import io.signalbox.core.file.FileDoor;
import io.signalbox.core.provider.ProviderFactory;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.template.EditPreview;
import io.signalbox.core.template.LastGoodRepository;
import io.signalbox.core.template.Layer;
import io.signalbox.core.template.Offer;
import io.signalbox.core.template.ResolvedTemplate;
import io.signalbox.core.template.TemplateEdit;
import io.signalbox.core.template.TemplateFile;
import io.signalbox.core.template.TemplateSummary;
import io.signalbox.core.template.ValidationLevel;
import io.signalbox.core.template.ValidationReport;
import io.signalbox.core.template.checking.Validator;
import io.signalbox.core.template.field.FieldDef;
import io.signalbox.core.template.field.FieldTable;
import io.signalbox.core.template.file.FileLoader;
import io.signalbox.core.template.file.LoadedFile;
import io.signalbox.core.template.file.TemplateIds;
import io.signalbox.core.template.resolving.CatalogState;
import io.signalbox.core.template.resolving.Summaries;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * All templates of a configuration folder, resolved on demand.
 *
 * <p>Thread-safe: everything is answered from one immutable state; reading files makes the next
 * one. Entry points that read files block.
 */
public final class TemplateCatalog {

  private final CatalogReader reader;
  private final CatalogEdits edits;

  /**
   * @param configuration always the one in force
   */
  public TemplateCatalog(
      Supplier<Configuration> configuration,
      Map<String, ProviderFactory> factories,
      LastGoodRepository lastGood,
      TimeSource time,
      EventStream events) {
    this.reader =
        new CatalogReader(
            configuration, Map.copyOf(factories), new FileLoader(lastGood, time), time, events);
    this.edits = new CatalogEdits(reader);
  }

  /**
   * Reads changed files only; returns what changed, by file name. A folder that cannot be listed
   * changes nothing: every file stays as it was last seen, and {@link #diagnostics} says so.
   */
  public List<String> refresh() {
    return reader.refresh(Look.FINAL);
  }

  /**
   * One look at the folder, called twice a second by whoever watches, so that a change shows within
   * a second; whatever it throws, the next call looks again.
   */
  public void poll() {
    reader.refresh(Look.REGULAR);
  }

  /**
   * A look between two of {@link #poll}, right behind a change: a good file is in force at once,
   * one that may be half-written is left to the next of those.
   */
  public void lookEarly() {
    reader.refresh(Look.EARLY);
  }

  /** Whether a file of this name may be one of templates. */
  public static boolean isTemplateFile(String name) {
    return FileLoader.isTemplateFile(name);
  }

  /**
   * Grows with every change of a file or of the configuration, so that who asked keeps the answers
   * until then; begins anew with the process.
   */
  public long version() {
    return reader.version();
  }

  /** One row per template, sorted by id; both filters may be null. */
  public List<TemplateSummary> list(@Nullable String providerType, @Nullable String providerName) {
    CatalogState now = reader.state();
    if (providerName != null) {
      provider(now, providerName);
    }
    if (providerType == null && providerName == null) {
      return now.survey().rows();
    }
    BitSet asked = new BitSet();
    List<ProviderInstance> all = now.configuration.providers();
    for (int place = 0; place < all.size(); place++) {
      ProviderInstance each = all.get(place);
      asked.set(
          place,
          (providerType == null || providerType.equals(each.effectiveType()))
              && (providerName == null || providerName.equals(each.name())));
    }
    Summaries summaries = new Summaries(now);
    return now.ids().stream()
        .map(id -> summaries.row(id, asked, now.diagnostics(id)))
        .filter(row -> !row.offeredBy().isEmpty())
        .toList();
  }

  /**
   * The rows of those that somebody offers, in the order in which their ids first stand in the
   * files: schedulers provision in the order they are given.
   */
  public List<TemplateSummary> offered() {
    CatalogState now = reader.state();
    Map<String, TemplateSummary> rows = new HashMap<>();
    now.survey().rows().forEach(row -> rows.put(row.templateId(), row));
    return now.inFileOrder().stream()
        .map(rows::get)
        .filter(Objects::nonNull)
        .filter(row -> !row.offeredBy().isEmpty())
        .toList();
  }

  /**
   * @param provider null for the pinned, else the default, else the first offering instance
   * @throws SignalboxException TEMPLATE_NOT_FOUND, PROVIDER_NOT_FOUND; CONFIGURATION_INVALID where
   *     no provider is configured to resolve for
   */
  public ResolvedTemplate resolve(String templateId, @Nullable String provider) {
    CatalogState now = reader.state();
    requireTemplate(now, templateId);
    if (provider != null) {
      return now.resolve(templateId, provider(now, provider));
    }
    return new Summaries(now).resolveForSomebody(templateId);
  }

  /** What routing needs to know; empty where there is no such template. */
  public Optional<Offer> offer(String templateId) {
    CatalogState now = reader.state();
    return now.has(templateId)
        ? Optional.of(new Summaries(now).offer(templateId))
        : Optional.empty();
  }

  /** Everything but the provider's own live checks. */
  public ValidationReport validate(
      String templateId,
      @Nullable String provider,
      ValidationLevel level,
      @Nullable Integer count) {
    CatalogState now = reader.state();
    ResolvedTemplate resolved = resolve(templateId, provider);
    ProviderInstance instance = provider(now, resolved.provider());
    return new Validator(
            resolved,
            instance,
            now.table(instance),
            now.apis,
            now.diagnostics(templateId, resolved))
        .check(level, count);
  }

  /**
   * What is odd in all files, errors first; a thousand of each severity, and then how many more.
   */
  public List<Diagnostic> diagnostics() {
    List<Diagnostic> found = reader.state().survey().diagnostics();
    Diagnostic folder = reader.unlisted();
    if (folder == null) {
      return found;
    }
    List<Diagnostic> all = new ArrayList<>(found);
    all.addFirst(folder);
    return all;
  }

  /**
   * What is odd in the files themselves, and not in one entry: those that are broken or are not
   * read, entries without a good id. Errors first.
   */
  public List<Diagnostic> fileDiagnostics() {
    CatalogState now = reader.state();
    List<Diagnostic> all = new ArrayList<>(now.fileDiagnostics());
    Diagnostic folder = reader.unlisted();
    if (folder != null) {
      all.addFirst(folder);
    }
    return all;
  }

  /** The same of a folder that is not open, whatever was in force of it before; blocks. */
  public static List<Diagnostic> check(Configuration configuration) {
    BlockingCall.check("template files");
    return FileLoader.check(configuration);
  }

  /** Every file that acts, lowest layer first. */
  public List<TemplateFile> files() {
    CatalogState now = reader.state();
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
        FileDoor.revision(file.bytes()));
  }

  /**
   * What an edit has left.
   *
   * @param changed false where all was so already, and nothing was written
   * @param before the revision of the file before
   */
  public record Applied(TemplateFile file, boolean changed, String before) {}

  /**
   * Carries an edit out and reads the file again.
   *
   * @throws SignalboxException INVALID_INPUT for a file that is no layer's, and as {@link
   *     TemplateEdit} says
   */
  public Applied apply(TemplateEdit edit) {
    BlockingCall.check("template files");
    return edits.apply(edit);
  }

  /**
   * What saving a text as a layer's file would change; nothing is read from the disk or written.
   * The first twenty templates whose entries change are compared, for every provider.
   *
   * @throws SignalboxException INVALID_INPUT for a file that is no layer's
   */
  public EditPreview preview(String file, String text) {
    return edits.preview(file, text);
  }

  /**
   * The fields a template may have for a provider, in the guide's order, with the values that may
   * be chosen there: its launch APIs, its own name and type.
   *
   * @param provider null for those that every type has
   */
  public List<FieldDef> fields(@Nullable String provider) {
    CatalogState now = reader.state();
    if (provider == null) {
      return FieldTable.BASE.fields();
    }
    ProviderInstance instance = provider(now, provider);
    Map<String, List<String>> choices =
        Map.of(
            "provider_name",
            List.of(instance.name()),
            "provider_type",
            List.of(instance.effectiveType()),
            "provider_api",
            now.apis.offeredBy(instance).stream().sorted().toList());
    return now.table(instance).fields().stream()
        .map(field -> field.choosing(choices.getOrDefault(field.name(), field.allowed())))
        .toList();
  }

  private static void requireTemplate(CatalogState now, String id) {
    if (!now.has(id)) {
      throw new SignalboxException(
          ErrorCode.TEMPLATE_NOT_FOUND,
          "There is no template '"
              + TemplateIds.shown(id)
              + "'"
              + Nearest.of(id, now.ids()).map(near -> ". Did you mean '" + near + "'?").orElse(""),
          Map.of("requested_template", TemplateIds.shown(id)));
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
