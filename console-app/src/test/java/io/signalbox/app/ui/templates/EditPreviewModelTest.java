package io.signalbox.app.ui.templates;

import static io.signalbox.app.ui.templates.TemplateAnswers.MAIN;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.app.testing.FakeBuses;
import io.signalbox.app.ui.draft.Drafts;
import io.signalbox.app.ui.feed.UiServices;
import io.signalbox.core.config.source.Diagnostic;
import io.signalbox.core.config.source.Location;
import io.signalbox.core.query.Query;
import io.signalbox.core.template.EditPreview;
import java.util.List;
import org.junit.jupiter.api.Test;

class EditPreviewModelTest {

  private final TemplateAnswers answers = new TemplateAnswers();

  EditPreviewModelTest() {
    answers.buses.on(Query.PreviewTemplateEdit.class, query -> preview(query.text()));
  }

  @Test
  void whatIsTypedIsAskedAboutAndNothingElseIs() {
    TemplatesViewModel model = model(answers.buses.services(answers.time, Drafts.inMemory()));
    assertThat(model.preview().previewProperty().get()).isNull();
    model.editor().open(MAIN, 1);
    model.editor().textProperty().set("[ 1 ]");
    assertThat(model.preview().previewProperty().get()).isEqualTo(preview("[ 1 ]"));
    assertThat(model.preview().sum()).isEqualTo("1 error, line 3");
    assertThat(model.preview().hasErrors()).isTrue();
    model.editor().discard();
    assertThat(model.preview().previewProperty().get()).isNull();
    assertThat(model.preview().sum()).isEmpty();
  }

  @Test
  void onlyTheNewestTextWaitsForItsAnswer() {
    FakeBuses.Pending pending = new FakeBuses.Pending();
    TemplatesViewModel model = model(answers.buses.services(answers.time, pending));
    pending.runAll();
    model.editor().open(MAIN, 1);
    for (String typed : List.of("[", "[ ", "[ ]", "[ 1 ]")) {
      model.editor().textProperty().set(typed);
    }
    pending.runAll();
    assertThat(model.preview().previewProperty().get()).isEqualTo(preview("[ 1 ]"));
    assertThat(
            answers.buses.queries().stream()
                .filter(Query.PreviewTemplateEdit.class::isInstance)
                .count())
        .isEqualTo(2);
  }

  @Test
  void aQuestionShowsNoText() {
    assertThat(new Query.PreviewTemplateEdit(MAIN, "user data").toString())
        .isEqualTo("PreviewTemplateEdit[file=" + MAIN + "]");
  }

  private static TemplatesViewModel model(UiServices services) {
    TemplatesViewModel model = new TemplatesViewModel(services);
    model.refresh();
    return model;
  }

  private static EditPreview preview(String text) {
    Location place = new Location(MAIN, 3, text.length());
    return new EditPreview(
        List.of(Diagnostic.error("OUT_OF_RANGE", place + ": too large", place, "web.x", "")),
        List.of(),
        0);
  }
}
