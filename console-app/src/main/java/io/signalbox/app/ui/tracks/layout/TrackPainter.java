package io.signalbox.app.ui.tracks.layout;

import io.signalbox.app.ui.control.Series;
import io.signalbox.app.ui.control.Units;
import io.signalbox.app.ui.switching.Shares;
import io.signalbox.app.ui.switching.TracksPreview;
import io.signalbox.app.ui.tracks.layout.TrackGraph.Edge;
import io.signalbox.app.ui.tracks.layout.TrackGraph.Knot;
import io.signalbox.app.ui.tracks.layout.TrackGraph.Row;
import io.signalbox.app.ui.tracks.layout.TrackPicture.Box;
import io.signalbox.app.ui.tracks.layout.TrackPicture.Chip;
import io.signalbox.app.ui.tracks.layout.TrackPicture.Line;
import io.signalbox.app.ui.tracks.layout.TrackPicture.Look;
import io.signalbox.app.ui.tracks.layout.TrackPicture.Note;
import io.signalbox.app.ui.tracks.layout.TrackPicture.Plate;
import io.signalbox.app.ui.tracks.layout.TrackPicture.Point;
import io.signalbox.app.ui.tracks.layout.TrackPicture.Port;
import io.signalbox.app.ui.tracks.model.TrackWords;
import io.signalbox.core.query.SwitchPreview;
import io.signalbox.core.routing.failover.CircuitView;
import io.signalbox.core.routing.holds.SwitchHold;
import io.signalbox.core.snapshot.ConsoleSnapshot;
import io.signalbox.core.snapshot.Held;
import io.signalbox.core.snapshot.ProviderView;
import io.signalbox.core.snapshot.TrackMember;
import io.signalbox.core.snapshot.TrackNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts lines, plates, chips and words where rows and columns left room for them. */
final class TrackPainter {

  private static final double NOTE = 240;

  /** What of a note's width is not its words: the lock, margins, the frame. */
  private static final double NOTE_SIDES = 46;

  private final ConsoleSnapshot view;
  private final TrackGraph graph;
  private final boolean compact;
  private final @Nullable SwitchPreview preview;
  private final Instant now;
  private final TrackColumns columns;
  private final PictureWords words;
  private final List<Line> lines = new ArrayList<>();
  private final List<Plate> plates = new ArrayList<>();
  private final List<Chip> chips = new ArrayList<>();
  private final List<Note> notes = new ArrayList<>();

  TrackPainter(
      ConsoleSnapshot view,
      TrackGraph graph,
      boolean compact,
      TrackLayout.Wish wish,
      PictureWords words) {
    this.words = words;
    this.view = view;
    this.graph = graph;
    this.compact = compact;
    this.preview = wish.preview();
    this.now = wish.now();
    this.columns =
        new TrackColumns(
            graph, compact, wish.width(), edge -> need(edge, true), edge -> need(edge, false));
  }

  TrackPicture paint(double height) {
    Map<Edge, List<Point>> ways = columns.lines();
    Box requests = new Box(16, 40, 92, 60);
    if (!graph.knots().isEmpty()) {
      Knot root = graph.knots().getFirst();
      requests = new Box(16, root.y - 30, 92, 60);
      boolean work = view.operationsPerSecond() > 0;
      double share = root.edges.stream().mapToDouble(Edge::share).sum();
      lines.add(
          new Line(
              "l:requests",
              List.of(
                  new Point(requests.right(), root.y), new Point(root.x + root.width / 2, root.y)),
              work || share > TrackGraph.NOTHING ? 24 : 2,
              "neutral",
              view.operationsPerSecond(),
              share <= TrackGraph.NOTHING,
              null,
              false,
              0));
    }
    words.requests(requests, view);
    for (Knot knot : graph.knots()) {
      for (Edge edge : knot.edges) {
        line(edge, Objects.requireNonNull(ways.get(edge)));
      }
      plate(knot);
    }
    PlatformPainter platforms = new PlatformPainter(graph, words, compact, preview);
    for (Row row : graph.rows()) {
      platforms.paint(row, columns.box(row));
    }
    // Idle lines lie below those that carry traffic.
    lines.sort(Comparator.comparing(line -> !line.idle()));
    return new TrackPicture(
        columns.width(),
        height + 8,
        compact,
        requests,
        lines,
        plates,
        platforms.platforms(),
        words.list(),
        chips,
        notes);
  }

