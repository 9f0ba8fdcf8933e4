package io.signalbox.core.query.answering;

import io.signalbox.core.price.PriceQuestions;
import io.signalbox.core.price.Prices;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.query.PriceRange;
import io.signalbox.core.query.TemplatePrice;
import io.signalbox.core.request.RequestCost;
import io.signalbox.core.snapshot.ProviderViews;
import io.signalbox.core.template.TemplateSummary;
import io.signalbox.core.template.catalog.TemplateCatalog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers what is asked about prices. Thread-safe. */
public final class PriceQueries {

  private final Prices prices;
  private final PriceQuestions questions;
  private final TemplateCatalog templates;
  private final ProviderViews views;
  private final RequestQueries requests;
  private final TimeSource time;

  public PriceQueries(
      Prices prices,
      PriceQuestions questions,
      TemplateCatalog templates,
      ProviderViews views,
      RequestQueries requests,
      TimeSource time) {
    this.prices = prices;
    this.questions = questions;
    this.templates = templates;
    this.views = views;
    this.requests = requests;
    this.time = time;
  }

  List<TemplatePrice> list(@Nullable String templateId, @Nullable String provider, boolean ask) {
    if (provider != null) {
      views.registration(provider);
    }
    if (templateId != null) {
      templates.resolve(templateId, provider);
    }
    if (ask) {
      questions.ask(
          name -> provider == null || name.equals(provider),
          id -> templateId == null || id.equals(templateId));
    }
    // Whether a template has changed since is not looked at for all of them.
    boolean exact = ask || templateId != null;
    List<TemplatePrice> all = new ArrayList<>();
    for (TemplateSummary template : templates.list(null, null)) {
      if (templateId == null || template.templateId().equals(templateId)) {
        template.offeredBy().stream()
            .filter(name -> provider == null || name.equals(provider))
            .forEach(name ->
                all.add(
                    new TemplatePrice(
                        template.templateId(),
                        name,
                        exact
                            ? prices.of(
                                name, templates.resolve(template.templateId(), name).launchSpec())
                            : prices.of(name, template.templateId()))));
      }
    }
    return all;
  }

  boolean ask(String templateId) {
    return questions.ask(provider -> true, templateId::equals).isBefore(Instant.MAX);
  }

  /** Of one provider's templates, as last known; cheap, so that it may be asked often. */
  public PriceRange at(String provider) {
    return PriceRange.of(
        templates.list(null, null).stream()
            .filter(template -> template.offeredBy().contains(provider))
            .map(template -> prices.of(provider, template.templateId()))
            .toList());
  }

  RequestCost cost(String requestId) {
    return RequestCost.of(requests.show(requestId), prices, time.now());
  }
}
