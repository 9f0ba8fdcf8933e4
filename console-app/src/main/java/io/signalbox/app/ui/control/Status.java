package io.signalbox.app.ui.control;

import io.signalbox.core.alert.AlertSeverity;
import io.signalbox.core.config.source.Diagnostic;
import io.signalbox.core.event.Event;
import io.signalbox.core.provider.HealthState;
import io.signalbox.core.provider.MachineState;
import io.signalbox.core.request.RequestState;
import io.signalbox.core.routing.holds.ManualState;
import io.signalbox.core.snapshot.ProviderView;

/**
 * A state as shape, word and colour: always all three.
 *
 * @param tone the colour's style class: ok, warn, bad, hand, accent, unknown
 */
public record Status(Glyph.Shape shape, String word, String tone) {

  /** What a provider's tile says first: an operator's hold, else its health. */
  public static Status of(ProviderView provider) {
    ManualState manual = provider.manual();
    if (!provider.usable()) {
      return new Status(Glyph.Shape.CROSS, "Not usable", "bad");
    }
    if (manual != null) {
      switch (manual.kind()) {
        case DRAINED -> {
          return new Status(Glyph.Shape.HALF_SQUARE, "Drained", "hand");
        }
        case MAINTENANCE -> {
          return new Status(Glyph.Shape.DIAMOND, "Maintenance", "hand");
        }
        case DISABLED -> {
          return new Status(Glyph.Shape.SLASH, "Disabled", "hand");
        }
        case ENABLED -> {
          // Enabled by an operator: its health is what matters.
        }
      }
    }
    if (!provider.enabled()) {
      return new Status(Glyph.Shape.SLASH, "Disabled", "unknown");
    }
    return of(provider.health().state());
  }

  public static Status of(HealthState state) {
    return switch (state) {
      case HEALTHY -> new Status(Glyph.Shape.CHECK, "Healthy", "ok");
      case DEGRADED -> new Status(Glyph.Shape.TRIANGLE, "Degraded", "warn");
      case UNHEALTHY -> new Status(Glyph.Shape.CROSS, "Unhealthy", "bad");
      case UNKNOWN -> new Status(Glyph.Shape.QUESTION, "Unknown", "unknown");
    };
  }

  public static Status of(RequestState state) {
    return switch (state) {
      case PENDING -> new Status(Glyph.Shape.DOTS, state.word(), "unknown");
      case IN_PROGRESS, ACQUIRING -> new Status(Glyph.Shape.ARC, state.word(), "accent");
      case PARTIAL_PENDING, PARTIAL -> new Status(Glyph.Shape.HALF, state.word(), "warn");
      case COMPLETE -> new Status(Glyph.Shape.CHECK, state.word(), "ok");
      case FAILED -> new Status(Glyph.Shape.CROSS, state.word(), "bad");
      case CANCELLED -> new Status(Glyph.Shape.SLASH, state.word(), "unknown");
      case TIMEOUT -> new Status(Glyph.Shape.CLOCK, state.word(), "bad");
    };
  }

  public static Status of(MachineState state) {
    return switch (state) {
      case PENDING -> new Status(Glyph.Shape.DOTS, state.word(), "unknown");
      case LAUNCHING, STOPPING, SHUTTING_DOWN ->
          new Status(Glyph.Shape.ARC, state.word(), "accent");
      case RUNNING -> new Status(Glyph.Shape.CHECK, state.word(), "ok");
      case STOPPED, TERMINATED, RETURNED -> new Status(Glyph.Shape.SLASH, state.word(), "unknown");
      case FAILED -> new Status(Glyph.Shape.CROSS, state.word(), "bad");
      case UNKNOWN -> new Status(Glyph.Shape.QUESTION, state.word(), "warn");
    };
  }

  public static Status of(Event.Severity severity) {
    return switch (severity) {
      case INFO -> new Status(Glyph.Shape.DOT, "Info", "accent");
      case GOOD -> new Status(Glyph.Shape.CHECK, "Good", "ok");
      case WARNING -> new Status(Glyph.Shape.TRIANGLE, "Warning", "warn");
      case ERROR -> new Status(Glyph.Shape.CROSS, "Error", "bad");
    };
  }

  public static Status of(AlertSeverity severity) {
    return switch (severity) {
      case INFORMATION -> new Status(Glyph.Shape.DOT, severity.word(), "accent");
      case WARNING -> new Status(Glyph.Shape.TRIANGLE, severity.word(), "warn");
      case CRITICAL -> new Status(Glyph.Shape.CROSS, severity.word(), "bad");
    };
  }

  public static Status of(Diagnostic.Severity severity) {
    return switch (severity) {
      case INFO -> new Status(Glyph.Shape.DOT, "Info", "accent");
      case WARNING -> new Status(Glyph.Shape.TRIANGLE, "Warning", "warn");
      case ERROR -> new Status(Glyph.Shape.CROSS, "Error", "bad");
    };
  }
}
