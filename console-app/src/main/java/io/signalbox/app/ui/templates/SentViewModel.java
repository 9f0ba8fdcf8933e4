package io.signalbox.app.ui.templates;

import io.signalbox.app.ui.feed.Question;
import io.signalbox.app.ui.feed.UiServices;
import io.signalbox.core.query.Query;
import io.signalbox.core.query.TemplatePreview;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import org.jspecify.annotations.Nullable;

/**
 * What would be sent to the shown provider for the shown template; asked for while it is open. On
 * the screen's thread only.
 */
final class SentViewModel {

  private final Question asking;
  private final ResolvedViewModel resolved;
  private final BooleanProperty open = new SimpleBooleanProperty();
  private final ReadOnlyObjectWrapper<@Nullable TemplatePreview> preview =
      new ReadOnlyObjectWrapper<>();
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");

  SentViewModel(UiServices services, ResolvedViewModel resolved) {
    this.resolved = resolved;
    this.asking = new Question(services, this::failed);
    open.addListener((property, old, now) -> ask());
    resolved.resolvedProperty().addListener((property, old, now) -> ask());
  }

  private void ask() {
    var shown = resolved.resolvedProperty().get();
    if (!open.get() || shown == null || shown.provider().isEmpty()) {
      asking.forget();
      preview.set(null);
      problem.set(open.get() ? "Choose a template and a provider." : "");
      return;
    }
    TemplatePreview before = preview.get();
    if (before != null
        && !(before.templateId().equals(shown.templateId())
            && before.provider().equals(shown.provider()))) {
      preview.set(null);
    }
    problem.set("");
    asking.ask(
        shown,
        new Query.PreviewTemplate(shown.templateId(), shown.provider(), 1),
        found -> {
          if (!found.equals(preview.get())) {
            preview.set(found);
          }
        });
  }

  private void failed(RuntimeException failure) {
    preview.set(null);
    problem.set(UiServices.textOf(failure));
  }

  BooleanProperty openProperty() {
    return open;
  }

  /** Null while it is not known. */
  ReadOnlyObjectProperty<@Nullable TemplatePreview> previewProperty() {
    return preview.getReadOnlyProperty();
  }

  /** Why there is none; empty for no reason. */
  ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }
}
