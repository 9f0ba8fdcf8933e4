package io.signalbox.core.provider.aws;

import io.signalbox.core.provider.InstanceInfo;
import io.signalbox.core.provider.ProviderData;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.ProviderOperation;
import io.signalbox.core.provider.ProviderResult;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.provider.aws.failure.AwsFailures;
import io.signalbox.core.provider.aws.launch.LaunchFailures;
import io.signalbox.core.provider.aws.launch.LaunchJournal;
import io.signalbox.core.provider.aws.launch.NoteKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Takes a launch through the regions of a provider, in their order, until all machines are made.
 * Which region is asked is noted before it is: a repetition goes on there and never goes back.
 * While it is not known what became of it in one region, no other is asked. Thread-safe.
 */
final class RegionWalk {

  private final RegionOrder order;
  private final RegionLaunch launches;
  private final TimeSource time;
  private final LaunchJournal<RegionNote> journal;

  /**
   * @param folder of the provider's notes
   */
  RegionWalk(RegionOrder order, RegionLaunch launches, TimeSource time, Path folder) {
    this.order = order;
    this.launches = launches;
    this.time = time;
    this.journal = new LaunchJournal<>(folder, NoteKind.WALK, RegionNote.class);
  }

  ProviderResult launch(ProviderOperation.CreateInstances create, String key) {
    try {
      Optional<RegionNote> known = journal.find(key);
      if (known.isEmpty() && order.fallbacks().isEmpty()) {
        return launches.launch(order.primary(), create, create.count(), key);
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
      return order.contains(note.region())
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
        order.fallbacks().stream().filter(region -> launches.isPossible(region, create)).toList();
    RegionNote first = RegionNote.begun(key, order.primary(), create.count(), further);
    RegionNote note = first;
    Optional<ProviderFailure> left = launches.left(order.primary(), create);
    while (left.isPresent()) {
      Optional<String> next = order.next(note);
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
      switch (launches.launch(note.region(), create, note.rest(), note.keyThere())) {
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
          mayGoOn = sure && order.letsNextTry(failure, note.region());
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
      Optional<String> next = mayGoOn ? order.next(note) : Optional.empty();
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
