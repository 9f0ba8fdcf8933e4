package io.signalbox.app.ui.templates;

import io.signalbox.app.ui.control.Scroll;
import io.signalbox.app.ui.control.Ui;
import io.signalbox.core.error.Counted;
import io.signalbox.core.template.EditPreview;
import io.signalbox.core.template.EditPreview.Effect;
import io.signalbox.core.template.EditPreview.FieldChange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** What the text in the editor would change, by template and provider. */
final class EffectsView {

  private static final int MAX_ROWS = 60;

  private final EditPreviewModel model;
  private final VBox list = Ui.column(0);
  private final Label sum = Ui.label("", "small", "muted");
  private final VBox card;

  EffectsView(EditPreviewModel model) {
    this.model = model;
    ScrollPane scroll = new Scroll(list);
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    list.setId("effects");
    card =
        Ui.card(
            List.of(Ui.label("What this save changes", "semi"), Ui.spacer(), sum), Ui.grow(scroll));
    card.setPrefSize(100, 240);
    card.setMinHeight(200);
    model.previewProperty().addListener((property, old, now) -> show(now));
    show(model.previewProperty().get());
  }

  Node node() {
    return card;
  }

  private void show(@Nullable EditPreview preview) {
    list.getChildren().clear();
    sum.setText(model.sum());
    if (preview == null) {
      return;
    }
    if (preview.effects().isEmpty()) {
      list.getChildren()
          .add(
              sentence(
                  preview.diagnostics().isEmpty()
                      ? "Nothing that is resolved changes."
                      : EditPreviewModel.message(preview.diagnostics().getFirst())));
    }
    boolean several =
        preview.effects().stream().map(Effect::templateId).distinct().limit(2).count() > 1;
    preview.effects().stream()
        .sorted(Comparator.comparingInt(EffectsView::rank))
        .limit(MAX_ROWS)
        .forEach(each -> list.getChildren().add(entry(each, several)));
    if (preview.untold() > 0) {
      list.getChildren()
          .add(sentence(Counted.of(preview.untold(), "further template") + " would change"));
    }
  }

  /** Errors first, then what changes, then what does not. */
  private static int rank(Effect effect) {
    return !effect.errors().isEmpty() ? 0 : changes(effect) ? 1 : 2;
  }

  private static boolean changes(Effect effect) {
    return !effect.changes().isEmpty() || !effect.offered().isEmpty();
  }

  private static Node entry(Effect effect, boolean several) {
    List<String> providers = effect.providers();
    Label names =
        Ui.ends(
            providers.size() == 1
                ? providers.getFirst()
                : providers.getFirst() + " and " + (providers.size() - 1) + " more",
            "semi");
    Ui.tooltip(names, String.join("\n", providers));
    HBox head = Ui.row(8, names);
    if (several) {
      head.getChildren().add(Ui.label(effect.templateId(), "small", "muted"));
    }
    head.getChildren().addAll(Ui.spacer(), pill(effect));
    List<Node> rows = new ArrayList<>();
    rows.add(head);
    effect.changes().forEach(each -> rows.add(row(each)));
    if (!effect.offered().isEmpty()) {
      rows.add(Ui.wrapped(effect.offered(), "small"));
    }
    effect.errors().forEach(each -> rows.add(Ui.wrapped(each, "small", "bad")));
    VBox entry = Ui.column(3, rows.toArray(Node[]::new));
    entry.setStyle("-fx-border-color: transparent transparent -sb-border-muted transparent;");
    return Ui.pad(entry, 8, 12, 8, 12);
  }

  private static Label pill(Effect effect) {
    Label pill =
        !effect.errors().isEmpty()
            ? Ui.label(Counted.of(effect.errors().size(), "error"), "pill", "bad")
            : changes(effect)
                ? Ui.label(Counted.of(effect.changes().size(), "field"), "pill", "accent")
                : Ui.label("no change", "pill");
    pill.setMinWidth(Region.USE_PREF_SIZE);
    return pill;
  }

  private static Node row(FieldChange change) {
    Label field = Ui.label(change.field(), "mono", "small", "muted");
    field.setMinWidth(120);
    field.setPrefWidth(120);
    Ui.tooltip(field, change.field());
    String text = shown(change.before()) + " → " + shown(change.after());
    Label values = Ui.label(text, "mono", "small");
    Ui.tooltip(values, text);
    return Ui.row(8, field, Ui.grow(values));
  }

  private static String shown(@Nullable String value) {
    return value == null ? "not set" : value;
  }

  private static Node sentence(String text) {
    return Ui.pad(new VBox(Ui.wrapped(text, "muted")), 12, 12, 12, 12);
  }
}
