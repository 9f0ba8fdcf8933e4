package io.signalbox.app.ui.templates.code;

import java.util.List;
import java.util.Optional;
import javafx.application.Platform;
import javafx.beans.property.StringProperty;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.text.Font;
import javafx.util.Duration;
import jfx.incubator.scene.control.input.KeyBinding;
import jfx.incubator.scene.control.richtext.CodeArea;
import jfx.incubator.scene.control.richtext.LineEnding;
import jfx.incubator.scene.control.richtext.TextPos;
import org.jspecify.annotations.Nullable;

/**
 * A text that is edited as JSON. Tab goes on to what comes next; it is no part of JSON that people
 * write. On the screen's thread only.
 */
public final class CodeEditor {

  /**
   * While somebody types. Without the keyboard there is no caret, and one that blinks on is held by
   * the toolkit's clock, with the whole window, once that is closed.
   */
  private static final Duration BLINK = Duration.seconds(1);

  private final SyntaxLook look = new SyntaxLook(this::colour);
  private final CodeArea area = look.area();
  private final StringProperty text;
  private final Completion.Vocabulary words;
  private final CompletionPopup popup = new CompletionPopup(this::take);
  private Optional<Completion> offered = Optional.empty();
  private List<String> base = List.of();
  private List<Mark> marks = List.of();
  private LineNumbers numbers = new LineNumbers(1);
  private int first = 1;
  private boolean pulling;

  /**
   * @param text follows what is typed, and is followed
   * @param words what is offered at the caret, asked anew each time
   */
  public CodeEditor(StringProperty text, Completion.Vocabulary words) {
    this.text = text;
    this.words = words;
    area.getStyleClass().add("code-editor");
    area.setFont(Font.font("Signalbox Mono", 12));
    area.setLineEnding(LineEnding.LF);
    area.setHighlightCurrentParagraph(true);
    area.setAccessibleText("The layer's file as text");
    area.setLeftDecorator(numbers);
    area.getInputMap().disableKeyBinding(KeyBinding.of(KeyCode.TAB));
    area.getInputMap().disableKeyBinding(KeyBinding.shift(KeyCode.TAB));
    push();
    text.addListener((property, old, now) -> push());
    area.getModel()
        .addListener(change -> {
          if (change.isEdit()) {
            pull();
          }
        });
    area.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
    // After the area has taken it: what handles keys first is the toolkit's affair.
    area.addEventHandler(KeyEvent.KEY_TYPED, key -> Platform.runLater(() -> offer(false)));
    area.setCaretBlinkPeriod(Duration.ZERO);
    area.focusedProperty()
        .addListener((property, old, focused) -> {
          area.setCaretBlinkPeriod(focused ? BLINK : Duration.ZERO);
          if (!focused) {
            popup.hide();
          }
        });
    decorate();
  }

  public CodeArea node() {
    return area;
  }

  /**
   * @param number the first line's
   * @param saved the lines as they are on disk
   */
  public void compareWith(int number, List<String> saved) {
    first = number;
    base = saved;
    number();
  }

  /** Marks what is odd, at its place and on its line. */
  public void mark(List<Mark> odd) {
    if (!odd.equals(marks)) {
      marks = List.copyOf(odd);
      decorate();
    }
  }

  /** Puts the caret at a place and shows it; both from 0. */
  public void goTo(int line, int column) {
    int at = Math.clamp(line, 0, Math.max(0, area.getParagraphCount() - 1));
    area.select(TextPos.ofLeading(at, Math.clamp(column, 0, area.getPlainText(at).length())));
  }

  private void push() {
    if (pulling || text.get().equals(area.getText())) {
      return;
    }
    pulling = true;
    area.setText(text.get());
    // Undoing must not bring another file's text back.
    area.clearUndoRedo();
    area.select(TextPos.ZERO);
    pulling = false;
    number();
  }

  private void pull() {
    if (!pulling) {
      pulling = true;
      text.set(area.getText());
      pulling = false;
      number();
    }
  }

  private void number() {
    if (numbers.first() != first) {
      numbers = new LineNumbers(first);
      area.setLeftDecorator(numbers);
    }
    numbers.show(LineChanges.between(base, text.get().lines().toList()));
  }

  private void colour() {
    area.setSyntaxDecorator(new JsonSyntax(look, marks));
  }

  private void decorate() {
    colour();
    area.setRightDecorator(marks.isEmpty() ? null : new LineMessages(marks));
  }

  private void pressed(KeyEvent key) {
    if (key.getCode() == KeyCode.SPACE && key.isControlDown()) {
      offer(true);
      key.consume();
    } else if (popup.isShowing()) {
      popup.press(key);
    }
  }

  /** Offers what may stand at the caret, or takes the offer away. */
  private void offer(boolean asked) {
    TextPos caret = area.getCaretPosition();
    offered =
        caret == null || area.hasNonEmptySelection()
            ? Optional.empty()
            : Completion.at(area.getPlainText(caret.index()), caret.charIndex(), words, asked);
    Bounds place = caretOnScreen();
    if (offered.isEmpty() || place == null) {
      popup.hide();
    } else {
      popup.show(area, place, offered.get());
    }
  }

  private @Nullable Bounds caretOnScreen() {
    Node caret = area.lookup(".caret");
    Node from = caret == null ? area : caret;
    return from.localToScreen(from.getBoundsInLocal());
  }

  private void take(Completion.Choice choice) {
    TextPos caret = area.getCaretPosition();
    if (offered.isEmpty() || caret == null) {
      return;
    }
    int line = caret.index();
    TextPos end =
        area.replaceText(
            TextPos.ofLeading(line, offered.get().from()),
            TextPos.ofLeading(line, Math.max(offered.get().to(), caret.charIndex())),
            choice.insert());
    area.select(end);
    offered = Optional.empty();
  }
}
