package io.signalbox.core.routing;

import io.signalbox.core.event.Event;
import java.time.Instant;

/** What routing tells the world. */
public final class RoutingEvents {

  private RoutingEvents() {}

  /** A hand was put on a provider. */
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

  /** A hand was lifted, or its time ran out. */
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
}
