package io.signalbox.core.provider.aws;

import io.signalbox.core.provider.FailureClass;
import io.signalbox.core.provider.FieldFinding;
import io.signalbox.core.provider.InstanceInfo;
import io.signalbox.core.provider.ProviderData;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.ProviderOperation;
import io.signalbox.core.provider.ProviderResult;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.provider.aws.failure.AwsFailures;
import io.signalbox.core.provider.aws.launch.LaunchJournal;
import io.signalbox.core.provider.aws.launch.RegionalSpec;
import io.signalbox.core.provider.aws.settings.RegionSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Takes a launch through the regions of a provider, in their order, until all machines are made.
 * Which region is asked is noted before it is: a repetition goes on there and never goes back.
 * While it is not known what became of it in one region, no other is asked. Thread-safe.
 */
final class RegionWalk {

  /** Launches in one region. */
  interface InRegion {

    /** What is wrong with a launch in that region, found without a call; in a sentence. */
    List<FieldFinding> errors(String region, ProviderOperation.CreateInstances create);

    /** Launches there, with that region's own key. */
    ProviderResult launch(String region, ProviderOperation.CreateInstances create, String key);
  }

  private final String primary;
  private final RegionSettings settings;
  private final FormerRegions regions;
  private final InRegion launches;
  private final TimeSource time;
  private final LaunchJournal<RegionNote> journal;

  /**
   * @param folder where launches are noted that may go through several regions
   */
  RegionWalk(
      String primary,
      RegionSettings settings,
      FormerRegions regions,
      InRegion launches,
      TimeSource time,
      Path folder) {
    this.primary = primary;
    this.settings = settings;
    this.regions = regions;
    this.launches = launches;
    this.time = time;
    this.journal = new LaunchJournal<>(folder, RegionNote.class);
  }

  ProviderResult launch(ProviderOperation.CreateInstances create, String key) {
    try {
      Optional<RegionNote> known = journal.find(key);
      if (known.isEmpty() && settings.fallbacks().isEmpty()) {
        return noted(primary, create)
            .map(ProviderResult::failure)
            .orElseGet(() -> launches.launch(primary, create, key));
      }
      RegionNote note;
      try {
        if (known.isEmpty()) {
          journal.tidy(time.now());
        }
        RegionNote first = RegionNote.begun(key, primary, create.count());
        note =
            journal
                .change(key, each -> each == null ? first : each.done() ? null : each.takenUp())
                .orElse(first);
      } catch (IOException e) {
        if (known.isPresent()) {
          throw e;
        }
        return ProviderResult.failure(notSent(e));
      }
      if (note.done()) {
        return RegionAnswers.of(create, note, List.of());
      }
      return isConfigured(note.region())
          ? goOn(create, note, known.filter(RegionNote::open).isPresent())
          : ProviderResult.failure(elsewhere(note.region()));
    } catch (IOException e) {
      return ProviderResult.failure(
          ProviderFailure.unknown(
              "JOURNAL_UNAVAILABLE",
              "In which regions the launch has been cannot be read or noted: "
                  + e
                  + ". Nothing further is sent until it can"));
    }
  }

  /**
   * @param again whether the noted region may have been asked before, so that its refusal now need
   *     not be of what was sent then
   */
  private ProviderResult goOn(
      ProviderOperation.CreateInstances create, RegionNote from, boolean again) throws IOException {
    RegionNote note = from;
    List<InstanceInfo> fresh = new ArrayList<>();
    while (true) {
      boolean mayGoOn;
      switch (inRegion(create, note)) {
        case ProviderResult.Success(ProviderData.InstancesCreated created) -> {
          fresh.addAll(created.instances());
          note = note.after(created);
          mayGoOn =
              note.rest() > 0
                  && created.shortfalls().stream().anyMatch(AwsFailures::letsNextStepTry);
        }
        case ProviderResult.Success other ->
            throw new IllegalStateException("A launch answers with machines");
        case ProviderResult.Failure(ProviderFailure failure) -> {
          boolean sure =
              failure.outcomeKnown()
                  && !(again
                      && note.region().equals(from.region())
                      && !AwsFailures.letsNextStepTry(failure));
          mayGoOn = sure && letsNextRegionTry(failure, note);
          if (!mayGoOn && (!sure || !note.isFruitful())) {
            if (sure) {
              isOurs(note.answered());
            }
            return ProviderResult.failure(sure ? told(failure, note) : unsure(failure));
          }
          note = note.after(failure);
        }
      }
      Optional<String> next = mayGoOn ? next(note) : Optional.empty();
      if (next.isEmpty() || !time.now().isBefore(create.context().deadline())) {
        return ended(note, RegionAnswers.of(create, note, fresh));
      }
      RegionNote further = note.in(next.get());
      if (!isOurs(further)) {
        return overtaken();
      }
      note = further;
    }
  }

