package io.signalbox.app.ui.templates;

import io.signalbox.app.ui.feed.Question;
import io.signalbox.app.ui.feed.UiServices;
import io.signalbox.core.config.source.Diagnostic;
import io.signalbox.core.query.Query;
import io.signalbox.core.query.QueryBus;
import io.signalbox.core.snapshot.ProviderView;
import io.signalbox.core.template.Contribution;
import io.signalbox.core.template.ResolvedTemplate;
import io.signalbox.core.template.TemplateFile;
import io.signalbox.core.template.TemplateSummary;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;
import org.jspecify.annotations.Nullable;

/**
 * The Templates screen without a control: the list, with the template that is resolved and the file
 * that is edited. Everything is asked for only when the catalog changed. On the screen's thread
 * only.
 */
public final class TemplatesViewModel {

  private final UiServices services;
  private final Question catalog;
  private final ResolvedViewModel resolved;
  private final SentViewModel sent;
  private final EditorViewModel editor;
  private final EditPreviewModel preview;
  private final ObservableList<TemplateRow> templates = FXCollections.observableArrayList();
  private final FilteredList<TemplateRow> shown = new FilteredList<>(templates);
  private final ObservableList<String> providers = FXCollections.observableArrayList();
  private final ObservableList<Diagnostic> diagnostics = FXCollections.observableArrayList();
  private final StringProperty filter = new SimpleStringProperty("");
  private final ReadOnlyStringWrapper error = new ReadOnlyStringWrapper("");
  private long known = -1;

  /** A row of the list with what filters compare. */
  record TemplateRow(TemplateSummary summary, String lower) {
    static TemplateRow of(TemplateSummary summary) {
      return new TemplateRow(summary, summary.templateId().toLowerCase(Locale.ROOT));
    }

    String id() {
      return summary.templateId();
    }
  }

  /** Everything the screen lists, at one version of the catalog. */
  private record Catalog(
      long version,
      List<TemplateRow> rows,
      List<String> providers,
      List<Diagnostic> diagnostics,
      List<TemplateFile> files) {

    static Catalog read(QueryBus queries, long version) {
      return new Catalog(
          version,
          queries.ask(new Query.ListTemplates(null, null)).stream().map(TemplateRow::of).toList(),
          queries.ask(new Query.ListProviders(false)).stream().map(ProviderView::name).toList(),
          queries.ask(new Query.TemplateDiagnostics()),
          queries.ask(new Query.TemplateFiles()));
    }

    static Catalog unchanged(long version) {
      return new Catalog(version, List.of(), List.of(), List.of(), List.of());
    }
  }

  public TemplatesViewModel(UiServices services) {
    this.services = services;
    this.catalog = new Question(services, this::fail);
    this.resolved = new ResolvedViewModel(services, this::fail);
    this.sent = new SentViewModel(services, resolved);
    this.editor = new EditorViewModel(services, this::refresh);
    this.preview = new EditPreviewModel(services, editor, resolved.providerProperty());
    services.preferences().keep("templates", "filter", filter);
    filter.addListener((property, old, typed) -> {
      String wanted = typed.trim().toLowerCase(Locale.ROOT);
      shown.setPredicate(row -> row.lower().contains(wanted));
    });
    resolved.resolvedProperty().addListener((property, old, now) -> openTopLayer(old, now));
    selectedProperty()
        .addListener((property, old, id) -> {
          if (!id.isEmpty()) {
            services.preferences().set("templates", "selected", id);
          }
        });
  }

  /** Asks whether the catalog changed, and for all of it where it did. */
  public void refresh() {
    long seen = known;
    catalog.prepare(
        "catalog",
        queries -> {
          long version = queries.ask(new Query.TemplatesVersion());
          return version == seen ? Catalog.unchanged(version) : Catalog.read(queries, version);
        },
        found -> {
          error.set("");
          if (found.version() != seen) {
            known = found.version();
            resolved.forgetProviders();
            show(found);
          }
        });
  }

  private void show(Catalog found) {
    String last = services.preferences().find("templates", "selected").orElse("");
    String before = selectedProperty().get().isEmpty() ? last : selectedProperty().get();
    resolved.offer(found.providers(), () -> set(providers, found.providers()));
    set(diagnostics, found.diagnostics());
    set(templates, found.rows());
    editor.show(found.files());
    boolean there = found.rows().stream().anyMatch(each -> each.id().equals(before));
    String next = there ? before : found.rows().isEmpty() ? "" : found.rows().getFirst().id();
    if (next.equals(selectedProperty().get())) {
      resolved.refresh();
    } else {
      selectedProperty().set(next);
    }
  }

  private static <T> void set(ObservableList<T> list, List<T> found) {
    if (!found.equals(list)) {
      list.setAll(found);
    }
  }

  /** Another template or provider shows its entry in its highest layer, unless text is unsaved. */
  private void openTopLayer(@Nullable ResolvedTemplate before, @Nullable ResolvedTemplate now) {
    if (now == null) {
      return;
    }
    boolean other =
        before == null
            || !before.templateId().equals(now.templateId())
            || !before.provider().equals(now.provider());
    if (other && !editor.dirtyProperty().get()) {
      List<Contribution> partaking =
          now.layers().stream().filter(layer -> layer.refused().isEmpty()).toList();
      for (Contribution layer : partaking.reversed()) {
        if (editor.open(layer.location().file(), layer.location().line())) {
          return;
        }
      }
    }
  }

  /** Selects a template; a name that is a file opens that file. */
  void select(String subject) {
    Optional<TemplateFile> named =
        editor.files().stream().filter(each -> each.name().equals(subject)).findFirst();
    if (named.isEmpty() || !editor.open(subject, 0)) {
      selectedProperty().set(subject);
    }
  }

  /** Adds a template to a file, as that was seen, and selects it. */
  void create(TemplateFile to, String id) {
    editor.create(to, id, () -> selectedProperty().set(id.trim()));
  }

  private void fail(RuntimeException failure) {
    error.set(UiServices.textOf(failure));
  }

  ResolvedViewModel resolved() {
    return resolved;
  }

  SentViewModel sent() {
    return sent;
  }

  EditorViewModel editor() {
    return editor;
  }

  EditPreviewModel preview() {
    return preview;
  }

  ObservableList<TemplateRow> shown() {
    return shown;
  }

  /** How many there are, shown or not. */
  int listed() {
    return templates.size();
  }

  ObservableList<String> providers() {
    return providers;
  }

  ObservableList<Diagnostic> diagnostics() {
    return diagnostics;
  }

  StringProperty filterProperty() {
    return filter;
  }

  /** The selected template's id; empty for none. */
  StringProperty selectedProperty() {
    return resolved.templateProperty();
  }

  ReadOnlyStringProperty errorProperty() {
    return error.getReadOnlyProperty();
  }
}
