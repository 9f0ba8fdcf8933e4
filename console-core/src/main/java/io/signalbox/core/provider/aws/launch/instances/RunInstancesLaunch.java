package io.signalbox.core.provider.aws.launch.instances;

import io.signalbox.core.provider.FieldFinding;
import io.signalbox.core.provider.InstanceInfo;
import io.signalbox.core.provider.LaunchSpec;
import io.signalbox.core.provider.ProviderData;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.ProviderOperation;
import io.signalbox.core.provider.ProviderResult;
import io.signalbox.core.provider.aws.client.Deadlines;
import io.signalbox.core.provider.aws.client.Reply;
import io.signalbox.core.provider.aws.failure.AwsFailures;
import io.signalbox.core.provider.aws.launch.FieldUse;
import io.signalbox.core.provider.aws.launch.LaunchFailures;
import io.signalbox.core.provider.aws.launch.LaunchFields;
import io.signalbox.core.provider.aws.launch.LaunchJournal;
import io.signalbox.core.provider.aws.launch.Launching;
import io.signalbox.core.provider.aws.launch.MachineRequirements;
import io.signalbox.core.provider.aws.launch.NoteKind;
import io.signalbox.core.provider.aws.launch.NotedRefusal;
import io.signalbox.core.provider.aws.launch.RootDevice;
import io.signalbox.core.provider.aws.launch.Shortfalls;
import io.signalbox.core.provider.aws.launch.Step;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Launches with RunInstances: one call for each machine type in each place, in the template's
 * order, until all machines are launched. Each call has a token of its own that AWS knows it again
 * by. Where there is more than one call to make, or something had to be looked up, what is sent is
 * noted first: a repetition goes on at the call that was noted last, with the same token and
 * parameters, and never goes back. Thread-safe.
 */
public final class RunInstancesLaunch implements Launching {

  private final InstanceCalls calls;
  private final LaunchJournal<LaunchNote> journal;

  /**
   * @param folder of the provider's notes
   */
  public RunInstancesLaunch(InstanceCalls calls, Path folder) {
    this.calls = calls;
    this.journal = new LaunchJournal<>(folder, NoteKind.LAUNCH, LaunchNote.class);
  }

  @Override
  public List<FieldUse> uses() {
    return LaunchFields.uses();
  }

  @Override
  public List<FieldFinding> errors(LaunchSpec spec) {
    List<FieldFinding> errors = new ArrayList<>();
    if (spec.text("price_type").filter("heterogeneous"::equals).isPresent()) {
      errors.add(
          new FieldFinding(
              "price_type", "API 'RunInstances' does not support heterogeneous pricing"));
    }
    if (MachineRequirements.isIn(spec)) {
      errors.add(
          new FieldFinding(
              MachineRequirements.FIELD,
              "API 'RunInstances' launches machine types that are named; use EC2Fleet, SpotFleet"
                  + " or ASG"));
    }
    return errors;
  }

  @Override
  public ProviderResult launch(ProviderOperation.CreateInstances create, String key, Instant now) {
    List<Step> steps = Step.of(create.spec());
    if (steps.size() == 1 && !LaunchFields.setsRootVolume(create.spec())) {
      LaunchNote only = LaunchNote.begun(key, calls.region(), create.count(), RootDevice.NONE);
      return switch (calls.send(create, steps.getFirst(), only)) {
        case Reply.Answered<InstanceCalls.Made>(InstanceCalls.Made made) ->
            answer(create, made.after(only), made.infos());
        case Reply.Failed<InstanceCalls.Made>(ProviderFailure failure) ->
            ProviderResult.failure(failure);
      };
    }
    try {
      return noted(create, steps, key, now);
    } catch (IOException e) {
      return ProviderResult.failure(LaunchFailures.unreadable(e));
    }
  }

  private ProviderResult noted(
      ProviderOperation.CreateInstances create, List<Step> steps, String key, Instant now)
      throws IOException {
    if (journal.find(key).isEmpty()) {
      journal.tidy(now);
      return switch (calls.rootDevice(
          create.spec(), Deadlines.beforeLaunch(create.context().deadline()))) {
        case Reply.Failed<RootDevice>(ProviderFailure failure) -> ProviderResult.failure(failure);
        case Reply.Answered<RootDevice>(RootDevice root) ->
            begin(create, steps, LaunchNote.begun(key, calls.region(), create.count(), root));
      };
    }
    AtomicBoolean again = new AtomicBoolean();
    LaunchNote note =
        journal
            .change(key, known -> known == null || known.done() ? null : takenUp(known, again))
            .orElseThrow(() -> new IOException("the note of " + key + " is gone"));
    if (!note.region().equals(calls.region())) {
      return ProviderResult.failure(
          ProviderFailure.unknown(
              "REGION_CHANGED",
              "This launch was begun in %s, and the provider is now in %s: whether it was done"
                      .formatted(note.region(), calls.region())
                  + " cannot be asked. Set the region back until it is settled"));
    }
    return note.done() ? answer(create, note, List.of()) : goOn(create, steps, note, again.get());
  }

