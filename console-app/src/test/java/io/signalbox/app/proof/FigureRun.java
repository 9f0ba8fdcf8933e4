package io.signalbox.app.proof;

import io.signalbox.core.proof.Arguments;
import io.signalbox.core.proof.Tables;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A process of {@link WindowFigures}: one part of them, whose figures it prints. */
public final class FigureRun {

  private static final Map<String, String> ARGUMENTS = Map.of("part", "", "times", "200");

  private FigureRun() {}

  /** What is done in the window. */
  enum Part {
    /** Keys typed into the filter of a hundred thousand requests. */
    FILTER,
    /** The charts of a day drawn anew. */
    DAY,
    /** Keys typed into a template file of two thousand lines. */
    TEMPLATE,
    /** Windows opened and closed, with every screen. */
    OPENINGS
  }

  public static void main(String[] args) throws Exception {
    Arguments arguments = Arguments.of(ARGUMENTS, args);
    int times = arguments.number("times");
    Path folder = Files.createTempDirectory("signalbox-figure-");
    try {
      List<Figure> found =
          switch (Part.valueOf(arguments.text("part").toUpperCase(Locale.ROOT))) {
            case FILTER -> ScreenActs.filter(folder.resolve("config"), times);
            case DAY -> ScreenActs.day(folder.resolve("config"), times);
            case TEMPLATE -> ScreenActs.template(folder.resolve("config"), times);
            case OPENINGS -> Openings.measure(folder.resolve("config"), times);
          };
      found.forEach(WindowFigures::print);
    } finally {
      Tables.delete(folder);
    }
    System.exit(0);
  }
}
