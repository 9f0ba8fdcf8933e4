package io.signalbox.core.template.file;

import io.signalbox.core.config.source.Diagnostic;
import io.signalbox.core.config.source.Location;
import io.signalbox.core.template.FieldValue;
import io.signalbox.core.template.Layer;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One entry of a template file as read: canonical fields, what is odd in it, and where it begins.
 *
 * @param fields by canonical name, in the entry's order; what means "not set here" is absent, what
 *     takes an inherited field away is not
 */
public record TemplateEntry(
    String templateId,
    Layer layer,
    Location location,
    Map<String, FieldValue> fields,
    List<Diagnostic> diagnostics) {

  public TemplateEntry {
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    diagnostics = List.copyOf(diagnostics);
  }

  public Optional<String> text(String field) {
    return Optional.ofNullable(fields.get(field))
        .filter(value -> !value.unsets())
        .map(value -> value.value().toString());
  }
}
