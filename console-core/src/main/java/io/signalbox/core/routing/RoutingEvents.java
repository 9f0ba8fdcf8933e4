package io.signalbox.core.routing;

import io.signalbox.core.event.Event;
import io.signalbox.core.routing.failover.ForcedCircuit;
import java.time.Instant;

/** What routing tells the world. */
public final class RoutingEvents {

  private RoutingEvents() {}

  /** An operator took a provider out, or back in. */
  public record Held(ManualState state) implements Event {
    @Override
    public Instant at() {
      return state.since();
    }

    @Override
    public Lane lane() {
      return Lane.BY_HAND;
    }

    @Override
    public Severity severity() {
      return Severity.WARNING;
    }

    @Override
    public String subject() {
      return state.provider();
    }

    @Override
    public String text() {
      String what =
          switch (state.kind()) {
            case ENABLED -> "enabled";
            case DRAINED -> "drained";
            case MAINTENANCE -> "in maintenance";
            case DISABLED -> "disabled";
          };
      return state.provider()
          + " "
          + what
          + " by "
          + state.who()
          + (state.why().isEmpty() ? "" : ": " + state.why());
    }
  }

  /** What an operator did was lifted, or its time ran out. */
  public record Released(Instant at, String provider, ManualState.Kind kind, boolean expired)
      implements Event {
    @Override
    public Lane lane() {
      return Lane.BY_HAND;
    }

    @Override
    public Severity severity() {
      return Severity.GOOD;
    }

    @Override
    public String subject() {
      return provider;
    }

    @Override
    public String text() {
      return provider
          + ": "
          + kind.name().toLowerCase(java.util.Locale.ROOT)
          + (expired ? " ended by itself" : " lifted");
    }
  }

  /** A provider was made active. */
  public record Activated(Activation activation) implements Event {
    @Override
    public Instant at() {
      return activation.since();
    }

    @Override
    public Lane lane() {
      return Lane.BY_HAND;
    }

    @Override
    public Severity severity() {
      return Severity.WARNING;
    }

    @Override
    public String subject() {
      return activation.provider();
    }

    @Override
    public String text() {
      return activation.provider()
          + " made active by "
          + activation.who()
          + (activation.why().isEmpty() ? "" : ": " + activation.why());
    }
  }

  /** Routing went back to automatic. */
  public record Automatic(Instant at, String provider, boolean expired) implements Event {
    @Override
    public Lane lane() {
      return Lane.BY_HAND;
    }

    @Override
    public Severity severity() {
      return Severity.GOOD;
    }

    @Override
    public String subject() {
      return provider;
    }

    @Override
    public String text() {
      return provider
          + (expired ? " is no longer active: its time ran out" : " is no longer active");
    }
  }

  /** The active provider could not take a call, which went on to the next authority. */
  public record ActiveRefused(Instant at, String provider, String reason, String traceId)
      implements Event {
    @Override
    public Lane lane() {
      return Lane.ROUTING;
    }

    @Override
    public Severity severity() {
      return Severity.WARNING;
    }

    @Override
    public String subject() {
      return provider;
    }

    @Override
    public String text() {
      return "Active provider " + provider + " was passed over: " + reason;
    }
  }

  /** A switch was held on one of its members. */
  public record SwitchThrown(SwitchHold hold) implements Event {
    @Override
    public Instant at() {
      return hold.since();
    }

    @Override
    public Lane lane() {
      return Lane.BY_HAND;
    }

    @Override
    public Severity severity() {
      return Severity.WARNING;
    }

    @Override
    public String subject() {
      return hold.at();
    }

    @Override
    public String text() {
      return hold.at()
          + " held on "
          + hold.member()
          + " by "
          + hold.who()
          + (hold.why().isEmpty() ? "" : ": " + hold.why());
    }
  }

  /** A switch went back to automatic. */
  public record SwitchReleased(Instant at, SwitchHold hold, boolean expired) implements Event {
    @Override
    public Lane lane() {
      return Lane.BY_HAND;
    }

    @Override
    public Severity severity() {
      return Severity.GOOD;
    }

    @Override
    public String subject() {
      return hold.at();
    }

    @Override
    public String text() {
      return hold.at()
          + " is automatic again"
          + (expired ? ": its hold on " + hold.member() + " ended by itself" : "");
    }
  }

  /** A circuit was forced open or closed. */
  public record CircuitForced(ForcedCircuit forced) implements Event {
    @Override
    public Instant at() {
      return forced.since();
    }

    @Override
    public Lane lane() {
      return Lane.BY_HAND;
    }

    @Override
    public Severity severity() {
      return Severity.WARNING;
    }

    @Override
    public String subject() {
      return forced.name();
    }

    @Override
    public String text() {
      return "Circuit of "
          + forced.name()
          + " forced "
          + (forced.open() ? "open" : "closed")
          + " by "
          + forced.who()
          + (forced.why().isEmpty() ? "" : ": " + forced.why());
    }
  }

  /** A circuit went back to automatic. */
  public record CircuitReleased(Instant at, ForcedCircuit forced, boolean expired)
      implements Event {
    @Override
    public Lane lane() {
      return Lane.BY_HAND;
    }

    @Override
    public Severity severity() {
      return Severity.GOOD;
    }

    @Override
    public String subject() {
      return forced.name();
    }

    @Override
    public String text() {
      return "Circuit of "
          + forced.name()
          + " is automatic again"
          + (expired ? ": its time ran out" : "");
    }
  }

  /** A chain went on from one member to the next; {@code calls} such since the last event. */
  public record FailedOver(Instant at, String node, String from, String to, String why, int calls)
      implements Event {
    @Override
    public Lane lane() {
      return Lane.ROUTING;
    }

    @Override
    public Severity severity() {
      return Severity.WARNING;
    }

    @Override
    public String subject() {
      return node;
    }

    @Override
    public String text() {
      return node
          + ": "
          + from
          + " to "
          + to
          + (calls > 1 ? ", " + calls + " calls" : "")
          + " ("
          + why
          + ")";
    }
  }

  /** A member was asked again; {@code calls} such since the last event. */
  public record Retried(Instant at, String member, int retry, int max, String why, int calls)
      implements Event {
    @Override
    public Lane lane() {
      return Lane.ROUTING;
    }

    @Override
    public Severity severity() {
      return Severity.INFO;
    }

    @Override
    public String subject() {
      return member;
    }

    @Override
    public String text() {
      return member
          + ": retry "
          + retry
          + " of "
          + max
          + (calls > 1 ? ", " + calls + " retries" : "")
          + " ("
          + why
          + ")";
    }
  }

  /** No member of a balancer is healthy, and all are used. */
  public record Panicked(Instant at, String node, int members) implements Event {
    @Override
    public Lane lane() {
      return Lane.ROUTING;
    }

    @Override
    public Severity severity() {
      return Severity.ERROR;
    }

    @Override
    public String subject() {
      return node;
    }

    @Override
    public String text() {
      return node + " has no healthy member: all " + members + " are used (panic mode)";
    }
  }

  /** Every member of a chain failed and a degraded answer was given. */
  public record Degraded(Instant at, String operation, String why) implements Event {
    @Override
    public Lane lane() {
      return Lane.ROUTING;
    }

    @Override
    public Severity severity() {
      return Severity.ERROR;
    }

    @Override
    public String subject() {
      return operation;
    }

    @Override
    public String text() {
      return operation + " answered degraded: " + why;
    }
  }
}
