package io.signalbox.app.ui.templates;

import io.signalbox.app.testing.FakeBuses;
import io.signalbox.app.testing.Views;
import io.signalbox.core.config.source.Location;
import io.signalbox.core.query.Query;
import io.signalbox.core.template.Contribution;
import io.signalbox.core.template.EditPreview;
import io.signalbox.core.template.FieldValue;
import io.signalbox.core.template.Layer;
import io.signalbox.core.template.ResolvedField;
import io.signalbox.core.template.ResolvedTemplate;
import io.signalbox.core.template.TemplateFile;
import io.signalbox.core.template.TemplateSummary;
import io.signalbox.core.template.ValidationReport;
import io.signalbox.core.template.field.FieldTable;
import io.signalbox.core.testing.ManualTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A catalog of two templates in two files, which a test may change. */
final class TemplateAnswers {

  static final String MAIN = "templates.json";
  static final String EAST = "east_templates.json";

  final ManualTime time = new ManualTime();
  final FakeBuses buses = new FakeBuses();
  final List<String> ids = new ArrayList<>(List.of("batch", "web"));
  final Map<String, String> files = new LinkedHashMap<>();
  private long version = 1;

  TemplateAnswers() {
    files.put(MAIN, "[{\"template_id\": \"web\"}]");
    files.put(EAST, "[{\"template_id\": \"batch\"}]");
    buses
        .on(Query.TemplatesVersion.class, query -> version)
        .on(Query.ListTemplates.class, query -> ids.stream().map(this::summary).toList())
        .on(
            Query.ListProviders.class,
            query ->
                List.of(
                    Views.provider("east", 0, time.now()), Views.provider("west", 1, time.now())))
        .on(Query.TemplateDiagnostics.class, query -> List.of())
        .on(Query.TemplateFields.class, query -> FieldTable.BASE.fields())
        .on(Query.PreviewTemplateEdit.class, query -> new EditPreview(List.of(), List.of(), 0))
        .on(Query.TemplateFiles.class, query -> files.keySet().stream().map(this::file).toList())
        .on(
            Query.ShowTemplate.class,
            query ->
                resolved(query.templateId(), query.provider() == null ? "east" : query.provider()))
        .on(
            Query.ValidateTemplates.class,
            query ->
                List.of(
                    new ValidationReport(
                        String.valueOf(query.templateId()), "east", query.level(), List.of())));
  }

  /** The folder changed. */
  void changed() {
    version++;
  }

  private TemplateSummary summary(String id) {
    return new TemplateSummary(id, id, "", "", "ondemand", 5, List.of("east"), List.of(), 1, 0, 0);
  }

  TemplateFile file(String name) {
    String text = files.getOrDefault(name, "");
    int layer = name.equals(MAIN) ? 5 : 7;
    return new TemplateFile(name, new Layer(layer, name), text, time.now(), "", "r" + text);
  }

  /**
   * The image differs by provider; {@code batch} has its last layer in the instance's file, which
   * takes a price away.
   */
  private static ResolvedTemplate resolved(String id, String provider) {
    Layer layer = id.equals("batch") ? new Layer(7, EAST) : new Layer(5, MAIN);
    Location place = new Location(layer.source(), 1, 3);
    FieldValue own = new FieldValue(id, layer, place);
    FieldValue image = new FieldValue("ami-" + provider, layer, place);
    FieldValue none = new FieldValue(FieldValue.UNSET, layer, new Location(layer.source(), 4, 17));
    FieldValue price = new FieldValue(0.05, new Layer(5, MAIN), new Location(MAIN, 2, 9));
    boolean unsets = id.equals("batch");
    return new ResolvedTemplate(
        id,
        provider,
        "",
        true,
        "",
        Map.of(
            "template_id",
            new ResolvedField("template_id", own, List.of()),
            "image_id",
            new ResolvedField("image_id", image, List.of())),
        unsets
            ? Map.of("max_price", new ResolvedField("max_price", none, List.of(price)))
            : Map.of(),
        List.of(
            new Contribution(
                layer,
                place,
                unsets ? Map.of("template_id", own, "max_price", none) : Map.of("template_id", own),
                "")),
        Map.of());
  }
}
