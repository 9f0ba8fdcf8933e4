package io.signalbox.app.ui.templates;

import io.signalbox.app.ui.feed.UiServices;
import io.signalbox.core.command.TemplateCommand;
import io.signalbox.core.config.source.Diagnostic;
import io.signalbox.core.query.Query;
import io.signalbox.core.snapshot.ProviderView;
import io.signalbox.core.template.ResolvedTemplate;
import io.signalbox.core.template.TemplateEdit;
import io.signalbox.core.template.TemplateFile;
import io.signalbox.core.template.TemplateSummary;
import io.signalbox.core.template.ValidationLevel;
import io.signalbox.core.template.ValidationReport;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;
import org.jspecify.annotations.Nullable;

/**
 * The Templates screen without a control: the list, one template resolved for a provider, its
 * checks, and the file of one layer being edited. On the screen's thread only.
 */
public final class TemplatesViewModel {

  private final UiServices services;
  private final ObservableList<TemplateSummary> templates = FXCollections.observableArrayList();
  private final FilteredList<TemplateSummary> shown = new FilteredList<>(templates);
  private final ObservableList<String> providers = FXCollections.observableArrayList();
  private final ObservableList<Diagnostic> diagnostics = FXCollections.observableArrayList();
  private final ObservableList<TemplateFile> files = FXCollections.observableArrayList();
  private final StringProperty filter = new SimpleStringProperty("");
  private final StringProperty selected = new SimpleStringProperty("");
  private final StringProperty provider = new SimpleStringProperty("");
  private final StringProperty other = new SimpleStringProperty("");
  private final ObjectProperty<ValidationLevel> level =
      new SimpleObjectProperty<>(ValidationLevel.LENIENT);
  private final ReadOnlyObjectWrapper<@Nullable ResolvedTemplate> resolved =
      new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable ResolvedTemplate> compared =
      new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<Map<ValidationLevel, ValidationReport>> reports =
      new ReadOnlyObjectWrapper<>(Map.of());
  private final ReadOnlyObjectWrapper<@Nullable TemplateFile> file = new ReadOnlyObjectWrapper<>();
  private final StringProperty text = new SimpleStringProperty("");
  private final BooleanProperty dirty = new SimpleBooleanProperty();
  private final ReadOnlyStringWrapper message = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper error = new ReadOnlyStringWrapper("");
  private String revision = "";

  public TemplatesViewModel(UiServices services) {
    this.services = services;
    filter.addListener((property, old, typed) ->
        shown.setPredicate(each ->
            each.templateId()
                .toLowerCase(Locale.ROOT)
                .contains(typed.trim().toLowerCase(Locale.ROOT))));
    selected.addListener((property, old, id) -> resolve());
    provider.addListener((property, old, name) -> resolve());
    other.addListener((property, old, name) -> compare());
    text.addListener((property, old, typed) -> markDirty());
  }

  /** Asks for everything shown; an edit under way is left alone. */
  public void refresh() {
    services.ask(new Query.ListTemplates(null, null), this::showList, this::fail);
    services.ask(
        new Query.ListProviders(false),
        found -> {
          List<String> names = found.stream().map(ProviderView::name).toList();
          if (!names.equals(providers)) {
            providers.setAll(names);
          }
        },
        this::fail);
    services.ask(
        new Query.TemplateDiagnostics(),
        found -> {
          if (!found.equals(diagnostics)) {
            diagnostics.setAll(found);
          }
        },
        this::fail);
    services.ask(new Query.TemplateFiles(), this::showFiles, this::fail);
    resolve();
  }

  private void showList(List<TemplateSummary> found) {
    error.set("");
    if (!found.equals(templates)) {
      String before = selected.get();
      templates.setAll(found);
      selected.set(before);
    }
    boolean there = found.stream().anyMatch(each -> each.templateId().equals(selected.get()));
    if (!there) {
      selected.set(found.isEmpty() ? "" : found.getFirst().templateId());
    }
  }

  private void showFiles(List<TemplateFile> found) {
    if (!found.equals(files)) {
      files.setAll(found);
    }
    TemplateFile open = file.get();
    if (open == null) {
      found.stream().reduce((lower, higher) -> higher).ifPresent(this::open);
      return;
    }
    found.stream()
        .filter(each -> each.name().equals(open.name()))
        .findFirst()
        .filter(each -> !each.equals(open) && !dirty.get())
        .ifPresent(this::open);
  }

  private void resolve() {
    String id = selected.get();
    if (id.isEmpty()) {
      resolved.set(null);
      return;
    }
    String wanted = provider.get();
    services.ask(
        new Query.ShowTemplate(id, wanted.isEmpty() ? null : wanted),
        found -> {
          if (id.equals(selected.get()) && wanted.equals(provider.get())) {
            if (!found.equals(resolved.get())) {
              ResolvedTemplate before = resolved.get();
              resolved.set(found);
              openTopLayer(before, found);
            }
            if (wanted.isEmpty() && !found.provider().isEmpty()) {
              provider.set(found.provider());
            } else {
              check(id, wanted);
              compare();
            }
          }
        },
        this::fail);
  }

  /**
   * Another template or provider shows the file of its highest layer, unless an edit is under way.
   */
  private void openTopLayer(@Nullable ResolvedTemplate before, ResolvedTemplate now) {
    boolean same =
        before != null
            && before.templateId().equals(now.templateId())
            && before.provider().equals(now.provider());
    if (!same && !dirty.get()) {
      now.layers().reversed().stream()
          .filter(layer -> layer.refused().isEmpty())
          .findFirst()
          .ifPresent(layer -> openNamed(layer.location().file()));
    }
  }

