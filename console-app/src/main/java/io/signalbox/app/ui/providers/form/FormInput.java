package io.signalbox.app.ui.providers.form;

import io.signalbox.app.ui.control.Converters;
import io.signalbox.app.ui.control.Ui;
import io.signalbox.core.provider.ConfigField;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

/** The input that fits a field's declaration. What is typed is told at once. */
abstract sealed class FormInput
    permits FormInput.Text, FormInput.Choice, FormInput.Apis, SecretInput {

  private boolean showing;

  /**
   * @param variables names of environment variables, for references to secrets
   * @param typed told of what somebody typed
   */
  static FormInput of(FormField field, List<String> variables, Consumer<String> typed) {
    ConfigField declared = field.field();
    if (declared.secret()) {
      return new SecretInput(field, variables, typed);
    }
    if (field.key().equals("capabilities") && !field.offered().isEmpty()) {
      return new Apis(field, typed);
    }
    if (declared.kind() == ConfigField.Kind.BOOLEAN) {
      return new Choice(field, List.of("true", "false"), typed);
    }
    return declared.allowed().isEmpty()
        ? new Text(field, typed)
        : new Choice(field, declared.allowed(), typed);
  }

  abstract Node node();

  /** What takes the focus. */
  abstract Control control();

  /** Shows what is typed; whoever types into it is not disturbed. */
  final void show(String text) {
    showing = true;
    try {
      write(text);
    } finally {
      showing = false;
    }
  }

  abstract void write(String text);

  abstract void mark(String tone);

  /** Whether a change is this form's own, and nobody's typing. */
  final boolean isShowing() {
    return showing;
  }

  static String id(FormField field) {
    return "field-" + field.key().replace('.', '-');
  }

  /** A text with its unit behind it, and a list of what is known where something is. */
  static final class Text extends FormInput {
    private static final List<String> TONES = List.of("bad", "warn");

    private final TextField text;
    private final Region box;

    Text(FormField field, Consumer<String> typed) {
      Label unit = Ui.label(field.field().unit(), "small", "muted");
      unit.setMinWidth(Region.USE_PREF_SIZE);
      String standard = field.standard();
      String prompt =
          !standard.isEmpty()
              ? standard + ", default"
              : field.field().required() ? "needed" : "not set";
      if (field.offered().isEmpty()) {
        text = new TextField();
        text.setPromptText(prompt);
        HBox row = Ui.row(4, Ui.grow(text), unit);
        row.getStyleClass().add("affix-field");
        box = row;
      } else {
        ComboBox<String> choice = new ComboBox<>();
        choice.setEditable(true);
        choice.getItems().setAll(field.offered());
        choice.setMaxWidth(Double.MAX_VALUE);
        // The editor's own prompt follows the box's.
        choice.setPromptText(prompt);
        text = choice.getEditor();
        box = choice;
      }
      text.setId(id(field));
      text.setAccessibleText(field.label() + ", " + field.field().description());
      text.textProperty()
          .addListener((property, old, now) -> {
            if (!isShowing()) {
              typed.accept(now == null ? "" : now);
            }
          });
    }

    @Override
    Node node() {
      return box;
    }

    @Override
    Control control() {
      return text;
    }

    @Override
    void write(String now) {
      if (!now.equals(text.getText())) {
        text.setText(now);
      }
    }

    @Override
    void mark(String tone) {
      Ui.mark(box, TONES, tone);
    }
  }

  /** One of a few words; none of them leaves it as it is by default. */
  static final class Choice extends FormInput {
    private final ComboBox<String> choice = new ComboBox<>();

    Choice(FormField field, List<String> words, Consumer<String> typed) {
      choice.getItems().add("");
      choice.getItems().addAll(words);
      String standard = field.standard();
      boolean file = field.key().equals(TypedText.FILE);
      String otherwise = standard.isEmpty() ? "not set" : standard + (file ? "" : ", default");
      choice.setConverter(Converters.of(word -> word.isEmpty() ? otherwise : word));
      choice.setMaxWidth(Double.MAX_VALUE);
      choice.setId(id(field));
      choice.setAccessibleText(field.label() + ", " + field.field().description());
      choice
          .valueProperty()
          .addListener((property, old, now) -> {
            if (!isShowing()) {
              typed.accept(now == null ? "" : now);
            }
          });
    }

    @Override
    Node node() {
      return choice;
    }

    @Override
    Control control() {
      return choice;
    }

    @Override
    void write(String text) {
      choice.setValue(text);
    }

    @Override
    void mark(String tone) {
      Ui.mark(choice, List.of("bad", "warn"), tone);
    }
  }

  /** The launch APIs that are offered: without a tick all of them are. */
  static final class Apis extends FormInput {
    private final List<CheckBox> boxes = new ArrayList<>();
    private final FlowPane row = new FlowPane(14, 4);
    private List<String> others = List.of();

    Apis(FormField field, Consumer<String> typed) {
      for (String api : field.offered()) {
        CheckBox box = new CheckBox(api);
        box.setId(id(field) + "-" + api);
        box.setOnAction(event -> {
          List<String> names = new ArrayList<>();
          boxes.stream().filter(CheckBox::isSelected).forEach(each -> names.add(each.getText()));
          names.addAll(others);
          typed.accept(String.join(", ", names));
        });
        boxes.add(box);
        row.getChildren().add(box);
      }
    }

    @Override
    Node node() {
      return row;
    }

    @Override
    Control control() {
      return boxes.getFirst();
    }

    @Override
    void write(String text) {
      List<String> named =
          List.of(text.split(",")).stream()
              .map(String::strip)
              .filter(each -> !each.isEmpty())
              .toList();
      boxes.forEach(each -> each.setSelected(named.contains(each.getText())));
      // What is no API stays as it was written.
      others =
          named.stream()
              .filter(name -> boxes.stream().noneMatch(each -> each.getText().equals(name)))
              .toList();
    }

    @Override
    void mark(String tone) {
      Ui.mark(row, List.of("bad", "warn"), tone);
    }
  }
}
