package io.signalbox.app.ui.tracks.model;

import io.signalbox.app.ui.control.Status;
import io.signalbox.app.ui.control.Units;
import io.signalbox.core.routing.failover.CircuitView;
import io.signalbox.core.routing.failover.ForcedCircuit;
import io.signalbox.core.routing.holds.ManualState;
import io.signalbox.core.routing.holds.SwitchHold;
import io.signalbox.core.snapshot.ProviderView;
import io.signalbox.core.snapshot.TrackMember;
import io.signalbox.core.snapshot.TrackNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
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
      case HALF_OPEN -> circuit.trials() + " of " + circuit.maxTrials() + " trials";
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
              ? circuit.failureCount() + " of " + circuit.threshold() + " failures"
              : "opens by hand only";
      case HALF_OPEN -> circuit.trials() + " of " + circuit.maxTrials() + " trials";
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
      case FAILOVER -> node.active().isEmpty() ? "none can serve" : "set: " + node.active();
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

  public static String held(SwitchHold hold) {
    return "held by " + hold.who() + ", " + until(hold.until());
  }

  public static String weight(TrackMember leg, TrackNode.Kind kind) {
    if (kind == TrackNode.Kind.FAILOVER || Double.isNaN(leg.effectiveWeight())) {
      return "";
    }
    return Units.number(leg.effectiveWeight());
  }

  /** Why a line is closed by an operator; null where no operator did it. */
  public static @Nullable String operatorHold(TrackMember leg, @Nullable ProviderView provider) {
    CircuitView circuit = leg.circuit();
    if (circuit != null
        && circuit.state() == CircuitView.State.FORCED_OPEN
        && circuit.forced() != null) {
      return "Forced open: " + who(circuit.forced());
    }
    ManualState manual = provider == null ? null : provider.manual();
    if (manual == null || manual.kind() == ManualState.Kind.ENABLED) {
      return null;
    }
    return switch (manual.kind()) {
          case MAINTENANCE -> "Taken out by hand: ";
          case DRAINED -> "Drained by hand: ";
          case DISABLED, ENABLED -> "Disabled by hand: ";
        }
        + manual.who()
        + ", since "
        + Units.minute(manual.since())
        + ", "
        + until(manual.until());
  }

  private static String who(ForcedCircuit forced) {
    return forced.who() + ", since " + Units.minute(forced.since()) + ", " + until(forced.until());
  }

  /** The reason an operator gave; empty where none did. */
  public static String why(TrackMember leg, @Nullable ProviderView provider) {
    CircuitView circuit = leg.circuit();
    if (circuit != null
        && circuit.state() == CircuitView.State.FORCED_OPEN
        && circuit.forced() != null) {
      return circuit.forced().why();
    }
    return provider == null || provider.manual() == null ? "" : provider.manual().why();
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
    return Status.of(provider).tone().equals("ok") ? "" : provider.health().reason();
  }

  public static String figures(ProviderView provider) {
    String flight = provider.inFlight() + " in flight";
    if (provider.metrics().operations() == 0) {
      return "no calls in this time, " + flight;
    }
    return "p95 "
        + Units.millis(provider.metrics().p95Millis(), "–")
        + ", err "
        + Units.percent(provider.metrics().errorRate(), "–")
        + ", "
        + flight;
  }
}
