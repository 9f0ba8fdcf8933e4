package io.signalbox.app.cli.templates;

import io.signalbox.app.cli.output.DiagnosticText;
import io.signalbox.app.cli.output.Doc;
import io.signalbox.app.cli.output.PriceDocs;
import io.signalbox.app.cli.output.Table;
import io.signalbox.app.cli.output.Texts;
import io.signalbox.core.config.source.Diagnostic;
import io.signalbox.core.error.Counted;
import io.signalbox.core.query.TemplatePrice;
import io.signalbox.core.template.FieldValue;
import io.signalbox.core.template.ResolvedField;
import io.signalbox.core.template.ResolvedTemplate;
import io.signalbox.core.template.TemplateFile;
import io.signalbox.core.template.TemplateSummary;
import io.signalbox.core.template.ValidationReport;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Templates as documents and tables. */
public final class TemplateDocs {

  private static final String USER_DATA = "user_data";
  private static final int MOST_NAMED = 3;

  private TemplateDocs() {}

  static Map<String, @Nullable Object> summary(
      TemplateSummary template, Map<String, List<TemplatePrice>> prices) {
    return Doc.start()
        .put("template_id", template.templateId())
        .put("name", template.name())
        .put("description", template.description())
        .put("provider_api", template.providerApi())
        .put("price_type", template.priceType())
        .put("hourly_price", PriceDocs.document(PriceDocs.rangeOf(of(template, prices))))
        .put("max_instances", template.maxInstances())
        .put("offered_by", template.offeredBy())
        .put("pins", template.pins())
        .put("layers", template.layers())
        .put("errors", template.errors())
        .put("warnings", template.warnings())
        .map();
  }

  private static List<TemplatePrice> of(
      TemplateSummary template, Map<String, List<TemplatePrice>> prices) {
    return prices.getOrDefault(template.templateId(), List.of());
  }

  static String table(List<TemplateSummary> templates, Map<String, List<TemplatePrice>> prices) {
    Table table =
        Table.of(
            "TEMPLATE",
            "API",
            "PRICE",
            ">USD/HOUR",
            ">MAX",
            "OFFERED BY",
            ">LAYERS",
            ">ERRORS",
            ">WARNINGS");
    for (TemplateSummary template : templates) {
      table.row(
          template.templateId(),
          template.providerApi(),
          template.priceType(),
          PriceDocs.cell(PriceDocs.rangeOf(of(template, prices))),
          template.maxInstances() < 0 ? "no limit" : template.maxInstances(),
          few(template.offeredBy()),
          template.layers(),
          template.errors(),
          template.warnings());
    }
    return table.render("There is no template.");
  }

  /** A row names three: hundreds on every line say no more than how many there are. */
  private static String few(List<String> names) {
    if (names.size() <= MOST_NAMED + 1) {
      return names.isEmpty() ? "nobody" : String.join(", ", names);
    }
    return String.join(", ", names.subList(0, MOST_NAMED))
        + " and "
        + (names.size() - MOST_NAMED)
        + " more";
  }

  /**
   * One flat object of canonical names; {@code sources}, {@code unset} and {@code defaults} where
   * asked.
   */
  static Map<String, @Nullable Object> resolved(ResolvedTemplate template, boolean sources) {
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    template.fields().forEach((name, field) -> document.put(name, shown(name, field.inForce())));
    if (sources) {
      Map<String, @Nullable Object> places = new LinkedHashMap<>();
      template.fields().forEach((name, field) -> places.put(name, source(name, field)));
      document.put("sources", places);
      Map<String, @Nullable Object> unset = new LinkedHashMap<>();
      template.unset().forEach((name, field) -> unset.put(name, source(name, field)));
      document.put("unset", unset);
      document.put("defaults", template.defaults());
    }
    return document;
  }

  private static Map<String, @Nullable Object> source(String name, ResolvedField field) {
    Map<String, @Nullable Object> source = place(name, field.inForce());
    source.put("overrides", field.overrides().stream().map(value -> place(name, value)).toList());
    return source;
  }

  private static Map<String, @Nullable Object> place(String name, FieldValue value) {
    return Doc.start()
        .put("value", value.unsets() ? null : shown(name, value))
        .put("layer", value.layer().number())
        .put("source", value.layer().source())
        .putPlace(value.location())
        .map();
  }

  /** User data may hold secrets: its size is told, never itself. */
  public static Object shown(String name, FieldValue value) {
    return shown(name, value.value());
  }

