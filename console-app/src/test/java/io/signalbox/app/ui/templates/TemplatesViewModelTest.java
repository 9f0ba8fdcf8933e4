package io.signalbox.app.ui.templates;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.app.testing.FakeBuses;
import io.signalbox.app.testing.Views;
import io.signalbox.core.command.TemplateCommand;
import io.signalbox.core.config.source.Location;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.query.Query;
import io.signalbox.core.template.Contribution;
import io.signalbox.core.template.FieldValue;
import io.signalbox.core.template.Layer;
import io.signalbox.core.template.ResolvedField;
import io.signalbox.core.template.ResolvedTemplate;
import io.signalbox.core.template.TemplateEdit;
import io.signalbox.core.template.TemplateFile;
import io.signalbox.core.template.TemplateSummary;
import io.signalbox.core.template.ValidationLevel;
import io.signalbox.core.template.ValidationReport;
import io.signalbox.core.testing.ManualTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TemplatesViewModelTest {

  private final ManualTime time = new ManualTime();
  private final FakeBuses buses = new FakeBuses();
  private final List<String> ids = new ArrayList<>(List.of("batch", "web"));
  private String text = "[{\"template_id\": \"web\"}]";

  @BeforeEach
  void answers() {
    buses
        .on(Query.ListTemplates.class, query -> ids.stream().map(this::summary).toList())
        .on(
            Query.ListProviders.class,
            query ->
                List.of(
                    Views.provider("east", 0, time.now()), Views.provider("west", 1, time.now())))
        .on(Query.TemplateDiagnostics.class, query -> List.of())
        .on(
            Query.TemplateFiles.class,
            query -> List.of(file("templates.json"), file("east_templates.json")))
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

  @Test
  void firstTemplateIsResolvedForWhomeverTheCoreChooses() {
    TemplatesViewModel model = model();
    assertThat(model.selectedProperty().get()).isEqualTo("batch");
    assertThat(model.providerProperty().get()).isEqualTo("east");
    assertThat(model.reportsProperty().get()).containsOnlyKeys(ValidationLevel.values());
    assertThat(model.providers()).containsExactly("east", "west");
  }

  @Test
  void highestLayersFileIsOpenedUnlessAnEditIsUnderWay() {
    TemplatesViewModel model = model();
    assertThat(open(model).name()).isEqualTo("east_templates.json");
    model.textProperty().set("[]");
    model.providerProperty().set("west");
    assertThat(open(model).name()).isEqualTo("east_templates.json");
    model.discard();
    model.selectedProperty().set("web");
    assertThat(open(model).name()).isEqualTo("templates.json");
  }

  @Test
  void comparingMarksFieldsThatDiffer() {
    TemplatesViewModel model = model();
    model.otherProperty().set("west");
    assertThat(model.differs("image_id")).isTrue();
    assertThat(model.differs("template_id")).isFalse();
    model.otherProperty().set("");
    assertThat(model.differs("image_id")).isFalse();
  }

  @Test
  void editUnderWaySurvivesARefreshAndIsSavedWithTheRevisionSeen() {
    TemplatesViewModel model = model();
    model.openNamed("templates.json");
    assertThat(model.saveRefusal()).isEqualTo("Nothing to save");
    model.textProperty().set("[ ]");
    text = "[{\"template_id\": \"changed\"}]";
    model.refresh();
    assertThat(model.textProperty().get()).isEqualTo("[ ]");
    buses.on(TemplateCommand.Save.class, command -> file("templates.json"));
    model.save();
    assertThat(buses.commands())
        .containsExactly(
            new TemplateCommand.Save(
                new TemplateEdit.Replace(
                    "templates.json", "r[{\"template_id\": \"web\"}]", "[ ]")));
    assertThat(model.dirtyProperty().get()).isFalse();
  }

  @Test
  void refusedEditKeepsTheTextAndSaysWhy() {
    TemplatesViewModel model = model();
    model.textProperty().set("[{]");
    buses.on(
        TemplateCommand.Save.class,
        command -> {
          throw new SignalboxException(ErrorCode.INVALID_STATE, "was changed since you read it");
        });
    model.save();
    assertThat(model.textProperty().get()).isEqualTo("[{]");
    assertThat(model.messageProperty().get()).startsWith("INVALID_STATE: was changed");
    assertThat(model.dirtyProperty().get()).isTrue();
  }

  @Test
  void readOnlyWindowSavesNothing() {
    TemplatesViewModel model = model();
    model.textProperty().set("[]");
    buses.setReadOnly(true);
    assertThat(model.saveRefusal()).contains("read-only");
    model.save();
    assertThat(model.messageProperty().get()).startsWith("READ_ONLY");
  }

  @Test
  void vanishedTemplateGivesWayToTheFirst() {
    TemplatesViewModel model = model();
    model.selectedProperty().set("web");
    ids.remove("web");
    model.refresh();
    assertThat(model.selectedProperty().get()).isEqualTo("batch");
    model.filterProperty().set("zzz");
    assertThat(model.shown()).isEmpty();
  }

  private TemplatesViewModel model() {
    TemplatesViewModel model = new TemplatesViewModel(buses.services(time));
    model.refresh();
    return model;
  }

  private static TemplateFile open(TemplatesViewModel model) {
    TemplateFile open = model.fileProperty().get();
    assertThat(open).isNotNull();
    return open;
  }

  private TemplateSummary summary(String id) {
    return new TemplateSummary(id, id, "", "", "ondemand", 5, List.of("east"), List.of(), 1, 0, 0);
  }

  private TemplateFile file(String name) {
    return new TemplateFile(name, new Layer(5, name), text, time.now(), "", "r" + text);
  }

  /** The image differs by provider; {@code batch} has its last layer in the instance's file. */
  private static ResolvedTemplate resolved(String id, String provider) {
    Layer layer =
        id.equals("batch") ? new Layer(7, "east_templates.json") : new Layer(5, "templates.json");
    Location place = new Location(layer.source(), 2, 3);
    FieldValue own = new FieldValue(id, layer, place);
    FieldValue image = new FieldValue("ami-" + provider, layer, place);
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
        List.of(new Contribution(layer, place, Map.of("template_id", own), "")),
        Map.of());
  }
}