  private void check(String id, String name) {
    Map<ValidationLevel, ValidationReport> all = new EnumMap<>(ValidationLevel.class);
    for (ValidationLevel each : ValidationLevel.values()) {
      services.ask(
          new Query.ValidateTemplates(id, name.isEmpty() ? null : name, each, false),
          found -> {
            if (id.equals(selected.get()) && !found.isEmpty()) {
              all.put(each, found.getFirst());
              if (all.size() == ValidationLevel.values().length && !all.equals(reports.get())) {
                reports.set(Map.copyOf(all));
              }
            }
          },
          this::fail);
    }
  }

  private void compare() {
    String name = other.get();
    String id = selected.get();
    if (name.isEmpty() || id.isEmpty()) {
      compared.set(null);
      return;
    }
    services.ask(
        new Query.ShowTemplate(id, name),
        found -> {
          if (name.equals(other.get()) && id.equals(selected.get())) {
            compared.set(found);
          }
        },
        this::fail);
  }

  /** Whether the compared provider resolves a field to something else. */
  boolean differs(String field) {
    ResolvedTemplate one = resolved.get();
    ResolvedTemplate two = compared.get();
    return one != null && two != null && !one.value(field).equals(two.value(field));
  }

  /** Selects a template; a name that is a file opens that file. */
  void select(String subject) {
    Optional<TemplateFile> named =
        files.stream().filter(each -> each.name().equals(subject)).findFirst();
    if (named.isPresent()) {
      open(named.get());
    } else {
      selected.set(subject);
    }
  }

  /** Shows a layer's file, for reading and editing; an unsaved edit of another is given up. */
  void open(TemplateFile wanted) {
    file.set(wanted);
    revision = wanted.revision();
    text.set(wanted.text());
    dirty.set(false);
    message.set(wanted.broken());
  }

  void openNamed(String name) {
    files.stream().filter(each -> each.name().equals(name)).findFirst().ifPresent(this::open);
  }

  private void markDirty() {
    TemplateFile open = file.get();
    dirty.set(open != null && !text.get().equals(open.text()));
  }

  /** Saves the edited text; a refused edit keeps it, with the reason. */
  void save() {
    TemplateFile open = file.get();
    if (open == null || !dirty.get()) {
      return;
    }
    edit(
        new TemplateEdit.Replace(open.name(), revision, text.get()),
        saved -> {
          open(saved);
          message.set("Saved " + saved.name() + "; the version before is beside it as .bak");
        });
  }

  void discard() {
    TemplateFile open = file.get();
    if (open != null) {
      open(open);
    }
  }

  /** Adds an entry with nothing but its id to the open file. */
  void create(String id) {
    TemplateFile open = file.get();
    if (open != null) {
      edit(
          new TemplateEdit.Create(open.name(), null, id.trim(), Map.of()),
          saved -> {
            open(saved);
            selected.set(id.trim());
          });
    }
  }

  /** Takes the selected template's entry out of the open file. */
  void deleteSelected() {
    TemplateFile open = file.get();
    if (open != null) {
      edit(new TemplateEdit.Delete(open.name(), null, selected.get()), this::open);
    }
  }

  private void edit(TemplateEdit edit, Consumer<TemplateFile> done) {
    services.execute(
        new TemplateCommand.Save(edit),
        false,
        saved -> {
          done.accept(saved);
          refresh();
        },
        failure -> message.set(UiServices.textOf(failure)));
  }

  /** Why nothing can be saved now; empty if it can. */
  String saveRefusal() {
    return services.commands().readOnly()
        ? "This window is read-only"
        : dirty.get() ? "" : "Nothing to save";
  }

  private void fail(RuntimeException failure) {
    error.set(UiServices.textOf(failure));
  }

  ObservableList<TemplateSummary> shown() {
    return shown;
  }

  ObservableList<String> providers() {
    return providers;
  }

  ObservableList<Diagnostic> diagnostics() {
    return diagnostics;
  }

  ObservableList<TemplateFile> files() {
    return files;
  }

  StringProperty filterProperty() {
    return filter;
  }

  StringProperty selectedProperty() {
    return selected;
  }

  StringProperty providerProperty() {
    return provider;
  }

  /** The provider compared with; empty for none. */
  StringProperty otherProperty() {
    return other;
  }

  ObjectProperty<ValidationLevel> levelProperty() {
    return level;
  }

  ReadOnlyObjectProperty<@Nullable ResolvedTemplate> resolvedProperty() {
    return resolved.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<@Nullable ResolvedTemplate> comparedProperty() {
    return compared.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<Map<ValidationLevel, ValidationReport>> reportsProperty() {
    return reports.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<@Nullable TemplateFile> fileProperty() {
    return file.getReadOnlyProperty();
  }

  StringProperty textProperty() {
    return text;
  }

  BooleanProperty dirtyProperty() {
    return dirty;
  }

  /** What became of the last edit, or why the open file's version on disk is not in force. */
  ReadOnlyStringProperty messageProperty() {
    return message.getReadOnlyProperty();
  }

  ReadOnlyStringProperty errorProperty() {
    return error.getReadOnlyProperty();
  }
}
