package io.signalbox.app.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javafx.geometry.Bounds;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Control;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.Tooltip;
import javafx.scene.control.TreeTableView;
import javafx.scene.control.skin.TableColumnHeader;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import jfx.incubator.scene.control.richtext.CodeArea;
import org.jspecify.annotations.Nullable;

/**
 * Whether what a scene says has room: no text is shortened, cut off, broken within a word or a name
 * or written over another, no table has columns out of sight, and nothing scrolls sideways but
 * tables and the editor. On the screen's thread only.
 */
public final class Fit {

  /** The style classes of titles, names and figures. */
  private static final Set<String> STAYING =
      Set.of("screen-title", "semi", "strong", "figure", "big-figure", "status", "pill", "count");

  /**
   * Tables and editors that are none of the toolkit's: the layers of a template beside each other,
   * and the file of one of them as it is read.
   */
  private static final Set<String> ACROSS = Set.of("layers-across", "code-list");

  /** What two letters may touch by, px. */
  private static final double TOUCH = 2;

  private Fit() {}

  /**
   * A line for each that has too little room.
   *
   * @param said the texts that are of interest, with what their tooltips may say instead of them
   */
  public static List<String> problems(Scene scene, Map<Node, String> said) {
    List<String> problems = new ArrayList<>();
    List<ShownText> texts =
        ShownText.in(scene).stream().filter(each -> !isTyped(each.node())).toList();
    for (ShownText text : texts) {
      if (isCutSideways(text)) {
        problems.add(text.words() + " is cut off sideways");
      } else if (text.seen().getHeight() < text.whole().getHeight() - TOUCH
          && above(text.node(), ScrollPane.class) == null
          && !isInRows(text.node())) {
        problems.add(text.words() + " is cut off below");
      }
      if (isShortened(text.node(), said)) {
        problems.add(text.words() + " is shortened");
      }
      if (isBroken(text.node())) {
        problems.add(text.words() + " is broken within a word");
      }
    }
    for (int i = 0; i < texts.size(); i++) {
      for (int k = i + 1; k < texts.size(); k++) {
        Bounds both = ShownText.common(texts.get(i).seen(), texts.get(k).seen());
        if (both.getWidth() > TOUCH
            && both.getHeight() > TOUCH
            && !areOneText(texts.get(i).node(), texts.get(k).node())) {
          problems.add(texts.get(k).words() + " is written over " + texts.get(i).words());
        }
      }
    }
    sideways(scene.getRoot(), problems);
    return problems;
  }

  private static boolean isBroken(Text drawn) {
    String text = drawn.getText();
    return drawn.getWrappingWidth() > 0
        && drawn.getLayoutInfo().getTextLines(false).stream()
            .anyMatch(line -> isWithinWord(text, line.end()));
  }

  /** In a name with hyphens or dots the toolkit knows no place for a line's end, and takes any. */
  private static boolean isWithinWord(String text, int at) {
    return at > 0
        && at < text.length()
        && !Character.isWhitespace(text.charAt(at - 1))
        && !Character.isWhitespace(text.charAt(at));
  }

  /** One goes on in the line in which the other ends, so their bounds have much in common. */
  private static boolean areOneText(Node one, Node other) {
    return one.getParent() instanceof TextFlow flow && other.getParent() == flow;
  }

  private static boolean isTyped(Node node) {
    return above(node, TextInputControl.class) != null || above(node, CodeArea.class) != null;
  }

  private static boolean isInRows(Node node) {
    return above(node, ListView.class) != null || isInTable(node);
  }

  private static boolean isInTable(Node node) {
    return above(node, TableView.class) != null || above(node, TreeTableView.class) != null;
  }

  private static boolean isToScroll(Node node) {
    Node at = node;
    while (at != null && at.getStyleClass().stream().noneMatch(ACROSS::contains)) {
      at = at.getParent();
    }
    return at != null || isInTable(node);
  }

  /** By an edge, or by leaving the card it stands in. */
  private static boolean isCutSideways(ShownText text) {
    if (text.seen().getWidth() < text.whole().getWidth() - TOUCH) {
      return !isToScroll(text.node());
    }
    Node card = text.node();
    while (card != null && !card.getStyleClass().contains("card")) {
      card = card.getParent();
    }
    if (card == null) {
      return false;
    }
    Bounds edges = card.localToScene(card.getLayoutBounds());
    return text.whole().getMinX() < edges.getMinX() - TOUCH
        || text.whole().getMaxX() > edges.getMaxX() + TOUCH;
  }

  /** Captions give way, and are told whole under the pointer; names of acts and titles do not. */
  private static boolean isShortened(Text drawn, Map<Node, String> said) {
    if (!(drawn.getParent() instanceof Labeled labeled)
        || !labeled.isTextTruncated()
        || !said.containsKey(labeled)) {
      return false;
    }
    boolean stays =
        labeled instanceof ButtonBase
            || labeled.getStyleClass().stream().anyMatch(STAYING::contains)
            || above(labeled, TableColumnHeader.class) != null;
    return stays && !isToldWhole(labeled, said.get(labeled));
  }

  private static boolean isToldWhole(Labeled labeled, String whole) {
    String told = tooltip(labeled);
    return told != null && told.contains(whole);
  }

  private static @Nullable String tooltip(Control control) {
    if (control.getTooltip() != null) {
      return control.getTooltip().getText();
    }
    if (!control.hasProperties()) {
      return null;
    }
    // Where Tooltip.install keeps it, and Ui.tooltip its text until the pointer comes.
    Object kept =
        control
            .getProperties()
            .getOrDefault("javafx.scene.control.Tooltip", control.getProperties().get("tooltip"));
    return kept instanceof Tooltip made ? made.getText() : (String) kept;
  }

  private static void sideways(Parent parent, List<String> problems) {
    for (Node each : parent.getChildrenUnmodifiable()) {
      if (!each.isVisible() || each instanceof CodeArea) {
        continue;
      }
      if (each instanceof TableView<?> table && isTooNarrow(table)) {
        problems.add("columns of " + table.getId() + " are wider than it, and nothing scrolls");
      }
      if (each instanceof ScrollBar bar && bar.getOrientation() == Orientation.HORIZONTAL) {
        if (!isToScroll(bar)) {
          problems.add(parent.getStyleClass() + " scrolls sideways");
        }
      } else if (each instanceof Parent inner) {
        sideways(inner, problems);
      }
    }
  }

  /** Columns that share a table's width are no less than their least, however narrow it is. */
  private static boolean isTooNarrow(TableView<?> table) {
    double columns =
        table.getVisibleLeafColumns().stream().mapToDouble(TableColumn::getWidth).sum();
    return columns > table.getWidth() + TOUCH
        && table.lookupAll(".scroll-bar").stream()
            .noneMatch(each ->
                each.isVisible()
                    && each instanceof ScrollBar bar
                    && bar.getOrientation() == Orientation.HORIZONTAL);
  }

  private static @Nullable Node above(Node node, Class<? extends Node> type) {
    Node at = node.getParent();
    while (at != null && !type.isInstance(at)) {
      at = at.getParent();
    }
    return at;
  }
}
