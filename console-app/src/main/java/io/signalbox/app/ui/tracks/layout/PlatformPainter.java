package io.signalbox.app.ui.tracks.layout;

import io.signalbox.app.ui.control.Series;
import io.signalbox.app.ui.control.Status;
import io.signalbox.app.ui.control.Units;
import io.signalbox.app.ui.switching.Shares;
import io.signalbox.app.ui.switching.TracksPreview;
import io.signalbox.app.ui.tracks.layout.TrackGraph.Row;
import io.signalbox.app.ui.tracks.layout.TrackPicture.Box;
import io.signalbox.app.ui.tracks.layout.TrackPicture.Ending;
import io.signalbox.app.ui.tracks.layout.TrackPicture.Look;
import io.signalbox.app.ui.tracks.layout.TrackPicture.Platform;
import io.signalbox.app.ui.tracks.model.TrackWords;
import io.signalbox.core.query.SwitchPreview;
import io.signalbox.core.snapshot.ProviderView;
import io.signalbox.core.snapshot.TrackMember;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The platforms and what stands on them. */
final class PlatformPainter {

  private static final double TEXT = 50;

  private final TrackGraph graph;
  private final PictureWords words;
  private final boolean compact;
  private final @Nullable SwitchPreview preview;
  private final List<Platform> platforms = new ArrayList<>();

  PlatformPainter(
      TrackGraph graph, PictureWords words, boolean compact, @Nullable SwitchPreview preview) {
    this.graph = graph;
    this.words = words;
    this.compact = compact;
    this.preview = preview;
  }

  List<Platform> platforms() {
    return platforms;
  }

  void paint(Row row, Box box) {
    switch (row.ending) {
      case PROVIDER -> provider(row, box);
      case GROUP -> group(row, box);
      case FEWER -> fewer(row, box);
    }
  }

  private static Look look(String tone) {
    return switch (tone) {
      case "ok" -> Look.OK;
      case "warn" -> Look.WARN;
      case "bad" -> Look.BAD;
      case "hand" -> Look.HAND;
      default -> Look.UNKNOWN;
    };
  }

  private void provider(Row row, Box box) {
    ProviderView provider = row.provider;
    if (provider == null) {
      words.add(row.key, box.x() + 16, box.y() + 10, row.subject, Look.NAME, 180);
      platforms.add(
          new Platform(
              row.key, row.ending, row.subject, null, box, "neutral", "", false, row.subject));
      return;
    }
    Status status = Status.of(provider);
    boolean locked = graph.isHeld(provider.name());
    String tone = Series.styleClass(provider.order());
    platforms.add(
        new Platform(
            row.key,
            row.ending,
            row.subject,
            status,
            box,
            tone,
            status.tone().equals("ok") || status.tone().equals("unknown") ? "" : status.tone(),
            locked,
            spoken(provider, status)));
    boolean changes = preview != null && TracksPreview.changes(preview, provider.name());
    if (compact) {
      low(row, box, provider, status, locked, changes);
    } else {
      high(row, box, provider, status, locked, changes);
    }
    if (row.ports.isEmpty()) {
      words.right(
          row.key + " stray",
          box.x() - 12,
          box.middle() - 8,
          "no line of the tree leads here",
          Look.MUTED);
    }
  }

  private String spoken(ProviderView provider, Status status) {
    return provider.name()
        + ", "
        + status.word()
        + ", "
        + Shares.share(provider.share())
        + " of new work, "
        + Units.rate(provider.metrics().operationsPerSecond())
        + (TrackWords.health(provider).isEmpty() ? "" : ", " + TrackWords.health(provider));
  }

  private void high(
      Row row, Box box, ProviderView provider, Status status, boolean locked, boolean changes) {
    double x = box.x() + TEXT;
    double inner = box.right() - 12;
    double middle = box.middle();
    words.add(row.key, x, middle - 38, provider.name(), Look.NAME, inner - x - (locked ? 22 : 0));
    double wide =
        words.add(
            row.key + " state", x, middle - 20, status.word(), look(status.tone()), inner - x);
    double left = inner - x - wide - 7;
    if (left > 30) {
      words.add(
          row.key + " why",
          x + wide + 7,
          middle - 20,
          TrackWords.health(provider),
          Look.MUTED,
          left);
    }
    double share = share(row, inner, middle + 6, provider, changes);
    words.add(
        row.key + " rate",
        box.x() + 16,
        middle + 6,
        Units.rate(provider.metrics().operationsPerSecond()),
        Look.PLAIN,
        inner - share - box.x() - 24);
    words.add(
        row.key + " figures",
        box.x() + 16,
        middle + 25,
        TrackWords.figures(provider),
        Look.MUTED,
        inner - box.x() - 16);
  }

