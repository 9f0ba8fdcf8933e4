package io.signalbox.app.ui.providers.form;

import io.signalbox.app.ui.control.Converters;
import io.signalbox.app.ui.control.Ui;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;

/**
 * Where a secret is: a variable of the environment, an entry of the desktop's keychain, or a file
 * of its owner's alone. The secret itself has no place here.
 */
final class SecretInput extends FormInput {

  private static final List<String> TONES = List.of("bad", "warn");

  /** How a reference is written. */
  private enum Kind {
    ENVIRONMENT("environment", "${", "}", "NAME", "Name of a variable of the environment"),
    KEYCHAIN(
        "keychain",
        "keychain:",
        "",
        "account",
        "Account in the keychain, of the service signalbox"),
    FILE("file", "file:", "", "path", "Path of a file of mode 0600");

    private final String word;
    private final String begin;
    private final String end;
    private final String prompt;
    private final String whole;

    Kind(String word, String begin, String end, String prompt, String whole) {
      this.word = word;
      this.begin = begin;
      this.end = end;
      this.prompt = prompt;
      this.whole = whole;
    }

    private String reference(String name) {
      return name.isBlank() ? "" : begin + name.strip() + end;
    }

    private static Kind of(String reference) {
      return reference.startsWith(KEYCHAIN.begin)
          ? KEYCHAIN
          : reference.startsWith(FILE.begin) ? FILE : ENVIRONMENT;
    }

    private String name(String reference) {
      return reference.startsWith(begin) && reference.endsWith(end)
          ? reference.substring(begin.length(), reference.length() - end.length())
          : reference;
    }
  }

  private final ComboBox<Kind> kind = new ComboBox<>();
  private final ComboBox<String> name = new ComboBox<>();
  private final Tooltip told = new Tooltip();
  private final HBox row;

  SecretInput(FormField field, List<String> variables, Consumer<String> typed) {
    kind.getItems().setAll(Kind.values());
    kind.setConverter(Converters.of(each -> each.word));
    kind.setValue(Kind.ENVIRONMENT);
    kind.setMinWidth(124);
    kind.setId(id(field) + "-kind");
    kind.setAccessibleText(field.label() + ", where the secret is");
    name.setEditable(true);
    name.setMaxWidth(Double.MAX_VALUE);
    name.getItems().setAll(variables);
    TextField text = name.getEditor();
    text.setId(id(field));
    text.setAccessibleText(field.label() + ", name of the secret, never the secret itself");
    name.setPromptText(Kind.ENVIRONMENT.prompt);
    name.setTooltip(told);
    told.setText(Kind.ENVIRONMENT.whole);
    row = Ui.row(6, kind, Ui.grow(name));
    text.textProperty()
        .addListener((property, old, now) -> {
          if (!isShowing()) {
            typed.accept(kind.getValue().reference(now == null ? "" : now));
          }
        });
    kind.valueProperty()
        .addListener((property, old, now) -> {
          name.setPromptText(now.prompt);
          told.setText(now.whole);
          name.getItems().setAll(now == Kind.ENVIRONMENT ? variables : List.of());
          if (!isShowing()) {
            typed.accept(now.reference(text.getText() == null ? "" : text.getText()));
          }
        });
  }

  @Override
  Node node() {
    return row;
  }

  @Override
  Control control() {
    return name.getEditor();
  }

  @Override
  void write(String reference) {
    if (!reference.isEmpty() && Kind.of(reference) != kind.getValue()) {
      kind.setValue(Kind.of(reference));
    }
    String has = name.getEditor().getText() == null ? "" : name.getEditor().getText();
    String wanted = kind.getValue().name(reference);
    // A space behind the name says the same: nobody's typing is corrected under his hands.
    if (!kind.getValue().reference(has).equals(kind.getValue().reference(wanted))) {
      name.getEditor().setText(wanted);
    }
  }

  @Override
  void mark(String tone) {
    Ui.mark(name, TONES, tone);
  }
}
