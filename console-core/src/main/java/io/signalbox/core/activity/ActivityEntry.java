package io.signalbox.core.activity;

import io.signalbox.core.event.Event.Severity;
import java.time.Instant;
import java.util.Map;

/**
 * Something that was done or happened. Nothing in it is a secret.
 *
 * @param who the person, as {@code "ana (window)"}, or the part of the program
 * @param what the command's name, {@code "Drain"}; the operation's or call's, {@code
 *     "CREATE_INSTANCES"}; of what came by itself its lane, {@code "HEALTH"}
 * @param subject what it was done to, or is about: a provider, strategy, template, request, file or
 *     setting; may be empty
 * @param provider where an operation went; empty where none did
 * @param outcome GOOD for done, INFO for what changed nothing, WARNING and ERROR
 * @param result of an act {@code "done"}, {@code "so already"} or the code it was refused with; a
 *     few words of an operation; of what came by itself the sentence
 * @param reason what the operator gave as the reason, or why an operation went where it went; empty
 *     if none
 * @param traceId of the click or call it belongs to; empty if nothing led to it
 * @param before the values before, as JSON types; empty where nothing is replaced
 * @param after the values after, as JSON types; of a call what is known of it
 * @param undoes the act that this one undid; 0 for none
 * @param undoneBy the newest act that undid this one and was not undone itself; 0 for none
 */
public record ActivityEntry(
    ActivityKey key,
    String who,
    String what,
    String subject,
    String provider,
    Severity outcome,
    String result,
    String reason,
    String traceId,
    Map<String, Object> before,
    Map<String, Object> after,
    long undoes,
    long undoneBy) {

  public ActivityEntry {
    before = Map.copyOf(before);
    after = Map.copyOf(after);
  }

  public Instant at() {
    return key.at();
  }

  public ActivityKind kind() {
    return key.source().kind();
  }
}
