package io.signalbox.core.provider.aws.launch.fleet;

import io.signalbox.core.provider.FailureClass;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.ProviderOperation;
import io.signalbox.core.provider.ProviderResult;
import io.signalbox.core.provider.aws.client.Deadlines;
import io.signalbox.core.provider.aws.client.Reply;
import io.signalbox.core.provider.aws.launch.LaunchFailures;
import io.signalbox.core.provider.aws.launch.LaunchJournal;
import io.signalbox.core.provider.aws.launch.template.LaunchTags;
import io.signalbox.core.provider.aws.launch.template.LaunchTemplates;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/**
 * Sends launches that are noted, each from its launch template. One that was removed meanwhile is
 * made once more, from the same content. Thread-safe.
 */
final class FleetSending {

  private final FleetApi api;
  private final LaunchTemplates templates;
  private final LaunchJournal<FleetNote> journal;
  private final FleetOutcomes outcomes;

  FleetSending(
      FleetApi api,
      LaunchTemplates templates,
      LaunchJournal<FleetNote> journal,
      FleetOutcomes outcomes) {
    this.api = api;
    this.templates = templates;
    this.journal = journal;
    this.outcomes = outcomes;
  }

  /**
   * The name of a launch's launch template, which is there then.
   *
   * @param own whether it is the launch's alone
   */
  Reply<String> template(ProviderOperation.CreateInstances create, boolean own, String key) {
    return templates.forLaunch(
        create.spec(),
        own ? LaunchTags.ofOneLaunch(create) : LaunchTags.shared(create),
        api.takesPaths(create.spec()),
        key,
        Deadlines.beforeLaunch(create.context().deadline()));
  }

  /**
   * Sends a launch that was never sent. A shared launch template that was retired before it was
   * noted may be removed at any time: then the launch goes on from the one that launches share now.
   */
  ProviderResult first(ProviderOperation.CreateInstances create, FleetNote first)
      throws IOException {
    FleetNote note = first;
    while (!note.ownTemplate() && templates.isRetired(note.template())) {
      FleetNote before = note;
      switch (template(create, false, note.key())) {
        case Reply.Failed<String>(ProviderFailure failure) -> {
          journal.change(note.key(), known -> before.equals(known) ? before.whenGone() : null);
          return ProviderResult.failure(failure);
        }
        case Reply.Answered<String>(String made) -> {
          Optional<FleetNote> moved = moved(note, made);
          if (moved.isEmpty()) {
            return overtaken();
          }
          note = moved.get();
        }
      }
    }
    return send(create, note, true);
  }

  /** Sends a launch once more that was sent, and that AWS does not have. */
  ProviderResult again(ProviderOperation.CreateInstances create, FleetNote known)
      throws IOException {
    // Whoever sent it before must not take it away now that it is sent again.
    FleetNote mine = known.takenUp();
    return journal
            .change(known.key(), note -> known.equals(note) ? mine : null)
            .equals(Optional.of(mine))
        ? send(create, mine, false)
        : overtaken();
  }

  /** The same launch from another launch template; empty where somebody else has taken it up. */
  private Optional<FleetNote> moved(FleetNote note, String template) throws IOException {
    FleetNote moved = note.from(template);
    return journal
        .change(note.key(), known -> note.equals(known) ? moved : null)
        .filter(moved::equals);
  }

  private static ProviderResult overtaken() {
    return ProviderResult.failure(LaunchFailures.overtaken());
  }

  private ProviderResult send(
      ProviderOperation.CreateInstances create, FleetNote note, boolean first) throws IOException {
    Instant deadline = create.context().deadline();
    Reply<Made> reply = api.create(create, note, deadline);
    FleetNote sent = note;
    if (reply instanceof Reply.Failed<Made>(ProviderFailure lacking)
        && LaunchTemplates.isUnknown(lacking)) {
      // It was removed since it was made.
      templates.forget(note.template());
      switch (template(create, note.ownTemplate(), note.key())) {
        case Reply.Failed<String>(ProviderFailure failure) -> {
          return outcomes.refused(note, failure, first, deadline);
        }
        case Reply.Answered<String>(String made) -> {
          // A path may mean another image by now, and what launches share another template.
          Optional<FleetNote> moved = moved(note, made);
          if (moved.isEmpty()) {
            return overtaken();
          }
          sent = moved.get();
          reply = api.create(create, sent, deadline);
        }
      }
    }
    return switch (reply) {
      case Reply.Answered<Made>(Made made) -> outcomes.made(create, sent, made, true);
      case Reply.Failed<Made>(ProviderFailure failure) when LaunchTemplates.isUnknown(failure) ->
          // What was made just now is not known everywhere at once: it stays for the next time.
          ProviderResult.failure(
              later(failure, failure.message() + ". It was made just now", failure.outcomeKnown()));
      case Reply.Failed<Made>(ProviderFailure failure) ->
          outcomes.refused(sent, failure, first, deadline);
    };
  }

  /** It is asked again; where AWS asks for fewer calls, not before it says. */
  static ProviderFailure later(ProviderFailure failure, String message, boolean outcomeKnown) {
    return new ProviderFailure(
        failure.code(),
        message,
        failure.details(),
        FailureClass.TRANSIENT,
        outcomeKnown,
        failure.throttled(),
        failure.retryAfter());
  }
}
