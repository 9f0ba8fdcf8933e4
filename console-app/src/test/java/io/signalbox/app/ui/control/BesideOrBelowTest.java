package io.signalbox.app.ui.control;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.geometry.BoundingBox;
import javafx.geometry.Insets;
import javafx.geometry.Orientation;
import javafx.scene.layout.Region;
import org.junit.jupiter.api.Test;

/** What stands beside, what below, and in which room. */
class BesideOrBelowTest {

  private static final double LINE = 20;

  /** As wide as it is said to be, and as high as a line. */
  private static Region part(double width) {
    Region part = new Region();
    part.setMinSize(width, LINE);
    part.setPrefSize(width, LINE);
    part.setMaxSize(Double.MAX_VALUE, LINE);
    return part;
  }

  /** Words that go on in the next line. */
  private static final class Words extends Region {
    private final double width;

    Words(double width) {
      this.width = width;
    }

    @Override
    public Orientation getContentBias() {
      return Orientation.HORIZONTAL;
    }

    @Override
    protected double computeMinWidth(double height) {
      return 10;
    }

    @Override
    protected double computePrefWidth(double height) {
      return width;
    }

    @Override
    protected double computePrefHeight(double across) {
      return across < 0 ? LINE : LINE * Math.ceil(width / across);
    }
  }

  private static Region laidOut(BesideOrBelow pane, double width) {
    pane.resize(width, pane.prefHeight(width));
    pane.layout();
    return pane;
  }

  private static BoundingBox at(double x, double y, double width, double height) {
    return new BoundingBox(x, y, width, height);
  }

  @Test
  void groupsStandAtBothEndsOfALineThatHasRoom() {
    Region left = part(50);
    Region right = part(40);
    assertThat(laidOut(BesideOrBelow.ends(left, right), 200).getHeight()).isEqualTo(LINE);
    assertThat(left.getBoundsInParent()).isEqualTo(at(0, 0, 152, LINE));
    assertThat(right.getBoundsInParent()).isEqualTo(at(160, 0, 40, LINE));
  }

  @Test
  void theRightGroupGoesToTheEndOfTheNextLine() {
    Region left = part(50);
    Region right = part(40);
    assertThat(laidOut(BesideOrBelow.ends(left, right), 97).getHeight()).isEqualTo(46);
    assertThat(left.getBoundsInParent()).isEqualTo(at(0, 0, 97, LINE));
    assertThat(right.getBoundsInParent()).isEqualTo(at(57, 26, 40, LINE));
  }

  @Test
  void aGroupThatGoesOnInFurtherLinesHasOneOfItsOwnFirst() {
    Region right = new Words(120);
    BesideOrBelow pane = BesideOrBelow.ends(part(50), right);
    assertThat(laidOut(pane, 178).getHeight()).isEqualTo(LINE);
    assertThat(laidOut(pane, 177).getHeight()).isEqualTo(46);
    assertThat(laidOut(pane, 100).getHeight()).isEqualTo(66);
    assertThat(right.getBoundsInParent()).isEqualTo(at(0, 26, 100, 2 * LINE));
    assertThat(pane.minWidth(-1)).isEqualTo(50);
  }

  @Test
  void whatIsSaidOfNamesBeginsBelowEachOther() {
    Region said = new Words(100);
    laidOut(BesideOrBelow.named(new Words(30), 80, said, 60), 300);
    assertThat(said.getBoundsInParent()).isEqualTo(at(88, 0, 212, LINE));
    laidOut(BesideOrBelow.named(new Words(140), 80, said, 60), 300);
    assertThat(said.getBoundsInParent()).isEqualTo(at(148, 0, 152, LINE));
  }

  @Test
  void whatIsSaidStandsBelowWhereItWouldBeWrittenAWordALine() {
    Region said = new Words(220);
    BesideOrBelow pane = BesideOrBelow.named(new Words(30), 80, said, 60);
    assertThat(laidOut(pane, 190).getHeight()).isEqualTo(3 * LINE);
    assertThat(said.getBoundsInParent()).isEqualTo(at(88, 0, 102, 3 * LINE));
    assertThat(laidOut(pane, 115).getHeight()).isEqualTo(LINE + 2 + 2 * LINE);
    assertThat(said.getBoundsInParent()).isEqualTo(at(0, 22, 115, 2 * LINE));
  }

  @Test
  void aValueThatHasNoRoomLeavesTheLineToItsNameAndItsSource() {
    Region name = new Words(90);
    Region value = new Words(200);
    Region source = part(40);
    BesideOrBelow pane = BesideOrBelow.named(name, 60, value, source);
    pane.setPadding(new Insets(3, 5, 2, 5));
    assertThat(laidOut(pane, 356).getHeight()).isEqualTo(LINE + 5);
    assertThat(value.getBoundsInParent()).isEqualTo(at(103, 3, 200, LINE));
    assertThat(source.getBoundsInParent()).isEqualTo(at(311, 3, 40, LINE));
    assertThat(laidOut(pane, 110).getHeight()).isEqualTo(2 * LINE + 2 + 2 * LINE + 5);
    assertThat(name.getBoundsInParent()).isEqualTo(at(5, 3, 52, 2 * LINE));
    assertThat(source.getBoundsInParent()).isEqualTo(at(65, 13, 40, LINE));
    assertThat(value.getBoundsInParent()).isEqualTo(at(5, 45, 100, 2 * LINE));
  }

  @Test
  void buttonsShareALineOrHaveOneEach() {
    Region first = part(70);
    Region second = part(90);
    BesideOrBelow pane = BesideOrBelow.buttons(first, 80, second);
    laidOut(pane, 200);
    assertThat(first.getBoundsInParent()).isEqualTo(at(0, 0, 80, LINE));
    assertThat(second.getBoundsInParent()).isEqualTo(at(88, 0, 112, LINE));
    laidOut(pane, 165);
    assertThat(first.getBoundsInParent()).isEqualTo(at(0, 0, 165, LINE));
    assertThat(second.getBoundsInParent()).isEqualTo(at(0, 26, 165, LINE));
  }

  @Test
  void itIsNeverLowerThanWhatItHolds() {
    BesideOrBelow pane = BesideOrBelow.named(new Words(30), 80, new Words(220), 60);
    assertThat(pane.minHeight(115)).isEqualTo(pane.prefHeight(115)).isEqualTo(62);
    assertThat(pane.minWidth(-1)).isZero();
    assertThat(pane.prefWidth(-1)).isEqualTo(308);
  }

  @Test
  void controlsOfOneSizeStandTwoInARowOrOne() {
    EvenRows rows = new EvenRows();
    Region longest = part(100);
    rows.getChildren().addAll(part(60), longest, part(40));
    rows.resize(206, rows.prefHeight(206));
    rows.layout();
    assertThat(rows.getHeight()).isEqualTo(46);
    assertThat(longest.getBoundsInParent()).isEqualTo(at(106, 0, 100, LINE));
    assertThat(rows.getChildren().getLast().getBoundsInParent()).isEqualTo(at(0, 26, 100, LINE));
    rows.resize(205, rows.prefHeight(205));
    rows.layout();
    assertThat(rows.getHeight()).isEqualTo(72);
    assertThat(longest.getBoundsInParent()).isEqualTo(at(0, 26, 205, LINE));
  }
}