  private double after(Edge edge) {
    SwitchPreview shown = preview;
    return shown == null || edge.group()
        ? Double.NaN
        : TracksPreview.after(
            shown, edge.from.node, edge.member(), graph.ways(edge.member().to().name()));
  }

  /** How wide a line is drawn: 24 px for everything, 2 px for nothing. */
  static double thick(double share) {
    return share <= TrackGraph.NOTHING ? 2 : Math.max(4, 24 * share);
  }

  private void line(Edge edge, List<Point> way) {
    double share = edge.share();
    boolean idle = share <= TrackGraph.NOTHING;
    TrackMember member = edge.member();
    boolean closed = !edge.group() && !member.open();
    Held hand = edge.group() ? null : graph.closing(member.to().name());
    double after = after(edge);
    double from = columns.wordsFrom(edge, way);
    double to = columns.wordsTo(edge);
    Point stop = closed ? new Point(to - 20, edge.y) : null;
    lines.add(
        new Line(
            edge.key(),
            way,
            thick(share),
            tone(edge),
            edge.rate(),
            idle,
            stop,
            hand != null,
            Double.isNaN(after) || after <= share ? 0 : thick(after)));
    double room = (closed ? to - 34 : to) - from;
    CircuitView circuit = edge.group() ? null : member.circuit();
    double half = circuit == null ? thick(share) / 2 : Math.max(11, thick(share) / 2);
    label(edge, after, from, edge.y - half - 3, room);
    if (circuit != null) {
      chip(edge, circuit, from, room);
    }
    if (hand != null && closed && !compact && to - from >= NOTE) {
      double wide = Math.min(410, room);
      List<String> lines = new ArrayList<>(List.of(TrackWords.times(hand)));
      if (!hand.why().isEmpty()) {
        lines.add(hand.why());
      }
      lines.replaceAll(each -> words.sentence(each, false, wide - NOTE_SIDES));
      notes.add(
          new Note(
              edge.key(),
              new Box(from, edge.y + 18, wide, 24 + 16 * lines.size()),
              words.sentence(TrackWords.by(hand), true, wide - NOTE_SIDES),
              String.join("\n", lines)));
    }
  }

  private void label(Edge edge, double after, double from, double bottom, double room) {
    if (!Double.isNaN(after)) {
      words.preview(edge.key(), from, bottom - 17, Shares.change(edge.share(), after));
      return;
    }
    String share = Shares.share(edge.share());
    double wide = words.add(edge.key() + " %", from, bottom - 16, share, Look.STRONG, room);
    double left = room - wide - 6;
    String rest = rest(edge, left);
    if (wide > 0 && left > 40 && !rest.isEmpty()) {
      words.add(edge.key() + " +", from + wide + 6, bottom - 16, rest, Look.MUTED, left);
    }
  }

  /** What stands beside the share: the flow, or why there is none; shorter where it must be. */
  private static String rest(Edge edge, double room) {
    if (edge.share() > TrackGraph.NOTHING) {
      String rate = Units.rate(edge.rate());
      return TextWidths.of(rate, 12, false) <= room ? rate : "";
    }
    if (edge.group()) {
      return "standby";
    }
    if (edge.from.points()) {
      String full = edge.member().role() + " of " + edge.from.node.name();
      return TextWidths.of(full, 12, false) <= room ? full : edge.member().role();
    }
    return edge.member().closedReason();
  }

  /** Shown on lines with a circuit, in full where there is room. */
  private void chip(Edge edge, CircuitView circuit, double from, double room) {
    boolean hand = circuit.forced() != null;
    double bare = chipWidth(circuit);
    String detail = TrackWords.chipDetail(circuit, now);
    double more = detail.isEmpty() ? 0 : TextWidths.of(detail, 12, false) + 8;
    boolean full = bare + more <= room;
    chips.add(
        new Chip(
            edge.key(),
            new Box(from, edge.y - 11, bare + (full ? more : 0), 22),
            circuit.state(),
            tone(edge.member(), circuit),
            full ? detail : "",
            hand));
  }

