package io.signalbox.core.background;

import java.time.Instant;

/**
 * Something that runs by itself and does not do what it should.
 *
 * @param subject the step, or what is kept behind
 * @param title one line that says what is wrong
 * @param detail the last failure, or what follows from it; may be empty
 * @param since when it began
 */
public record BackgroundProblem(String subject, String title, String detail, Instant since) {}
