package io.signalbox.app.ui.tracks.model;

import io.signalbox.app.ui.control.Status;
import io.signalbox.app.ui.control.Units;
import io.signalbox.core.error.Counted;
import io.signalbox.core.routing.failover.CircuitView;
import io.signalbox.core.routing.failover.ForcedCircuit;
import io.signalbox.core.routing.holds.ManualState;
import io.signalbox.core.snapshot.Held;
import io.signalbox.core.snapshot.ProviderView;
import io.signalbox.core.snapshot.TrackMember;
import io.signalbox.core.snapshot.TrackNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The words of the track diagram, its list and its panel: the same everywhere. Stateless. */
public final class TrackWords {

  private TrackWords() {}

  public static String state(CircuitView.State state) {
    return state.name().replace("HALF_OPEN", "HALF-OPEN").replace('_', ' ');
  }

  public static String tone(CircuitView.State state) {
    return switch (state) {
      case CLOSED, FORCED_CLOSED -> "ok";
      case HALF_OPEN -> "warn";
      case OPEN, FORCED_OPEN -> "bad";
    };
  }

  /** Beside the state on a line: only what is not as it should be. */
  public static String chipDetail(CircuitView circuit, Instant now) {
    return switch (circuit.state()) {
      case CLOSED ->
          circuit.failureCount() > 0 ? circuit.failureCount() + "/" + circuit.threshold() : "";
      case HALF_OPEN -> circuit.trials() + " of " + Counted.of(circuit.maxTrials(), "trial");
      case OPEN -> trial(circuit, now);
      case FORCED_OPEN, FORCED_CLOSED -> "";
    };
  }

  /** Beside the state in the panel and the list. */
  public static String detail(CircuitView circuit, Instant now) {
    ForcedCircuit forced = circuit.forced();
    return switch (circuit.state()) {
      case CLOSED ->
          circuit.guarded()
              ? circuit.failureCount() + " of " + Counted.of(circuit.threshold(), "failure")
              : "opens when forced only";
      case HALF_OPEN -> circuit.trials() + " of " + Counted.of(circuit.maxTrials(), "trial");
      case OPEN -> trial(circuit, now);
      case FORCED_OPEN, FORCED_CLOSED ->
          forced == null ? "" : "by " + forced.who() + ", " + until(forced.until());
    };
  }

  private static String trial(CircuitView circuit, Instant now) {
    Instant next = circuit.nextTrial();
    if (next == null) {
      return "";
    }
    long seconds = Math.max(0, Duration.between(now, next).toSeconds());
    return seconds == 0
        ? "trial due"
        : String.format(Locale.ROOT, "trial in %d:%02d", seconds / 60, seconds % 60);
  }

  public static String until(@Nullable Instant until) {
    return until == null ? "until lifted" : "until " + Units.minute(until);
  }

  /** Below a strategy's name. */
  public static String kind(TrackNode node) {
    return switch (node.kind()) {
      case FAILOVER -> node.active().isEmpty() ? "none can serve" : "active: " + node.active();
      case BALANCE -> "balancer, " + words(node.detail());
      case COMPOSE -> "composes, " + words(node.detail());
      case POLICY -> "policy, " + words(node.detail());
      case PROVIDER -> "provider";
    };
  }

  private static String words(String detail) {
    String text = detail.toLowerCase(Locale.ROOT).replace('_', ' ');
    return text.isEmpty() ? "all members" : text.equals("weighted round robin") ? "weights" : text;
  }

  public static String weight(TrackMember member, TrackNode.Kind kind) {
    if (kind == TrackNode.Kind.FAILOVER || Double.isNaN(member.effectiveWeight())) {
      return "";
    }
    return Units.number(member.effectiveWeight());
  }

  /** The hold that keeps new work from what is held so; null if none does. */
  public static @Nullable Held closing(List<Held> held) {
    for (Held each : held) {
      switch (each.kind()) {
        case FORCED_OPEN, DISABLED, MAINTENANCE, DRAINED -> {
          return each;
        }
        case ACTIVE, SWITCH, FORCED_CLOSED, ENABLED -> {
          // New work goes there all the same.
        }
      }
    }
    return null;
  }

  /** Since when it is held, and how long. */
  public static String times(Held held) {
    return "Since " + Units.minute(held.since()) + ", " + until(held.until());
  }

  /** What is held and by whom: {@code Forced open by ana}. */
  public static String by(Held held) {
    String words = held.words();
    return words.substring(0, 1).toUpperCase(Locale.ROOT)
        + words.substring(1)
        + " by "
        + held.who();
  }

  /** Everything that is held, in few words; empty for nothing. */
  public static String held(List<Held> held) {
    return held.stream()
        .map(each -> by(each) + ", " + until(each.until()))
        .collect(Collectors.joining("; "));
  }

  /** Time that is left, never rounded down: {@code 12 s}, {@code 40 min}, {@code 1 h 59 min}. */
  public static String left(Duration left) {
    long seconds = Math.max(0, left.toSeconds());
    if (seconds < 60) {
      return seconds + "\u2009s";
    }
    long minutes = (seconds + 59) / 60;
    if (minutes < 60) {
      return minutes + "\u2009min";
    }
    return minutes / 60 + "\u2009h" + (minutes % 60 == 0 ? "" : " " + minutes % 60 + "\u2009min");
  }

  /** Beside a provider's state: what an operator wants to know next. */
  public static String health(ProviderView provider) {
    ManualState manual = provider.manual();
    if (!provider.usable()) {
      return provider.problem();
    }
    if (manual != null && manual.kind() != ManualState.Kind.ENABLED) {
      return until(manual.until());
    }
    ForcedCircuit forced = provider.circuit() == null ? null : provider.circuit().forced();
    if (forced != null) {
      return Held.of(forced).words() + ", " + until(forced.until());
    }
    return Status.of(provider).tone().equals("ok") ? "" : provider.health().reason();
  }

  public static String figures(ProviderView provider) {
    String flight = provider.inFlight() + " in flight";
    if (provider.metrics().operations() == 0) {
      return "no calls in 5 min, " + flight;
    }
    return "p95 "
        + Units.millis(provider.metrics().p95Millis(), "–")
        + ", err "
        + Units.percent(provider.metrics().errorRate(), "–")
        + ", "
        + flight;
  }
}
