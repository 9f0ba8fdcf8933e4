package io.signalbox.core.provider.aws.launch.group;

import io.signalbox.core.provider.FieldFinding;
import io.signalbox.core.provider.InstanceInfo;
import io.signalbox.core.provider.LaunchSpec;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.ProviderOperation;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.provider.aws.client.AwsClients;
import io.signalbox.core.provider.aws.client.Caller;
import io.signalbox.core.provider.aws.client.InParts;
import io.signalbox.core.provider.aws.client.Reply;
import io.signalbox.core.provider.aws.failure.AwsFailures;
import io.signalbox.core.provider.aws.launch.Allocation;
import io.signalbox.core.provider.aws.launch.AwsApis;
import io.signalbox.core.provider.aws.launch.FieldUse;
import io.signalbox.core.provider.aws.launch.MachineRequirements;
import io.signalbox.core.provider.aws.launch.fleet.FleetApi;
import io.signalbox.core.provider.aws.launch.fleet.FleetNote;
import io.signalbox.core.provider.aws.launch.fleet.FleetState;
import io.signalbox.core.provider.aws.launch.fleet.Made;
import io.signalbox.core.provider.aws.launch.template.LaunchTemplates;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.CreateAutoScalingGroupRequest;
import software.amazon.awssdk.services.autoscaling.model.CreateAutoScalingGroupResponse;
import software.amazon.awssdk.services.autoscaling.model.DeleteAutoScalingGroupRequest;
import software.amazon.awssdk.services.autoscaling.model.DeleteAutoScalingGroupResponse;
import software.amazon.awssdk.services.autoscaling.model.DetachInstancesRequest;
import software.amazon.awssdk.services.autoscaling.model.DetachInstancesResponse;
import software.amazon.awssdk.services.autoscaling.model.InstanceRequirements;
import software.amazon.awssdk.services.autoscaling.model.TerminateInstanceInAutoScalingGroupRequest;
import software.amazon.awssdk.services.autoscaling.model.TerminateInstanceInAutoScalingGroupResponse;
import software.amazon.awssdk.services.autoscaling.model.UpdateAutoScalingGroupRequest;
import software.amazon.awssdk.services.autoscaling.model.UpdateAutoScalingGroupResponse;

/**
 * Auto Scaling groups. Their API has no tokens: a group's name is made of the launch's, and one
 * that is there already is the one that was made. Thread-safe.
 */
public final class Groups implements FleetApi {

  /** Machines of one detaching, the most that Auto Scaling takes. */
  private static final int MOST = 20;

  /** Machine types of a group, the most that Auto Scaling takes. */
  private static final int TYPES = 40;

  private final AwsClients clients;
  private final Caller caller;
  private final GroupStates states;

  public Groups(AwsClients clients, Caller caller, TimeSource time) {
    this.clients = clients;
    this.caller = caller;
    this.states = new GroupStates(clients, caller, time);
  }

  /** The name of the group of a launch: 74 of the 255 characters it may have. */
  static String name(FleetNote note) {
    return LaunchTemplates.PREFIX + note.token();
  }

  @Override
  public String api() {
    return AwsApis.ASG;
  }

  @Override
  public List<FieldUse> uses() {
    return GroupFields.uses();
  }

  @Override
  public List<FieldFinding> errors(LaunchSpec spec) {
    List<FieldFinding> errors = new ArrayList<>(Allocation.errors(spec));
    errors.addAll(MachineRequirements.errors(spec, InstanceRequirements.builder()));
    Allocation.spot(spec)
        .filter("diversified"::equals)
        .ifPresent(strategy ->
            errors.add(
                new FieldFinding(
                    "allocation_strategy",
                    "'diversified' is no strategy of groups; lowestPrice with pools_count spreads"
                        + " spot machines")));
    if (spec.machineTypes().size() > TYPES) {
      errors.add(
          new FieldFinding(
              "machine_types",
              "names %d, and a group has at most %d".formatted(spec.machineTypes().size(), TYPES)));
    }
    if (spec.list("subnet_ids").isEmpty() && spec.list("network_zones").isEmpty()) {
      errors.add(
          new FieldFinding(
              "subnet_ids", "A group has no place by itself: name subnets or network_zones"));
    }
    return errors;
  }

  @Override
  public String type(LaunchSpec spec) {
    return "";
  }

  @Override
  public boolean tagsMachines(String type) {
    return true;
  }

  /** Auto Scaling refuses one where it chooses the machine types. */
  @Override
  public boolean takesPaths(LaunchSpec spec) {
    return !MachineRequirements.isIn(spec);
  }

  @Override
  public String machineTag() {
    return "aws:autoscaling:groupName";
  }

  @Override
  public Reply<Made> create(
      ProviderOperation.CreateInstances create, FleetNote note, Instant deadline) {
    CreateAutoScalingGroupRequest.Builder request =
        GroupFields.request(create.spec(), create.tags(), note, name(note));
    Made made = new Made(name(note), List.of(), List.of());
    return switch (caller.change(
        "autoscaling:CreateAutoScalingGroup",
        deadline,
        within ->
            clients
                .scaling()
                .createAutoScalingGroup(request.overrideConfiguration(within).build()))) {
      case Reply.Answered<CreateAutoScalingGroupResponse> fresh -> new Reply.Answered<>(made);
      case Reply.Failed<CreateAutoScalingGroupResponse>(ProviderFailure failure)
          when AwsFailures.codeOf(failure).startsWith("AlreadyExists") ->
          new Reply.Answered<>(made);
      case Reply.Failed<CreateAutoScalingGroupResponse>(ProviderFailure failure) ->
          new Reply.Failed<>(failure);
    };
  }

