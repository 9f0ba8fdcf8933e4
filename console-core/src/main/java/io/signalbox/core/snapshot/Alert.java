package io.signalbox.core.snapshot;

import io.signalbox.core.event.Event;
import java.time.Instant;

/**
 * Something an operator should look at.
 *
 * @param kind where a click leads: {@code provider}, {@code template}, {@code request}, {@code
 *     configuration}; {@code background} leads nowhere
 * @param subject what it is about, as a click would look for it
 * @param title one short sentence
 * @param detail what follows from it, or what to do; may be empty
 * @param location file:line:column where there is one; empty otherwise
 * @param since when it was first found
 */
public record Alert(
    Event.Severity severity,
    String kind,
    String subject,
    String title,
    String detail,
    String location,
    Instant since) {}
