package io.signalbox.app.ui.providers.form;

import io.signalbox.app.ui.control.Ui;
import io.signalbox.core.error.Counted;
import io.signalbox.core.provider.ConfigField;
import io.signalbox.core.query.ProviderForm;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The fields of one type in two columns, under their headings. */
final class FormFields {

  private final ProviderFormViewModel model;
  private final Consumer<FormField> takeBack;
  private final VBox box = Ui.column(8);
  private final List<FormFieldView> views = new ArrayList<>();
  private final Map<String, Runnable> unfold = new LinkedHashMap<>();
  private List<FormField> shown = List.of();
  private @Nullable ProviderForm form;

  /**
   * @param takeBack takes back what was overridden of a field
   */
  FormFields(ProviderFormViewModel model, Consumer<FormField> takeBack) {
    this.model = model;
    this.takeBack = takeBack;
  }

  Node node() {
    return box;
  }

  /** Shows what is typed; makes the fields anew only where they are others. */
  void sync() {
    ProviderForm known = model.formProperty().get();
    if (known == null) {
      form = null;
      shown = List.of();
      views.clear();
      unfold.clear();
      box.getChildren().setAll(Ui.wrapped("Making the form.", "muted"));
      return;
    }
    if (known != form || !model.fields().equals(shown)) {
      form = known;
      shown = model.fields();
      make(known);
    }
    views.forEach(FormFieldView::sync);
  }

  private void make(ProviderForm known) {
    views.clear();
    unfold.clear();
    box.getChildren().clear();
    Map<FormField.Group, List<FormField>> groups = new LinkedHashMap<>();
    groups.put(FormField.ACCESS, new ArrayList<>(List.of(name(), file(known))));
    shown.forEach(each -> groups.computeIfAbsent(each.group(), key -> new ArrayList<>()).add(each));
    groups.forEach((group, fields) -> {
      if (!box.getChildren().isEmpty()) {
        box.getChildren().add(Ui.line());
      }
      group(group, fields, known.variables());
    });
  }

  private static FormField name() {
    return new FormField(
        TypedText.NAME,
        FormField.ACCESS,
        new ConfigField(
            TypedText.NAME,
            ConfigField.Kind.TEXT,
            "What it is called everywhere: letters, digits, dots, dashes, underscores",
            null,
            null,
            null,
            List.of(),
            true,
            false,
            ""),
        null,
        List.of());
  }

  private FormField file(ProviderForm known) {
    return new FormField(
        TypedText.FILE,
        FormField.ACCESS,
        ConfigField.choice(
            TypedText.FILE,
            "The file it is written to",
            model.edited() == null ? known.usual() : "where each setting stands",
            known.files().toArray(String[]::new)),
        null,
        List.of());
  }

  private void group(FormField.Group group, List<FormField> fields, List<String> variables) {
    GridPane grid = new GridPane(16, 2);
    for (int i = 0; i < 2; i++) {
      ColumnConstraints half = new ColumnConstraints();
      half.setPercentWidth(50);
      grid.getColumnConstraints().add(half);
    }
    int at = 0;
    for (FormField field : fields) {
      FormFieldView view = new FormFieldView(model, field, variables, () -> takeBack.accept(field));
      views.add(view);
      grid.add(view.node(), at % 2, at / 2);
      at++;
    }
    if (model.edited() != null && group.equals(FormField.ACCESS)) {
      views.getFirst().lock();
    }
    String title = group.title();
    if (!group.folded()) {
      box.getChildren()
          .addAll(
              Ui.row(8, Ui.label(title, "semi"), Ui.label(group.note(), "small", "muted")), grid);
      return;
    }
    // Open at once where something of it is set: what is in force is seen.
    boolean set = fields.stream().anyMatch(each -> !model.text(each.key()).isBlank());
    Button head = Ui.button("", () -> {}, "ghost");
    head.setId("group-" + title.toLowerCase(Locale.ROOT).replace(' ', '-'));
    Runnable show =
        () -> {
          boolean open = grid.isVisible();
          head.setText(
              (open ? "\u25be " : "\u25b8 ") + title + ", " + Counted.of(fields.size(), "setting"));
          head.setAccessibleText(title + (open ? ", open" : ", folded"));
          grid.setManaged(open);
        };
    grid.setVisible(set);
    head.setOnAction(event -> {
      grid.setVisible(!grid.isVisible());
      show.run();
    });
    show.run();
    fields.forEach(each ->
        unfold.put(
            each.key(),
            () -> {
              grid.setVisible(true);
              show.run();
            }));
    box.getChildren().addAll(head, grid);
  }

  /** Takes the focus to a field, wherever it is folded away; to the first for none. */
  void focus(String key) {
    Runnable open = unfold.get(key);
    if (open != null) {
      open.run();
    }
    views.stream()
        .filter(each -> each.field().key().equals(key))
        .findFirst()
        .or(() -> views.stream().filter(each -> !each.isLocked()).findFirst())
        .ifPresent(FormFieldView::focus);
  }
}
