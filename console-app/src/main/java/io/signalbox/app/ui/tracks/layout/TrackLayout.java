package io.signalbox.app.ui.tracks.layout;

import io.signalbox.app.ui.tracks.layout.TrackGraph.Folding;
import io.signalbox.core.query.SwitchPreview;
import io.signalbox.core.snapshot.ConsoleSnapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * From the routing tree to a picture. Where the wanted height does not hold everything, platforms
 * become lower first, then members without a problem share one; a text never gets smaller.
 * Stateless.
 */
public final class TrackLayout {

  private static final int[] FEWER = {12, 8, 6, 5, 4, 3, 2, 1};

  private TrackLayout() {}

  /**
   * What the picture is made for.
   *
   * @param fold whether members may share a platform for want of room
   * @param compact whether platforms are low from the start
   * @param open strategies whose group was opened
   * @param keep names that stay visible
   * @param preview null while nothing is about to change
   * @param now what times that are left are told from
   */
  public record Wish(
      double width,
      double height,
      boolean fold,
      boolean compact,
      Set<String> open,
      Set<String> keep,
      @Nullable SwitchPreview preview,
      Instant now) {

    public static Wish of(double width, double height) {
      return new Wish(width, height, true, false, Set.of(), Set.of(), null, Instant.EPOCH);
    }
  }

  public static TrackPicture of(ConsoleSnapshot view, Wish wish) {
    return of(view, wish, UnaryOperator.identity());
  }

  /**
   * @param language what the words of a text are told in
   */
  static TrackPicture of(ConsoleSnapshot view, Wish wish, UnaryOperator<String> language) {
    Attempt fitting = null;
    for (Attempt attempt : attempts(wish)) {
      TrackGraph graph = new TrackGraph(view, attempt.folding);
      attempt.graph = graph;
      attempt.height = TrackRows.place(graph, attempt.compact);
      if (fitting == null || attempt.height < fitting.height || !wish.fold()) {
        fitting = attempt;
      }
      if (attempt.height <= wish.height() - 10) {
        fitting = attempt;
        break;
      }
    }
    Attempt chosen = Objects.requireNonNull(fitting);
    return new TrackPainter(
            view,
            Objects.requireNonNull(chosen.graph),
            chosen.compact,
            wish,
            new PictureWords(language))
        .paint(chosen.height);
  }

  private static List<Attempt> attempts(Wish wish) {
    List<Attempt> attempts = new ArrayList<>();
    Folding all = new Folding(Integer.MAX_VALUE, false, wish.open(), wish.keep());
    if (!wish.fold()) {
      return List.of(new Attempt(all, wish.compact()));
    }
    attempts.add(new Attempt(all, false));
    attempts.add(new Attempt(all, true));
    for (boolean strategies : new boolean[] {false, true}) {
      for (int members : FEWER) {
        attempts.add(new Attempt(new Folding(members, strategies, wish.open(), wish.keep()), true));
      }
    }
    return attempts;
  }

  private static final class Attempt {
    private final Folding folding;
    private final boolean compact;
    private @Nullable TrackGraph graph;
    private double height;

    Attempt(Folding folding, boolean compact) {
      this.folding = folding;
      this.compact = compact;
    }
  }
}
