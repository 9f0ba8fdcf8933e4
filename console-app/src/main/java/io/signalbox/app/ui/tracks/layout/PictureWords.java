package io.signalbox.app.ui.tracks.layout;

import io.signalbox.app.ui.control.Units;
import io.signalbox.app.ui.tracks.layout.TrackPicture.Box;
import io.signalbox.app.ui.tracks.layout.TrackPicture.Look;
import io.signalbox.app.ui.tracks.layout.TrackPicture.Words;
import io.signalbox.core.snapshot.ConsoleSnapshot;
import java.util.ArrayList;
import java.util.List;

/** Collects the picture's texts, each cut to the room it has. */
final class PictureWords {

  private static final double TALL = 16;

  private final List<Words> list = new ArrayList<>();

  List<Words> list() {
    return list;
  }

  /** Adds a text and answers how wide it came out. */
  double add(String key, double x, double y, String text, Look look, double room) {
    String cut =
        look == Look.MUTED || look == Look.PLAIN
            ? TextWidths.fitHead(text, look.size(), look.bold(), room)
            : TextWidths.fit(text, look.size(), look.bold(), room);
    if (cut.isEmpty()) {
      return 0;
    }
    double wide = TextWidths.of(cut, look.size(), look.bold());
    list.add(new Words(key, new Box(x, y, wide, TALL), cut, look));
    return wide;
  }

  double right(String key, double right, double y, String text, Look look) {
    double wide = TextWidths.of(text, look.size(), look.bold());
    list.add(new Words(key, new Box(right - wide, y, wide, TALL), text, look));
    return wide;
  }

  /** Begins, or ends, at x. */
  void side(String key, double x, boolean left, double y, String text, Look look, double room) {
    if (left) {
      add(key, x, y, text, look, room);
    } else {
      right(key, x, y, TextWidths.fit(text, look.size(), look.bold(), room), look);
    }
  }

  void centred(String key, double x, double y, String text, Look look) {
    if (!text.isEmpty()) {
      double wide = TextWidths.of(text, look.size(), look.bold());
      list.add(new Words(key, new Box(x - wide / 2, y - TALL / 2, wide, TALL), text, look));
    }
  }

  /** A text in the preview's box. */
  void preview(String key, double x, double y, String text) {
    double wide = TextWidths.of(text, Look.PREVIEW.size(), true) + 14;
    list.add(new Words(key + " →", new Box(x, y, wide, 18), text, Look.PREVIEW));
  }

  void requests(Box box, ConsoleSnapshot view) {
    double middle = box.x() + box.width() / 2;
    centred("requests", middle, box.y() + 15, "Requests", Look.NAME);
    centred(
        "requests rate", middle, box.y() + 32, Units.rate(view.operationsPerSecond()), Look.PLAIN);
    centred("requests calls", middle, box.y() + 48, view.inFlight() + " in flight", Look.MUTED);
  }
}
