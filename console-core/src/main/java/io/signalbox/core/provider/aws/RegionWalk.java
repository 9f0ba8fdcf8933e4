package io.signalbox.core.provider.aws;

import io.signalbox.core.provider.FailureClass;
import io.signalbox.core.provider.FieldFinding;
import io.signalbox.core.provider.InstanceInfo;
import io.signalbox.core.provider.LaunchSpec;
import io.signalbox.core.provider.ProviderData;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.ProviderOperation;
import io.signalbox.core.provider.ProviderResult;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.provider.aws.failure.AwsFailures;
import io.signalbox.core.provider.aws.launch.LaunchFailures;
import io.signalbox.core.provider.aws.launch.LaunchJournal;
import io.signalbox.core.provider.aws.launch.NoteKind;
import io.signalbox.core.provider.aws.launch.RegionalSpec;
import io.signalbox.core.provider.aws.settings.RegionSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
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

    /**
     * Why another launch for the same request has left that region for want of room; empty where
     * none has.
     *
     * @throws IOException if that cannot be read
     */
    Optional<ProviderFailure> left(String region, ProviderOperation.CreateInstances create)
        throws IOException;

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
   * @param folder of the provider's notes
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
    this.journal = new LaunchJournal<>(folder, NoteKind.WALK, RegionNote.class);
  }

  ProviderResult launch(ProviderOperation.CreateInstances create, String key) {
    try {
      Optional<RegionNote> known = journal.find(key);
      if (known.isEmpty() && settings.fallbacks().isEmpty()) {
        return noted(primary, create)
            .map(ProviderResult::failure)
            .orElseGet(() -> launches.launch(primary, create, key));
      }
      AtomicBoolean again = new AtomicBoolean();
      RegionNote note;
      try {
        if (known.isEmpty()) {
          journal.tidy(time.now());
        }
        RegionNote first = known.isPresent() ? known.get() : begun(create, key);
        note =
            journal
                .change(
                    key, each -> each == null ? first : each.done() ? null : takenUp(each, again))
                .orElse(first);
      } catch (IOException e) {
        if (known.isPresent()) {
          throw e;
        }
        return ProviderResult.failure(LaunchFailures.notNoted(e));
      }
      if (note.done()) {
        return RegionAnswers.of(create, note, List.of());
      }
      return isConfigured(note.region())
          ? goOn(create, note, again.get())
          : ProviderResult.failure(elsewhere(note.region()));
    } catch (IOException e) {
      return ProviderResult.failure(LaunchFailures.unreadable(e));
    }
  }

  /**
   * A fleet or group that waits for room in vain is given up, and the request asks once more: then
   * the regions that it has left are passed over. Where it has left all, it waits where its
   * template is at home.
   */
  private RegionNote begun(ProviderOperation.CreateInstances create, String key)
      throws IOException {
    List<String> further =
        settings.fallbacks().stream()
            .filter(region -> against(region, regional(create.spec(), region), create).isEmpty())
            .toList();
    RegionNote first = RegionNote.begun(key, primary, create.count(), further);
    RegionNote note = first;
    Optional<ProviderFailure> left = launches.left(primary, create);
    while (left.isPresent()) {
      Optional<String> next = next(note);
      if (next.isEmpty()) {
        return first;
      }
      note = note.after(left.get()).in(next.get());
      left = launches.left(note.region(), create);
    }
    return note;
  }

  /**
   * @param again is told whether the region in hand was asked and has not answered for certain
   */
  private static RegionNote takenUp(RegionNote known, AtomicBoolean again) {
    again.set(known.open());
    return known.takenUp();
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
            return ProviderResult.failure(
                sure ? told(failure, note) : LaunchFailures.ofRepetition(failure));
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

  /** As many machines as were noted are asked for there, under the same key, however often. */
  private ProviderResult inRegion(ProviderOperation.CreateInstances create, RegionNote note) {
    String region = note.region();
    RegionalSpec spec = regional(create.spec(), region);
    List<FieldFinding> against = against(region, spec, create);
    if (!against.isEmpty()) {
      return ProviderResult.failure(
          ProviderFailure.of(
              FailureClass.REQUEST,
              "INVALID_PARAMETER",
              "not asked, "
                  + against.stream().map(FieldFinding::text).collect(Collectors.joining("; "))));
    }
    ProviderOperation.CreateInstances there =
        new ProviderOperation.CreateInstances(
            spec.spec(), note.rest(), create.tags(), create.context());
    return noted(region, create)
        .map(ProviderResult::failure)
        .orElseGet(() -> launches.launch(region, there, note.keyThere()));
  }

  private RegionalSpec regional(LaunchSpec spec, String region) {
    return region.equals(primary)
        ? new RegionalSpec(spec, List.of())
        : RegionalSpec.of(spec, region, settings.in(region));
  }

  /** Why it is not asked for there. */
  private List<FieldFinding> against(
      String region, RegionalSpec spec, ProviderOperation.CreateInstances create) {
    return spec.missing().isEmpty()
        ? launches.errors(
            region,
            new ProviderOperation.CreateInstances(
                spec.spec(), create.count(), create.tags(), create.context()))
        : spec.missing();
  }

  /** That something is launched there is on disk first; empty where it is. */
  private Optional<ProviderFailure> noted(String region, ProviderOperation.CreateInstances create) {
    try {
      regions.launching(region, create.tags());
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(LaunchFailures.notNoted(e));
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
  private static ProviderFailure told(ProviderFailure failure, RegionNote note) {
    return note.stays().isEmpty()
        ? failure
        : LaunchFailures.with(
            failure, note.region() + ": " + failure.message(), failure.outcomeKnown());
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

  private ProviderFailure elsewhere(String region) {
    return ProviderFailure.unknown(
        "REGION_CHANGED",
        "This launch is in %s, which is none of the provider's regions any more: whether it was done cannot be asked. Set the region back until it is settled"
            .formatted(region));
  }

  private static ProviderResult overtaken() {
    return ProviderResult.failure(LaunchFailures.overtaken());
  }
}
