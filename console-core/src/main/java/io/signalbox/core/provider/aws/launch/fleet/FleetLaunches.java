package io.signalbox.core.provider.aws.launch.fleet;

import io.signalbox.core.provider.FailureClass;
import io.signalbox.core.provider.FieldFinding;
import io.signalbox.core.provider.InstanceInfo;
import io.signalbox.core.provider.LaunchSpec;
import io.signalbox.core.provider.ProviderData;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.ProviderOperation;
import io.signalbox.core.provider.ProviderResult;
import io.signalbox.core.provider.aws.client.Deadlines;
import io.signalbox.core.provider.aws.client.Reply;
import io.signalbox.core.provider.aws.launch.FieldUse;
import io.signalbox.core.provider.aws.launch.LaunchFailures;
import io.signalbox.core.provider.aws.launch.LaunchJournal;
import io.signalbox.core.provider.aws.launch.Launching;
import io.signalbox.core.provider.aws.launch.Shortfalls;
import io.signalbox.core.provider.aws.launch.template.LaunchTemplates;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Launches with fleets and groups. First their launch template is made, which launches nothing;
 * then the launch is noted; then it is sent, and what was made is noted. A repetition looks for it
 * first, and sends what was noted again only if AWS has none. Thread-safe.
 */
public final class FleetLaunches implements Launching {

  private final FleetApi api;
  private final LaunchTemplates templates;
  private final LaunchJournal<FleetNote> journal;
  private final Unneeded unneeded;
  private final String region;

  public FleetLaunches(
      FleetApi api,
      LaunchTemplates templates,
      LaunchJournal<FleetNote> journal,
      Unneeded unneeded,
      String region) {
    this.api = api;
    this.templates = templates;
    this.journal = journal;
    this.unneeded = unneeded;
    this.region = region;
  }

  @Override
  public List<FieldUse> uses() {
    return api.uses();
  }

  @Override
  public List<FieldFinding> errors(LaunchSpec spec) {
    return api.errors(spec);
  }

  @Override
  public ProviderResult launch(ProviderOperation.CreateInstances create, String key, Instant now) {
    try {
      Optional<FleetNote> known = journal.find(key);
      if (known.isEmpty() || isOver(known.get())) {
        return begin(create, key, now);
      }
      if (!known.get().region().equals(region)) {
        return ProviderResult.failure(elsewhere(known.get()));
      }
      return known.get().gone() && !known.get().isInstant()
          ? ProviderResult.failure(returned(known.get()))
          : again(create, known.get());
    } catch (IOException e) {
      return ProviderResult.failure(LaunchFailures.unreadable(e));
    }
  }

  /** It was refused, and nothing is left of it. */
  private static boolean isOver(FleetNote note) {
    return note.gone() && note.resource().isEmpty();
  }

  /**
   * Whoever knew its machines by their tags has returned them: launched again, they would be more.
   */
  private static ProviderFailure returned(FleetNote note) {
    return ProviderFailure.of(
        FailureClass.REQUEST,
        "RETURNED_ALREADY",
        "%s was launched when this was sent before, and is gone with its machines since"
            .formatted(note.resource()));
  }

  private ProviderFailure elsewhere(FleetNote note) {
    return ProviderFailure.unknown(
        "REGION_CHANGED",
        "The launch was begun in %s, and %s cannot be asked whether it was done. Set the region back until it is settled"
            .formatted(note.region(), region));
  }

  private ProviderResult begin(ProviderOperation.CreateInstances create, String key, Instant now)
      throws IOException {
    // All are read at each listing.
    journal.tidy(now, FleetNote::gone);
    String type = api.type(create.spec());
    boolean own = !api.tagsMachines(type);
    return switch (template(create, own, key)) {
      case Reply.Failed<String>(ProviderFailure failure) -> ProviderResult.failure(failure);
      case Reply.Answered<String>(String template) -> {
        FleetNote fresh =
            FleetNote.begun(
                key, region, api.api(), type, template, own, now, create.count(), create.tags());
        FleetNote noted;
        try {
          noted =
              journal
                  .change(key, known -> known == null || isOver(known) ? fresh : null)
                  .orElse(fresh);
        } catch (IOException e) {
          yield ProviderResult.failure(LaunchFailures.notNoted(e));
        }
        yield noted.equals(fresh) ? sendFirst(create, noted) : again(create, noted);
      }
    };
  }

  /**
   * A shared launch template that was retired before this launch was noted may be removed at any
   * time: then the launch goes on from the one that launches share now.
   */
  private ProviderResult sendFirst(ProviderOperation.CreateInstances create, FleetNote first)
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

  private Reply<String> template(
      ProviderOperation.CreateInstances create, boolean own, String key) {
    return templates.forLaunch(
        create.spec(),
        own ? LaunchTemplates.Tags.ofOneLaunch(create) : LaunchTemplates.Tags.shared(create),
        api.takesPaths(create.spec()),
        key,
        Deadlines.beforeLaunch(create.context().deadline()));
  }

