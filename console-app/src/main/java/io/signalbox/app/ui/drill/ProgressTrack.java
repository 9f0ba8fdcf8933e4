package io.signalbox.app.ui.drill;

import io.signalbox.app.ui.control.Ui;
import io.signalbox.core.drill.DrillView;
import java.time.Duration;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;

/** How far a drill is along its time, with the trouble marked. */
final class ProgressTrack extends Pane {

  private static final double BAR = 8;
  private static final double STRIP = 3;
  private static final double HEIGHT = 36;

  private final Region track = part("drill-track");
  private final Region trouble = part("drill-trouble");
  private final Region done = part("drill-done");
  private final Region head = part("drill-head-mark");
  private final Label begin = Ui.label("00:00", "small", "muted");
  private final Label end = Ui.label("", "small", "muted");
  private final Label window = Ui.label("", "small", "warn");
  private double played;
  private double from;
  private double to;

  ProgressTrack() {
    getChildren().addAll(track, trouble, done, head, begin, end, window);
    setMinHeight(HEIGHT);
    setPrefHeight(HEIGHT);
    setMaxHeight(HEIGHT);
    setAccessibleRole(AccessibleRole.PROGRESS_INDICATOR);
  }

  private static Region part(String styleClass) {
    Region part = new Region();
    part.getStyleClass().add(styleClass);
    part.setManaged(false);
    return part;
  }

  void show(DrillView drill) {
    Duration length = drill.scenario().length();
    played = share(drill.played(), length);
    from = share(drill.troubleFrom(), length);
    to = share(drill.troubleTo(), length);
    end.setText(DrillWords.played(length));
    boolean any = DrillWords.hasTrouble(drill);
    trouble.setVisible(any);
    window.setText(
        any
            ? "trouble "
                + DrillWords.played(drill.troubleFrom())
                + " to "
                + DrillWords.played(drill.troubleTo())
            : "");
    setAccessibleText(
        "Played "
            + DrillWords.played(drill.played())
            + " of "
            + DrillWords.played(length)
            + (any ? ", " + window.getText() : ""));
    requestLayout();
  }

  private static double share(Duration part, Duration whole) {
    long all = Math.max(1, whole.toMillis());
    return Math.clamp((double) part.toMillis() / all, 0, 1);
  }

  @Override
  protected void layoutChildren() {
    super.layoutChildren();
    double width = getWidth();
    track.resizeRelocate(0, 3, width, BAR);
    done.resizeRelocate(0, 3, Math.floor(width * played), BAR);
    double left = Math.floor(width * from);
    double wide = Math.max(2, Math.floor(width * (to - from)));
    trouble.resizeRelocate(left, BAR + 5, wide, STRIP);
    head.resizeRelocate(Math.min(width - 2, Math.floor(width * played)), 0, 2, BAR + 6);
    double y = BAR + STRIP + 6;
    begin.relocate(0, y);
    double endWide = end.prefWidth(-1);
    end.relocate(width - endWide, y);
    double max = width - endWide - 12 - window.prefWidth(-1);
    double middle = left + wide / 2 - window.prefWidth(-1) / 2;
    window.relocate(Math.clamp(middle, 40, Math.max(40, max)), y);
  }
}