  /** The same values as were noted are sent there, however often. */
  private ProviderResult inRegion(ProviderOperation.CreateInstances create, RegionNote note) {
    String region = note.region();
    RegionalSpec spec =
        region.equals(primary)
            ? new RegionalSpec(create.spec(), List.of())
            : RegionalSpec.of(create.spec(), region, settings.in(region));
    ProviderOperation.CreateInstances there =
        new ProviderOperation.CreateInstances(
            spec.spec(), note.rest(), create.tags(), create.context());
    List<FieldFinding> against = new ArrayList<>(spec.missing());
    if (against.isEmpty()) {
      against.addAll(launches.errors(region, there));
    }
    if (!against.isEmpty()) {
      return ProviderResult.failure(
          ProviderFailure.of(
              FailureClass.REQUEST,
              "INVALID_PARAMETER",
              "not asked, "
                  + against.stream().map(FieldFinding::text).collect(Collectors.joining("; "))));
    }
    return noted(region, create)
        .map(ProviderResult::failure)
        .orElseGet(() -> launches.launch(region, there, note.keyThere()));
  }

  /** That something is launched there is on disk first; empty where it is. */
  private Optional<ProviderFailure> noted(String region, ProviderOperation.CreateInstances create) {
    try {
      regions.launching(region, create.tags());
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(notSent(e));
    }
  }

  private boolean letsNextRegionTry(ProviderFailure failure, RegionNote note) {
    if (AwsFailures.letsNextStepTry(failure)) {
      return true;
    }
    boolean unavailable =
        failure.failureClass() == FailureClass.PROVIDER
            || (failure.failureClass() == FailureClass.TRANSIENT && !failure.throttled());
    return failure.isCancelled()
        ? false
        : (unavailable && settings.whenUnavailable())
            // The template is the primary's: what another region says against it is that region's.
            || (failure.failureClass() == FailureClass.REQUEST && !note.region().equals(primary));
  }

  /** The region after the one in hand that was not asked yet. */
  private Optional<String> next(RegionNote note) {
    List<String> order = order();
    return order.subList(order.indexOf(note.region()) + 1, order.size()).stream()
        .filter(each -> note.stays().stream().noneMatch(stay -> stay.region().equals(each)))
        .findFirst();
  }

  private List<String> order() {
    List<String> order = new ArrayList<>(List.of(primary));
    order.addAll(settings.fallbacks());
    return order;
  }

  private boolean isConfigured(String region) {
    return order().contains(region);
  }

  /** Where other regions were asked before, a refusal says of which it is. */
  private ProviderFailure told(ProviderFailure failure, RegionNote note) {
    return note.stays().isEmpty()
        ? failure
        : withMessage(failure, note.region() + ": " + failure.message(), failure.outcomeKnown());
  }

  private static ProviderFailure unsure(ProviderFailure failure) {
    return failure.outcomeKnown()
        ? withMessage(
            failure,
            failure.message() + "; whether it was done when it was sent before is not known",
            false)
        : failure;
  }

  private static ProviderFailure withMessage(
      ProviderFailure failure, String message, boolean outcomeKnown) {
    return new ProviderFailure(
        failure.code(),
        message,
        failure.details(),
        failure.failureClass(),
        outcomeKnown,
        failure.throttled(),
        failure.retryAfter());
  }

  private ProviderFailure elsewhere(String region) {
    return ProviderFailure.unknown(
        "REGION_CHANGED",
        "This launch is in %s, which is none of the provider's regions any more: whether it was done cannot be asked. Set the region back until it is settled"
            .formatted(region));
  }

  private static ProviderFailure notSent(IOException why) {
    return ProviderFailure.of(
        FailureClass.PROVIDER,
        "JOURNAL_UNAVAILABLE",
        "The launch was not sent, because its region cannot be noted first: " + why);
  }

  /** Notes it, unless somebody else has taken the launch up meanwhile. */
  private boolean isOurs(RegionNote next) throws IOException {
    return journal
        .change(next.key(), known -> known != null && known.turn() == next.turn() ? next : null)
        .filter(next::equals)
        .isPresent();
  }

  /** What was launched is answered the same however often it is asked. */
  private ProviderResult ended(RegionNote note, ProviderResult result) throws IOException {
    return isOurs(result.isSuccess() ? note.ended() : note.answered()) ? result : overtaken();
  }

  private static ProviderResult overtaken() {
    return ProviderResult.failure(
        ProviderFailure.unknown(
            "TAKEN_UP_ELSEWHERE", "Another process has taken this launch up and goes on with it"));
  }
}
