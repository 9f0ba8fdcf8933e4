package io.signalbox.core.audit;

import java.time.Instant;
import java.util.Map;

/**
 * One act of an operator or a script on the system.
 *
 * @param id grows with time within one store; 0 before it is stored
 * @param at when it was asked
 * @param actor who asked, as the surface knows it, such as {@code "night-operator (window)"}
 * @param action the command's name, such as {@code "ActivateProvider"}
 * @param subject what it was done to: a provider, template, request or setting
 * @param outcome {@code "done"}, or the error code it ended with
 * @param reason what the operator gave as the reason; empty if none
 * @param traceId ties the act to logs and provider calls
 * @param before the values before, as JSON types; empty where nothing is replaced
 * @param after the values after, as JSON types; never a secret
 */
public record AuditEntry(
    long id,
    Instant at,
    String actor,
    String action,
    String subject,
    String outcome,
    String reason,
    String traceId,
    Map<String, Object> before,
    Map<String, Object> after) {

  public AuditEntry {
    before = Map.copyOf(before);
    after = Map.copyOf(after);
  }
}
