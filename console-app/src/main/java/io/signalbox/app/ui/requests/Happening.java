package io.signalbox.app.ui.requests;

import io.signalbox.app.ui.control.Glyph;
import io.signalbox.app.ui.control.Units;
import io.signalbox.core.provider.ApiCall;
import io.signalbox.core.request.RequestCall;
import io.signalbox.core.request.TimelineEntry;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A line of a request's timeline: a step of ours, or a call of the cloud's API.
 *
 * @param reference the cloud's id of a call; empty for a step, and where it gave none
 */
record Happening(
    Instant at, Glyph.Shape shape, String tone, String title, String detail, String reference) {

  /** Both in the order in which they happened; of the same time, the step first. */
  static List<Happening> of(List<TimelineEntry> steps, List<RequestCall> calls) {
    return Stream.concat(steps.stream().map(Happening::of), calls.stream().map(Happening::of))
        .sorted(Comparator.comparing(Happening::at))
        .toList();
  }

  private static Happening of(TimelineEntry step) {
    return new Happening(
        step.at(),
        step.good() ? Glyph.Shape.CHECK : Glyph.Shape.TRIANGLE,
        step.good() ? "accent" : "warn",
        step.title(),
        step.detail(),
        "");
  }

  private static Happening of(RequestCall made) {
    ApiCall call = made.call();
    String again = call.retries() == 0 ? "" : ", sent " + (call.retries() + 1) + "×";
    return new Happening(
        call.at(),
        call.succeeded() ? Glyph.Shape.CHECK : Glyph.Shape.CROSS,
        call.succeeded() ? "ok" : "bad",
        call.action().substring(call.action().indexOf(':') + 1)
            + (call.region().isEmpty() ? "" : " in " + call.region()),
        Units.millis(call.took().toNanos() / 1e6, "–")
            + again
            + (call.succeeded() ? "" : ", " + call.code() + ": " + call.message()),
        call.reference());
  }
}
