package io.signalbox.app.ui;

import io.signalbox.app.testing.FakeBuses;
import io.signalbox.app.testing.Views;
import io.signalbox.core.config.source.Diagnostic;
import io.signalbox.core.config.source.Location;
import io.signalbox.core.query.Query;
import io.signalbox.core.template.Contribution;
import io.signalbox.core.template.EditPreview;
import io.signalbox.core.template.EditPreview.Effect;
import io.signalbox.core.template.EditPreview.FieldChange;
import io.signalbox.core.template.FieldValue;
import io.signalbox.core.template.Layer;
import io.signalbox.core.template.ResolvedField;
import io.signalbox.core.template.ResolvedTemplate;
import io.signalbox.core.template.TemplateFile;
import io.signalbox.core.template.TemplateSummary;
import io.signalbox.core.template.ValidationReport;
import io.signalbox.core.template.field.FieldTable;
import io.signalbox.core.testing.ManualTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A catalog of many templates, with seven layers of which three are empty. */
final class ManyTemplates {

  private static final String MAIN = "templates.json";

  private ManyTemplates() {}

  static FakeBuses answers(ManualTime time, int many) {
    FakeBuses buses = new FakeBuses();
    return buses
        .on(Query.TemplatesVersion.class, query -> 1L)
        .on(
            Query.ListTemplates.class,
            query -> IntStream.range(0, many).mapToObj(ManyTemplates::summary).toList())
        .on(
            Query.ListProviders.class,
            query -> List.of(Views.provider("aws-us-east-1", 0, time.now())))
        .on(
            Query.TemplateDiagnostics.class,
            query ->
                IntStream.range(0, 1_000)
                    .mapToObj(i ->
                        Diagnostic.error(
                            "UNKNOWN_FIELD",
                            "templateID is no field. Did you mean templateId?",
                            new Location(MAIN, i + 1, 7),
                            "",
                            ""))
                    .toList())
        .on(Query.TemplateFiles.class, query -> List.of(file(time, many, "")))
        .on(Query.TemplateFields.class, query -> FieldTable.BASE.fields())
        .on(Query.PreviewTemplateEdit.class, query -> preview(query.text()))
        .on(Query.ShowTemplate.class, query -> resolved(query.templateId()))
        .on(
            Query.ValidateTemplates.class,
            query ->
                List.of(
                    new ValidationReport(
                        String.valueOf(query.templateId()),
                        "aws-us-east-1",
                        query.level(),
                        List.of())));
  }

  /** A limit that is over what the API takes, where one is typed. */
  private static EditPreview preview(String text) {
    List<String> lines = text.lines().toList();
    int line = lines.stream().map(String::strip).toList().indexOf("\"max_instances\": 1200,") + 1;
    String odd = "1200 is over EC2Fleet's limit of 1000";
    List<Diagnostic> told =
        line == 0
            ? List.of()
            : List.of(
                Diagnostic.error(
                    "INSTANCE_LIMIT_EXCEEDED", odd, new Location(MAIN, line, 24), "", "Set 1000"));
    FieldChange change = new FieldChange("max_instances", "10", "1200");
    String id = summary(0).templateId();
    return new EditPreview(
        told,
        List.of(
            new Effect(id, List.of("aws-us-east-1"), List.of(change), List.of(odd), ""),
            new Effect(id, List.of("azure-east", "gcp-west"), List.of(), List.of(), "")),
        0);
  }

  /** Somebody else edits the file. */
  static void change(FakeBuses buses, ManualTime time) {
    buses
        .on(Query.TemplatesVersion.class, query -> 2L)
        .on(Query.TemplateFiles.class, query -> List.of(file(time, 20, "\n")));
  }

  private static TemplateFile file(ManualTime time, int many, String end) {
    String text =
        IntStream.range(0, many)
                .mapToObj(i ->
                    "    {\n      \"template_id\": \""
                        + summary(i).templateId()
                        + "\",\n      \"instance_type\": \"c6i.xlarge\",\n      \"weight\": "
                        + i
                        + "\n    }")
                .collect(Collectors.joining(",\n", "{\n  \"templates\": [\n", "\n  ]\n}\n"))
            + end;
    return new TemplateFile(MAIN, new Layer(5, MAIN), text, time.now(), "", "r" + end);
  }

  private static TemplateSummary summary(int number) {
    String id = String.format("farm-%05d-render-node", number);
    return new TemplateSummary(
        id,
        id,
        "",
        "",
        "spot",
        5,
        List.of("aws-us-east-1"),
        List.of(),
        3,
        0,
        number % 7 == 3 ? 1 : 0);
  }

  private static ResolvedTemplate resolved(String id) {
    Map<String, ResolvedField> fields = new LinkedHashMap<>();
    Map<String, FieldValue> main = new LinkedHashMap<>();
    Map<String, FieldValue> own = new LinkedHashMap<>();
    Layer instance = new Layer(7, "aws-us-east-1_templates.json");
    Layer file = new Layer(5, MAIN);
    List<String> names =
        List.of("template_id", "instance_type", "image_id", "max_instances", "subnet_ids");
    for (int i = 0; i < 14; i++) {
      String name = i < names.size() ? names.get(i) : "custom_field_" + i;
      String value = name.equals("template_id") ? id : "value-" + i;
      FieldValue low = new FieldValue(value, file, new Location(MAIN, 4 + i, 7));
      main.put(name, low);
      if (i % 4 == 2) {
        FieldValue high =
            new FieldValue(
                value + "-own", instance, new Location("aws-us-east-1_templates.json", 3 + i, 7));
        own.put(name, high);
        fields.put(name, new ResolvedField(name, high, List.of(low)));
      } else {
        fields.put(name, new ResolvedField(name, low, List.of()));
      }
    }
    return new ResolvedTemplate(
        id,
        "aws-us-east-1",
        "",
        true,
        "",
        fields,
        Map.of(),
        List.of(
            layer(1, "config.json template", Map.of()),
            layer(2, "config.json provider_defaults.aws", Map.of()),
            layer(3, "config.json template_defaults", Map.of()),
            layer(5, MAIN, main),
            layer(6, "awsprov_templates.json", Map.of()),
            layer(7, "aws-us-east-1_templates.json", own)),
        Map.of());
  }

  private static Contribution layer(int number, String source, Map<String, FieldValue> fields) {
    return new Contribution(new Layer(number, source), new Location(source, 3, 5), fields, "");
  }
}