  private void low(
      Row row, Box box, ProviderView provider, Status status, boolean locked, boolean changes) {
    double x = box.x() + 36;
    double inner = box.right() - 10;
    double middle = box.middle();
    double share = share(row, inner, middle + 1, provider, changes);
    words.add(row.key, x, middle - 17, provider.name(), Look.NAME, inner - x - (locked ? 20 : 0));
    double wide =
        words.add(row.key + " state", x, middle + 1, status.word(), look(status.tone()), inner - x);
    double left = inner - x - wide - share - 15;
    String why = TrackWords.health(provider);
    String more = why.isEmpty() ? Units.rate(provider.metrics().operationsPerSecond()) : why;
    boolean whole = !why.isEmpty() || TextWidths.of(more, 12, false) <= left;
    if (left > (why.isEmpty() ? 40 : 70) && whole) {
      words.add(row.key + " why", x + wide + 7, middle + 1, more, Look.MUTED, left);
    }
  }

  /** The share, or how it would change; answers its width. */
  private double share(Row row, double right, double y, ProviderView provider, boolean changes) {
    SwitchPreview shown = preview;
    if (changes && shown != null) {
      String text =
          Shares.change(
              shown.before().getOrDefault(provider.name(), 0.0),
              shown.after().getOrDefault(provider.name(), 0.0));
      double wide = TextWidths.of(text, Look.PREVIEW.size(), true) + 14;
      words.preview(row.key, right - wide + 4, y - 1, text);
      return wide;
    }
    return words.right(row.key + " share", right, y, Shares.share(provider.share()), Look.FIGURE);
  }

  private void group(Row row, Box box) {
    List<Map.Entry<Status, Integer>> census = graph.folds().census(row.hidden);
    int count = census.stream().mapToInt(Map.Entry::getValue).sum();
    String what = count + (row.subject.isEmpty() ? " outside the tree" : " more");
    // The worst is said first; what there is no room for is heard only.
    String rest = "";
    StringBuilder all = new StringBuilder();
    if (census.size() == 1) {
      what += ", all " + census.getFirst().getKey().word().toLowerCase(Locale.ROOT);
    } else {
      for (Map.Entry<Status, Integer> each : census) {
        String one = each.getValue() + " " + each.getKey().word().toLowerCase(Locale.ROOT);
        all.append(all.isEmpty() ? "" : ", ").append(one);
        String longer = rest + (rest.isEmpty() ? "" : ", ") + one;
        if (TextWidths.of(longer, 12, true) <= box.width() - 46 - 44) {
          rest = longer;
        }
      }
    }
    double share = row.hidden.stream().mapToDouble(TrackMember::share).sum();
    double rate = row.hidden.stream().mapToDouble(TrackMember::operationsPerSecond).sum();
    double inner = box.right() - 10;
    double middle = box.middle();
    double x = box.x() + 36;
    String tone = census.isEmpty() ? "" : census.getFirst().getKey().tone();
    platforms.add(
        new Platform(
            row.key,
            row.ending,
            row.subject,
            null,
            box,
            "neutral",
            tone.equals("bad") || tone.equals("warn") ? tone : "",
            false,
            what + " " + all + ", " + Shares.share(share) + ", press Enter to show them"));
    words.add(row.key, x, middle - 17, what, Look.NAME, inner - x);
    double wide =
        row.subject.isEmpty()
            ? 0
            : words.right(row.key + " share", inner, middle + 1, Shares.share(share), Look.FIGURE);
    String flow = row.subject.isEmpty() ? "Show them" : Units.rate(rate);
    words.add(
        row.key + " why",
        x,
        middle + 1,
        rest.isEmpty() ? flow : rest,
        rest.isEmpty() ? Look.MUTED : look(tone),
        inner - x - wide - 8);
  }

  private void fewer(Row row, Box box) {
    platforms.add(
        new Platform(
            row.key,
            Ending.FEWER,
            row.subject,
            null,
            box,
            "neutral",
            "",
            false,
            "Show fewer of " + row.subject));
    words.add(
        row.key,
        box.x() + 36,
        box.middle() - 8,
        "Show fewer of " + row.subject,
        Look.LINK,
        box.width() - 48);
  }
}
