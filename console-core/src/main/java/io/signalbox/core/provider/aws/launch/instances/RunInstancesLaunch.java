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
import io.signalbox.core.provider.aws.launch.LaunchFields;
import io.signalbox.core.provider.aws.launch.LaunchJournal;
import io.signalbox.core.provider.aws.launch.Launching;
import io.signalbox.core.provider.aws.launch.MachineRequirements;
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
   * @param folder where this provider's launches of several steps are noted
   */
  public RunInstancesLaunch(AwsClients clients, Caller caller, Images images, Path folder) {
    this.clients = clients;
    this.caller = caller;
    this.images = images;
    this.journal = new LaunchJournal<>(folder, LaunchNote.class);
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
      // A note that cannot be read may tell of machines; one that cannot be written sends nothing.
      return ProviderResult.failure(
          ProviderFailure.unknown(
              "JOURNAL_UNAVAILABLE",
              "How far the launch is cannot be read or noted: "
                  + e
                  + ". Nothing further is sent until it can"));
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
    LaunchNote note =
        journal
            .change(key, known -> known == null || known.done() ? null : known.takenUp())
            .orElseThrow(() -> new IOException("the note of " + key + " is gone"));
    if (!note.region().equals(clients.region())) {
      return ProviderResult.failure(
          ProviderFailure.unknown(
              "REGION_CHANGED",
              "This launch was begun in %s, and the provider is now in %s: whether it was done"
                      .formatted(note.region(), clients.region())
                  + " cannot be asked. Set the region back until it is settled"));
    }
    return note.done() ? answer(create, note, List.of()) : goOn(create, steps, note);
  }

  private ProviderResult begin(
      ProviderOperation.CreateInstances create, List<Step> steps, LaunchNote first)
      throws IOException {
    LaunchNote note;
    try {
      note =
          journal
              .change(first.key(), known -> known == null ? first : known.takenUp())
              .orElse(first);
    } catch (IOException e) {
      return ProviderResult.failure(
          ProviderFailure.of(
              FailureClass.PROVIDER,
              "JOURNAL_UNAVAILABLE",
              "The launch was not sent, because it cannot be noted first: " + e));
    }
    return note.done() ? answer(create, note, List.of()) : goOn(create, steps, note);
  }

  /** Sends the noted step, then those after it. */
  private ProviderResult goOn(
      ProviderOperation.CreateInstances create, List<Step> steps, LaunchNote from)
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
          boolean again = from.turn() > 1 && note.step() == from.step();
          if (!mayGoOn && again) {
            return ProviderResult.failure(ofRepetition(failure));
          }
          if (!failure.outcomeKnown() || (!mayGoOn && note.machines().isEmpty())) {
            return ProviderResult.failure(failure);
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

  /**
   * A step that is sent again may have been carried out when it was sent first. That it lacks room
   * is said of one that was not, for its token would be known; whoever asks too often, or with
   * credentials that have ended, is refused before the token is looked at.
   */
  private static ProviderFailure ofRepetition(ProviderFailure failure) {
    return new ProviderFailure(
        failure.code(),
        failure.message() + "; whether it was done when it was sent before is not known",
        failure.details(),
        failure.failureClass(),
        false,
        failure.throttled(),
        failure.retryAfter());
  }

  /** Notes it, unless somebody else has taken the launch up meanwhile. */
  private boolean isOurs(LaunchNote next) throws IOException {
    return journal
        .change(next.key(), known -> known != null && known.turn() == next.turn() ? next : null)
        .filter(next::equals)
        .isPresent();
  }

  /**
   * What was launched is answered the same however often it is asked. Where nothing was, the note
   * stays at the step it was noted for, which is sent again if the launch is.
   */
  private ProviderResult ended(LaunchNote note, ProviderResult result) throws IOException {
    return !result.isSuccess() || isOurs(note.ended()) ? result : overtaken();
  }

  private static ProviderResult overtaken() {
    return ProviderResult.failure(
        ProviderFailure.unknown(
            "TAKEN_UP_ELSEWHERE", "Another process has taken this launch up and goes on with it"));
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
