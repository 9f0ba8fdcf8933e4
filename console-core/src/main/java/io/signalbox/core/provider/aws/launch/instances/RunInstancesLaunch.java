package io.signalbox.core.provider.aws.launch.instances;

import io.signalbox.core.provider.FailureClass;
import io.signalbox.core.provider.FieldFinding;
import io.signalbox.core.provider.InstanceInfo;
import io.signalbox.core.provider.LaunchSpec;
import io.signalbox.core.provider.ProviderData;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.ProviderOperation;
import io.signalbox.core.provider.ProviderResult;
import io.signalbox.core.provider.aws.client.AwsClients;
import io.signalbox.core.provider.aws.client.Caller;
import io.signalbox.core.provider.aws.client.Deadlines;
import io.signalbox.core.provider.aws.client.Reply;
import io.signalbox.core.provider.aws.failure.AwsFailures;
import io.signalbox.core.provider.aws.launch.ClientToken;
import io.signalbox.core.provider.aws.launch.FieldUse;
import io.signalbox.core.provider.aws.launch.Images;
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
import io.signalbox.core.provider.aws.machines.Instances;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;
import software.amazon.awssdk.services.ec2.model.RunInstancesResponse;

/**
 * Launches with RunInstances: one call for each machine type in each place, in the template's
 * order, until all machines are launched. Each call has a token of its own that AWS knows it again
 * by. Where there is more than one call to make, or something had to be looked up, what is sent is
 * noted first: a repetition goes on at the call that was noted last, with the same token and
 * parameters, and never goes back. Thread-safe.
 */
public final class RunInstancesLaunch implements Launching {

  /** The code of a dry run that launched all the same. */
  public static final String DRY_RUN_IGNORED = "DRY_RUN_IGNORED";

  private final AwsClients clients;
  private final Caller caller;
  private final Images images;
  private final LaunchJournal<LaunchNote> journal;

  /**
   * @param folder of the provider's notes
   */
  public RunInstancesLaunch(AwsClients clients, Caller caller, Images images, Path folder) {
    this.clients = clients;
    this.caller = caller;
    this.images = images;
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
    boolean looksUp = LaunchFields.setsRootVolume(create.spec());
    if (steps.size() == 1 && !looksUp) {
      LaunchNote only = LaunchNote.begun(key, clients.region(), create.count(), RootDevice.NONE);
      return switch (send(create, steps.getFirst(), only)) {
        case Reply.Answered<Made>(Made made) -> answer(create, made.after(only), made.infos());
        case Reply.Failed<Made>(ProviderFailure failure) -> ProviderResult.failure(failure);
      };
    }
    try {
      return noted(create, steps, looksUp, key, now);
    } catch (IOException e) {
      return ProviderResult.failure(LaunchFailures.unreadable(e));
    }
  }

  /** What EC2 says of a launch's first call, of one machine, without launching. */
  public ProviderFailure dryRun(LaunchSpec spec, Instant deadline) {
    RootDevice root = RootDevice.NONE;
    if (LaunchFields.setsRootVolume(spec)) {
      switch (images.rootDevice(spec, deadline)) {
        case Reply.Answered<RootDevice>(RootDevice found) -> root = found;
        case Reply.Failed<RootDevice>(ProviderFailure failure) -> {
          return failure;
        }
      }
    }
    RunInstancesRequest.Builder request =
        LaunchFields.request(spec, Step.of(spec).getFirst(), Map.of(), root.device())
            .minCount(1)
            .maxCount(1)
            .dryRun(true);
    Reply<RunInstancesResponse> reply =
        caller.read(
            "ec2:RunInstances",
            deadline,
            // An endpoint that does not know dry runs launches: once, and not with each repetition.
            within -> clients.writes().runInstances(request.overrideConfiguration(within).build()));
    return switch (reply) {
      case Reply.Failed<RunInstancesResponse>(ProviderFailure failure) -> failure;
      case Reply.Answered<RunInstancesResponse>(RunInstancesResponse launched) ->
          ProviderFailure.of(
              FailureClass.PROVIDER,
              DRY_RUN_IGNORED,
              "The endpoint does not know dry runs and has launched "
                  + launched.instances().stream().map(Instance::instanceId).toList()
                  + ", which nobody asked for: terminate it");
    };
  }

  private ProviderResult noted(
      ProviderOperation.CreateInstances create,
      List<Step> steps,
      boolean looksUp,
      String key,
      Instant now)
      throws IOException {
    if (journal.find(key).isEmpty()) {
      journal.tidy(now);
      RootDevice root = RootDevice.NONE;
      if (looksUp) {
        switch (images.rootDevice(
            create.spec(), Deadlines.beforeLaunch(create.context().deadline()))) {
          case Reply.Answered<RootDevice>(RootDevice found) -> root = found;
          case Reply.Failed<RootDevice>(ProviderFailure failure) -> {
            return ProviderResult.failure(failure);
          }
        }
      }
      return begin(create, steps, LaunchNote.begun(key, clients.region(), create.count(), root));
    }
    AtomicBoolean again = new AtomicBoolean();
    LaunchNote note =
        journal
            .change(key, known -> known == null || known.done() ? null : takenUp(known, again))
            .orElseThrow(() -> new IOException("the note of " + key + " is gone"));
    if (!note.region().equals(clients.region())) {
      return ProviderResult.failure(
          ProviderFailure.unknown(
              "REGION_CHANGED",
              "This launch was begun in %s, and the provider is now in %s: whether it was done"
                      .formatted(note.region(), clients.region())
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
      switch (send(create, step, note)) {
        case Reply.Answered<Made>(Made made) -> {
          fresh.addAll(made.infos());
          note = made.after(note);
          mayGoOn = true;
        }
        case Reply.Failed<Made>(ProviderFailure failure) -> {
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
      if (note.rest() == 0 || last || !mayGoOn || !caller.isInTime(create.context().deadline())) {
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

  /** What one call made. */
  private record Made(String reservation, List<InstanceInfo> infos, List<ProviderFailure> fewer) {
    LaunchNote after(LaunchNote note) {
      return note.after(reservation, infos, fewer);
    }
  }

  private Reply<Made> send(ProviderOperation.CreateInstances create, Step step, LaunchNote note) {
    RunInstancesRequest.Builder request =
        LaunchFields.request(create.spec(), step, create.tags(), note.rootDevice())
            .minCount(1)
            .maxCount(note.rest())
            .clientToken(ClientToken.of(note.key(), note.region(), step.number()));
    if (!note.image().isEmpty()) {
      request.imageId(note.image());
    }
    return caller
        .change(
            "ec2:RunInstances",
            create.context().deadline(),
            within -> clients.writes().runInstances(request.overrideConfiguration(within).build()))
        .map(answer -> made(answer, step, note.rest()));
  }

  private static Made made(RunInstancesResponse answer, Step step, int asked) {
    List<InstanceInfo> infos = Instances.toInfos(answer.instances());
    int missing = asked - infos.size();
    return new Made(
        Optional.ofNullable(answer.reservationId()).orElse(""),
        infos,
        missing <= 0
            ? List.of()
            : List.of(
                Shortfalls.fewer(
                    "EC2 launched %d of %d machines: no more room for %s"
                        .formatted(infos.size(), asked, step))));
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
