package io.signalbox.app.ui.switching;

import io.signalbox.core.query.SwitchPreview;
import io.signalbox.core.routing.SwitchChange;
import io.signalbox.core.snapshot.TrackMember;
import io.signalbox.core.snapshot.TrackNode;

/** What a preview means for the single lines; the core answers by provider. Stateless. */
public final class TracksPreview {

  private static final double SAME = 0.0005;

  private TracksPreview() {}

  /** The line's share after the change; NaN where that is not known, or nothing changes. */
  public static double after(SwitchPreview preview, TrackNode from, TrackMember line, int ways) {
    SwitchChange change = preview.change();
    if (change.kind() == SwitchChange.Kind.MAKE_ACTIVE && from.name().equals(change.at())) {
      double all = from.members().stream().mapToDouble(TrackMember::share).sum();
      double after = line.to().name().equals(change.name()) ? all : 0;
      return Math.abs(after - line.share()) < SAME ? Double.NaN : after;
    }
    String to = line.to().name();
    Double before = preview.before().get(to);
    Double after = preview.after().get(to);
    if (line.to().kind() != TrackNode.Kind.PROVIDER
        || ways != 1
        || before == null
        || after == null
        || Math.abs(after - before) < SAME) {
      return Double.NaN;
    }
    return after;
  }

  public static boolean changes(SwitchPreview preview, String provider) {
    return change(preview, provider) >= SAME;
  }

  /** How much changes, in steps of what is told apart. */
  static long steps(SwitchPreview preview, String provider) {
    return (long) (change(preview, provider) / SAME);
  }

  private static double change(SwitchPreview preview, String provider) {
    return Math.abs(
        preview.after().getOrDefault(provider, 0.0) - preview.before().getOrDefault(provider, 0.0));
  }

  /** Whether any traffic goes elsewhere. */
  static boolean movesTraffic(SwitchPreview preview) {
    return preview.before().keySet().stream().anyMatch(each -> changes(preview, each))
        || preview.after().keySet().stream().anyMatch(each -> changes(preview, each));
  }
}
