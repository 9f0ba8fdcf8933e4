package io.signalbox.app.ui.readiness;

import io.signalbox.app.ui.control.Glyph;
import io.signalbox.app.ui.control.Navigator.Place;
import io.signalbox.app.ui.control.Status;
import io.signalbox.app.ui.control.Units;
import io.signalbox.core.error.Counted;
import io.signalbox.core.readiness.ReadinessCheck;
import io.signalbox.core.readiness.ReadinessReport;
import io.signalbox.core.readiness.ReadinessRun;
import io.signalbox.core.readiness.ReadinessRun.Verdict;
import io.signalbox.core.readiness.ReadinessView;
import io.signalbox.core.readiness.ReadinessView.State;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** The checklist in words and shapes. Stateless. */
final class ReadinessWords {

  private ReadinessWords() {}

  static Status status(State state) {
    return switch (state) {
      case PASSED -> new Status(Glyph.Shape.CHECK, state.word(), "ok");
      case WARNING, OLD -> new Status(Glyph.Shape.TRIANGLE, state.word(), "warn");
      case FAILED -> new Status(Glyph.Shape.CROSS, state.word(), "bad");
      case NOT_RUN -> new Status(Glyph.Shape.QUESTION, state.word(), "unknown");
      case RUNNING -> new Status(Glyph.Shape.ARC, state.word(), "accent");
      case WAITING -> new Status(Glyph.Shape.DOTS, state.word(), "unknown");
    };
  }

  static Status status(Verdict verdict) {
    return switch (verdict) {
      case PASSED -> new Status(Glyph.Shape.CHECK, "Pass", "ok");
      case WARNING -> new Status(Glyph.Shape.TRIANGLE, "Warning", "warn");
      case FAILED -> new Status(Glyph.Shape.CROSS, "Fail", "bad");
    };
  }

  /** The one sentence of the whole list. */
  static String headline(ReadinessReport report) {
    int all = report.checks().size();
    long failed = report.count(State.FAILED);
    if (report.isReady()) {
      long warnings = report.count(State.WARNING);
      return warnings == 0
          ? "Ready: all of " + Counted.of(all, "check") + " passed"
          : "Ready: " + Counted.of(warnings, "warning") + " to look at";
    }
    if (failed > 0) {
      return "Not ready: " + failed + " of " + all + (failed == 1 ? " fails" : " fail");
    }
    long old = report.count(State.OLD);
    long never = report.count(State.NOT_RUN);
    if (old + never > 0) {
      return "Not ready: "
          + (old > 0 ? old + " old" : "")
          + (old > 0 && never > 0 ? ", " : "")
          + (never > 0 ? never + " not run" : "");
    }
    return "Not known yet: checks are running";
  }

  /** When it was found, or what it is doing: under the state. */
  static String age(ReadinessView view, Instant now) {
    ReadinessRun last = view.last();
    return view.state() == State.RUNNING
        ? "now"
        : last == null ? "" : Units.age(last.at(), now) + " ago";
  }

  /** The line with the figures. */
  static String first(ReadinessView view) {
    ReadinessRun last = view.last();
    ReadinessView.Progress progress = view.progress();
    if (view.state() == State.RUNNING) {
      return progress == null ? "Begins." : progress.text() + ".";
    }
    if (last == null) {
      return view.state() == State.WAITING ? "Never run before." : "Never run.";
    }
    boolean standing = view.state() != State.OLD && view.state() != State.WAITING;
    return (standing
            ? ""
            : "Last: " + status(last.finding().verdict()).word().toLowerCase(Locale.ROOT) + ". ")
        + last.finding().summary();
  }

  /** The line under it: what else there is to know, or what it waits for. */
  static String second(ReadinessView view) {
    ReadinessRun last = view.last();
    if (!view.why().isEmpty()) {
      return view.why() + ".";
    }
    if (last == null) {
      return "";
    }
    return last.finding().problem().isEmpty()
        ? last.finding().detail()
        : sentence(last.finding().problem());
  }

  private static String sentence(String text) {
    return text.endsWith(".") ? text : text + ".";
  }

  /** The screen where a check's remedy is at hand. */
  static Place remedy(ReadinessView view) {
    ReadinessRun last = view.last();
    return last == null ? place(view.check()) : place(last.finding().remedy().place());
  }

  private static Place place(ReadinessRun.Place place) {
    return switch (place) {
      case ROUTING -> Place.ROUTING;
      case PROVIDERS -> Place.PROVIDERS;
      case OVERVIEW -> Place.OVERVIEW;
      case DRILL -> Place.DRILL;
      case ALERTS -> Place.ALERTS;
      case SETTINGS -> Place.SETTINGS;
    };
  }

  /** Where a check's remedies are before it was ever run. */
  private static Place place(ReadinessCheck check) {
    return switch (check) {
      case STRATEGY_CONFIGURATION, CIRCUIT_BREAKER -> Place.ROUTING;
      case HEALTH_CHECKS -> Place.PROVIDERS;
      case MONITORING -> Place.OVERVIEW;
      case FALLBACK_TESTING, LOAD_TESTING -> Place.DRILL;
      case LOGGING, SECURITY -> Place.SETTINGS;
    };
  }

  /** {@code 1 min 12 s}. */
  static String length(Duration duration) {
    long seconds = Math.max(0, duration.toSeconds());
    return seconds < 60
        ? seconds + "\u2009s"
        : seconds / 60 + "\u2009min " + seconds % 60 + "\u2009s";
  }

  static String cli(ReadinessCheck check) {
    return "signalbox ops readiness --run " + check.word();
  }
}
