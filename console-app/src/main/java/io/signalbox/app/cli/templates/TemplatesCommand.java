package io.signalbox.app.cli.templates;

import io.signalbox.app.cli.output.DiagnosticText;
import io.signalbox.app.cli.output.Doc;
import io.signalbox.app.cli.session.CliContext;
import io.signalbox.app.cli.session.Inputs;
import io.signalbox.app.cli.session.JsonInput;
import io.signalbox.app.cli.session.Session;
import io.signalbox.core.command.Outcome;
import io.signalbox.core.command.TemplateCommand;
import io.signalbox.core.config.source.Diagnostic;
import io.signalbox.core.config.source.Location;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.query.Query;
import io.signalbox.core.query.TemplatePreview;
import io.signalbox.core.query.TemplatePrice;
import io.signalbox.core.template.ResolvedTemplate;
import io.signalbox.core.template.TemplateEdit;
import io.signalbox.core.template.TemplateFile;
import io.signalbox.core.template.TemplateSummary;
import io.signalbox.core.template.ValidationLevel;
import io.signalbox.core.template.ValidationReport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What can be seen of templates and done to them. */
@Command(
    name = "templates",
    description = "Shows, validates and edits templates, and says where each field is set.")
public final class TemplatesCommand {

  private final CliContext context;

  public TemplatesCommand(CliContext context) {
    this.context = context;
  }

  @Command(name = "list", description = "Lists templates, one row each.")
  int list(
      @Option(names = "--provider-type", paramLabel = "T", description = "Offered by this type.")
          @Nullable String type,
      @Option(names = "--provider-name", paramLabel = "P", description = "Offered by this one.")
          @Nullable String name) {
    try (Session session = context.open()) {
      List<TemplateSummary> templates = session.ask(new Query.ListTemplates(type, name));
      Map<String, List<TemplatePrice>> prices =
          session.ask(new Query.ListPrices(null, name, false)).stream()
              .collect(Collectors.groupingBy(TemplatePrice::templateId));
      context.print(
          templates.stream().map(each -> TemplateDocs.summary(each, prices)).toList(),
          () -> TemplateDocs.table(templates, prices));
      context.diagnose(session.ask(new Query.TemplateDiagnostics()));
      return 0;
    }
  }

  @Command(name = "show", description = "Shows a template resolved for one provider.")
  int show(
      @Parameters(paramLabel = "ID", description = "Template id.") String id,
      @Mixin ProviderOption at,
      @Option(
              names = "--source-info",
              description = "With file and line of each field, and what it overrode.")
          boolean sources) {
    try (Session session = context.open()) {
      ResolvedTemplate template = session.ask(new Query.ShowTemplate(id, at.provider));
      context.print(
          TemplateDocs.resolved(template, sources),
          () ->
              TemplateDocs.text(
                  template,
                  session
                      .ask(
                          new Query.ListPrices(
                              id, template.offered() ? template.provider() : null, false))
                      .stream()
                      .filter(price -> price.provider().equals(template.provider()))
                      .findFirst()
                      .orElse(null),
                  sources));
      context.diagnose(session.ask(new Query.TemplateDiagnostics()));
      return 0;
    }
  }

  @Command(name = "validate", description = "Validates one template or all. Exits 2 on an error.")
  int validate(
      @Parameters(paramLabel = "ID", arity = "0..1", description = "Template id.")
          @Nullable String id,
      @Option(
              names = "--all",
              description = "Every template, at each that offers it unless --provider names one.")
          boolean all,
      @Mixin ProviderOption at,
      @Option(
              names = "--level",
              paramLabel = "L",
              defaultValue = "LENIENT",
              description = "BASIC, LENIENT or STRICT. Default: LENIENT.")
          ValidationLevel level,
      @Option(names = "--live", description = "With the provider's own checks at LENIENT too.")
          boolean live,
      @Option(names = "--strict", description = "As --level STRICT; what is odd in files too.")
          boolean strict) {
    if ((id == null) == !all) {
      throw Inputs.invalid("Name one template, or all of them with --all", "ID", "");
    }
    try (Session session = context.open()) {
      List<ValidationReport> reports =
          session.ask(
              new Query.ValidateTemplates(
                  id, at.provider, strict ? ValidationLevel.STRICT : level, live));
      List<Diagnostic> files = all ? session.ask(new Query.TemplateFileDiagnostics()) : List.of();
      boolean valid =
          reports.stream().allMatch(ValidationReport::valid)
              && files.stream().noneMatch(each -> DiagnosticText.fails(each, strict));
      Object document =
          id != null
              ? TemplateDocs.report(reports.getFirst())
              : Doc.start()
                  .put("valid", valid)
                  .put("files", files.stream().map(DiagnosticText::document).toList())
                  .put("templates", reports.stream().map(TemplateDocs::report).toList())
                  .map();
      context.print(document, () -> DiagnosticText.lines(files) + TemplateDocs.reportText(reports));
      if (valid) {
        return 0;
      }
      List<String> invalid =
          Stream.concat(
                  files.stream()
                      .filter(each -> DiagnosticText.fails(each, strict))
                      .map(DiagnosticText::place),
                  reports.stream().filter(r -> !r.valid()).map(ValidationReport::templateId))
              .distinct()
              .toList();
      return context.fail(
          new SignalboxException(
              ErrorCode.TEMPLATE_INVALID,
              "Invalid: " + String.join(", ", invalid),
              Map.of("templates", invalid)));
    }
  }

