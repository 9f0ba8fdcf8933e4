package io.signalbox.app.ui.control;

import io.signalbox.core.log.Secrets;
import java.util.Comparator;
import java.util.List;
import java.util.function.BooleanSupplier;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.AccessibleAttribute;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/**
 * Short ways to the boxes, labels and buttons that screens are made of. On the screen's thread
 * only.
 */
public final class Ui {

  /** Letters of a label that does not say what it does: CLI, CSV, a sign. */
  private static final int TERSE = 4;

  /** Of what stands in a card's head of one line, px: with what is around it, as high as others. */
  private static final double HEAD_LINE = 31;

  private Ui() {}

  /**
   * Puts other children into a box. The focus stays in it: left to itself it would go to the first
   * control of the window, or into a text that takes Ctrl Z for itself.
   */
  public static void exchange(Pane box, List<? extends Node> next) {
    List<Node> before = List.copyOf(box.getChildren());
    Node focused = box.getScene() == null ? null : box.getScene().getFocusOwner();
    boolean within = isIn(box, focused);
    box.getChildren().setAll(next);
    if (focused == null || !within) {
      return;
    }
    if (isIn(box, focused)) {
      focused.requestFocus();
    } else {
      // What takes the place of the one that went is the way back from it.
      next.stream()
          .filter(each -> !each.isDisabled())
          .min(Comparator.comparing(each -> before.contains(each)))
          .ifPresent(Node::requestFocus);
    }
  }

  /**
   * Lays what is in a box out in another way. What has the focus keeps it, though it leaves the
   * window for a moment.
   */
  public static void rearrange(Node box, Runnable way) {
    Node focused = box.getScene() == null ? null : box.getScene().getFocusOwner();
    boolean within = isIn(box, focused);
    way.run();
    // What scrolls has its content once it is styled.
    box.applyCss();
    if (focused != null && within && isIn(box, focused)) {
      focused.requestFocus();
    }
  }

  /** Has Escape close what is open within a node, wherever in it the focus is. */
  public static void onEscape(Node within, BooleanSupplier open, Runnable close) {
    within.addEventHandler(
        KeyEvent.KEY_PRESSED,
        key -> {
          if (key.getCode() == KeyCode.ESCAPE && open.getAsBoolean()) {
            close.run();
            key.consume();
          }
        });
  }

  /** Whether a node is another, or somewhere in it; null is nowhere. */
  static boolean isIn(Node outer, @Nullable Node node) {
    Node at = node;
    while (at != null && at != outer) {
      at = at.getParent();
    }
    return at != null;
  }

  public static Label label(String text, String... classes) {
    Label label = new Label(text);
    label.getStyleClass().addAll(classes);
    return label;
  }

  /** A label whose neighbours give way before it does: a title, a name. */
  public static Label whole(String text, String... classes) {
    Label label = label(text, classes);
    label.setMinWidth(Region.USE_PREF_SIZE);
    return label;
  }

  /** A label that wraps instead of losing its end. */
  public static Label wrapped(String text, String... classes) {
    Label label = label(text, classes);
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    return label;
  }

  /** A label that, where it is too narrow, keeps both ends of its text. */
  public static Label ends(String text, String... classes) {
    Label label = label(text, classes);
    label.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
    label.setEllipsisString("…");
    label.setMinWidth(24);
    return label;
  }

  public static HBox row(double gap, Node... children) {
    HBox row = new HBox(gap, children);
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }

  public static VBox column(double gap, Node... children) {
    return new VBox(gap, children);
  }

  public static Region spacer() {
    Region spacer = new Region();
    HBox.setHgrow(spacer, Priority.ALWAYS);
    return spacer;
  }

  public static Region line() {
    Region line = new Region();
    line.getStyleClass().add("separator-line");
    return line;
  }

  public static <T extends Node> T grow(T node) {
    HBox.setHgrow(node, Priority.ALWAYS);
    VBox.setVgrow(node, Priority.ALWAYS);
    if (node instanceof Region region) {
      region.setMaxWidth(Double.MAX_VALUE);
    }
    return node;
  }

  public static <T extends Region> T pad(
      T node, double top, double right, double bottom, double left) {
    node.setPadding(new Insets(top, right, bottom, left));
    return node;
  }

  /** A card with a head line and content below it. */
  public static VBox card(List<Node> head, Node... content) {
    HBox top = row(8, head.toArray(Node[]::new));
    top.getStyleClass().add("card-head");
    VBox card = new VBox(top);
    card.getStyleClass().add("card");
    card.getChildren().addAll(content);
    return card;
  }

