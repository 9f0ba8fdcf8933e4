package io.signalbox.core.query;

import io.signalbox.core.event.Event;
import java.time.Instant;

/** An event as a screen shows it. */
public record EventView(
    Instant at,
    Event.Lane lane,
    Event.Severity severity,
    String subject,
    String text,
    String traceId) {}
