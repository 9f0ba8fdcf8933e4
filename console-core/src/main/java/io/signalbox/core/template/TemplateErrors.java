package io.signalbox.core.template;

import io.signalbox.core.config.source.Diagnostic;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import java.util.List;
import java.util.Map;

/** Turns a failed report into the error a front end sees. Stateless. */
public final class TemplateErrors {

  private TemplateErrors() {}

  /** The first error decides the code; every message is told. */
  public static SignalboxException of(ValidationReport report) {
    List<Diagnostic> errors =
        report.diagnostics().stream()
            .filter(each -> each.severity() == Diagnostic.Severity.ERROR)
            .toList();
    ErrorCode code =
        errors.isEmpty()
            ? ErrorCode.TEMPLATE_INVALID
            : switch (errors.getFirst().code()) {
              case "API_NOT_SUPPORTED" -> ErrorCode.API_NOT_SUPPORTED;
              case "INSTANCE_LIMIT_EXCEEDED" -> ErrorCode.INSTANCE_LIMIT_EXCEEDED;
              case "PRICING_MODEL_MISMATCH" -> ErrorCode.PRICING_MODEL_MISMATCH;
              case "FLEET_TYPE_INCOMPATIBLE" -> ErrorCode.FLEET_TYPE_INCOMPATIBLE;
              default -> ErrorCode.TEMPLATE_INVALID;
            };
    String text = String.join("; ", errors.stream().map(Diagnostic::message).toList());
    return new SignalboxException(
        code,
        "Template " + report.templateId() + " on " + report.provider() + ": " + text,
        Map.of(
            "template_id",
            report.templateId(),
            "provider",
            report.provider(),
            "errors",
            errors.stream().map(Diagnostic::message).toList()));
  }
}
