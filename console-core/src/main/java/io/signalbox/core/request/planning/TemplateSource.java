package io.signalbox.core.request.planning;

import io.signalbox.core.provider.LaunchSpec;
import io.signalbox.core.template.Offer;
import io.signalbox.core.template.ValidationLevel;
import io.signalbox.core.template.ValidationReport;
import io.signalbox.core.template.catalog.TemplateCatalog;
import java.util.Optional;

/** What requests ask of templates. */
public interface TemplateSource {

  Optional<Offer> offer(String templateId);

  LaunchSpec launchSpec(String templateId, String provider);

  /** At LENIENT, for a count. */
  ValidationReport validate(String templateId, String provider, int count);

  static TemplateSource of(TemplateCatalog catalog) {
    return new TemplateSource() {
      @Override
      public Optional<Offer> offer(String templateId) {
        return catalog.offer(templateId);
      }

      @Override
      public LaunchSpec launchSpec(String templateId, String provider) {
        return catalog.resolve(templateId, provider).launchSpec();
      }

      @Override
      public ValidationReport validate(String templateId, String provider, int count) {
        return catalog.validate(templateId, provider, ValidationLevel.LENIENT, count);
      }
    };
  }
}
