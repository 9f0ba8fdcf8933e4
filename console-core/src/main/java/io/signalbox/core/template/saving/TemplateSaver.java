package io.signalbox.core.template.saving;

import io.signalbox.core.config.source.Diagnostic;
import io.signalbox.core.config.source.NewErrors;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.file.FileDoor;
import io.signalbox.core.file.FileText;
import io.signalbox.core.template.Layer;
import io.signalbox.core.template.TemplateEdit;
import io.signalbox.core.template.file.FileOutline;
import io.signalbox.core.template.file.TemplateIds;
import io.signalbox.core.template.resolving.CatalogState;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Saves edits of one file through the door, checked before and after: an edit brings in no error
 * and changes no other entry. Stateless; blocks.
 */
public final class TemplateSaver {

  private TemplateSaver() {}

  /**
   * @throws SignalboxException INVALID_STATE for an edit that was not seen or an entry that is
   *     there already, TEMPLATE_NOT_FOUND for one that is not, TEMPLATE_INVALID where the result
   *     could not be read or a field of the entry gets a value that it cannot have, INVALID_INPUT
   *     where the edit would do something to another entry
   */
  public static FileDoor.Saved save(
      FileDoor door, Path folder, TemplateEdit edit, CatalogState state) {
    return door.save(
        folder.resolve(edit.file()), edit.revision(), before -> after(edit, before, state));
  }

  private static String after(TemplateEdit edit, Optional<FileText> before, CatalogState state) {
    Read was = before.map(text -> Read.of(edit.file(), text)).orElse(Read.NOTHING);
    String text =
        switch (edit) {
          case TemplateEdit.Replace replace ->
              before
                  .filter(FileText::readable)
                  .map(old -> old.typedOver(replace.text()))
                  .orElse(replace.text());
          case TemplateEdit.Create create ->
              before.isPresent()
                  ? EntryEdits.create(readable(edit.file(), before, was), create)
                  : EntryEdits.first(create);
          case TemplateEdit.Update update ->
              EntryEdits.update(readable(edit.file(), before, was), update);
          case TemplateEdit.Delete delete ->
              EntryEdits.delete(readable(edit.file(), before, was), delete);
        };
    Read is = Read.of(edit.file(), new FileText(text, false, true));
    refuseNewErrors(was, is);
    checkOthers(edit, was, is);
    checkEntry(edit, was, is, state);
    return text;
  }

  private static FileText readable(String file, Optional<FileText> text, Read read) {
    if (text.isEmpty()) {
      throw new SignalboxException(
          ErrorCode.TEMPLATE_NOT_FOUND, "There is no file " + file, Map.of("file", file));
    }
    if (read.outline().isEmpty()) {
      throw invalid(read.errors());
    }
    return text.get();
  }

  private static void refuseNewErrors(Read was, Read is) {
    List<Diagnostic> fresh = NewErrors.among(is.errors(), was.errors());
    if (!fresh.isEmpty() || is.outline().isEmpty()) {
      throw invalid(fresh.isEmpty() ? is.errors() : fresh);
    }
  }

  /** An id or a field may be a key that gives the whole file another meaning. */
  private static void checkOthers(TemplateEdit edit, Read was, Read is) {
    String id = idOf(edit);
    if (id.isEmpty()) {
      return;
    }
    FileOutline after = is.outline().orElseThrow();
    boolean there = edit instanceof TemplateEdit.Delete || after.ids().contains(id);
    boolean others =
        was.outline().map(before -> before.sameBut(id, after)).orElse(after.ids().size() == 1);
    if (!there || !others) {
      throw new SignalboxException(
          ErrorCode.INVALID_INPUT,
          "This edit would rename '%s' or change or hide other templates of %s; edit the file itself"
              .formatted(TemplateIds.shown(id), edit.file()),
          Map.of("file", edit.file(), "template_id", TemplateIds.shown(id)));
    }
  }

  /** Empty where the whole text was typed: whoever does that sees all of it. */
  private static String idOf(TemplateEdit edit) {
    return switch (edit) {
      case TemplateEdit.Create create -> create.templateId();
      case TemplateEdit.Update update -> update.templateId();
      case TemplateEdit.Delete delete -> delete.templateId();
      case TemplateEdit.Replace replace -> "";
    };
  }

  /** A value that a field cannot have would be told after it was saved. */
  private static void checkEntry(TemplateEdit edit, Read was, Read is, CatalogState state) {
    String id = idOf(edit);
    List<Diagnostic> fresh = NewErrors.among(of(is, id, state), of(was, id, state));
    if (!fresh.isEmpty()) {
      throw invalid(fresh);
    }
  }

  private static List<Diagnostic> of(Read read, String id, CatalogState state) {
    return read.outline()
        .filter(each -> each.ids().contains(id))
        .map(each -> state.read(each, new Layer(0, ""), id).diagnostics())
        .orElse(List.of());
  }

  private static SignalboxException invalid(List<Diagnostic> errors) {
    List<String> messages = errors.stream().map(Diagnostic::message).toList();
    return new SignalboxException(
        ErrorCode.TEMPLATE_INVALID, String.join("; ", messages), Map.of("errors", messages));
  }

  /**
   * A text as it would be read.
   *
   * @param outline empty where it cannot be read to its end
   */
  private record Read(Optional<FileOutline> outline, List<Diagnostic> errors) {

    static final Read NOTHING = new Read(Optional.empty(), List.of());

    static Read of(String file, FileText text) {
      List<Diagnostic> told = new ArrayList<>();
      if (!text.readable()) {
        told.add(
            Diagnostic.error(
                "NOT_UTF8", file + ": not UTF-8 text", null, "", "Save the file as UTF-8"));
        return new Read(Optional.empty(), told);
      }
      Optional<FileOutline> outline =
          FileOutline.read(text.text().getBytes(StandardCharsets.UTF_8), file, told);
      outline.ifPresent(each -> told.addAll(each.oddities()));
      told.removeIf(each -> each.severity() != Diagnostic.Severity.ERROR);
      return new Read(outline, told);
    }
  }
}
