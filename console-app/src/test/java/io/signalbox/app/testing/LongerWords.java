package io.signalbox.app.testing;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TextInputControl;
import javafx.scene.text.Text;
import jfx.incubator.scene.control.richtext.CodeArea;

/**
 * A language whose words are longer by some 40 %: their vowels are doubled. Names, ids, numbers and
 * units stay as they are. On the screen's thread only.
 */
public final class LongerWords {

  private static final Pattern WORD = Pattern.compile("\\p{L}?\\p{Ll}{3,}[,.:;…]*");
  private static final String VOWELS = "aeiouy";

  private LongerWords() {}

  /** For what nodes said before they were given longer texts. */
  public static Map<Node, String> none() {
    return new IdentityHashMap<>();
  }

  /**
   * Puts longer words into every text of a scene that has not got them yet; the scene is of no
   * other use from then on.
   *
   * @param before what nodes with longer texts said before; those of this scene are added
   */
  public static void in(Scene scene, Map<Node, String> before) {
    lengthen(scene.getRoot(), before);
  }

  private static void lengthen(Node node, Map<Node, String> before) {
    // The diagram is laid out by its words, and tried in longer ones by TrackLayoutTest.
    if (node instanceof TextInputControl
        || node instanceof CodeArea
        || node.getStyleClass().contains("tracks")) {
      return;
    }
    if (node instanceof Labeled labeled) {
      String text = labeled.getText();
      if (text != null && isToGrow(node, text, before)) {
        before.put(node, text);
        labeled.textProperty().unbind();
        labeled.setText(longer(text));
      }
    } else if (node instanceof Text text
        && !(text.getParent() instanceof Labeled)
        && !text.textProperty().isBound()
        && isToGrow(node, text.getText(), before)) {
      before.put(node, text.getText());
      text.setText(longer(text.getText()));
    }
    // A menu's button shows its text by a label of its own.
    if (node instanceof Parent parent && !(node instanceof MenuButton)) {
      parent.getChildrenUnmodifiable().forEach(each -> lengthen(each, before));
    }
  }

  private static boolean isToGrow(Node node, String text, Map<Node, String> before) {
    String was = before.get(node);
    return !longer(text).equals(text) && (was == null || !longer(was).equals(text));
  }

  /** {@code Oopeen 4 aaleerts} of {@code Open 4 alerts}. */
  public static String longer(String text) {
    return Stream.of(text.split(" ", -1))
        .map(each -> WORD.matcher(each).matches() ? doubled(each) : each)
        .collect(Collectors.joining(" "));
  }

  private static String doubled(String word) {
    StringBuilder longer = new StringBuilder();
    word.chars()
        .forEach(letter -> {
          longer.append((char) letter);
          if (VOWELS.indexOf(Character.toLowerCase(letter)) >= 0) {
            longer.append((char) Character.toLowerCase(letter));
          }
        });
    return longer.toString();
  }
}