  private ProviderResult again(ProviderOperation.CreateInstances create, FleetNote known)
      throws IOException {
    return switch (api.find(create, known, create.context().deadline())) {
      case Reply.Failed<Optional<Made>>(ProviderFailure failure) ->
          ProviderResult.failure(
              later(
                  failure.sent(),
                  "Whether the launch was done cannot be found out: " + failure.message(),
                  false));
      case Reply.Answered<Optional<Made>>(Optional<Made> found) when found.isPresent() ->
          answer(create, known, found.get(), found.get().machines().size() >= known.asked());
      case Reply.Answered<Optional<Made>> none -> {
        // Whoever sent it before must not take it away now that it is sent again.
        Optional<FleetNote> mine =
            journal.change(known.key(), note -> known.equals(note) ? known.takenUp() : null);
        yield mine.equals(Optional.of(known.takenUp()))
            ? send(create, known.takenUp(), false)
            : overtaken();
      }
    };
  }

  /**
   * @param first whether it was not sent before: what is refused later may be there all the same
   */
  private ProviderResult send(
      ProviderOperation.CreateInstances create, FleetNote note, boolean first) throws IOException {
    Instant deadline = create.context().deadline();
    Reply<Made> reply = api.create(create, note, deadline);
    FleetNote sent = note;
    if (reply instanceof Reply.Failed<Made>(ProviderFailure lacking)
        && LaunchTemplates.isUnknown(lacking)) {
      // It was removed since it was made: once more, from the same content.
      templates.forget(note.template());
      switch (template(create, note.ownTemplate(), note.key())) {
        case Reply.Failed<String>(ProviderFailure failure) -> {
          return notMade(note, failure, first, deadline);
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
      case Reply.Answered<Made>(Made made) -> answer(create, sent, made, true);
      case Reply.Failed<Made>(ProviderFailure failure) when LaunchTemplates.isUnknown(failure) ->
          // What was made just now is not known everywhere at once: it stays for the next time.
          ProviderResult.failure(
              later(failure, failure.message() + ". It was made just now", failure.outcomeKnown()));
      case Reply.Failed<Made>(ProviderFailure failure) -> notMade(sent, failure, first, deadline);
    };
  }

  private ProviderResult notMade(
      FleetNote note, ProviderFailure failure, boolean first, Instant deadline) throws IOException {
    if (first && failure.outcomeKnown()) {
      refused(note, deadline);
    }
    return ProviderResult.failure(failure);
  }

  /** It is asked again; where AWS asks for fewer calls, not before it says. */
  private static ProviderFailure later(
      ProviderFailure failure, String message, boolean outcomeKnown) {
    return new ProviderFailure(
        failure.code(),
        message,
        failure.details(),
        FailureClass.TRANSIENT,
        outcomeKnown,
        failure.throttled(),
        failure.retryAfter());
  }

  /**
   * @param whole whether it has no other machines at once
   */
  private ProviderResult answer(
      ProviderOperation.CreateInstances create, FleetNote note, Made made, boolean whole)
      throws IOException {
    if (made.resource().isEmpty() && !note.isInstant()) {
      // It is looked for by its tags the next time.
      return ProviderResult.failure(
          ProviderFailure.unknown(
              "NAMELESS", "The launch was taken, and the answer does not name what was made"));
    }
    List<String> ids = made.machines().stream().map(InstanceInfo::machineId).toList();
    FleetNote known = note.known(made.resource(), ids, whole);
    journal.change(note.key(), noted -> noted == null || noted.resource().isEmpty() ? known : null);
    if (!note.isInstant()) {
      return ProviderResult.success(
          new ProviderData.InstancesCreated(made.resource(), List.of(), note.asked(), List.of()));
    }
    List<ProviderFailure> shortfalls =
        ids.size() >= note.asked()
            ? List.of()
            : made.errors().isEmpty()
                ? List.of(
                    Shortfalls.fewer(
                        "EC2 launched %d of the %d asked for and gave no reason"
                            .formatted(ids.size(), note.asked())))
                : made.errors();
    if (ids.isEmpty()) {
      leave(known, create.context().deadline());
      return ProviderResult.failure(Shortfalls.together(shortfalls));
    }
    return ProviderResult.success(
        new ProviderData.InstancesCreated(made.resource(), made.machines(), shortfalls));
  }

  /**
   * It is certain that nothing was made, unless somebody else has sent it again meanwhile. A launch
   * template that cannot be removed now is met by the sweep.
   */
  private void refused(FleetNote note, Instant deadline) throws IOException {
    Optional<FleetNote> left =
        journal.change(note.key(), known -> note.equals(known) ? note.whenGone() : null);
    if (left.equals(Optional.of(note.whenGone())) && note.ownTemplate()) {
      templates.remove(note.template(), deadline);
    }
  }

  /** A fleet that made nothing goes. What does not go now is looked for later. */
  private void leave(FleetNote note, Instant deadline) throws IOException {
    if (api.delete(List.of(note), deadline).isEmpty()) {
      unneeded.gone(note, deadline);
    }
  }
}
