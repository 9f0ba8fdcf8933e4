package io.signalbox.core.routing;

import io.signalbox.core.event.Event;
import java.time.Instant;

/**
 * What operations met on their way. Why a member was passed over may name who holds it and for what
 * reason: that is for the screens, and the log does without.
 */
public final class RoutingEvents {

  private RoutingEvents() {}

  /** Traffic went another way than it would have. */
  sealed interface TrafficEvent extends Event {
    @Override
    default Lane lane() {
      return Lane.ROUTING;
    }

    @Override
    default Severity severity() {
      return Severity.WARNING;
    }
  }

  /** A chain went on from one member to the next; {@code calls} such since the last event. */
  public record FailedOver(Instant at, String node, String from, String to, String why, int calls)
      implements TrafficEvent {
    @Override
    public String subject() {
      return node;
    }

    @Override
    public String text() {
      return logged() + " (" + why + ")";
    }

    @Override
    public String logged() {
      return node + ": " + from + " to " + to + (calls > 1 ? ", " + calls + " calls" : "");
    }
  }

  /** A member was asked again; {@code calls} such since the last event. */
  public record Retried(Instant at, String member, int retry, int max, String why, int calls)
      implements TrafficEvent {
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
  public record Panicked(Instant at, String node, int members) implements TrafficEvent {
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
  public record Degraded(Instant at, String operation, String why) implements TrafficEvent {
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
      return logged() + ": " + why;
    }

    @Override
    public String logged() {
      return operation + " answered degraded";
    }
  }
}
