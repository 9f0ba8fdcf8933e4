package io.signalbox.app.testing;

import java.util.ArrayList;
import java.util.List;
import javafx.collections.ListChangeListener;
import javafx.css.CssParser;

/** What the style sheets cannot be applied for. */
public final class CssProblems {

  private CssProblems() {}

  /** Those of what runs, on this thread, which is the screen's. */
  public static List<String> of(Runnable work) {
    List<String> problems = new ArrayList<>();
    ListChangeListener<CssParser.ParseError> listener =
        change -> {
          while (change.next()) {
            change.getAddedSubList().forEach(each -> problems.add(each.getMessage()));
          }
        };
    CssParser.errorsProperty().addListener(listener);
    try {
      work.run();
    } finally {
      CssParser.errorsProperty().removeListener(listener);
    }
    return problems;
  }
}
