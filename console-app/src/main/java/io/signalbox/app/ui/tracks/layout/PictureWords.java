package io.signalbox.app.ui.tracks.layout;

import io.signalbox.app.ui.control.Units;
import io.signalbox.app.ui.tracks.layout.TrackPicture.Box;
import io.signalbox.app.ui.tracks.layout.TrackPicture.Look;
import io.signalbox.app.ui.tracks.layout.TrackPicture.Words;
import io.signalbox.core.snapshot.ConsoleSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Collects the picture's texts, each cut to the room it has. */
final class PictureWords {

  private static final double TALL = 16;

  private final List<Words> list = new ArrayList<>();
  private final UnaryOperator<String> language;

  /**
   * @param language what the words of a text are told in
   */
  PictureWords(UnaryOperator<String> language) {
    this.language = language;
  }

  List<Words> list() {
    return list;
  }

  /** Adds a text and answers how wide it came out. */
  double add(String key, double x, double y, String words, Look look, double room) {
    String text = language.apply(words);
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

  double right(String key, double right, double y, String words, Look look) {
    return ending(key, right, y, language.apply(words), look);
  }

  private double ending(String key, double right, double y, String text, Look look) {
    double wide = TextWidths.of(text, look.size(), look.bold());
    list.add(new Words(key, new Box(right - wide, y, wide, TALL), text, look));
    return wide;
  }

  /** Begins, or ends, at x. */
  void side(String key, double x, boolean left, double y, String words, Look look, double room) {
    if (left) {
      add(key, x, y, words, look, room);
    } else {
      String text = language.apply(words);
      ending(key, x, y, TextWidths.fit(text, look.size(), look.bold(), room), look);
    }
  }

  /** As much of the beginning of a sentence as there is room for, in 12 px. */
  String sentence(String words, boolean bold, double room) {
    return TextWidths.fitHead(language.apply(words), 12, bold, room);
  }

  void centred(String key, double x, double y, String words, Look look) {
    String text = language.apply(words);
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
