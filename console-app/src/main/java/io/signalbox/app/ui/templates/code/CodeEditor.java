package io.signalbox.app.ui.templates.code;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javafx.application.Platform;
import javafx.beans.property.StringProperty;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Scene;
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

  /** Lines that are shown on either side of a place that is gone to. */
  private static final int AROUND = 3;

  private final SyntaxLook look = new SyntaxLook(this::colour);
  private final CodeArea area = look.area(this::edited);
  private final StringProperty text;
  private final Completion.Vocabulary words;
  private final CompletionPopup popup = new CompletionPopup(this::take);
  private Optional<Completion> offered = Optional.empty();
  private List<String> base = List.of();
  private List<Mark> marks = List.of();
  // Until it is laid out: what a large window shows.
  private LineNumbers.Sight sight = new LineNumbers.Sight(0, 50);
  private JsonSyntax syntax = new JsonSyntax(look, marks, sight);
  private LineNumbers numbers = new LineNumbers(1, this::shown);
  private int first = 1;
  private boolean pulling;
  private boolean colouring;

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

  /**
   * Puts the caret at a place and shows it with what stands around; both from 0. The area itself
   * scrolls no further than to the place, and takes half a pixel of a caret at its lower edge for
   * hidden: with each key it scrolls there again, and lays its lines out each time.
   */
  public void goTo(int line, int column) {
    int last = Math.max(0, area.getParagraphCount() - 1);
    int at = Math.clamp(line, 0, last);
    area.select(TextPos.ofLeading(Math.min(last, at + AROUND), 0));
    area.select(TextPos.ofLeading(Math.max(0, at - AROUND), 0));
    area.select(TextPos.ofLeading(at, Math.clamp(column, 0, area.getPlainText(at).length())));
  }

  private void push() {
    if (pulling || text.get().equals(typed())) {
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
      text.set(typed());
      pulling = false;
      number();
    }
  }

  /** The area would give it with the colours of every line, and strip them. */
  private String typed() {
    return IntStream.range(0, area.getParagraphCount())
        .mapToObj(area::getPlainText)
        .collect(Collectors.joining("\n"));
  }

  /**
   * Once the area has heard of an edit. It lays its lines out for the caret, which is moved next,
   * and does not take that for the layout it asked for, which comes with the next frame: laid out
   * now, they are so once.
   */
  private void edited() {
    if (!pulling) {
      area.layout();
    }
  }

  private void number() {
    if (numbers.first() != first) {
      numbers = new LineNumbers(first, this::shown);
      area.setLeftDecorator(numbers);
    }
    numbers.show(LineChanges.between(base, text.get().lines().toList()));
  }

  private void colour() {
    sight = numbers.sight().orElse(sight);
    syntax = new JsonSyntax(look, marks, sight);
    area.setSyntaxDecorator(syntax);
  }

  /**
   * Colours go along with what is in sight: not while that is being laid out, and before it is
   * drawn.
   */
  private void shown(int line) {
    Scene scene = area.getScene();
    if (!colouring && scene != null && syntax.endsAt(line)) {
      colouring = true;
      scene.addPostLayoutPulseListener(
          new Runnable() {
            @Override
            public void run() {
              scene.removePostLayoutPulseListener(this);
              colouring = false;
              colour();
              area.layout();
            }
          });
    }
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
