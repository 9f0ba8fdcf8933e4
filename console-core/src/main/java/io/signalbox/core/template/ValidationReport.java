package io.signalbox.core.template;

import io.signalbox.core.config.source.Diagnostic;
import java.util.List;

/**
 * @param diagnostics errors first; codes and messages of semantics 6
 */
public record ValidationReport(
    String templateId, String provider, ValidationLevel level, List<Diagnostic> diagnostics) {

  public ValidationReport {
    diagnostics = List.copyOf(diagnostics);
  }

  public boolean valid() {
    return diagnostics.stream().noneMatch(d -> d.severity() == Diagnostic.Severity.ERROR);
  }
}
