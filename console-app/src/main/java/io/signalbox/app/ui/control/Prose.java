package io.signalbox.app.ui.control;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.scene.control.Label;
import javafx.scene.text.Text;

/**
 * A text that goes on in further lines, in which a name that is longer than a line is shortened in
 * its middle: the toolkit would end the line anywhere within it. On the screen's thread only.
 */
public final class Prose extends Label {

  private static final int LEAST = 5;

  private String whole = "";

  public Prose(String... classes) {
    getStyleClass().addAll(classes);
    setWrapText(true);
    setMinHeight(USE_PREF_SIZE);
    widthProperty().addListener(changed -> fit());
    fontProperty().addListener(changed -> fit());
  }

  public void show(String text) {
    whole = text;
    fit();
  }

  private void fit() {
    double room = getWidth() - snappedLeftInset() - snappedRightInset();
    String fitting =
        room <= 0
            ? whole
            : Stream.of(whole.split(" ", -1))
                .map(word -> fitting(word, room))
                .collect(Collectors.joining(" "));
    setText(fitting);
    Ui.tooltip(this, fitting.equals(whole) ? "" : whole);
  }

  private String fitting(String word, double room) {
    Text measured = new Text(word);
    measured.setFont(getFont());
    for (int most = word.length() - 1;
        measured.getLayoutBounds().getWidth() > room && most >= LEAST;
        most--) {
      measured.setText(Units.middle(word, most));
    }
    return measured.getText();
  }
}