  public static Object shown(String name, Object value) {
    if (!name.equals(USER_DATA) || value == FieldValue.UNSET) {
      return value;
    }
    int bytes = value.toString().getBytes(StandardCharsets.UTF_8).length;
    return "(" + Counted.of(bytes, "byte") + ", not shown)";
  }

  static String text(ResolvedTemplate template, @Nullable TemplatePrice price, boolean sources) {
    StringBuilder text = new StringBuilder();
    text.append(template.templateId());
    if (!template.provider().isEmpty()) {
      text.append(" on ").append(template.provider());
      text.append(
          template.providerReason().isEmpty()
              ? ""
              : " (" + Texts.value(template.providerReason()) + ")");
    }
    text.append('\n');
    if (!template.offered()) {
      text.append("Not offered: ").append(Texts.value(template.offeredReason())).append('\n');
    }
    if (price != null) {
      text.append(PriceDocs.line(price.estimate(), 1));
    }
    text.append('\n');
    Table table =
        sources
            ? Table.of("FIELD", "VALUE", "SET AT", ">LAYER", "OVERRIDES")
            : Table.of("FIELD", "VALUE");
    template
        .fields()
        .forEach((name, field) -> {
          String value = Texts.value(shown(name, field.inForce()));
          if (sources) {
            table.row(
                name,
                value,
                field.inForce().location(),
                field.inForce().layer().number(),
                overridden(name, field));
          } else {
            table.row(name, value);
          }
        });
    if (sources) {
      template
          .unset()
          .forEach((name, field) ->
              table.row(
                  name,
                  "-",
                  "unset by " + field.inForce().location(),
                  field.inForce().layer().number(),
                  overridden(name, field)));
    }
    text.append(table.render("It has no field."));
    if (sources && !template.defaults().isEmpty()) {
      Table defaults = Table.of("DEFAULT", "VALUE");
      template.defaults().forEach((name, value) -> defaults.row(name, Texts.value(value)));
      text.append('\n').append(defaults.render());
    }
    return text.toString();
  }

  private static String overridden(String name, ResolvedField field) {
    StringBuilder text = new StringBuilder();
    for (FieldValue value : field.overrides()) {
      text.append(text.isEmpty() ? "" : ", ");
      text.append(value.unsets() ? "unset" : Texts.value(shown(name, value)))
          .append(value.unsets() ? " by " : " at ")
          .append(value.location());
    }
    return text.toString();
  }

  public static Map<String, @Nullable Object> report(ValidationReport report) {
    return Doc.start()
        .put("template_id", report.templateId())
        .put("provider", report.provider())
        .put("level", report.level().name())
        .put("valid", report.valid())
        .put("diagnostics", report.diagnostics().stream().map(DiagnosticText::document).toList())
        .map();
  }

  public static Map<String, @Nullable Object> file(TemplateFile file) {
    return Doc.start()
        .put("file", file.name())
        .put("layer", file.layer().number())
        .put("revision", file.revision())
        .put("in_force_since", file.inForceSince().toString())
        .put("broken", file.broken())
        .map();
  }

  public static String filesText(List<TemplateFile> files) {
    Table table = Table.of("FILE", ">LAYER", "REVISION", "BROKEN");
    files.forEach(each ->
        table.row(
            each.name(),
            each.layer().number(),
            each.revision(),
            each.broken().isEmpty() ? "-" : each.broken()));
    return table.render("There is no file.");
  }

  public static String reportText(List<ValidationReport> reports) {
    StringBuilder text = new StringBuilder();
    Table table = Table.of("TEMPLATE", "PROVIDER", "LEVEL", "VALID", ">ERRORS", ">WARNINGS");
    for (ValidationReport report : reports) {
      table.row(
          report.templateId(),
          report.provider(),
          report.level(),
          report.valid() ? "yes" : "no",
          count(report, Diagnostic.Severity.ERROR),
          count(report, Diagnostic.Severity.WARNING));
    }
    text.append(table.render("There is no template."));
    for (ValidationReport report : reports) {
      report
          .diagnostics()
          .forEach(diagnostic ->
              text.append(report.templateId())
                  .append(": ")
                  .append(DiagnosticText.line(diagnostic))
                  .append('\n'));
    }
    return text.toString();
  }

  private static long count(ValidationReport report, Diagnostic.Severity severity) {
    return report.diagnostics().stream().filter(d -> d.severity() == severity).count();
  }
}