  @Override
  public Reply<Optional<Made>> find(
      ProviderOperation.CreateInstances create, FleetNote note, Instant deadline) {
    return states
        .groups(List.of(name(note)), deadline)
        .map(found ->
            found.stream()
                .findFirst()
                .map(group -> new Made(group.autoScalingGroupName(), List.of(), List.of())));
  }

  @Override
  public Reply<Map<String, FleetState>> states(List<FleetNote> notes, Instant deadline) {
    return states.of(notes, deadline);
  }

  /** Each is taken out together with its place in the group. */
  @Override
  public Optional<ProviderFailure> letGo(
      FleetNote note, List<InstanceInfo> leaving, List<InstanceInfo> staying, Instant deadline) {
    List<String> left = leaving.stream().map(InstanceInfo::machineId).toList();
    Optional<ProviderFailure> failure = detach(note, left, deadline);
    if (failure.isEmpty() || !isRefused(failure.get())) {
      return failure;
    }
    // One that the group does not have any more, or that starts, is an error of the whole call.
    return switch (states.groups(List.of(note.resource()), deadline)) {
      case Reply.Failed<?>(ProviderFailure unknown) -> Optional.of(unknown);
      case Reply.Answered<List<AutoScalingGroup>>(List<AutoScalingGroup> found) -> {
        Set<String> members = GroupStates.detachable(found);
        Set<String> starting = GroupStates.starting(found);
        List<String> still = left.stream().filter(members::contains).toList();
        yield still.equals(left)
            ? failure
            : detach(note, still, deadline)
                .or(() -> end(left.stream().filter(starting::contains).toList(), deadline));
      }
    };
  }

  private static boolean isRefused(ProviderFailure failure) {
    return AwsFailures.codeOf(failure).startsWith("ValidationError");
  }

  private Optional<ProviderFailure> detach(FleetNote note, List<String> ids, Instant deadline) {
    for (List<String> some : InParts.of(ids, MOST)) {
      Reply<DetachInstancesResponse> reply =
          caller.change(
              "autoscaling:DetachInstances",
              deadline,
              within ->
                  clients
                      .scaling()
                      .detachInstances(
                          DetachInstancesRequest.builder()
                              .autoScalingGroupName(note.resource())
                              .instanceIds(some)
                              .shouldDecrementDesiredCapacity(true)
                              .overrideConfiguration(within)
                              .build()));
      if (reply instanceof Reply.Failed<DetachInstancesResponse>(ProviderFailure failure)) {
        return Optional.of(failure);
      }
    }
    return Optional.empty();
  }

  /** Machines that start cannot be detached: they end together with their places. */
  private Optional<ProviderFailure> end(List<String> ids, Instant deadline) {
    for (String id : ids) {
      Reply<TerminateInstanceInAutoScalingGroupResponse> reply =
          caller.change(
              "autoscaling:TerminateInstanceInAutoScalingGroup",
              deadline,
              within ->
                  clients
                      .scaling()
                      .terminateInstanceInAutoScalingGroup(
                          TerminateInstanceInAutoScalingGroupRequest.builder()
                              .instanceId(id)
                              .shouldDecrementDesiredCapacity(true)
                              .overrideConfiguration(within)
                              .build()));
      if (reply
          instanceof
          Reply.Failed<TerminateInstanceInAutoScalingGroupResponse>(ProviderFailure failure)) {
        return Optional.of(failure);
      }
    }
    return Optional.empty();
  }

  @Override
  public Optional<ProviderFailure> keep(
      FleetNote note, List<InstanceInfo> staying, Instant deadline) {
    Reply<UpdateAutoScalingGroupResponse> reply =
        caller.change(
            "autoscaling:UpdateAutoScalingGroup",
            deadline,
            within ->
                clients
                    .scaling()
                    .updateAutoScalingGroup(
                        UpdateAutoScalingGroupRequest.builder()
                            .autoScalingGroupName(note.resource())
                            .desiredCapacity(staying.size())
                            .overrideConfiguration(within)
                            .build()));
    return switch (reply) {
      case Reply.Answered<UpdateAutoScalingGroupResponse> lowered -> Optional.empty();
      case Reply.Failed<UpdateAutoScalingGroupResponse>(ProviderFailure failure) ->
          isRefused(failure) && isGone(note, deadline) ? Optional.empty() : Optional.of(failure);
    };
  }

  /** With what is left in them: until a machine has ended, a group is not empty. */
  @Override
  public Optional<ProviderFailure> delete(List<FleetNote> notes, Instant deadline) {
    for (FleetNote note : notes) {
      Reply<DeleteAutoScalingGroupResponse> reply =
          caller.change(
              "autoscaling:DeleteAutoScalingGroup",
              deadline,
              within ->
                  clients
                      .scaling()
                      .deleteAutoScalingGroup(
                          DeleteAutoScalingGroupRequest.builder()
                              .autoScalingGroupName(note.resource())
                              .forceDelete(true)
                              .overrideConfiguration(within)
                              .build()));
      if (reply instanceof Reply.Failed<DeleteAutoScalingGroupResponse>(ProviderFailure failure)
          && !(isRefused(failure) && isGone(note, deadline))) {
        return Optional.of(failure);
      }
    }
    return Optional.empty();
  }

  private boolean isGone(FleetNote note, Instant deadline) {
    return states.groups(List.of(note.resource()), deadline)
            instanceof Reply.Answered<List<AutoScalingGroup>>(List<AutoScalingGroup> found)
        && found.isEmpty();
  }
}
