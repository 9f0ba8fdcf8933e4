package io.signalbox.core.query.answering;

import io.signalbox.core.config.source.Diagnostic;
import io.signalbox.core.config.source.Diagnostic.Severity;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.gateway.GuardedProvider;
import io.signalbox.core.provider.FieldFinding;
import io.signalbox.core.provider.LaunchPreview;
import io.signalbox.core.provider.LaunchSpec;
import io.signalbox.core.provider.OperationContext;
import io.signalbox.core.provider.ProviderData;
import io.signalbox.core.provider.ProviderOperation;
import io.signalbox.core.provider.ProviderResult;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.query.TemplatePreview;
import io.signalbox.core.routing.ProviderContext;
import io.signalbox.core.routing.ProviderRegistration;
import io.signalbox.core.snapshot.ProviderViews;
import io.signalbox.core.template.EditPreview;
import io.signalbox.core.template.ResolvedField;
import io.signalbox.core.template.ResolvedTemplate;
import io.signalbox.core.template.TemplateFile;
import io.signalbox.core.template.TemplateSummary;
import io.signalbox.core.template.ValidationLevel;
import io.signalbox.core.template.ValidationReport;
import io.signalbox.core.template.catalog.TemplateCatalog;
import io.signalbox.core.template.field.FieldDef;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Answers what is asked about templates. Thread-safe. */
public final class TemplateQueries {

  private static final Duration LIVE_CHECK_LIMIT = Duration.ofSeconds(10);

  /** Nothing is sent, so that only this machine can be slow, which loads an SDK for it. */
  private static final Duration PREVIEW_LIMIT = Duration.ofMinutes(1);

  private final TemplateCatalog templates;
  private final ProviderContext context;
  private final ProviderViews views;
  private final TimeSource time;

  public TemplateQueries(
      TemplateCatalog templates, ProviderContext context, ProviderViews views, TimeSource time) {
    this.templates = templates;
    this.context = context;
    this.views = views;
    this.time = time;
  }

  List<TemplateSummary> list(@Nullable String providerType, @Nullable String providerName) {
    if (providerName != null) {
      views.registration(providerName);
    }
    return templates.list(providerType, providerName);
  }

  List<TemplateSummary> offered() {
    return templates.offered();
  }

  ResolvedTemplate show(String templateId, @Nullable String provider) {
    if (provider != null) {
      views.registration(provider);
    }
    return templates.resolve(templateId, provider);
  }

  /**
   * {@code templateId} null for all: against every provider that offers it then, and what several
   * find alike is told for the first of them.
   */
  List<ValidationReport> validate(
      @Nullable String templateId, @Nullable String provider, ValidationLevel level, boolean live) {
    if (provider != null) {
      views.registration(provider);
    }
    if (templateId != null) {
      return List.of(validateOne(templateId, provider, level, live));
    }
    List<ValidationReport> all = new ArrayList<>();
    for (TemplateSummary template : templates.list(null, null)) {
      List<@Nullable String> asked = new ArrayList<>();
      if (provider == null && !template.offeredBy().isEmpty()) {
        asked.addAll(template.offeredBy());
      } else {
        asked.add(provider);
      }
      Set<List<Diagnostic>> found = new HashSet<>();
      for (@Nullable String each : asked) {
        ValidationReport report = validateOne(template.templateId(), each, level, live);
        // Hundreds of providers find the same: it is told once.
        if (found.add(unnamed(report))) {
          all.add(report);
        }
      }
    }
    return all;
  }

  /** What a provider found, so that another's can be compared with it. */
  private static List<Diagnostic> unnamed(ValidationReport report) {
    return report.diagnostics().stream()
        .map(each ->
            new Diagnostic(
                each.severity(),
                each.code(),
                each.message().replace(report.provider(), ""),
                each.location(),
                each.key(),
                each.hint()))
        .toList();
  }

  long version() {
    return templates.version();
  }

  List<Diagnostic> diagnostics() {
    return templates.diagnostics();
  }

  List<Diagnostic> fileDiagnostics() {
    return templates.fileDiagnostics();
  }

  List<TemplateFile> files() {
    return templates.files();
  }

  EditPreview previewEdit(String file, String text) {
    return templates.preview(file, text);
  }

  List<FieldDef> fields(@Nullable String provider) {
    return templates.fields(provider);
  }

