package io.signalbox.app.ui.tracks.layout;

import io.signalbox.app.ui.tracks.layout.TrackGraph.Edge;
import io.signalbox.app.ui.tracks.layout.TrackGraph.Knot;
import io.signalbox.app.ui.tracks.layout.TrackGraph.Row;
import io.signalbox.app.ui.tracks.layout.TrackPicture.Point;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/**
 * From left to right: a column for each level of the tree, as far apart as bends and texts need,
 * and the lines between them. Lines run level, upright, or at 45 degrees.
 */
final class TrackColumns {

  private static final double FIRST = 148;
  private static final double LEAST_FIRST = 124;
  private static final double GAP = 156;
  private static final double LEAST_GAP = 140;
  private static final double PLATFORM = 216;
  private static final double LOW_PLATFORM = 184;
  static final double RIGHT = 12;

  /** Where a standby's words begin, from its plate's left edge. */
  static final double STANDBY = 64;

  private static final double STUB = 12;
  private static final double CHANNEL = 8;
  private static final double BEND = 10;

  private final TrackGraph graph;
  private ToDoubleFunction<Edge> need;
  private final boolean compact;
  private final double[] starts;
  private final double platform;
  private final double width;
  private int merges;

  /**
   * @param need how much level line an edge's words want
   * @param least how much they need, where that saves scrolling
   */
  TrackColumns(
      TrackGraph graph,
      boolean compact,
      double available,
      ToDoubleFunction<Edge> need,
      ToDoubleFunction<Edge> least) {
    this.graph = graph;
    this.compact = compact;
    this.need = need;
    int count = graph.knots().stream().mapToInt(knot -> knot.column).max().orElse(-1) + 1;
    double first = FIRST;
    double[] gaps = gaps(count, GAP);
    double wanted = first + RIGHT + DoubleStream.of(gaps).sum();
    if (compact && wanted + LOW_PLATFORM > available) {
      this.need = least;
      first = LEAST_FIRST;
      gaps = gaps(count, LEAST_GAP);
      wanted = first + RIGHT + DoubleStream.of(gaps).sum();
    }
    // Low platforms give way where it saves scrolling.
    double ends =
        compact ? Math.max(LOW_PLATFORM, Math.min(PLATFORM, available - wanted)) : PLATFORM;
    wanted += ends;
    double more = count == 0 ? 0 : Math.max(0, available - wanted) / count;
    starts = new double[count];
    double x = first;
    for (int i = 0; i < count; i++) {
      starts[i] = x;
      x += gaps[i] + more;
    }
    width = Math.max(available, x + ends + RIGHT);
    platform = width - ends - RIGHT;
    graph.knots().forEach(knot -> knot.x = starts[knot.column]);
  }

  double platform() {
    return platform;
  }

  double width() {
    return width;
  }

  private double[] gaps(int count, double least) {
    double[] gaps = new double[count];
    for (Knot knot : graph.knots()) {
      gaps[knot.column] = Math.max(gaps[knot.column], gap(knot, count - 1, least));
    }
    for (Knot knot : graph.knots()) {
      widen(knot, gaps);
    }
    return gaps;
  }

  /** From this column's left edge to the next. */
  private double gap(Knot knot, int last, double least) {
    double maximum = least;
    for (Edge edge : knot.edges) {
      boolean next = edge.knot == null ? knot.column == last : edge.knot.column == knot.column + 1;
      if (next) {
        maximum = Math.max(maximum, begin(edge) + need.applyAsDouble(edge));
      }
    }
    return maximum;
  }

  /** Lines that pass several columns want no more than all of those have. */
  private void widen(Knot knot, double[] gaps) {
    for (Edge edge : knot.edges) {
      int end = edge.knot == null ? gaps.length : edge.knot.column;
      double there = 0;
      for (int i = knot.column; i < end; i++) {
        there += gaps[i];
      }
      gaps[end - 1] += Math.max(0, begin(edge) + need.applyAsDouble(edge) - there);
    }
  }

  /** Where an edge's words begin, from its strategy's left edge. */
  double begin(Edge edge) {
    Knot from = edge.from;
    if (from.points()) {
      return edge.index == 0 ? from.width + 8 : STANDBY;
    }
    boolean dense = compact || from.edges.size() > 3;
    boolean level = Math.abs(edge.y - port(edge)) < 1;
    return from.width + (dense || !level ? bendZone(from) : 8);
  }

  private double bendZone(Knot knot) {
    double up = lanes(turns(knot, true)).values().stream().reduce(0.0, Math::max);
    double down = lanes(turns(knot, false)).values().stream().reduce(0.0, Math::max);
    return STUB + Math.max(up, down) + CHANNEL + BEND + 6;
  }

  /** Lines that leave a bar upwards, or downwards; the outermost first, so that none crosses. */
  private List<Edge> turns(Knot knot, boolean up) {
    List<Edge> turns = new ArrayList<>();
    for (Edge edge : knot.edges) {
      double rise = edge.y - port(edge);
      if (up ? rise < -1 : rise > 1) {
        turns.add(edge);
      }
    }
    return up ? turns : turns.reversed();
  }

  /** How far right of the bar each line turns: beside each other, as wide as they are. */
  private static Map<Edge, Double> lanes(List<Edge> turns) {
    double channel = turns.size() > 8 ? 6 : CHANNEL;
    Map<Edge, Double> lanes = new HashMap<>();
    double x = 0;
    double before = 0;
    for (Edge edge : turns) {
      double half = TrackPainter.thick(edge.share()) / 2;
      x += lanes.isEmpty() ? half : Math.max(channel, before + half + 2);
      lanes.put(edge, x);
      before = half;
    }
    return lanes;
  }

