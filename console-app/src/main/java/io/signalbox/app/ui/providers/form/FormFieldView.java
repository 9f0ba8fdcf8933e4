package io.signalbox.app.ui.providers.form;

import io.signalbox.app.ui.control.Glyph;
import io.signalbox.app.ui.control.Ui;
import io.signalbox.core.config.ProviderTrial.Finding;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/**
 * One field: its name, its input, and the line below it that is reserved for what is told of it.
 */
final class FormFieldView {

  /** Two lines: what is longer is in the tooltip, so that nothing moves. */
  private static final double MESSAGE = 32;

  private final ProviderFormViewModel model;
  private final FormField field;
  private final FormInput input;
  private final Label message = Ui.wrapped("", "small");
  private final Tooltip whole = new Tooltip();
  private final VBox box;

  /**
   * @param takeBack takes back what was overridden of the field
   */
  FormFieldView(
      ProviderFormViewModel model, FormField field, List<String> variables, Runnable takeBack) {
    this.model = model;
    this.field = field;
    this.input = FormInput.of(field, variables, text -> model.type(field.key(), text));
    Label name = Ui.label(field.label(), "small", "semi");
    name.setMinWidth(Region.USE_PREF_SIZE);
    Ui.tooltip(name, field.field().description());
    Label key = Ui.ends(field.field().name(), "mono", "muted");
    Ui.tooltip(key, field.key() + "\n" + field.field().description());
    HBox head = Ui.row(6, name, key, Ui.spacer());
    head.setMinHeight(18);
    if (field.field().required()) {
      head.getChildren().add(1, Ui.label("*", "bad"));
    }
    if (field.value() == null) {
      Label range = Ui.label(field.range(), "small", "muted");
      range.setMinWidth(Region.USE_PREF_SIZE);
      head.getChildren().add(range);
    } else {
      Label place = Ui.label(field.place(), field.overridden() ? "pill" : "source-chip");
      place.setMinWidth(Region.USE_PREF_SIZE);
      head.getChildren().add(place);
    }
    message.setMinHeight(MESSAGE);
    message.setMaxHeight(MESSAGE);
    message.setMaxWidth(Double.MAX_VALUE);
    message.setAlignment(Pos.TOP_LEFT);
    message.setGraphicTextGap(6);
    whole.setWrapText(true);
    whole.setMaxWidth(420);
    box = Ui.column(3, head, input.node(), message);
    box.getStyleClass().add("form-field");
    if (field.overridden()) {
      overridden(head, takeBack);
    }
    sync();
  }

  private void overridden(HBox head, Runnable takeBack) {
    head.getChildren().getLast().getStyleClass().add("hand");
    lock();
    Button back = Ui.button("Take back", takeBack, "ghost", "inline-link");
    back.setId("take-back-" + field.key().replace('.', '-'));
    back.setMinHeight(16);
    back.setMaxHeight(16);
    head.getChildren().add(back);
  }

  Node node() {
    return box;
  }

  FormField field() {
    return field;
  }

  /** What it says cannot be changed here. */
  void lock() {
    input.node().setDisable(true);
  }

  boolean isLocked() {
    return input.node().isDisabled();
  }

  void focus() {
    input.control().requestFocus();
  }

  /** Shows what is typed and what is told of it. */
  void sync() {
    input.show(model.text(field.key()));
    Optional<Finding> finding = model.findings().of(field.key());
    String tone = finding.map(each -> each.refuses() ? "bad" : "warn").orElse("");
    String text = finding.map(each -> sentence(each.text())).orElse(hint());
    if (!text.equals(message.getText())) {
      message.setText(text);
      whole.setText(text);
      message.setTooltip(text.isEmpty() ? null : whole);
    }
    message.setGraphic(
        tone.isEmpty()
            ? null
            : new Glyph(tone.equals("bad") ? Glyph.Shape.CROSS : Glyph.Shape.TRIANGLE, tone));
    Ui.mark(message, List.of("bad", "warn", "muted"), tone.isEmpty() ? "muted" : tone);
    input.mark(tone);
  }

  private String hint() {
    if (field.overridden() && field.value() != null) {
      return "Changed while running by "
          + field.value().note()
          + "; a file's value waits below it.";
    }
    return switch (field.key()) {
      case "name" -> model.edited() == null ? "It cannot be changed later." : "";
      case "capabilities" -> "Without a tick every API of the type is offered.";
      default ->
          field.field().secret() ? "Only the reference is written; the secret never is." : "";
    };
  }

  private static String sentence(String text) {
    return text.isEmpty() ? "" : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }
}
