package io.signalbox.core.provider.aws.launch.fleet;

import io.signalbox.core.provider.FailureClass;
import io.signalbox.core.provider.FieldFinding;
import io.signalbox.core.provider.LaunchSpec;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.ProviderOperation;
import io.signalbox.core.provider.ProviderResult;
import io.signalbox.core.provider.aws.client.Reply;
import io.signalbox.core.provider.aws.launch.FieldUse;
import io.signalbox.core.provider.aws.launch.LaunchFailures;
import io.signalbox.core.provider.aws.launch.LaunchJournal;
import io.signalbox.core.provider.aws.launch.Launching;
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
  private final LaunchJournal<FleetNote> journal;
  private final String region;
  private final FleetOutcomes outcomes;
  private final FleetSending sending;

  public FleetLaunches(
      FleetApi api,
      LaunchTemplates templates,
      LaunchJournal<FleetNote> journal,
      Unneeded unneeded,
      String region) {
    this.api = api;
    this.journal = journal;
    this.region = region;
    this.outcomes = new FleetOutcomes(api, templates, journal, unneeded);
    this.sending = new FleetSending(api, templates, journal, outcomes);
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
    return switch (sending.template(create, own, key)) {
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
        yield noted.equals(fresh) ? sending.first(create, noted) : again(create, noted);
      }
    };
  }

  private ProviderResult again(ProviderOperation.CreateInstances create, FleetNote known)
      throws IOException {
    return switch (api.find(create, known, create.context().deadline())) {
      case Reply.Failed<Optional<Made>>(ProviderFailure failure) ->
          ProviderResult.failure(
              FleetSending.later(
                  failure.sent(),
                  "Whether the launch was done cannot be found out: " + failure.message(),
                  false));
      case Reply.Answered<Optional<Made>>(Optional<Made> found) when found.isPresent() ->
          outcomes.made(create, known, found.get(), found.get().machines().size() >= known.asked());
      case Reply.Answered<Optional<Made>> none -> sending.again(create, known);
    };
  }
}