  private ValidationReport validateOne(
      String templateId, @Nullable String provider, ValidationLevel level, boolean live) {
    ValidationReport report = templates.validate(templateId, provider, level, null);
    boolean asked = level == ValidationLevel.STRICT || live;
    if (!asked || level == ValidationLevel.BASIC || report.provider().isEmpty()) {
      return report;
    }
    ResolvedTemplate resolved = templates.resolve(templateId, report.provider());
    List<Diagnostic> found = new ArrayList<>(report.diagnostics());
    found.addAll(liveChecks(resolved, report.provider(), level));
    found.sort(Comparator.comparing(Diagnostic::severity).reversed());
    return new ValidationReport(templateId, report.provider(), level, found);
  }

  TemplatePreview preview(String templateId, @Nullable String provider, int count) {
    ResolvedTemplate resolved = show(templateId, provider);
    if (resolved.provider().isEmpty()) {
      throw new SignalboxException(
          ErrorCode.NO_COMPATIBLE_PROVIDERS, "No provider is configured that could launch it");
    }
    ProviderRegistration at = views.registration(resolved.provider());
    GuardedProvider cloud = at.strategy();
    LaunchPreview launch =
        cloud == null
            ? new LaunchPreview(List.of(), "Nothing is sent: " + at.unusable())
            : cloud
                .preview(asked(resolved.launchSpec(), count))
                .orElseGet(() ->
                    new LaunchPreview(
                        List.of(), "Type " + at.type() + " does not tell what it sends"));
    return new TemplatePreview(templateId, resolved.provider(), at.type(), count, launch);
  }

  /** As a request would ask, under an id that no request has. */
  private ProviderOperation.CreateInstances asked(LaunchSpec spec, int count) {
    String key = "req-preview-1";
    return new ProviderOperation.CreateInstances(
        spec,
        count,
        Map.of(
            "signalbox:request-id", "req-preview",
            "signalbox:attempt", key,
            "signalbox:installation", "(this installation)"),
        OperationContext.of("preview-" + spec.templateId(), time.now().plus(PREVIEW_LIMIT))
            .withIdempotencyKey(key));
  }

  /**
   * What the provider itself finds; a provider that cannot be asked is a warning, never a verdict.
   */
  private List<Diagnostic> liveChecks(
      ResolvedTemplate template, String provider, ValidationLevel level) {
    if (views.registration(provider).strategy() == null) {
      return List.of(
          Diagnostic.info(
              "NOT_CHECKED_LIVE",
              "The provider's own checks did not run: " + views.registration(provider).unusable(),
              null,
              template.templateId(),
              ""));
    }
    context.prepare(provider);
    OperationContext operation =
        OperationContext.of("validate-" + template.templateId(), time.now().plus(LIVE_CHECK_LIMIT));
    ProviderResult result =
        context.executeAt(
            provider, new ProviderOperation.ValidateTemplate(template.launchSpec(), operation));
    return switch (result) {
      case ProviderResult.Success success
          when success.data() instanceof ProviderData.TemplateChecked checked -> {
        List<Diagnostic> found = new ArrayList<>();
        checked.errors().forEach(each -> found.add(said(template, each, Severity.ERROR)));
        Severity warned = level == ValidationLevel.STRICT ? Severity.ERROR : Severity.WARNING;
        checked.warnings().forEach(each -> found.add(said(template, each, warned)));
        yield found;
      }
      case ProviderResult.Success success ->
          throw new SignalboxException(
              ErrorCode.INTERNAL_ERROR, provider + " answered a check with " + success.data());
      case ProviderResult.Failure failure ->
          List.of(
              Diagnostic.warning(
                  "NOT_CHECKED_LIVE",
                  provider + " could not check: " + failure.failure().message(),
                  null,
                  template.templateId(),
                  "try again, or validate at LENIENT"));
    };
  }

  /** On the line that sets the field in force; a field that no file sets has none. */
  private static Diagnostic said(
      ResolvedTemplate template, FieldFinding finding, Severity severity) {
    ResolvedField field = template.fields().get(finding.field());
    return new Diagnostic(
        severity,
        "PROVIDER_CHECK",
        finding.text(),
        field == null ? null : field.inForce().location(),
        finding.field().isEmpty()
            ? template.templateId()
            : template.templateId() + "." + finding.field(),
        "");
  }
}
