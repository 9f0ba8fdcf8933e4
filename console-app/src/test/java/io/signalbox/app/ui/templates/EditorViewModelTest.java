package io.signalbox.app.ui.templates;

import static io.signalbox.app.ui.templates.TemplateAnswers.EAST;
import static io.signalbox.app.ui.templates.TemplateAnswers.MAIN;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.app.testing.FakeBuses;
import io.signalbox.app.ui.draft.Drafts;
import io.signalbox.app.ui.feed.UiServices;
import io.signalbox.core.command.TemplateCommand;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.template.TemplateEdit;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EditorViewModelTest {

  private final TemplateAnswers answers = new TemplateAnswers();
  private final FakeBuses buses = answers.buses;

  @Test
  void typedTextSurvivesASourceChipGoToLineAndAnotherTemplate() {
    TemplatesViewModel model = model(Drafts.inMemory());
    EditorViewModel editor = model.editor();
    editor.open(MAIN, 1);
    editor.textProperty().set("[ ]");
    editor.open(EAST, 1);
    assertThat(editor.textProperty().get()).isEqualTo(answers.files.get(EAST));
    editor.textProperty().set("[\n]");
    model.selectedProperty().set("web");
    model.refresh();
    editor.open(MAIN, 0);
    assertThat(editor.textProperty().get()).isEqualTo("[ ]");
    assertThat(editor.unsaved()).containsExactlyInAnyOrder(MAIN, EAST);
    editor.open(EAST, 1);
    assertThat(editor.textProperty().get()).isEqualTo("[\n]");
  }

  @Test
  void whatAnotherWindowTypedIsNotLostByALetterTypedHere() {
    Drafts drafts = Drafts.inMemory();
    EditorViewModel here = model(drafts).editor();
    EditorViewModel there = model(drafts).editor();
    here.open(MAIN, 1);
    there.open(MAIN, 1);
    there.textProperty().set("[ ]");
    here.follow();
    assertThat(here.textProperty().get()).isEqualTo("[ ]");
    assertThat(here.dirtyProperty().get()).isTrue();
    assertThat(here.unsaved()).containsExactly(MAIN);
    here.textProperty().set("[  ]");
    here.follow();
    there.follow();
    assertThat(there.textProperty().get()).isEqualTo("[  ]");
    there.discard();
    here.follow();
    assertThat(here.textProperty().get()).isEqualTo(answers.files.get(MAIN));
    assertThat(here.dirtyProperty().get()).isFalse();
    assertThat(here.unsaved()).isEmpty();
  }

  @Test
  void typedTextSurvivesARestart(@TempDir Path state, @TempDir Path config) {
    try (Drafts drafts = Drafts.open(state, config, work -> {})) {
      EditorViewModel editor = model(drafts).editor();
      editor.open(MAIN, 1);
      editor.textProperty().set("[ \"${IMAGE}\" ]");
    }
    try (Drafts drafts = Drafts.open(state, config, work -> {})) {
      EditorViewModel editor = model(drafts).editor();
      assertThat(editor.unsaved()).containsExactly(MAIN);
      editor.open(MAIN, 1);
      assertThat(editor.textProperty().get()).isEqualTo("[ \"${IMAGE}\" ]");
      assertThat(editor.dirtyProperty().get()).isTrue();
      assertThat(editor.outdatedProperty().get()).isFalse();
      editor.discard();
      assertThat(editor.textProperty().get()).isEqualTo(answers.files.get(MAIN));
    }
    try (Drafts drafts = Drafts.open(state, config, work -> {})) {
      assertThat(model(drafts).editor().unsaved()).isEmpty();
    }
  }

  @Test
  void fileChangedMeanwhileIsSaidAndNothingIsSavedUntilOneIsChosen() {
    TemplatesViewModel model = model(Drafts.inMemory());
    EditorViewModel editor = edited(model, "[ ]");
    changeOnDisk(model, "[{\"template_id\": \"changed\"}]");
    assertThat(editor.textProperty().get()).isEqualTo("[ ]");
    assertThat(editor.outdatedProperty().get()).isTrue();
    assertThat(editor.saveRefusal()).contains("changed on disk");
    editor.save();
    assertThat(buses.commands()).isEmpty();
    editor.keepMine();
    assertThat(editor.saveRefusal()).isEmpty();
    buses.on(TemplateCommand.Save.class, command -> answers.file(MAIN));
    editor.save();
    assertThat(buses.commands())
        .containsExactly(
            new TemplateCommand.Save(
                new TemplateEdit.Replace(MAIN, "r[{\"template_id\": \"changed\"}]", "[ ]")));
  }

  @Test
  void takingTheFilesTextGivesUpTheTyped() {
    TemplatesViewModel model = model(Drafts.inMemory());
    EditorViewModel editor = edited(model, "[ ]");
    changeOnDisk(model, "[1]");
    editor.discard();
    assertThat(editor.textProperty().get()).isEqualTo("[1]");
    assertThat(editor.dirtyProperty().get()).isFalse();
    assertThat(editor.unsaved()).isEmpty();
  }

  @Test
  void whatWasAskedAboutIsDeletedAndNothingOfAFileThatWasOpenedMeanwhile() {
    EditorViewModel editor = model(Drafts.inMemory()).editor();
    buses.on(TemplateCommand.Save.class, command -> answers.file(MAIN));
    editor.open(EAST, 0);
    editor.delete(answers.file(MAIN), "web");
    assertThat(buses.commands())
        .containsExactly(
            new TemplateCommand.Save(
                new TemplateEdit.Delete(MAIN, answers.file(MAIN).revision(), "web")));
    assertThat(editor.fileProperty().get().name()).as("where the operator is").isEqualTo(EAST);
  }

  @Test
  void fileThatVanishedKeepsWhatWasTyped() {
    TemplatesViewModel model = model(Drafts.inMemory());
    EditorViewModel editor = edited(model, "[ ]");
    answers.files.remove(MAIN);
    answers.changed();
    model.refresh();
    assertThat(editor.textProperty().get()).isEqualTo("[ ]");
    assertThat(editor.outdatedProperty().get()).isTrue();
    editor.open(EAST, 0);
    assertThat(editor.open(MAIN, 0)).isTrue();
    assertThat(editor.textProperty().get()).isEqualTo("[ ]");
  }

  @Test
  void savingNamesTheRevisionSeenAndEndsTheDraft() {
    Drafts drafts = Drafts.inMemory();
    EditorViewModel editor = edited(model(drafts), "[ ]");
    assertThat(drafts.forms("layer:")).containsExactly("layer:" + MAIN);
    String seen = answers.files.put(MAIN, "[ ]");
    buses.on(TemplateCommand.Save.class, command -> answers.file(MAIN));
    editor.save();
    assertThat(buses.commands())
        .containsExactly(
            new TemplateCommand.Save(new TemplateEdit.Replace(MAIN, "r" + seen, "[ ]")));
    assertThat(editor.dirtyProperty().get()).isFalse();
    assertThat(editor.messageProperty().get()).startsWith("Saved " + MAIN);
    assertThat(editor.isRefused()).isFalse();
    assertThat(editor.saveRefusal()).isEqualTo("Nothing to save");
    assertThat(drafts.forms("layer:")).isEmpty();
  }

  @Test
  void whatIsTypedWhileItIsSavedIsAnEditOfWhatWasSaved() {
    FakeBuses.Pending pending = new FakeBuses.Pending();
    TemplatesViewModel model = new TemplatesViewModel(buses.services(answers.time, pending));
    model.refresh();
    pending.runAll();
    EditorViewModel editor = edited(model, "[ ]");
    buses.on(
        TemplateCommand.Save.class,
        command -> {
          answers.files.put(MAIN, "[ ]");
          return answers.file(MAIN);
        });
    editor.save();
    editor.save();
    editor.textProperty().set("[  ]");
    pending.runAll();
    assertThat(buses.commands()).hasSize(1);
    assertThat(editor.textProperty().get()).isEqualTo("[  ]");
    assertThat(editor.outdatedProperty().get()).isFalse();
    assertThat(editor.saveRefusal()).isEmpty();
  }

  @Test
  void refusedEditKeepsTheTextAndSaysWhy() {
    EditorViewModel editor = edited(model(Drafts.inMemory()), "[{]");
    buses.on(
        TemplateCommand.Save.class,
        command -> {
          throw new SignalboxException(ErrorCode.TEMPLATE_INVALID, "1:3 expected a key");
        });
    editor.save();
    assertThat(editor.textProperty().get()).isEqualTo("[{]");
    assertThat(editor.messageProperty().get()).isEqualTo("TEMPLATE_INVALID: 1:3 expected a key");
    assertThat(editor.isRefused()).as("told as an error").isTrue();
    assertThat(editor.saveRefusal()).isEmpty();
    editor.textProperty().set("[]");
    assertThat(editor.messageProperty().get()).as("of another text").isEmpty();
    assertThat(editor.isRefused()).isFalse();
  }

  @Test
  void lineEndsAreNotTypedButLeftToTheDoorThatSaves() {
    answers.files.put(MAIN, "[\r\n]\r\n");
    EditorViewModel editor = model(Drafts.inMemory()).editor();
    editor.open(MAIN, 0);
    assertThat(editor.dirtyProperty().get()).as("nothing was typed").isFalse();
    editor.textProperty().set("[\n\n]\n");
    buses.on(TemplateCommand.Save.class, command -> answers.file(MAIN));
    editor.save();
    assertThat(buses.commands())
        .containsExactly(
            new TemplateCommand.Save(new TemplateEdit.Replace(MAIN, "r[\r\n]\r\n", "[\n\n]\n")));
  }

  @Test
  void chipLeadsToItsLine() {
    EditorViewModel editor = model(Drafts.inMemory()).editor();
    editor.open(MAIN, 8);
    long before = editor.spotProperty().get().number();
    assertThat(editor.spotProperty().get().line()).isEqualTo(8);
    editor.open(MAIN, 8);
    assertThat(editor.spotProperty().get().number()).as("asked again").isGreaterThan(before);
    assertThat(editor.open("config.json", 3)).isFalse();
    assertThat(editor.spotProperty().get().line()).isEqualTo(8);
  }

  @Test
  void longFileIsEditedInPartsAndSavedWhole() {
    String whole =
        IntStream.rangeClosed(1, 50_000)
            .mapToObj(i -> "line " + i + "\n")
            .collect(Collectors.joining());
    answers.files.put(MAIN, whole);
    EditorViewModel editor = model(Drafts.inMemory()).editor();
    editor.open(MAIN, 30_000);
    String part = editor.textProperty().get();
    assertThat(part.lines()).hasSize(LinePart.LINES).contains("line 30000");
    assertThat(part.lines().toList().get(editor.part().indexOf(30_000))).isEqualTo("line 30000");
    editor.textProperty().set(part.replace("line 30000\n", "line changed\n"));
    editor.open(MAIN, 100);
    assertThat(editor.textProperty().get()).contains("line 100\n").doesNotContain("changed");
    editor.open(MAIN, 30_000);
    assertThat(editor.textProperty().get()).contains("line changed\n");
    buses.on(TemplateCommand.Save.class, command -> answers.file(MAIN));
    editor.save();
    assertThat(buses.commands())
        .containsExactly(
            new TemplateCommand.Save(
                new TemplateEdit.Replace(
                    MAIN, "r" + whole, whole.replace("line 30000\n", "line changed\n"))));
  }

  @Test
  void entriesAreNotTouchedWhileTextIsUnsaved() {
    TemplatesViewModel model = model(Drafts.inMemory());
    EditorViewModel editor = edited(model, "[ ]");
    model.create(answers.file(MAIN), "fresh");
    editor.delete(answers.file(MAIN), "web");
    assertThat(buses.commands()).isEmpty();
    assertThat(editor.messageProperty().get()).isEqualTo("Save or discard what you typed first");
  }

  @Test
  void readOnlyWindowSavesNothing() {
    EditorViewModel editor = edited(model(Drafts.inMemory()), "[ ]");
    buses.setReadOnly(true);
    assertThat(editor.saveRefusal()).isEqualTo("This window is read-only");
    editor.save();
    assertThat(buses.commands()).isEmpty();
  }

  private void changeOnDisk(TemplatesViewModel model, String text) {
    answers.files.put(MAIN, text);
    answers.changed();
    model.refresh();
  }

  private static EditorViewModel edited(TemplatesViewModel model, String text) {
    EditorViewModel editor = model.editor();
    editor.open(MAIN, 0);
    editor.textProperty().set(text);
    return editor;
  }

  private TemplatesViewModel model(Drafts drafts) {
    UiServices services = buses.services(answers.time, drafts);
    TemplatesViewModel model = new TemplatesViewModel(services);
    model.refresh();
    return model;
  }
}
