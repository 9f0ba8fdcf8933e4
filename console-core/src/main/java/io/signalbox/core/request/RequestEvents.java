package io.signalbox.core.request;

import io.signalbox.core.event.Event;
import java.time.Instant;
import java.util.List;

/** What happens to requests and machines, for the timeline. */
public final class RequestEvents {

  private RequestEvents() {}

  /** A request entered a state, a new one {@code PENDING}. */
  public record RequestChanged(
      Instant at, String requestId, RequestState state, String message, String traceId)
      implements Event {

    @Override
    public Lane lane() {
      return Lane.REQUEST;
    }

    @Override
    public Severity severity() {
      return switch (state) {
        case PENDING, IN_PROGRESS, ACQUIRING, PARTIAL_PENDING, CANCELLED -> Severity.INFO;
        case COMPLETE -> Severity.GOOD;
        case PARTIAL, TIMEOUT -> Severity.WARNING;
        case FAILED -> Severity.ERROR;
      };
    }

    @Override
    public String subject() {
      return requestId;
    }

    @Override
    public String text() {
      String what = requestId + " is " + state.word();
      return message.isEmpty() ? what : what + ": " + message;
    }
  }

  /** Machines nobody waits for any more were found and are being released. */
  public record MachinesReleased(
      Instant at, String requestId, int machines, String reason, String traceId) implements Event {

    @Override
    public Lane lane() {
      return Lane.REQUEST;
    }

    @Override
    public Severity severity() {
      return Severity.WARNING;
    }

    @Override
    public String subject() {
      return requestId;
    }

    @Override
    public String text() {
      return "Releasing " + Words.machines(machines) + " of " + requestId + ": " + reason;
    }
  }

  /**
   * Machines of a finished request died by themselves: reclaimed by the cloud, failed, or no longer
   * there.
   *
   * @param machines each with its provider, state and reason, for a person
   */
  public record MachinesDied(Instant at, String requestId, List<String> machines, String traceId)
      implements Event {

    public MachinesDied {
      machines = List.copyOf(machines);
    }

    @Override
    public Lane lane() {
      return Lane.REQUEST;
    }

    @Override
    public Severity severity() {
      return Severity.WARNING;
    }

    @Override
    public String subject() {
      return requestId;
    }

    @Override
    public String text() {
      return Words.machines(machines.size()) + " of " + requestId + " died: " + Words.few(machines);
    }
  }
}
