package io.signalbox.core.request;

import java.time.Instant;

/**
 * One step of a request from the click to the cloud call and back.
 *
 * @param kind {@code intent}, {@code chosen}, {@code call}, {@code step}, {@code result}, {@code
 *     machine}, {@code state}, {@code note}
 * @param good false for a step that went wrong
 */
public record TimelineEntry(Instant at, String kind, boolean good, String title, String detail) {}
