package io.signalbox.app.ui.tracks.layout;

import io.signalbox.app.ui.control.Status;
import io.signalbox.core.routing.failover.CircuitView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The diagram as positions and words: what is drawn where, in pixels at 100 %. Every part has a key
 * that stays the same from one refresh to the next.
 *
 * @param width of everything, at least the asked width
 * @param height of everything
 * @param compact whether platforms are the low ones
 * @param requests where all work comes from
 * @param words every text there is, those on plates and platforms too
 */
public record TrackPicture(
    double width,
    double height,
    boolean compact,
    Box requests,
    List<Line> lines,
    List<Plate> plates,
    List<Platform> platforms,
    List<Words> words,
    List<Chip> chips,
    List<Note> notes) {

  public TrackPicture {
    lines = List.copyOf(lines);
    plates = List.copyOf(plates);
    platforms = List.copyOf(platforms);
    words = List.copyOf(words);
    chips = List.copyOf(chips);
    notes = List.copyOf(notes);
  }

  public record Box(double x, double y, double width, double height) {
    double right() {
      return x + width;
    }

    double bottom() {
      return y + height;
    }

    double middle() {
      return y + height / 2;
    }

    boolean overlaps(Box other) {
      return x < other.right() && other.x < right() && y < other.bottom() && other.y < bottom();
    }
  }

  public record Point(double x, double y) {}

  /**
   * A strategy.
   *
   * @param points whether it is a switch; else a bar
   * @param held whether an operator's hand is on it
   * @param spoken what a screen reader says
   * @param box the points' plate, or the bar
   * @param ports where its lines leave, in the order of its members
   */
  public record Plate(
      String key,
      String name,
      boolean points,
      boolean held,
      String spoken,
      Box box,
      List<Port> ports) {
    public Plate {
      ports = List.copyOf(ports);
    }
  }

  /**
   * @param text the weight at a bar's port; empty for points
   * @param active whether points lie this way
   * @param preview whether they would lie this way after the change
   * @param tone of the line that leaves here
   */
  public record Port(Point at, String text, boolean active, boolean preview, String tone) {}

  /** What ends a line. */
  public enum Ending {
    PROVIDER,
    /** Several that are drawn as one until opened. */
    GROUP,
    /** Closes an opened group again. */
    FEWER
  }

  /**
   * @param subject the provider's name, or of a group the strategy it belongs to
   * @param badge how it stands; null for a group, and for a provider nothing is known of
   * @param tone the series' style class; empty for a group
   * @param status the status tone of its edge; empty for none
   * @param spoken what a screen reader says
   */
  public record Platform(
      String key,
      Ending ending,
      String subject,
      @Nullable Status badge,
      Box box,
      String tone,
      String status,
      boolean locked,
      String spoken) {}

  /**
   * @param points with 45-degree bends only
   * @param tone {@code s1} to {@code s5}, or {@code neutral}
   * @param idle no traffic: thin and dashed
   * @param stop where a buffer stop stands; null where the line is open
   * @param preview the width it would have, in accent dashes; 0 for none
   */
  public record Line(
      String key,
      List<Point> points,
      double width,
      String tone,
      double operationsPerSecond,
      boolean idle,
      @Nullable Point stop,
      boolean stoppedByOperator,
      double preview) {
    public Line {
      points = List.copyOf(points);
    }
  }

  /** Looks of texts; all at least 12 px. */
  public enum Look {
    NAME(13, true),
    STRONG(13, true),
    FIGURE(14, true),
    PLAIN(12, false),
    MUTED(12, false),
    HAND(12, true),
    OK(12, true),
    WARN(12, true),
    BAD(12, true),
    UNKNOWN(12, true),
    WEIGHT(13, true),
    PREVIEW(13, true),
    LINK(12, true);

    private final double size;
    private final boolean bold;

    Look(double size, boolean bold) {
      this.size = size;
      this.bold = bold;
    }

    double size() {
      return size;
    }

    boolean bold() {
      return bold;
    }
  }

  public record Words(String key, Box box, String text, Look look) {}

  /**
   * A circuit on its line.
   *
   * @param tone {@code ok}, {@code warn}, {@code bad}; {@code off} where the line is closed all the
   *     same
   * @param detail failures, trials, or when the next trial is; empty where there is no room
   */
  public record Chip(
      String key,
      Box box,
      CircuitView.State state,
      String tone,
      String detail,
      boolean heldByOperator) {}

  /** Who closed a line, until when and why. */
  public record Note(String key, Box box, String title, String text) {}
}