  /** A circuit that lets work through is no good news where something else keeps it away. */
  private static String tone(TrackMember member, CircuitView circuit) {
    return circuit.state() == CircuitView.State.CLOSED && !member.open()
        ? "off"
        : TrackWords.tone(circuit.state());
  }

  private static double chipWidth(CircuitView circuit) {
    return 31
        + TextWidths.of(TrackWords.state(circuit.state()), 12, true)
        + (circuit.forced() == null ? 10 : 28);
  }

  private double need(Edge edge, boolean withRate) {
    boolean idle = !withRate || edge.share() <= TrackGraph.NOTHING;
    double share = TextWidths.of(Shares.share(edge.share()), 13, true);
    double label = idle ? share : share + 6 + TextWidths.of(Units.rate(edge.rate()), 12, false);
    CircuitView circuit = edge.group() ? null : edge.member().circuit();
    double chip = circuit == null ? 0 : chipWidth(circuit);
    return Math.max(80, Math.max(label, chip))
        + 14
        + (edge.group() || edge.member().open() ? 0 : 34)
        + (edge.first ? 0 : 42);
  }

  /** The destination's colour; neutral where several destinations share the line. */
  private String tone(Edge edge) {
    Set<String> fed = new HashSet<>();
    edge.members.forEach(member -> fed(member, fed));
    if (edge.share() > TrackGraph.NOTHING && fed.size() == 1) {
      ProviderView provider = graph.provider(fed.iterator().next());
      return provider == null ? "neutral" : Series.styleClass(provider.order());
    }
    return "neutral";
  }

  private static void fed(TrackMember member, Set<String> fed) {
    if (member.share() <= TrackGraph.NOTHING) {
      return;
    }
    if (member.to().kind() == TrackNode.Kind.PROVIDER) {
      fed.add(member.to().name());
    }
    member.to().members().forEach(each -> fed(each, fed));
  }

  private void plate(Knot knot) {
    TrackNode node = knot.node;
    Box box = new Box(knot.x, knot.y - knot.height / 2, knot.width, knot.height);
    List<Port> ports = new ArrayList<>();
    for (Edge edge : knot.edges) {
      double after = after(edge);
      boolean active =
          !edge.group() && knot.points() && edge.member().to().name().equals(node.active());
      Point at =
          !knot.points()
              ? new Point(knot.x + knot.width / 2, columns.port(edge))
              : edge.index == 0
                  ? new Point(box.right(), knot.y)
                  : new Point(
                      TrackColumns.drop(knot, edge.index),
                      edge.y >= knot.y ? box.bottom() : box.y());
      String text =
          knot.points()
              ? ""
              : edge.group()
                  ? String.valueOf(edge.members.size()) + "×"
                  : TrackWords.weight(edge.member(), node.kind());
      ports.add(
          new Port(at, text, active, !Double.isNaN(after) && after > edge.share(), tone(edge)));
    }
    String spoken = node.name() + ", " + TrackWords.kind(node);
    plates.add(
        new Plate(
            knot.key(),
            node.name(),
            knot.points(),
            node.hold() != null,
            node.hold() == null
                ? spoken
                : spoken + ", " + TrackWords.held(List.of(Held.of(node.hold()))),
            box,
            ports));
    for (int i = 0; i < ports.size(); i++) {
      Port port = ports.get(i);
      words.centred(knot.key() + "#" + i, port.at().x(), port.at().y(), port.text(), Look.WEIGHT);
    }
    SwitchHold hold = node.hold();
    double top = box.y() - 14 - 34 - (hold == null ? 0 : 17);
    boolean left = knot.points();
    double room = left ? columns.roomRight(knot) : Math.min(150, box.right() - 24);
    words.side(knot.key(), left ? box.x() : box.right(), left, top, node.name(), Look.NAME, room);
    words.side(
        knot.key() + " kind",
        left ? box.x() : box.right(),
        left,
        top + 17,
        TrackWords.kind(node),
        Look.MUTED,
        room);
    if (hold != null) {
      words.side(
          knot.key() + " hold",
          left ? box.x() : box.right(),
          left,
          top + 34,
          "Held by " + hold.who() + ", " + TrackWords.until(hold.until()),
          Look.HAND,
          room);
    }
  }
}
