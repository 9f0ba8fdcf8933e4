package io.signalbox.app.ui.templates;

import io.signalbox.app.ui.draft.Drafts;
import io.signalbox.app.ui.feed.UiServices;
import io.signalbox.core.command.TemplateCommand;
import io.signalbox.core.template.TemplateEdit;
import io.signalbox.core.template.TemplateFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/**
 * One template file being read or edited. What is typed is a draft until it is saved or discarded:
 * opening another file, another screen or another window gives none of it up. On the screen's
 * thread only.
 */
public final class EditorViewModel {

  private final UiServices services;
  private final Drafts drafts;
  private final Runnable edited;
  private final ObservableList<TemplateFile> files = FXCollections.observableArrayList();
  private final ObservableList<String> unsaved = FXCollections.observableArrayList();
  private final ReadOnlyObjectWrapper<@Nullable TemplateFile> file = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<Spot> spot = new ReadOnlyObjectWrapper<>(new Spot(0, 0, 0));
  private final StringProperty text = new SimpleStringProperty("");
  private final ReadOnlyBooleanWrapper dirty = new ReadOnlyBooleanWrapper();
  private final ReadOnlyBooleanWrapper outdated = new ReadOnlyBooleanWrapper();
  private final ReadOnlyBooleanWrapper saving = new ReadOnlyBooleanWrapper();
  private final ReadOnlyStringWrapper message = new ReadOnlyStringWrapper("");
  private boolean refused;
  private LinePart part = LinePart.around("", 0);
  private String revision = "";
  // Of the open file, as this window knows it; null for none.
  private @Nullable LayerDraft known;
  private boolean loading;

  /**
   * A place to be looked at.
   *
   * @param line from 1; 0 for none
   * @param column from 1; 0 for the line's beginning
   * @param number tells a second wish for the same place
   */
  record Spot(int line, int column, long number) {}

  /**
   * @param edited called when a file was changed from here
   */
  EditorViewModel(UiServices services, Runnable edited) {
    this.services = services;
    this.drafts = services.drafts();
    this.edited = edited;
    text.addListener((property, old, typed) -> typed(typed));
    unsaved.setAll(LayerDraft.all(drafts).stream().map(LayerDraft::file).toList());
  }

  /** The files as they are on disk now. A draft stays; where its file has changed that is said. */
  void show(List<TemplateFile> found) {
    List<TemplateFile> all = new ArrayList<>(found);
    for (LayerDraft draft : LayerDraft.all(drafts)) {
      if (find(found, draft.file()).isEmpty()) {
        all.add(draft.gone());
      }
    }
    if (!all.equals(files)) {
      files.setAll(all);
    }
    TemplateFile open = file.get();
    if (open == null) {
      all.stream().reduce((lower, higher) -> higher).ifPresent(each -> load(each, 0));
      return;
    }
    Optional<TemplateFile> newest = find(all, open.name());
    if (newest.isEmpty()) {
      all.stream().findFirst().ifPresent(each -> load(each, 0));
    } else if (!newest.get().equals(open)) {
      if (dirty.get()) {
        file.set(newest.get());
        judge();
      } else {
        load(newest.get(), spot.get().line());
      }
    }
  }

  /**
   * Takes over what another window typed or gave up: the next letter here would be all there is.
   */
  void follow() {
    List<String> typed = LayerDraft.all(drafts).stream().map(LayerDraft::file).toList();
    if (!typed.equals(unsaved)) {
      unsaved.setAll(typed);
    }
    TemplateFile open = file.get();
    if (open != null && !Objects.equals(LayerDraft.of(drafts, open.name()).orElse(null), known)) {
      load(open, spot.get().line());
    }
  }

  private static Optional<TemplateFile> find(List<TemplateFile> among, String name) {
    return among.stream().filter(each -> each.name().equals(name)).findFirst();
  }

  /** Opens a file at a line, with what was typed into it; false where there is no such file. */
  boolean open(String name, int line) {
    return open(name, line, 0);
  }

  /** The same at a column of the line, from 1. */
  boolean open(String name, int line, int column) {
    Optional<TemplateFile> wanted = find(files, name);
    TemplateFile open = file.get();
    if (wanted.isPresent() && open != null && open.name().equals(name) && part.holds(line)) {
      look(line, column);
    } else {
      wanted.ifPresent(each -> load(each, line, column));
    }
    return wanted.isPresent();
  }

  private void load(TemplateFile wanted, int line) {
    load(wanted, line, 0);
  }

  private void load(TemplateFile wanted, int line, int column) {
    Optional<LayerDraft> draft = LayerDraft.of(drafts, wanted.name());
    revision = draft.map(LayerDraft::revision).orElse(wanted.revision());
    part = LinePart.around(draft.map(LayerDraft::text).orElse(lines(wanted)), line);
    loading = true;
    file.set(wanted);
    text.set(part.text());
    loading = false;
    refused = !wanted.broken().isEmpty();
    message.set(wanted.broken());
    judge();
    look(line, column);
  }

  private void look(int line, int column) {
    spot.set(new Spot(line, column, spot.get().number() + 1));
  }

  /** As an editor has it: it knows one kind of line end. */
  private static String lines(TemplateFile from) {
    return from.text().replace("\r\n", "\n");
  }

  private void typed(String typed) {
    TemplateFile open = file.get();
    if (!loading && open != null) {
      part = part.with(typed);
      // What was told is of the text as it was.
      refused = false;
      message.set("");
      judge();
    }
  }