  /** A card whose head has two ends, below each other where there is no room for both. */
  public static VBox card(List<Node> left, List<Node> right, Node... content) {
    VBox card = new VBox(head(left, right));
    card.getStyleClass().add("card");
    card.getChildren().addAll(content);
    return card;
  }

  /** A card's head of two ends, by itself. */
  public static Region head(List<Node> left, List<Node> right) {
    HBox first = row(8, left.toArray(Node[]::new));
    first.setMinHeight(HEAD_LINE);
    Region last =
        right.size() == 1 && right.getFirst() instanceof FlowLine flow
            ? flow
            : row(8, right.toArray(Node[]::new));
    BesideOrBelow head = BesideOrBelow.ends(first, last);
    head.getStyleClass().addAll("card-head", "both-ends");
    return head;
  }

  public static Button button(String text, Runnable action, String... classes) {
    Button button = new Button(text);
    button.getStyleClass().addAll(classes);
    button.setOnAction(event -> action.run());
    button.setMinWidth(Region.USE_PREF_SIZE);
    return button;
  }

  /** The button that does an act, with the name, the id and the key that it has in the table. */
  public static Button button(Act act, Runnable action, String... classes) {
    Button button = button(act.label(), action, classes);
    named(button, act);
    return button;
  }

  /** The keys that do an act, to stand beside what they do. */
  public static Label stroke(Act act) {
    Stroke stroke = act.stroke();
    return label(stroke == null ? "" : stroke.words(), "kbd");
  }

  /** Gives a button the id that an act has, and says whole what it does. */
  public static void named(ButtonBase button, Act act) {
    button.setId(act.id());
    if (act.label().length() <= TERSE) {
      button.setAccessibleText(act.sentence());
    }
    Stroke stroke = act.stroke();
    String whole = act.sentence() + (stroke == null ? "" : ", " + stroke.words());
    if (!whole.equals(act.label())) {
      tooltip(button, whole);
    }
  }

  /**
   * Sets whether a button can be pressed, with the reason beside it when not; what is so already
   * stays untouched, for a tooltip that is read and because a new one costs.
   */
  public static void enable(ButtonBase button, String refusal) {
    if (refusal.equals(button.getAccessibleHelp()) && button.isDisable() == !refusal.isEmpty()) {
      return;
    }
    KeptPlace.disable(button, !refusal.isEmpty());
    // A disabled control gets no mouse events, so the reason is part of its accessible text too.
    button.setAccessibleHelp(refusal);
    button.setTooltip(refusal.isEmpty() ? null : new Tooltip(refusal));
  }

  /** A field without a label beside it is known by its prompt. */
  public static void knownByPrompt(TextInputControl field) {
    field.accessibleTextProperty().bind(field.promptTextProperty());
  }

  /** A small heading with what it names below it. */
  public static VBox labelled(String name, Node input) {
    Label label = label(name, "small", "semi");
    label.setLabelFor(input);
    return column(4, label, input);
  }

  /**
   * Says what a node has to tell now to whoever does not see it; said again only where it is
   * another text.
   */
  public static void announced(Node node, String text) {
    if (!text.equals(node.getAccessibleText())) {
      node.setAccessibleText(text);
      node.notifyAccessibleAttributeChanged(AccessibleAttribute.TEXT);
    }
  }

  /** Says that under the pointer, from now on; empty for nothing. */
  public static void tooltip(Node node, String text) {
    LateTooltip.set(node, text);
  }

  /** Whether something is said under the pointer of it. */
  public static boolean hasTooltip(Node node) {
    return node instanceof Control control && control.getTooltip() != null
        || LateTooltip.isSet(node);
  }

  public static void copy(String text) {
    ClipboardContent content = new ClipboardContent();
    content.putString(Secrets.ofProcess().strike(text));
    Clipboard.getSystemClipboard().setContent(content);
  }

  /**
   * Exchanges style classes: {@code all} are taken off, {@code on} is put on if it is not empty.
   */
  public static void mark(Node node, List<String> all, String on) {
    List<String> classes = node.getStyleClass();
    boolean others = all.stream().anyMatch(each -> !each.equals(on) && classes.contains(each));
    // What is so already stays untouched: every change has the node styled anew.
    if (others) {
      classes.removeAll(all);
    }
    if (!on.isEmpty() && !classes.contains(on)) {
      classes.add(on);
    }
  }

  /** What stands where there is nothing: one sentence and the first thing to do. */
  public static VBox empty(String sentence, Node... action) {
    VBox box = new VBox(12, wrapped(sentence, "muted"));
    box.getChildren().addAll(action);
    box.setAlignment(Pos.CENTER);
    box.setPadding(new Insets(24));
    return box;
  }
}
