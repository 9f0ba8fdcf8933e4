package io.signalbox.app.ui.tracks.layout;

import io.signalbox.app.ui.tracks.layout.TrackGraph.Edge;
import io.signalbox.app.ui.tracks.layout.TrackGraph.Knot;
import io.signalbox.app.ui.tracks.layout.TrackGraph.Row;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** From top to bottom: every line's end has a row of its own, every strategy room for its name. */
final class TrackRows {

  static final double PLATE = 48;
  static final double BAR = 36;

  private static final double TOP = 20;
  private static final double PORT = 44;

  private final TrackGraph graph;
  private final boolean compact;
  private final Set<Row> placed = new HashSet<>();

  /** The row right above; null where something else stands there. */
  private @Nullable Row above;

  private TrackRows(TrackGraph graph, boolean compact) {
    this.graph = graph;
    this.compact = compact;
  }

  /** Places everything and answers how high it came out. */
  static double place(TrackGraph graph, boolean compact) {
    TrackRows rows = new TrackRows(graph, compact);
    double bottom = TOP;
    if (!graph.knots().isEmpty()) {
      bottom = rows.knot(graph.knots().getFirst(), TOP);
    }
    for (Row row : graph.rows()) {
      if (row.ports.isEmpty() && row.ending != TrackPicture.Ending.FEWER) {
        bottom = rows.row(row, bottom);
      }
    }
    return Math.max(bottom, TOP + 120);
  }

  private double gap() {
    return compact ? 6 : 22;
  }

  /** Above the plate: the name and what it does, and who holds it. */
  double label(Knot knot) {
    return 14 + 36 + (knot.node.hold() == null ? 0 : 17);
  }

  static double portSpacing(boolean compact) {
    return compact ? 26 : 40;
  }

  /** Names stand left of the platforms, so the lower part of the platform above does not count. */
  private double slack() {
    Row row = above;
    if (row == null) {
      return 0;
    }
    boolean note =
        row.ports.stream().anyMatch(edge -> !edge.group() && graph.closing(row.subject) != null);
    return compact ? 8 : note ? 0 : 34;
  }

  private double knot(Knot knot, double from) {
    double cursor = from;
    double top = from - slack();
    knot.width = knot.points() ? PLATE : BAR;
    knot.height =
        knot.points()
            ? PLATE
            : Math.max(84, (knot.edges.size() - 1) * portSpacing(compact) + PLATE - 4);
    List<Row> rowsHere = new ArrayList<>();
    Set<Row> before = new HashSet<>(placed);
    for (Edge edge : knot.edges) {
      if (edge.knot != null) {
        if (edge.first) {
          cursor = knot(edge.knot, cursor);
          edge.y = edge.knot.y;
        } else {
          edge.y = cursor + PORT / 2;
          cursor += PORT;
          above = null;
        }
      } else {
        cursor = end(edge, cursor);
      }
    }
    for (Row row : graph.rows()) {
      if (row.ending == TrackPicture.Ending.FEWER && row.subject.equals(knot.node.name())) {
        cursor = row(row, cursor);
      }
    }
    for (Row row : placed) {
      if (!before.contains(row)) {
        rowsHere.add(row);
      }
    }
    knot.y = knot.edges.isEmpty() ? top + label(knot) + knot.height / 2 : wanted(knot);
    double missing = top - (knot.y - knot.height / 2 - label(knot));
    if (missing > 0) {
      shift(knot, rowsHere, missing, top);
      cursor += missing;
    }
    double bottom = knot.y + knot.height / 2 + 12;
    if (bottom > cursor - gap() - 12) {
      above = null;
    }
    return Math.max(cursor, bottom);
  }

  private double end(Edge edge, double cursor) {
    Row row = Objects.requireNonNull(edge.row);
    double next = cursor;
    if (!edge.first) {
      edge.y = cursor + PORT / 2;
      above = null;
      return cursor + PORT;
    }
    if (!placed.contains(row)) {
      next = row(row, cursor);
      spread(row);
    } else {
      edge.y = edge.portY;
    }
    return next;
  }

  private double row(Row row, double cursor) {
    long own = Math.max(1, row.ports.stream().filter(each -> each.first).count());
    long all = Math.max(1, row.ports.size());
    double single = compact ? 38 : 94;
    double low = row.ending == TrackPicture.Ending.FEWER ? 28 : single;
    row.height = Math.max(low, Math.max(own * PORT, own * PORT + (all - own) * 16) - 6);
    row.y = cursor + row.height / 2;
    placed.add(row);
    above = row;
    return cursor + row.height + gap();
  }

  /** Ports of lines that come straight; those that come from afar end below them. */
  private void spread(Row row) {
    List<Edge> straight = row.ports.stream().filter(each -> each.first).toList();
    List<Edge> afar = row.ports.stream().filter(each -> !each.first).toList();
    double tall = (straight.size() - 1) * PORT + afar.size() * 16;
    double y = row.y - tall / 2;
    for (Edge edge : straight) {
      edge.portY = y;
      edge.y = y;
      y += PORT;
    }
    y = y - PORT + 16;
    for (Edge edge : afar) {
      edge.portY = y;
      y += 16;
    }
  }

  /** Straight on to the primary; a bar stands in the middle of its lines. */
  private static double wanted(Knot knot) {
    List<Edge> edges = knot.edges;
    int count = edges.size();
    if (knot.points() || count == 1) {
      return edges.getFirst().y;
    }
    return count % 2 == 1
        ? edges.get(count / 2).y
        : (edges.get(count / 2 - 1).y + edges.get(count / 2).y) / 2;
  }

  /** Makes room above for the name: everything this strategy brought moves down. */
  private void shift(Knot knot, List<Row> rows, double by, double top) {
    for (Row row : rows) {
      row.y += by;
      for (Edge edge : row.ports) {
        edge.portY += by;
        if (edge.first) {
          edge.y += by;
        }
      }
    }
    Set<Knot> moved = new HashSet<>();
    move(knot, by, moved);
    knot.y = Math.max(knot.y, top + label(knot) + knot.height / 2);
  }

  private static void move(Knot knot, double by, Set<Knot> moved) {
    if (!moved.add(knot)) {
      return;
    }
    knot.y += by;
    for (Edge edge : knot.edges) {
      if (edge.knot != null) {
        edge.y += by;
        if (edge.first) {
          move(edge.knot, by, moved);
        }
      } else if (!edge.first) {
        edge.y += by;
      }
    }
  }
}
