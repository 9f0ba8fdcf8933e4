package io.signalbox.core.template;

import io.signalbox.core.config.Configuration;
import io.signalbox.core.config.Diagnostic;
import io.signalbox.core.event.EventStream;
import io.signalbox.core.provider.ProviderFactory;
import io.signalbox.core.provider.TimeSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * All templates of a configuration folder, resolved on demand. CONTRACT SKELETON: the owner fills
 * it in.
 */
public final class TemplateCatalog implements AutoCloseable {

  /**
   * @param configuration always the one in force
   */
  public TemplateCatalog(
      Supplier<Configuration> configuration,
      Map<String, ProviderFactory> factories,
      LastGoodRepository lastGood,
      TimeSource time,
      EventStream events) {}

  /** Reads changed files only; returns what changed, by file name. */
  public List<String> refresh() {
    throw new UnsupportedOperationException();
  }

  /** Watches the folder; changes show within a second. */
  public void watch() {
    throw new UnsupportedOperationException();
  }

  /** One row per template, sorted by id; both filters may be null. */
  public List<TemplateSummary> list(@Nullable String providerType, @Nullable String providerName) {
    throw new UnsupportedOperationException();
  }

  /**
   * @param provider null for the pinned, else the default, else the first offering instance
   * @throws io.signalbox.core.error.SignalboxException TEMPLATE_NOT_FOUND, PROVIDER_NOT_FOUND
   */
  public ResolvedTemplate resolve(String templateId, @Nullable String provider) {
    throw new UnsupportedOperationException();
  }

  public Optional<Offer> offer(String templateId) {
    throw new UnsupportedOperationException();
  }

  /** Everything but the provider's own live checks. */
  public ValidationReport validate(
      String templateId,
      @Nullable String provider,
      ValidationLevel level,
      @Nullable Integer count) {
    throw new UnsupportedOperationException();
  }

  /** What is odd in all files, errors first. */
  public List<Diagnostic> diagnostics() {
    throw new UnsupportedOperationException();
  }

  public List<TemplateFile> files() {
    throw new UnsupportedOperationException();
  }

  /** How templates are saved; see {@link TemplateEdit}. */
  public TemplateFile apply(TemplateEdit edit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {
    throw new UnsupportedOperationException();
  }
}
