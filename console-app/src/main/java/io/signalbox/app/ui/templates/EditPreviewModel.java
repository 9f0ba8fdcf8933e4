package io.signalbox.app.ui.templates;

import io.signalbox.app.ui.feed.Question;
import io.signalbox.app.ui.feed.UiServices;
import io.signalbox.core.config.source.Diagnostic;
import io.signalbox.core.config.source.Location;
import io.signalbox.core.error.Counted;
import io.signalbox.core.query.Query;
import io.signalbox.core.template.EditPreview;
import io.signalbox.core.template.TemplateFile;
import io.signalbox.core.template.field.FieldDef;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/**
 * What saving the text in the editor would change, asked while somebody types: one question is
 * under way at a time, and only the newest text waits. On the screen's thread only.
 */
final class EditPreviewModel {

  private final EditorViewModel editor;
  private final Question effects;
  private final Question vocabulary;
  private final ReadOnlyObjectWrapper<@Nullable EditPreview> preview =
      new ReadOnlyObjectWrapper<>();
  private List<FieldDef> fields = List.of();

  EditPreviewModel(UiServices services, EditorViewModel editor, StringProperty provider) {
    this.editor = editor;
    // Not answered is not wrong: saving says what is.
    this.effects = new Question(services, failure -> preview.set(null));
    this.vocabulary = new Question(services, failure -> fields = List.of());
    editor.textProperty().addListener((property, old, typed) -> ask());
    editor.fileProperty().addListener((property, old, file) -> ask());
    editor.dirtyProperty().addListener((property, old, dirty) -> ask());
    provider.addListener((property, old, name) -> askFields(name));
    askFields(provider.get());
    ask();
  }

  private void ask() {
    TemplateFile file = editor.fileProperty().get();
    if (file == null || !editor.dirtyProperty().get()) {
      effects.forget();
      preview.set(null);
      return;
    }
    Query.PreviewTemplateEdit wanted =
        new Query.PreviewTemplateEdit(file.name(), editor.part().whole());
    effects.ask(wanted, wanted, preview::set);
  }

  private void askFields(@Nullable String provider) {
    String name = provider == null ? "" : provider;
    vocabulary.ask(
        name, new Query.TemplateFields(name.isEmpty() ? null : name), found -> fields = found);
  }

  /** The fields that may stand in a template of the provider that is resolved for. */
  List<FieldDef> fields() {
    return fields;
  }

  /** The worst of what is odd in the text, in a few words; empty for nothing. */
  String sum() {
    EditPreview now = preview.get();
    if (now == null) {
      return "";
    }
    for (Diagnostic.Severity each :
        List.of(Diagnostic.Severity.ERROR, Diagnostic.Severity.WARNING)) {
      List<Diagnostic> found =
          now.diagnostics().stream().filter(odd -> odd.severity() == each).toList();
      if (!found.isEmpty()) {
        String word = each == Diagnostic.Severity.ERROR ? "error" : "warning";
        Optional<Location> place =
            found.stream().flatMap(odd -> Optional.ofNullable(odd.location()).stream()).findFirst();
        return Counted.of(found.size(), word) + place.map(at -> ", line " + at.line()).orElse("");
      }
    }
    return "";
  }

  boolean hasErrors() {
    EditPreview now = preview.get();
    return now != null
        && now.diagnostics().stream().anyMatch(odd -> odd.severity() == Diagnostic.Severity.ERROR);
  }

  /** What is odd, without the place it stands at. */
  static String message(Diagnostic odd) {
    Location place = odd.location();
    String message = odd.message();
    return place != null && message.startsWith(place + ": ")
        ? message.substring((place + ": ").length())
        : message;
  }

  /** Null while nothing is typed, and until it is answered. */
  ReadOnlyObjectProperty<@Nullable EditPreview> previewProperty() {
    return preview.getReadOnlyProperty();
  }
}