  @Command(
      name = "sent",
      description = "Shows what would be sent to a provider for it. Sends nothing.")
  int sent(
      @Parameters(paramLabel = "ID", description = "Template id.") String id,
      @Mixin ProviderOption at,
      @Option(names = "--count", paramLabel = "N", description = "Machines. Default: 1.")
          @Nullable String count) {
    int machines = count == null ? 1 : Inputs.count(count, "--count", 1);
    try (Session session = context.open()) {
      TemplatePreview preview = session.ask(new Query.PreviewTemplate(id, at.provider, machines));
      context.print(PreviewDocs.document(preview), () -> PreviewDocs.text(preview));
      return 0;
    }
  }

  @Command(name = "files", description = "Lists the layers' files, with the revision of each.")
  int files() {
    try (Session session = context.open()) {
      List<TemplateFile> files = session.ask(new Query.TemplateFiles());
      context.print(
          files.stream().map(TemplateDocs::file).toList(), () -> TemplateDocs.filesText(files));
      context.diagnose(session.ask(new Query.TemplateFileDiagnostics()));
      return 0;
    }
  }

  @Command(name = "create", description = "Adds a template to a layer's file.")
  int create(
      @Mixin LayerOptions in,
      @Option(names = "--data", paramLabel = "JSON", description = "Default: standard input.")
          @Nullable String data) {
    Map<String, @Nullable Object> fields = fields(data);
    String id = idOf(fields);
    Map<String, Object> given = new LinkedHashMap<>();
    fields.forEach((name, value) -> {
      if (value != null) {
        given.put(name, value);
      }
    });
    return save(new TemplateEdit.Create(in.layer, in.revision, id, given), id);
  }

  @Command(name = "update", description = "Sets fields in a layer's file; null takes one out.")
  int update(
      @Parameters(paramLabel = "ID", arity = "0..1", description = "Default: template_id of JSON.")
          @Nullable String id,
      @Mixin LayerOptions in,
      @Option(names = "--data", paramLabel = "JSON", description = "Default: standard input.")
          @Nullable String data) {
    Map<String, @Nullable Object> fields = fields(data);
    String target = id == null ? idOf(fields) : id;
    return save(new TemplateEdit.Update(in.layer, in.revision, target, fields), target);
  }

  @Command(name = "delete", description = "Takes a template out of a layer's file.")
  int delete(
      @Parameters(paramLabel = "ID", description = "Template id.") String id,
      @Mixin LayerOptions in) {
    return context.confirm("Delete " + id + " from " + in.layer + "?")
        ? save(new TemplateEdit.Delete(in.layer, in.revision, id), id)
        : 0;
  }

  @Command(name = "refresh", description = "Reads the files again, here and in every process.")
  int refresh() {
    try (Session session = context.open()) {
      List<String> changed = session.execute(new TemplateCommand.Refresh());
      context.say(
          Doc.start().put("changed", changed).map(),
          () ->
              changed.isEmpty() ? "Nothing changed." : "Read again: " + String.join(", ", changed));
      context.diagnose(session.ask(new Query.TemplateDiagnostics()));
      return 0;
    }
  }

  private int save(TemplateEdit edit, String id) {
    try (Session session = context.open()) {
      Outcome<TemplateFile> outcome = session.carryOut(new TemplateCommand.Save(edit));
      TemplateFile file = outcome.answer();
      String how =
          edit instanceof TemplateEdit.Delete
              ? outcome.changed() ? ": removed from " : ": is not in "
              : outcome.changed() ? ": saved in " : ": stands so in ";
      context.say(
          Doc.start()
              .put("template_id", id)
              .put("file", file.name())
              .put("revision", file.revision())
              .put("changed", outcome.changed())
              .map(),
          () -> id + how + file.name());
      String fields = id + ".";
      context.diagnose(
          session.ask(new Query.TemplateDiagnostics()).stream()
              .filter(each -> each.key().startsWith(fields) && isIn(each, file.name()))
              .toList());
      return 0;
    }
  }

  private static boolean isIn(Diagnostic told, String file) {
    Location location = told.location();
    return location != null && file.equals(location.file());
  }

  private Map<String, @Nullable Object> fields(@Nullable String data) {
    return JsonInput.object(data, context, "a template");
  }

  private static String idOf(Map<String, @Nullable Object> fields) {
    Object id =
        fields.containsKey("template_id") ? fields.get("template_id") : fields.get("templateId");
    if (id == null || id.toString().isBlank()) {
      throw Inputs.invalid("The template has no template_id", "template_id", "");
    }
    return id.toString();
  }
}
