package io.signalbox.core.provider.aws.launch.spotfleet;

import io.signalbox.core.provider.FieldFinding;
import io.signalbox.core.provider.InstanceInfo;
import io.signalbox.core.provider.LaunchSpec;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.ProviderOperation;
import io.signalbox.core.provider.aws.client.AwsClients;
import io.signalbox.core.provider.aws.client.Caller;
import io.signalbox.core.provider.aws.client.Deadlines;
import io.signalbox.core.provider.aws.client.Reply;
import io.signalbox.core.provider.aws.failure.AwsFailures;
import io.signalbox.core.provider.aws.launch.AwsApis;
import io.signalbox.core.provider.aws.launch.FieldUse;
import io.signalbox.core.provider.aws.launch.fleet.FleetApi;
import io.signalbox.core.provider.aws.launch.fleet.FleetCalls;
import io.signalbox.core.provider.aws.launch.fleet.FleetNote;
import io.signalbox.core.provider.aws.launch.fleet.FleetState;
import io.signalbox.core.provider.aws.launch.fleet.Made;
import io.signalbox.core.provider.aws.launch.fleet.TaggedResources;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.CancelSpotFleetRequestsErrorItem;
import software.amazon.awssdk.services.ec2.model.CancelSpotFleetRequestsRequest;
import software.amazon.awssdk.services.ec2.model.CancelSpotFleetRequestsResponse;
import software.amazon.awssdk.services.ec2.model.ExcessCapacityTerminationPolicy;
import software.amazon.awssdk.services.ec2.model.ModifySpotFleetRequestRequest;
import software.amazon.awssdk.services.ec2.model.ModifySpotFleetRequestResponse;
import software.amazon.awssdk.services.ec2.model.RequestSpotFleetRequest;
import software.amazon.awssdk.services.ec2.model.SpotFleetRequestConfigData;

/** Spot fleets. Thread-safe. */
public final class SpotFleets implements FleetApi {

  /** Fleets of one cancellation, the most that EC2 takes. */
  private static final int MOST = 100;

  private static final String CANCEL = "ec2:CancelSpotFleetRequests";

  private final AwsClients clients;
  private final Caller caller;
  private final TaggedResources tagged;
  private final FleetRoles roles;
  private final SpotFleetStates states;

  public SpotFleets(AwsClients clients, Caller caller) {
    this.clients = clients;
    this.caller = caller;
    this.tagged = new TaggedResources(clients, caller, "spot-fleet-request");
    this.roles = new FleetRoles(clients, caller);
    this.states = new SpotFleetStates(clients, caller);
  }

  @Override
  public String api() {
    return AwsApis.SPOT_FLEET;
  }

  @Override
  public List<FieldUse> uses() {
    return SpotFleetFields.uses();
  }

  @Override
  public List<FieldFinding> errors(LaunchSpec spec) {
    return SpotFleetFields.errors(spec);
  }

  @Override
  public String type(LaunchSpec spec) {
    return SpotFleetFields.type(spec);
  }

  @Override
  public String machineTag() {
    return "aws:ec2spot:fleet-request-id";
  }

  @Override
  public Reply<Made> create(
      ProviderOperation.CreateInstances create, FleetNote note, Instant deadline) {
    return switch (roles.of(create.spec(), Deadlines.beforeLaunch(deadline))) {
      case Reply.Failed<String>(ProviderFailure failure) -> new Reply.Failed<>(failure);
      case Reply.Answered<String>(String role) -> {
        SpotFleetRequestConfigData config =
            SpotFleetFields.request(create.spec(), create.tags(), note, role);
        yield caller
            .change(
                "ec2:RequestSpotFleet",
                deadline,
                within ->
                    clients
                        .writes()
                        .requestSpotFleet(
                            RequestSpotFleetRequest.builder()
                                .spotFleetRequestConfig(config)
                                .overrideConfiguration(within)
                                .build()))
            .map(answer ->
                new Made(
                    Optional.ofNullable(answer.spotFleetRequestId()).orElse(""),
                    List.of(),
                    List.of()));
      }
    };
  }

  @Override
  public Reply<Optional<Made>> find(
      ProviderOperation.CreateInstances create, FleetNote note, Instant deadline) {
    return FleetCalls.id(note, tagged, deadline)
        .map(found -> found.map(known -> new Made(known, List.of(), List.of())));
  }

  @Override
  public Reply<Map<String, FleetState>> states(List<FleetNote> notes, Instant deadline) {
    return states.of(notes.stream().map(FleetNote::resource).toList(), deadline);
  }

  @Override
  public Optional<ProviderFailure> keep(
      FleetNote note, List<InstanceInfo> staying, Instant deadline) {
    int onDemand = FleetCalls.onDemand(staying);
    Reply<ModifySpotFleetRequestResponse> reply =
        caller.change(
            "ec2:ModifySpotFleetRequest",
            deadline,
            within ->
                clients
                    .writes()
                    .modifySpotFleetRequest(
                        ModifySpotFleetRequestRequest.builder()
                            .spotFleetRequestId(note.resource())
                            // Which machines go is not the fleet's to choose.
                            .excessCapacityTerminationPolicy(
                                ExcessCapacityTerminationPolicy.NO_TERMINATION)
                            .targetCapacity(staying.size())
                            .onDemandTargetCapacity(onDemand)
                            .overrideConfiguration(within)
                            .build()));
    return FleetCalls.lowered(reply, () -> isOver(note, deadline));
  }

  @Override
  public Optional<ProviderFailure> delete(List<FleetNote> notes, Instant deadline) {
    return FleetCalls.inParts(notes, MOST, some -> cancel(some, deadline));
  }

  private Optional<ProviderFailure> cancel(List<FleetNote> notes, Instant deadline) {
    Reply<CancelSpotFleetRequestsResponse> reply =
        caller.change(
            CANCEL,
            deadline,
            within ->
                clients
                    .writes()
                    .cancelSpotFleetRequests(
                        CancelSpotFleetRequestsRequest.builder()
                            .spotFleetRequestIds(notes.stream().map(FleetNote::resource).toList())
                            .terminateInstances(false)
                            .overrideConfiguration(within)
                            .build()));
    return switch (reply) {
      case Reply.Failed<CancelSpotFleetRequestsResponse>(ProviderFailure failure) ->
          Optional.of(failure);
      case Reply.Answered<CancelSpotFleetRequestsResponse>(
              CancelSpotFleetRequestsResponse answer) -> {
        for (CancelSpotFleetRequestsErrorItem item : answer.unsuccessfulFleetRequests()) {
          String id = item.spotFleetRequestId();
          Optional<FleetNote> of =
              notes.stream().filter(note -> note.resource().equals(id)).findFirst();
          if (of.isPresent() && !isOver(of.get(), deadline)) {
            yield Optional.of(
                AwsFailures.told(
                    item.error() == null ? "" : item.error().codeAsString(),
                    item.error() == null ? "" : item.error().message(),
                    CANCEL));
          }
        }
        yield Optional.empty();
      }
    };
  }
}