  /**
   * @param again is told whether the step in hand may have been carried out already
   */
  private static LaunchNote takenUp(LaunchNote known, AtomicBoolean again) {
    again.set(!known.refused());
    return known.takenUp();
  }

  private ProviderResult begin(
      ProviderOperation.CreateInstances create, List<Step> steps, LaunchNote first)
      throws IOException {
    AtomicBoolean again = new AtomicBoolean();
    LaunchNote note;
    try {
      note =
          journal
              .change(first.key(), known -> known == null ? first : takenUp(known, again))
              .orElse(first);
    } catch (IOException e) {
      return ProviderResult.failure(LaunchFailures.notNoted(e));
    }
    return note.done() ? answer(create, note, List.of()) : goOn(create, steps, note, again.get());
  }

  /**
   * Sends the noted step, then those after it.
   *
   * @param again whether the noted step may have been carried out already
   */
  private ProviderResult goOn(
      ProviderOperation.CreateInstances create, List<Step> steps, LaunchNote from, boolean again)
      throws IOException {
    LaunchNote note = from;
    List<InstanceInfo> fresh = new ArrayList<>();
    while (true) {
      Step step = steps.get(Math.min(note.step(), steps.size() - 1));
      boolean mayGoOn;
      switch (calls.send(create, step, note)) {
        case Reply.Answered<InstanceCalls.Made>(InstanceCalls.Made made) -> {
          fresh.addAll(made.infos());
          note = made.after(note);
          mayGoOn = true;
        }
        case Reply.Failed<InstanceCalls.Made>(ProviderFailure failure) -> {
          mayGoOn = AwsFailures.letsNextStepTry(failure);
          // That a step lacks room is said of one that was not done, for its token would be known;
          // who asks too often, or with credentials that have ended, is refused before that.
          if (!mayGoOn && again && note.step() == from.step()) {
            return ProviderResult.failure(LaunchFailures.ofRepetition(failure));
          }
          if (!failure.outcomeKnown()) {
            return ProviderResult.failure(failure);
          }
          if (!mayGoOn && note.machines().isEmpty()) {
            return ended(note, ProviderResult.failure(failure));
          }
          note = note.after("", List.of(), List.of(failure));
        }
      }
      boolean last = step.number() == steps.size() - 1;
      if (note.rest() == 0 || last || !mayGoOn || !calls.isInTime(create.context().deadline())) {
        return ended(note, answer(create, note, fresh));
      }
      LaunchNote next = note.atStep(step.number() + 1);
      if (!isOurs(next)) {
        return overtaken();
      }
      note = next;
    }
  }

  /** Notes it, unless somebody else has taken the launch up meanwhile. */
  private boolean isOurs(LaunchNote next) throws IOException {
    return journal
        .change(next.key(), known -> known != null && known.turn() == next.turn() ? next : null)
        .filter(next::equals)
        .isPresent();
  }

  /**
   * What was launched is answered the same however often it is asked. Where nothing was, for
   * certain, the note stays at the step it was noted for, which is sent again if the launch is.
   */
  private ProviderResult ended(LaunchNote note, ProviderResult result) throws IOException {
    if (result.isSuccess()) {
      return isOurs(note.ended()) ? result : overtaken();
    }
    journal.change(
        note.key(),
        known -> known != null && known.turn() == note.turn() ? known.whenRefused() : null);
    return result;
  }

  private static ProviderResult overtaken() {
    return ProviderResult.failure(LaunchFailures.overtaken());
  }

  /** What became of the launch: machines, or why there are none. */
  private static ProviderResult answer(
      ProviderOperation.CreateInstances create, LaunchNote note, List<InstanceInfo> fresh) {
    List<ProviderFailure> shortfalls =
        note.rest() <= 0
            ? List.of()
            : note.refusals().stream().map(NotedRefusal::toFailure).toList();
    if (note.machines().isEmpty()) {
      return ProviderResult.failure(Shortfalls.together(shortfalls));
    }
    List<InstanceInfo> infos =
        note.machines().stream().map(made -> made.among(fresh, create.tags())).toList();
    return ProviderResult.success(
        new ProviderData.InstancesCreated(note.reservation(), infos, shortfalls));
  }
}
