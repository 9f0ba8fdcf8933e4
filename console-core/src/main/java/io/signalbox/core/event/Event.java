package io.signalbox.core.event;

import java.time.Instant;

/**
 * Something that happened. Each package declares its own events as records; every one carries when
 * it happened, which lane of the timeline it belongs to, how serious it is and one sentence for a
 * person.
 */
public interface Event {

  /** Lanes of the event timeline. */
  enum Lane {
    HEALTH,
    CIRCUIT,
    BY_HAND,
    ROUTING,
    REQUEST,
    CONFIGURATION,
    TEMPLATE,
    ALERT
  }

  /** How much an operator should care. */
  enum Severity {
    INFO,
    GOOD,
    WARNING,
    ERROR
  }

  Instant at();

  Lane lane();

  Severity severity();

  /** What the event is about: a provider, template or request name. */
  String subject();

  /** One sentence for a person, without a secret. */
  String text();

  /** The same for the log, which names no person: the audit does. */
  default String logged() {
    return text();
  }

  /** Ties the event to the click or call that led to it; empty if nothing did. */
  default String traceId() {
    return "";
  }

  /** True where the event came from rehearsal traffic. */
  default boolean rehearsal() {
    return false;
  }
}
