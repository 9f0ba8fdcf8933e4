package io.signalbox.app.proof;

import io.signalbox.app.ui.control.Navigator.Place;
import io.signalbox.core.proof.Arguments;
import io.signalbox.core.proof.Tables;
import io.signalbox.core.testing.Many;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * An hour of the window with many providers under traffic, a screen after the other in front: what
 * it holds in memory and how far its frames are apart. One line a minute goes to standard output,
 * the table to {@code out}. Ends with status 1 where a figure is not what it must be.
 */
public final class WindowHour {

  private static final Map<String, String> ARGUMENTS =
      Map.of(
          "out", "docs/proof",
          "minutes", "60",
          "warm-up", "16",
          "providers", "100",
          "rate", "2",
          "events", "0");

  static final String GROWTH = "growth of the heap, %: ";

  static final double FLAT_PERCENT = 2;
  private static final double LONG_FRAME = 50;

  private WindowHour() {}

  /**
   * What one minute ended with.
   *
   * @param used MiB of the heap before collections were asked for
   * @param heap MiB of the heap after two collections
   * @param resident MiB of the process
   */
  private record Minute(
      int minute,
      Place place,
      double used,
      double heap,
      double resident,
      WatchedWindow.Figures figures) {}

  public static void main(String[] args) throws Exception {
    if (System.getenv("DISPLAY") == null) {
      System.setProperty("glass.platform", "Headless");
      System.setProperty("prism.order", "sw");
    }
    Arguments arguments = Arguments.of(ARGUMENTS, args);
    int providers = arguments.number("providers");
    // No more is rehearsed than a thousand operations a second.
    double rate = Math.min(1_000, providers * arguments.decimal("rate"));
    Path folder = Files.createTempDirectory("signalbox-window-");
    List<Minute> minutes = new ArrayList<>();
    try (WatchedWindow window =
            WatchedWindow.of(folder.resolve("config"), new Many(providers, 100, rate));
        MadeEvents ignored = MadeEvents.in(window.events(), arguments.number("events"))) {
      TimeUnit.SECONDS.sleep(5);
      for (int minute = 1; minute <= arguments.number("minutes"); minute++) {
        Place place = Place.values()[minute % Place.values().length];
        window.open(place);
        window.take();
        TimeUnit.MINUTES.sleep(1);
        WatchedWindow.Figures figures = window.take();
        Minute ended =
            new Minute(
                minute,
                place,
                WatchedWindow.used() / 1_048_576.0,
                window.heap() / 1_048_576.0,
                WatchedWindow.resident() / 1_048_576.0,
                figures);
        minutes.add(ended);
        System.out.println(row(ended));
      }
    } finally {
      Tables.delete(folder);
    }
    boolean good = write(arguments, minutes);
    System.exit(good ? 0 : 1);
  }

  private static boolean write(Arguments arguments, List<Minute> minutes) throws Exception {
    List<Minute> steady =
        minutes.stream().filter(each -> each.minute() > arguments.number("warm-up")).toList();
    List<Minute> judged = steady.isEmpty() ? minutes : steady;
    int third = Math.max(1, judged.size() / 3);
    double early = heap(judged.subList(0, third));
    double late = heap(judged.subList(judged.size() - third, judged.size()));
    double growth = 100 * (late - early) / early;
    double longest =
        judged.stream().mapToDouble(each -> each.figures().longestFrame()).max().orElse(0);
    boolean flat = Math.abs(growth) <= FLAT_PERCENT;
    System.out.printf(Locale.ROOT, "%s%+.1f%n", GROWTH, growth);
    boolean smooth = longest <= LONG_FRAME;
    StringBuilder page = new StringBuilder();
    page.append(
        String.format(
            Locale.ROOT,
            """
            # An hour of the window

            The window at 1440x900 with %s simulated providers at %s operations a second each, and %s events a second besides, for
            %s minutes, another screen in front each minute. The heap is taken before and after two collections at the end of a minute; the frames that wait for
            these, and the opening of a screen, are not counted. The work of a refresh is processor time of the screen's thread; what it
            took is more where others want the processor. The first %s minutes are left out of the verdicts.

            | figure | found | aim |  |
            |---|---|---|---|
            | Heap after collection, last third of the time against the first | %+.1f %% | within 2 %% | %s |
            | Longest frame | %.0f ms | at most 50 ms | %s |

            | minute | screen | heap before, MiB | after, MiB | resident, MiB | refreshes | work: median / 99 %% / most, ms | took: median / 99 %% / most, ms | longest frame, ms |
            |---:|---|---:|---:|---:|---:|---:|---:|---:|
            """,
            arguments.text("providers"),
            arguments.text("rate"),
            arguments.text("events"),
            arguments.text("minutes"),
            arguments.text("warm-up"),
            growth,
            flat ? "met" : "**not met**",
            longest,
            smooth ? "met" : "**not met**"));
    minutes.forEach(each -> page.append(row(each)).append('\n'));
    page.append('\n').append(Tables.measured("./mvnw -Pproof -Dproof=window"));
    Tables.write(Path.of(arguments.text("out")), "window.md", page.toString());
    return flat && smooth;
  }

  private static double heap(List<Minute> minutes) {
    return minutes.stream().mapToDouble(Minute::heap).average().orElse(Double.NaN);
  }

  private static String row(Minute each) {
    return String.format(
        Locale.ROOT,
        "| %d | %s | %.0f | %.1f | %.0f | %d | %s | %s | %.0f |",
        each.minute(),
        each.place().title(),
        each.used(),
        each.heap(),
        each.resident(),
        each.figures().refreshes(),
        each.figures().work(),
        each.figures().took(),
        each.figures().longestFrame());
  }
}
