package io.signalbox.core.routing;

import io.signalbox.core.event.Event;
import java.time.Instant;

/** What operations met on their way. */
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

  /** The active provider could not take a call, which went on to the next authority. */
  public record ActiveRefused(Instant at, String provider, String reason, String traceId)
      implements TrafficEvent {
    @Override
    public String subject() {
      return provider;
    }

    @Override
    public String text() {
      return "Active provider " + provider + " was passed over: " + reason;
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
      return operation + " answered degraded: " + why;
    }
  }
}
