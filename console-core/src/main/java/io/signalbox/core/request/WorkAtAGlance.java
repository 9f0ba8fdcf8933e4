package io.signalbox.core.request;

import java.time.Instant;
import java.util.List;

/**
 * What there is to do and what went wrong, counted; what it costs does not grow with the requests
 * that are over.
 *
 * @param open requests that are not over
 * @param newest of those, newest first, as many as were asked for
 * @param machinesRunning of all requests
 * @param troubled requests past their deadline or ended badly since the asked moment, newest first
 */
public record WorkAtAGlance(
    int open, List<OpenRequest> newest, int machinesRunning, List<Troubled> troubled) {

  public WorkAtAGlance {
    newest = List.copyOf(newest);
    troubled = List.copyOf(troubled);
  }

  /**
   * A request that went wrong or is late.
   *
   * @param message why
   * @param at when it changed last
   */
  public record Troubled(String requestId, RequestState state, String message, Instant at) {}
}
