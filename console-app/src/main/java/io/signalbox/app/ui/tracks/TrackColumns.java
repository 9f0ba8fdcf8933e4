package io.signalbox.app.ui.tracks;

import io.signalbox.app.ui.tracks.TrackGraph.Edge;
import io.signalbox.app.ui.tracks.TrackGraph.Knot;
import io.signalbox.app.ui.tracks.TrackGraph.Row;
import io.signalbox.app.ui.tracks.TrackPicture.Point;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * From left to right: a column for each level of the tree, as far apart as bends and texts need,
 * and the lines between them. Lines run level, upright, or at 45 degrees.
 */
final class TrackColumns {

  static final double FIRST = 160;
  static final double PLATFORM = 216;
  static final double RIGHT = 12;

  /** Where a standby's words begin, from its plate's left edge. */
  static final double STANDBY = 64;

  private static final double STUB = 12;
  private static final double CHANNEL = 8;
  private static final double BEND = 10;

  private final TrackGraph graph;
  private final ToDoubleFunction<Edge> need;
  private final boolean compact;
  private final double[] starts;
  private final double platform;
  private final double width;
  private int merges;

  /**
   * @param need how much level line an edge's words want
   */
  TrackColumns(TrackGraph graph, boolean compact, double available, ToDoubleFunction<Edge> need) {
    this.graph = graph;
    this.compact = compact;
    this.need = need;
    int count = graph.knots().stream().mapToInt(knot -> knot.column).max().orElse(-1) + 1;
    double[] gaps = new double[count];
    for (Knot knot : graph.knots()) {
      gaps[knot.column] = Math.max(gaps[knot.column], gap(knot));
    }
    double wanted = FIRST + PLATFORM + RIGHT;
    for (double gap : gaps) {
      wanted += gap;
    }
    double more = count == 0 ? 0 : Math.max(0, available - wanted) / count;
    starts = new double[count];
    double x = FIRST;
    for (int i = 0; i < count; i++) {
      starts[i] = x;
      x += gaps[i] + more;
    }
    width = Math.max(available, x + PLATFORM + RIGHT);
    platform = width - PLATFORM - RIGHT;
    graph.knots().forEach(knot -> knot.x = starts[knot.column]);
  }

  double platform() {
    return platform;
  }

  double width() {
    return width;
  }

  /** From this column's left edge to the next. */
  private double gap(Knot knot) {
    double most = 160;
    for (Edge edge : knot.edges) {
      boolean next = edge.knot == null || edge.knot.column == knot.column + 1;
      if (next) {
        most = Math.max(most, begin(edge) + need.applyAsDouble(edge));
      }
    }
    return most;
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
    long up = knot.edges.stream().filter(each -> each.y < port(each) - 1).count();
    long down = knot.edges.stream().filter(each -> each.y > port(each) + 1).count();
    return STUB + Math.max(up, down) * CHANNEL + BEND + 6;
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
    List<Edge> up = new ArrayList<>();
    List<Edge> down = new ArrayList<>();
    for (Edge edge : knot.edges) {
      double rise = edge.y - port(edge);
      if (rise < -1) {
        up.add(edge);
      } else if (rise > 1) {
        down.add(edge);
      }
    }
    // The outermost turn first: so none crosses another.
    down.sort(Comparator.comparingDouble((Edge edge) -> edge.index).reversed());
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
        int lane = Math.max(up.indexOf(edge), down.indexOf(edge));
        channel(way, right + STUB + lane * CHANNEL + BEND / 2, edge.y);
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
    return new TrackPicture.Box(platform, row.y - row.height / 2, PLATFORM, row.height);
  }
}