  /** Whether something is unsaved, and of which revision; keeps or drops the draft accordingly. */
  private void judge() {
    TemplateFile open = file.get();
    if (open == null) {
      return;
    }
    String whole = part.whole();
    boolean differs = !whole.equals(lines(open));
    if (differs) {
      known = new LayerDraft(open.name(), revision, whole, open.layer().number());
      known.keep(drafts);
    } else {
      known = null;
      LayerDraft.drop(drafts, open.name());
      revision = open.revision();
    }
    outdated.set(differs && !revision.equals(open.revision()));
    dirty.set(differs);
    mark(open.name(), differs);
  }

  private void mark(String name, boolean differs) {
    if (differs && !unsaved.contains(name)) {
      unsaved.add(name);
    } else if (!differs) {
      unsaved.remove(name);
    }
  }

  /** The text becomes an edit of the file as it is now; saving it replaces that. */
  void keepMine() {
    TemplateFile open = file.get();
    if (open != null) {
      revision = open.revision();
      judge();
    }
  }

  /** Gives up what was typed into the open file. */
  void discard() {
    TemplateFile open = file.get();
    if (open != null) {
      LayerDraft.drop(drafts, open.name());
      mark(open.name(), false);
      load(open, spot.get().line());
    }
  }

  /** Saves the text; a refused edit keeps it, with the reason. */
  void save() {
    TemplateFile open = file.get();
    if (open == null || !saveRefusal().isEmpty()) {
      return;
    }
    String sent = part.whole();
    saving.set(true);
    message.set("");
    services.execute(
        new TemplateCommand.Save(new TemplateEdit.Replace(open.name(), revision, sent)),
        false,
        saved -> {
          saving.set(false);
          saved(saved, sent);
          refused = false;
          message.set("Saved " + saved.name() + "; the version before is beside it as .bak");
          edited.run();
        },
        failure -> {
          saving.set(false);
          refuse(UiServices.textOf(failure));
        });
  }

  /** What was typed meanwhile is an edit of what was saved. */
  private void saved(TemplateFile saved, String sent) {
    files.replaceAll(each -> each.name().equals(saved.name()) ? saved : each);
    TemplateFile open = file.get();
    if (open != null && open.name().equals(saved.name())) {
      revision = saved.revision();
      file.set(saved);
      judge();
      return;
    }
    LayerDraft.of(drafts, saved.name())
        .ifPresent(draft -> {
          if (draft.text().equals(sent)) {
            LayerDraft.drop(drafts, saved.name());
            mark(saved.name(), false);
          } else {
            new LayerDraft(saved.name(), saved.revision(), draft.text(), draft.layer())
                .keep(drafts);
          }
        });
  }

  /**
   * Adds an entry with nothing but its id.
   *
   * @param to as it was seen: another file may be open by now
   */
  void create(TemplateFile to, String id, Runnable done) {
    edit(new TemplateEdit.Create(to.name(), to.revision(), id.trim(), Map.of()), done);
  }

  /**
   * Takes a template's entry out.
   *
   * @param from as it was seen: another file may be open by now
   */
  void delete(TemplateFile from, String id) {
    edit(new TemplateEdit.Delete(from.name(), from.revision(), id), () -> {});
  }

  private void edit(TemplateEdit edit, Runnable done) {
    String refusal = entryRefusal();
    if (!refusal.isEmpty()) {
      refuse(refusal);
      return;
    }
    Consumer<TemplateFile> answer =
        saved -> {
          files.replaceAll(each -> each.name().equals(saved.name()) ? saved : each);
          TemplateFile open = file.get();
          if (open != null && open.name().equals(saved.name())) {
            load(saved, spot.get().line());
          }
          edited.run();
          done.run();
        };
    services.execute(
        new TemplateCommand.Save(edit),
        false,
        answer,
        failure -> refuse(UiServices.textOf(failure)));
  }

  private void refuse(String why) {
    refused = true;
    message.set(why);
  }

  /** Why no entry can be added or taken out now; empty if it can. */
  String entryRefusal() {
    if (services.commands().readOnly()) {
      return "This window is read-only";
    }
    return dirty.get() ? "Save or discard what you typed first" : "";
  }

  /** Why nothing can be saved now; empty if it can. */
  String saveRefusal() {
    if (services.commands().readOnly()) {
      return "This window is read-only";
    }
    if (saving.get()) {
      return "Being saved";
    }
    if (outdated.get()) {
      return "The file changed on disk: keep yours or take the file's first";
    }
    return dirty.get() ? "" : "Nothing to save";
  }

  /** Whether the message tells why something was not done. */
  boolean isRefused() {
    return refused;
  }

  /** The part of the text that is being edited. */
  LinePart part() {
    return part;
  }

  ObservableList<TemplateFile> files() {
    return files;
  }

  /** Names of files into which something was typed that is not saved. */
  ObservableList<String> unsaved() {
    return unsaved;
  }

  /** The open file as it is on disk. */
  ReadOnlyObjectProperty<@Nullable TemplateFile> fileProperty() {
    return file.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<Spot> spotProperty() {
    return spot.getReadOnlyProperty();
  }

  StringProperty textProperty() {
    return text;
  }

  ReadOnlyBooleanProperty dirtyProperty() {
    return dirty.getReadOnlyProperty();
  }

  /** Whether the file has changed on disk since what is unsaved was begun. */
  ReadOnlyBooleanProperty outdatedProperty() {
    return outdated.getReadOnlyProperty();
  }

  ReadOnlyBooleanProperty savingProperty() {
    return saving.getReadOnlyProperty();
  }

  /** What became of the last edit, or why the open file's version on disk is not in force. */
  ReadOnlyStringProperty messageProperty() {
    return message.getReadOnlyProperty();
  }

  /** Why what is typed ends with this window; empty if it does not. */
  String problem() {
    return drafts.problem();
  }
}