  /** Where a bar's line leaves it. */
  double port(Edge edge) {
    Knot from = edge.from;
    if (from.points()) {
      return from.y;
    }
    double spacing = TrackRows.portSpacing(compact);
    return from.y + (edge.index - (from.edges.size() - 1) / 2.0) * spacing;
  }

  /** How much room a strategy has to its right, before the next column. */
  double roomRight(Knot knot) {
    int next = knot.column + 1;
    return (next < starts.length ? starts[next] : platform) - knot.x - 10;
  }

  double end(Edge edge) {
    return edge.knot == null ? platform : edge.knot.x;
  }

  /** Every line of the picture, bent. */
  Map<Edge, List<Point>> lines() {
    Map<Edge, List<Point>> lines = new HashMap<>();
    for (Knot knot : graph.knots()) {
      if (knot.points()) {
        knot.edges.forEach(edge -> lines.put(edge, points(edge)));
      } else {
        bar(knot, lines);
      }
    }
    return lines;
  }

  /** Where a standby's line leaves the plate's lower edge; one shared way where there are many. */
  static double drop(Knot knot, int index) {
    int standbys = knot.edges.size() - 1;
    double step = standbys <= 2 ? 16 : 12;
    return standbys > 3 ? knot.x + 24 : knot.x + 48 - step * index;
  }

  private List<Point> points(Edge edge) {
    Knot from = edge.from;
    List<Point> way = new ArrayList<>();
    if (edge.index == 0) {
      way.add(new Point(from.x + from.width / 2, from.y));
      channel(way, from.x + from.width + STUB + BEND, edge.y);
    } else {
      double x = drop(from, edge.index);
      double sign = edge.y >= from.y ? 1 : -1;
      double bend = Math.min(20, Math.max(0, Math.abs(edge.y - from.y) - from.height / 2));
      way.add(new Point(x, from.y + sign * from.height / 2));
      way.add(new Point(x, edge.y - sign * bend));
      way.add(new Point(x + bend, edge.y));
    }
    finish(way, edge);
    return way;
  }

  private void bar(Knot knot, Map<Edge, List<Point>> lines) {
    Map<Edge, Double> lanes = new HashMap<>(lanes(turns(knot, true)));
    lanes.putAll(lanes(turns(knot, false)));
    boolean slanted = knot.edges.stream().allMatch(this::slants);
    for (Edge edge : knot.edges) {
      List<Point> way = new ArrayList<>();
      double port = port(edge);
      double right = knot.x + knot.width;
      way.add(new Point(knot.x + knot.width / 2, port));
      double rise = Math.abs(edge.y - port);
      if (rise > 1 && slanted) {
        way.add(new Point(right + STUB, port));
        way.add(new Point(right + STUB + rise, edge.y));
      } else if (rise > 1) {
        double lane = lanes.getOrDefault(edge, 0.0);
        channel(way, right + STUB + lane + BEND / 2, edge.y);
      }
      finish(way, edge);
      lines.put(edge, way);
    }
  }

  /** Whether one slanted stretch is enough, before the next column begins. */
  private boolean slants(Edge edge) {
    double rise = Math.abs(edge.y - port(edge));
    double from = edge.from.x + edge.from.width + STUB;
    int next = edge.from.column + 1;
    double limit = next < starts.length ? starts[next] - 8 : platform - 8;
    boolean room = from + rise + need.applyAsDouble(edge) <= end(edge);
    return rise <= 1 || !compact && from + rise <= limit && room;
  }

  /** Level to x, upright, level again, with the corners cut at 45 degrees. */
  private static void channel(List<Point> way, double x, double y) {
    Point last = way.getLast();
    double rise = y - last.y();
    if (Math.abs(rise) < 1) {
      return;
    }
    double bend = Math.min(BEND, Math.abs(rise) / 2);
    double sign = Math.signum(rise);
    way.add(new Point(x - bend, last.y()));
    way.add(new Point(x, last.y() + sign * bend));
    way.add(new Point(x, y - sign * bend));
    way.add(new Point(x + bend, y));
  }

  private void finish(List<Point> way, Edge edge) {
    double end = end(edge);
    if (!edge.first) {
      double target = edge.knot == null ? edge.portY : edge.knot.y;
      channel(way, end - 14 - BEND - 6 * (merges++ % 3), target);
      way.add(new Point(end, target));
      return;
    }
    way.add(new Point(end, edge.y));
  }

  /** Where the words on a line may stand, in the picture. */
  double wordsFrom(Edge edge, List<Point> way) {
    double from = edge.from.x + begin(edge);
    for (int i = 0; i + 1 < way.size(); i++) {
      Point one = way.get(i);
      Point other = way.get(i + 1);
      boolean level = one.y() == edge.y && other.y() == edge.y;
      if (level && i > 0) {
        return Math.max(from, one.x() + 8);
      }
    }
    return from;
  }

  double wordsTo(Edge edge) {
    return end(edge) - (edge.first ? 8 : 50);
  }

  /** Where a platform stands. */
  TrackPicture.Box box(Row row) {
    return new TrackPicture.Box(
        platform, row.y - row.height / 2, width - platform - RIGHT, row.height);
  }
}
