package io.signalbox.app.ui.templates;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Bounds;
import javafx.scene.control.TextArea;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;
import javafx.scene.text.Text;

/**
 * The numbers of a text area's lines, with a bar at those that were changed. Draws what is in sight
 * only.
 */
final class LineGutter extends Pane {

  private static final double WIDTH = 50;
  private static final double BAR = 3;

  private final TextArea area;
  private final Rectangle clip = new Rectangle();
  private final List<Text> numbers = new ArrayList<>();
  private final List<Region> bars = new ArrayList<>();
  private int first = 1;
  private List<String> base = List.of();
  private int changedFrom;
  private int changedTo;
  private int lines = 1;

  LineGutter(TextArea area) {
    this.area = area;
    setMinWidth(WIDTH);
    setMaxWidth(WIDTH);
    setMouseTransparent(true);
    setClip(clip);
    area.scrollTopProperty().addListener((property, old, top) -> requestLayout());
    area.textProperty().addListener((property, old, text) -> compare());
    area.heightProperty().addListener((property, old, height) -> requestLayout());
  }

  /**
   * @param number the first line's
   * @param saved the lines as they are on disk
   */
  void show(int number, List<String> saved) {
    first = number;
    base = saved;
    compare();
  }

  /** Lines between what both texts begin and end with are changed. */
  private void compare() {
    List<String> now = area.getText() == null ? List.of() : area.getText().lines().toList();
    lines = Math.max(1, now.size());
    int from = 0;
    int most = Math.min(now.size(), base.size());
    while (from < most && now.get(from).equals(base.get(from))) {
      from++;
    }
    int same = 0;
    while (same < most - from
        && now.get(now.size() - 1 - same).equals(base.get(base.size() - 1 - same))) {
      same++;
    }
    changedFrom = from;
    changedTo = now.size() - same;
    requestLayout();
  }

  @Override
  protected void layoutChildren() {
    clip.setWidth(WIDTH);
    clip.setHeight(getHeight());
    if (!(area.lookup(".text") instanceof Text written)) {
      return;
    }
    // Measured where it was laid out: a font's height says it only nearly.
    Bounds all = written.getLayoutBounds();
    double height =
        all.getHeight() / (written.getText().chars().filter(c -> c == '\n').count() + 1);
    double top = sceneToLocal(written.localToScene(0, all.getMinY())).getY();
    int from = Math.max(0, (int) Math.floor(-top / height));
    int rows = Math.max(0, Math.min(lines - from, (int) Math.ceil(getHeight() / height) + 1));
    while (numbers.size() < rows) {
      Text number = new Text();
      number.getStyleClass().addAll("mono", "json-line");
      Region bar = new Region();
      bar.getStyleClass().add("edit-bar");
      numbers.add(number);
      bars.add(bar);
      getChildren().addAll(number, bar);
    }
    for (int i = 0; i < numbers.size(); i++) {
      Text number = numbers.get(i);
      int line = from + i;
      boolean used = i < rows;
      number.setVisible(used);
      bars.get(i).setVisible(used && line >= changedFrom && line < changedTo);
      if (used) {
        number.setText(String.valueOf(first + line));
        double y = top + line * height;
        number.relocate(WIDTH - 12 - number.getLayoutBounds().getWidth(), y);
        bars.get(i).resizeRelocate(WIDTH - BAR - 3, y, BAR, height);
      }
    }
  }
}
