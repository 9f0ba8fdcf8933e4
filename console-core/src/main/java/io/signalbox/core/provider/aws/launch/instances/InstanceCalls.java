package io.signalbox.core.provider.aws.launch.instances;

import io.signalbox.core.provider.FailureClass;
import io.signalbox.core.provider.InstanceInfo;
import io.signalbox.core.provider.LaunchSpec;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.ProviderOperation;
import io.signalbox.core.provider.aws.client.AwsClients;
import io.signalbox.core.provider.aws.client.Caller;
import io.signalbox.core.provider.aws.client.Reply;
import io.signalbox.core.provider.aws.launch.ClientToken;
import io.signalbox.core.provider.aws.launch.Images;
import io.signalbox.core.provider.aws.launch.LaunchFields;
import io.signalbox.core.provider.aws.launch.RootDevice;
import io.signalbox.core.provider.aws.launch.Shortfalls;
import io.signalbox.core.provider.aws.launch.Step;
import io.signalbox.core.provider.aws.machines.Instances;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;
import software.amazon.awssdk.services.ec2.model.RunInstancesResponse;

/**
 * RunInstances, one call for one step of a launch, and the same without launching. Thread-safe;
 * blocks until the deadline at most.
 */
public final class InstanceCalls {

  /** The code of a dry run that launched all the same. */
  public static final String DRY_RUN_IGNORED = "DRY_RUN_IGNORED";

  private final AwsClients clients;
  private final Caller caller;
  private final Images images;

  public InstanceCalls(AwsClients clients, Caller caller, Images images) {
    this.clients = clients;
    this.caller = caller;
    this.images = images;
  }

  /** What one call made. */
  record Made(String reservation, List<InstanceInfo> infos, List<ProviderFailure> fewer) {
    LaunchNote after(LaunchNote note) {
      return note.after(reservation, infos, fewer);
    }
  }

  /** The region that is launched in. */
  String region() {
    return clients.region();
  }

  /** Whether there is time for another call. */
  boolean isInTime(Instant deadline) {
    return caller.isInTime(deadline);
  }

  /** The root device of a launch that sets something of its volume; none of any other. */
  Reply<RootDevice> rootDevice(LaunchSpec spec, Instant deadline) {
    return LaunchFields.setsRootVolume(spec)
        ? images.rootDevice(spec, deadline)
        : new Reply.Answered<>(RootDevice.NONE);
  }

  /** Sends a step of a launch, with the token and the parameters that it always has. */
  Reply<Made> send(ProviderOperation.CreateInstances create, Step step, LaunchNote note) {
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

  /** What EC2 says of a launch's first call, of one machine, without launching. */
  public ProviderFailure dryRun(LaunchSpec spec, Instant deadline) {
    return switch (rootDevice(spec, deadline)) {
      case Reply.Failed<RootDevice>(ProviderFailure failure) -> failure;
      case Reply.Answered<RootDevice>(RootDevice root) -> dryRun(spec, root, deadline);
    };
  }

  private ProviderFailure dryRun(LaunchSpec spec, RootDevice root, Instant deadline) {
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
}
