package io.signalbox.app.ui.templates;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.app.testing.FakeBuses;
import io.signalbox.app.ui.feed.UiServices;
import io.signalbox.app.ui.templates.TemplatesViewModel.TemplateRow;
import io.signalbox.core.config.source.Diagnostic;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.provider.LaunchPreview;
import io.signalbox.core.query.Query;
import io.signalbox.core.query.TemplatePreview;
import io.signalbox.core.template.TemplateFile;
import io.signalbox.core.template.ValidationLevel;
import io.signalbox.core.template.ValidationReport;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TemplatesViewModelTest {

  private final TemplateAnswers answers = new TemplateAnswers();
  private final FakeBuses buses = answers.buses;

  @Test
  void firstTemplateIsResolvedForWhomeverTheCoreChooses() {
    TemplatesViewModel model = model();
    assertThat(model.selectedProperty().get()).isEqualTo("batch");
    assertThat(model.resolved().providerProperty().get()).isEqualTo("east");
    assertThat(model.resolved().reportsProperty().get()).containsOnlyKeys(ValidationLevel.values());
    assertThat(model.providers()).containsExactly("east", "west");
  }

  @Test
  void highestLayersFileIsOpenedUnlessAnEditIsUnderWay() {
    TemplatesViewModel model = model();
    assertThat(open(model).name()).isEqualTo(TemplateAnswers.EAST);
    model.editor().textProperty().set("[]");
    model.resolved().providerProperty().set("west");
    assertThat(open(model).name()).isEqualTo(TemplateAnswers.EAST);
    model.editor().discard();
    model.selectedProperty().set("web");
    assertThat(open(model).name()).isEqualTo(TemplateAnswers.MAIN);
  }

  @Test
  void comparingMarksFieldsThatDiffer() {
    ResolvedViewModel model = model().resolved();
    model.otherProperty().set("west");
    assertThat(model.differs("image_id")).isTrue();
    assertThat(model.differs("template_id")).isFalse();
    model.otherProperty().set("");
    assertThat(model.differs("image_id")).isFalse();
  }

  @Test
  void nothingIsAskedForAgainUntilTheCatalogChanges() {
    TemplatesViewModel model = model();
    int asked = buses.queries().size();
    for (int i = 0; i < 10; i++) {
      model.refresh();
    }
    assertThat(buses.queries().subList(asked, buses.queries().size()))
        .allMatch(each -> each instanceof Query.TemplatesVersion);
    answers.ids.add("zoo");
    answers.changed();
    model.refresh();
    assertThat(model.shown()).extracting(TemplateRow::id).containsExactly("batch", "web", "zoo");
  }

  @Test
  void failedListIsAskedForAgain() {
    TemplatesViewModel model = model();
    answers.changed();
    answers.ids.add("zoo");
    buses.on(
        Query.TemplateFiles.class,
        query -> {
          throw new SignalboxException(ErrorCode.STORE_UNAVAILABLE, "gone");
        });
    model.refresh();
    assertThat(model.errorProperty().get()).isEqualTo("STORE_UNAVAILABLE: gone");
    assertThat(model.shown()).hasSize(2);
    buses.on(
        Query.TemplateFiles.class,
        query -> answers.files.keySet().stream().map(answers::file).toList());
    model.refresh();
    assertThat(model.errorProperty().get()).isEmpty();
    assertThat(model.shown()).hasSize(3);
  }

  @Test
  void vanishedTemplateGivesWayToTheFirst() {
    TemplatesViewModel model = model();
    model.selectedProperty().set("web");
    answers.ids.remove("web");
    answers.changed();
    model.refresh();
    assertThat(model.selectedProperty().get()).isEqualTo("batch");
    model.filterProperty().set("zzz");
    assertThat(model.shown()).isEmpty();
  }

  @Test
  void tenThousandTemplatesAreFilteredAndTheSelectionStays() {
    answers.ids.clear();
    IntStream.range(0, 10_000).forEach(i -> answers.ids.add("Template-" + i));
    TemplatesViewModel model = model();
    assertThat(model.shown()).hasSize(10_000);
    model.selectedProperty().set("Template-77");
    model.filterProperty().set(" template-999 ");
    assertThat(model.shown())
        .extracting(TemplateRow::id)
        .hasSize(11)
        .startsWith("Template-999")
        .endsWith("Template-9999");
    assertThat(model.selectedProperty().get()).isEqualTo("Template-77");
  }

  private static TemplatePreview preview(Query.PreviewTemplate asked) {
    return new TemplatePreview(
        asked.templateId(),
        String.valueOf(asked.provider()),
        "aws",
        asked.count(),
        new LaunchPreview(
            List.of(
                new LaunchPreview.Call("ec2:RunInstances", Map.of("ImageId", asked.templateId()))),
            ""));
  }

  @Test
  void whatWouldBeSentIsAskedForWhileItIsOpenAlone() {
    buses.on(Query.PreviewTemplate.class, TemplatesViewModelTest::preview);
    TemplatesViewModel model = model();
    assertThat(buses.queries()).noneMatch(Query.PreviewTemplate.class::isInstance);
    model.sent().openProperty().set(true);
    assertThat(model.sent().previewProperty().get())
        .isEqualTo(preview(new Query.PreviewTemplate("batch", "east", 1)));
    model.selectedProperty().set("web");
    assertThat(model.sent().previewProperty().get())
        .as("of the template that is shown now")
        .isEqualTo(preview(new Query.PreviewTemplate("web", "east", 1)));
    model.sent().openProperty().set(false);
    assertThat(model.sent().previewProperty().get()).isNull();
  }

  @Test
  void aSlowProviderHoldsUpNoCheckThatNeedsNone() {
    FakeBuses.Pending pending = new FakeBuses.Pending();
    TemplatesViewModel model = new TemplatesViewModel(buses.services(answers.time, pending));
    buses.on(
        Query.ValidateTemplates.class,
        query -> {
          if (query.level() == ValidationLevel.STRICT) {
            throw new SignalboxException(ErrorCode.TIMEOUT, "No answer in time");
          }
          return List.of(
              new ValidationReport(
                  String.valueOf(query.templateId()), "east", query.level(), List.of()));
        });
    model.refresh();
    pending.runAll();
    assertThat(model.resolved().reportsProperty().get())
        .containsOnlyKeys(ValidationLevel.BASIC, ValidationLevel.LENIENT);
  }

  @Test
  void whatAProviderFoundStaysWithItsTemplateUntilTheCatalogChanges() {
    buses.on(
        Query.ValidateTemplates.class,
        query ->
            List.of(
                new ValidationReport(
                    String.valueOf(query.templateId()),
                    "east",
                    query.level(),
                    query.level() == ValidationLevel.STRICT && "batch".equals(query.templateId())
                        ? List.of(
                            Diagnostic.error(
                                "PROVIDER_CHECK", "there is no ami-1", null, "batch.image_id", ""),
                            Diagnostic.error("UNKNOWN_FIELD", "of the file", null, "batch.x", ""))
                        : List.of())));
    TemplatesViewModel model = model();
    ResolvedViewModel resolved = model.resolved();
    assertThat(resolved.foundByProvider("batch", "east"))
        .extracting(Diagnostic::message)
        .containsExactly("there is no ami-1");
    model.selectedProperty().set("web");
    assertThat(resolved.foundByProvider("batch", "east")).hasSize(1);
    assertThat(resolved.foundByProvider("web", "east")).isEmpty();
    int told = resolved.toldProperty().get();
    answers.changed();
    model.refresh();
    assertThat(resolved.foundByProvider("batch", "east")).as("of the template before").isEmpty();
    assertThat(resolved.toldProperty().get()).isGreaterThan(told);
  }

  @Test
  void templateProviderAndLevelAreThereAfterARestartUnlessTheyAreGone() {
    UiServices services = buses.services(answers.time);
    TemplatesViewModel before = new TemplatesViewModel(services);
    before.refresh();
    before.select("web");
    before.resolved().providerProperty().set("west");
    before.resolved().levelProperty().set(ValidationLevel.STRICT);
    TemplatesViewModel again = new TemplatesViewModel(services);
    again.refresh();
    assertThat(again.selectedProperty().get()).isEqualTo("web");
    assertThat(again.resolved().providerProperty().get()).isEqualTo("west");
    assertThat(again.resolved().levelProperty().get()).isEqualTo(ValidationLevel.STRICT);
    services.preferences().set("templates", "provider", "gone");
    services.preferences().set("templates", "selected", "gone");
    TemplatesViewModel later = new TemplatesViewModel(services);
    later.refresh();
    assertThat(later.selectedProperty().get()).isEqualTo("batch");
    assertThat(later.resolved().providerProperty().get()).isEqualTo("east");
    assertThat(later.errorProperty().get()).isEmpty();
  }

  private TemplatesViewModel model() {
    TemplatesViewModel model = new TemplatesViewModel(buses.services(answers.time));
    model.refresh();
    return model;
  }

  private static TemplateFile open(TemplatesViewModel model) {
    TemplateFile open = model.editor().fileProperty().get();
    assertThat(open).isNotNull();
    return open;
  }
}
