package io.signalbox.core.routing.holds;

import io.signalbox.core.event.Event;
import io.signalbox.core.routing.failover.ForcedCircuit;
import java.time.Instant;

/** What operators did to traffic, and what of it is over. */
public final class OperatorEvents {

  private OperatorEvents() {}

  /** Something is held from now on. */
  sealed interface Begun extends Event {

    String who();

    String why();

    @Override
    default String text() {
      return logged() + " by " + who() + (why().isEmpty() ? "" : ": " + why());
    }

    @Override
    default Lane lane() {
      return Lane.BY_HAND;
    }

    @Override
    default Severity severity() {
      return Severity.WARNING;
    }
  }

  /** Something is automatic again. */
  sealed interface Ended extends Event {
    @Override
    default Lane lane() {
      return Lane.BY_HAND;
    }

    @Override
    default Severity severity() {
      return Severity.GOOD;
    }
  }

  /** An operator took a provider out, or back in. */
  public record Held(ManualState state) implements Begun {
    @Override
    public Instant at() {
      return state.since();
    }

    @Override
    public String subject() {
      return state.provider();
    }

    @Override
    public String who() {
      return state.who();
    }

    @Override
    public String why() {
      return state.why();
    }

    @Override
    public String logged() {
      return state.provider() + " " + HoldWords.of(state.kind());
    }
  }

  /** What an operator did was lifted, or its time ran out. */
  public record Released(Instant at, String provider, ManualState.Kind kind, boolean expired)
      implements Ended {
    @Override
    public String subject() {
      return provider;
    }

    @Override
    public String text() {
      return provider
          + " is no longer "
          + HoldWords.of(kind)
          + (expired ? ": " + HoldWords.RAN_OUT : ": lifted");
    }
  }

  /** A provider was made active. */
  public record Activated(Activation activation) implements Begun {
    @Override
    public Instant at() {
      return activation.since();
    }

    @Override
    public String subject() {
      return activation.provider();
    }

    @Override
    public String who() {
      return activation.who();
    }

    @Override
    public String why() {
      return activation.why();
    }

    @Override
    public String logged() {
      return activation.provider() + " made " + HoldWords.ACTIVE;
    }
  }

  /** Routing went back to automatic. */
  public record Automatic(Instant at, String provider, boolean expired) implements Ended {
    @Override
    public String subject() {
      return provider;
    }

    @Override
    public String text() {
      return provider
          + (expired ? " is no longer active: " + HoldWords.RAN_OUT : " is no longer active");
    }
  }

  /** A switch was held on one of its members. */
  public record SwitchThrown(SwitchHold hold) implements Begun {
    @Override
    public Instant at() {
      return hold.since();
    }

    @Override
    public String subject() {
      return hold.at();
    }

    @Override
    public String who() {
      return hold.who();
    }

    @Override
    public String why() {
      return hold.why();
    }

    @Override
    public String logged() {
      return hold.at() + " " + HoldWords.heldOn(hold.member());
    }
  }

  /** A switch went back to automatic. */
  public record SwitchReleased(Instant at, SwitchHold hold, boolean expired) implements Ended {
    @Override
    public String subject() {
      return hold.at();
    }

    @Override
    public String text() {
      return hold.at()
          + " is automatic again"
          + (expired ? ": " + HoldWords.RAN_OUT + " (held on " + hold.member() + ")" : "");
    }
  }

  /** A circuit was forced open or closed. */
  public record CircuitForced(ForcedCircuit forced) implements Begun {
    @Override
    public Instant at() {
      return forced.since();
    }

    @Override
    public String subject() {
      return forced.name();
    }

    @Override
    public String who() {
      return forced.who();
    }

    @Override
    public String why() {
      return forced.why();
    }

    @Override
    public String logged() {
      return "Circuit of " + forced.name() + " " + HoldWords.forced(forced.open());
    }
  }

  /** A circuit went back to automatic. */
  public record CircuitReleased(Instant at, ForcedCircuit forced, boolean expired)
      implements Ended {
    @Override
    public String subject() {
      return forced.name();
    }

    @Override
    public String text() {
      return "Circuit of "
          + forced.name()
          + " is automatic again"
          + (expired ? ": " + HoldWords.RAN_OUT : "");
    }
  }
}
