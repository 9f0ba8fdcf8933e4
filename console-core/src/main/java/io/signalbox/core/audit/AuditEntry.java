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
 * @param outcome {@link #DONE}, {@link #SO_ALREADY}, or the error code it ended with
 * @param reason what the operator gave as the reason; empty if none
 * @param traceId ties the act to logs and provider calls
 * @param before the values before, as JSON types; empty where nothing is replaced
 * @param after the values after, as JSON types; never a secret
 * @param undoes the id of the act that this one undid; 0 for none
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
    Map<String, Object> after,
    long undoes) {

  /** How the outcome of what was done is written. */
  public static final String DONE = "done";

  /** How the outcome is written where all was so already. */
  public static final String SO_ALREADY = "so already";

  /** One that undid no other. */
  public AuditEntry(
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
    this(id, at, actor, action, subject, outcome, reason, traceId, before, after, 0);
  }

  public AuditEntry {
    before = Map.copyOf(before);
    after = Map.copyOf(after);
  }

  public boolean isDone() {
    return outcome.equals(DONE);
  }

  /** Who, without the surface: {@code "ana"} of {@code "ana (window)"}. */
  public String person() {
    return person(actor);
  }

  /** An actor without the surface. */
  public static String person(String actor) {
    int surface = actor.lastIndexOf(" (");
    return surface > 0 && actor.endsWith(")") ? actor.substring(0, surface) : actor;
  }
}
