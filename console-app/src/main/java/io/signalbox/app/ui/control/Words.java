package io.signalbox.app.ui.control;

import java.util.stream.Stream;
import javafx.scene.control.Label;
import javafx.scene.text.Text;

/**
 * A short text that goes on in further lines, and is never narrower than the longest of its words:
 * none is broken in the middle. On the screen's thread only.
 */
public final class Words extends Label {

  private final double least;

  /**
   * @param least of its width, px
   */
  public Words(String text, double least, String... classes) {
    super(text);
    this.least = least;
    getStyleClass().addAll(classes);
    setWrapText(true);
    setMinHeight(USE_PREF_SIZE);
  }

  @Override
  protected double computeMinWidth(double height) {
    Text measured = new Text();
    measured.setFont(getFont());
    double widest =
        Stream.of(getText().split(" "))
            .mapToDouble(word -> {
              measured.setText(word);
              return measured.getLayoutBounds().getWidth();
            })
            .max()
            .orElse(0);
    double across = snappedLeftInset() + snappedRightInset();
    return snapSizeX(Math.max(least, widest + across));
  }
}
