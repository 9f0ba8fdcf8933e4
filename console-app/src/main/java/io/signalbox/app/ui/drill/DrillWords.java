package io.signalbox.app.ui.drill;

import io.signalbox.app.ui.control.Glyph;
import io.signalbox.app.ui.control.Status;
import io.signalbox.app.ui.control.Units;
import io.signalbox.core.drill.DrillReport;
import io.signalbox.core.drill.DrillView;
import io.signalbox.core.event.Event;
import io.signalbox.core.routing.failover.CircuitView;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a drill's figures are called, and how they are written. Stateless. */
final class DrillWords {

  private static final String THIN = "\u2009";

  private DrillWords() {}

  /** Played time: {@code 01:05}, as on the axes of the charts. */
  static String played(Duration time) {
    long seconds = Math.max(0, time.toSeconds());
    return String.format(Locale.ROOT, "%02d:%02d", seconds / 60, seconds % 60);
  }

  /** How long a scenario is: {@code 5 min}, {@code 1 min 30 s}. */
  static String length(Duration length) {
    long rest = length.toSeconds() % 60;
    String seconds = rest + THIN + "s";
    long minutes = length.toMinutes();
    return minutes == 0 ? seconds : minutes + THIN + "min" + (rest == 0 ? "" : " " + seconds);
  }

  /** Whether anything is to break at all. */
  static boolean hasTrouble(DrillView drill) {
    return drill.troubleTo().compareTo(drill.troubleFrom()) > 0;
  }

  /** Where the drill stands in its own story. */
  static String moment(DrillView drill) {
    if (!hasTrouble(drill)) {
      return "no trouble in this scenario";
    }
    Duration played = drill.played();
    if (played.compareTo(drill.troubleFrom()) < 0) {
      return "trouble begins in " + Units.age(drill.troubleFrom().minus(played));
    }
    if (played.compareTo(drill.troubleTo()) < 0) {
      return "in trouble for " + Units.age(played.minus(drill.troubleFrom()));
    }
    return "trouble over for " + Units.age(played.minus(drill.troubleTo()));
  }

  static Status state(DrillView.State state) {
    return switch (state) {
      case RUNNING -> new Status(Glyph.Shape.ARC, "Running", "accent");
      case DONE -> new Status(Glyph.Shape.CHECK, "Finished", "ok");
      case STOPPED -> new Status(Glyph.Shape.SLASH, "Stopped", "unknown");
    };
  }

  static String lane(Event.Lane lane) {
    return switch (lane) {
      case HEALTH -> "Health";
      case CIRCUIT -> "Circuit";
      case BY_HAND -> "Operator";
      case ROUTING -> "Routing";
      case REQUEST -> "Requests";
      case CONFIGURATION -> "Config";
      case TEMPLATE -> "Templates";
      case ALERT -> "Alerts";
    };
  }

  /** The word on a circuit's chip. */
  static String circuit(CircuitView.State state) {
    return switch (state) {
      case CLOSED -> "CLOSED";
      case OPEN -> "OPEN";
      case HALF_OPEN -> "HALF-OPEN";
      case FORCED_OPEN -> "FORCED OPEN";
      case FORCED_CLOSED -> "FORCED CLOSED";
    };
  }

  static String circuitTone(CircuitView.State state) {
    return switch (state) {
      case CLOSED, FORCED_CLOSED -> "ok";
      case HALF_OPEN -> "warn";
      case OPEN, FORCED_OPEN -> "bad";
    };
  }

  /** Seconds with one decimal under ten; {@code none} where there are none. */
  static String seconds(@Nullable Double seconds, String none) {
    if (seconds == null || seconds.isNaN()) {
      return none;
    }
    return (seconds < 10 ? Units.number(seconds) : String.valueOf(Math.round(seconds)))
        + THIN
        + "s";
  }

  /** Success, never 100 while something did not succeed. */
  static String success(DrillReport report) {
    boolean all = report.succeeded() == report.operations();
    double percent = report.successPercent();
    return percent(all ? percent : Math.min(percent, 99.9));
  }

  static String percent(@Nullable Double percent) {
    return percent == null || percent.isNaN() ? "–" : Units.percent(percent, "–");
  }

  /** Whether an error share needs a look. */
  static String errorTone(double percent) {
    return Double.isNaN(percent) || percent < 2 ? "" : percent < 20 ? "warn" : "bad";
  }

  static String successTone(DrillReport report) {
    double percent = report.successPercent();
    return Double.isNaN(percent) ? "" : percent >= 99 ? "ok" : percent >= 90 ? "warn" : "bad";
  }
}
