package io.signalbox.core.snapshot;

import io.signalbox.core.routing.RoutingSnapshot;
import io.signalbox.core.routing.failover.ForcedCircuit;
import io.signalbox.core.routing.holds.Activation;
import io.signalbox.core.routing.holds.HoldWords;
import io.signalbox.core.routing.holds.ManualState;
import io.signalbox.core.routing.holds.SwitchHold;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something an operator's hand is on, and still in force. The one place that says so: screens,
 * commands and the log use its words.
 *
 * @param subject the provider or strategy that is held
 * @param member of a SWITCH the member it is held on; empty for others
 * @param who the operator
 * @param why empty where no reason was asked
 * @param until null for "until lifted"
 */
public record Held(
    Kind kind,
    String subject,
    String member,
    String who,
    String why,
    Instant since,
    @Nullable Instant until) {

  /** What is held, in the order of weight: what moves all traffic first. */
  public enum Kind {
    /** All traffic without pin or preference goes to the provider. */
    ACTIVE,
    /** A switch is held on one of its members. */
    SWITCH,
    FORCED_OPEN,
    FORCED_CLOSED,
    DISABLED,
    MAINTENANCE,
    DRAINED,
    /** Enabled, whatever the configuration says. */
    ENABLED
  }

  /**
   * What is so, as every surface says it: {@code drained}, {@code in maintenance}, {@code
   * disabled}, {@code enabled}, {@code active}, {@code held on NAME}, {@code forced open}, {@code
   * forced closed}.
   */
  public String words() {
    return switch (kind) {
      case ACTIVE -> HoldWords.ACTIVE;
      case SWITCH -> HoldWords.heldOn(member);
      case FORCED_OPEN -> HoldWords.forced(true);
      case FORCED_CLOSED -> HoldWords.forced(false);
      case DISABLED -> HoldWords.of(ManualState.Kind.DISABLED);
      case MAINTENANCE -> HoldWords.of(ManualState.Kind.MAINTENANCE);
      case DRAINED -> HoldWords.of(ManualState.Kind.DRAINED);
      case ENABLED -> HoldWords.of(ManualState.Kind.ENABLED);
    };
  }

  /** Everything that is held at a moment: by weight, then by name. */
  public static List<Held> of(RoutingSnapshot routing, Instant now) {
    List<Held> held = new ArrayList<>();
    Activation activation = routing.activation(now);
    if (activation != null) {
      held.add(of(activation));
    }
    routing.holds().values().stream()
        .filter(each -> !each.isExpired(now))
        .forEach(each -> held.add(of(each)));
    routing.forced().values().stream()
        .filter(each -> !each.isExpired(now))
        .forEach(each -> held.add(of(each)));
    routing.manual().values().stream()
        .filter(each -> !each.isExpired(now))
        .forEach(each -> held.add(of(each)));
    held.sort(Comparator.comparing(Held::kind).thenComparing(Held::subject));
    return List.copyOf(held);
  }

  public static Held of(Activation activation) {
    return new Held(
        Kind.ACTIVE,
        activation.provider(),
        "",
        activation.who(),
        activation.why(),
        activation.since(),
        activation.until());
  }

  public static Held of(SwitchHold hold) {
    return new Held(
        Kind.SWITCH, hold.at(), hold.member(), hold.who(), hold.why(), hold.since(), hold.until());
  }

  public static Held of(ForcedCircuit forced) {
    return new Held(
        forced.open() ? Kind.FORCED_OPEN : Kind.FORCED_CLOSED,
        forced.name(),
        "",
        forced.who(),
        forced.why(),
        forced.since(),
        forced.until());
  }

  public static Held of(ManualState state) {
    Kind kind =
        switch (state.kind()) {
          case ENABLED -> Kind.ENABLED;
          case DRAINED -> Kind.DRAINED;
          case MAINTENANCE -> Kind.MAINTENANCE;
          case DISABLED -> Kind.DISABLED;
        };
    return new Held(
        kind, state.provider(), "", state.who(), state.why(), state.since(), state.until());
  }
}
