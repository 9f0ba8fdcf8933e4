package io.signalbox.core.provider.aws.launch.ec2fleet;

import io.signalbox.core.error.Counted;
import io.signalbox.core.provider.FailureClass;
import io.signalbox.core.provider.FieldFinding;
import io.signalbox.core.provider.InstanceInfo;
import io.signalbox.core.provider.LaunchSpec;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.ProviderOperation;
import io.signalbox.core.provider.aws.client.AwsClients;
import io.signalbox.core.provider.aws.client.Caller;
import io.signalbox.core.provider.aws.client.Reply;
import io.signalbox.core.provider.aws.launch.Allocation;
import io.signalbox.core.provider.aws.launch.AwsApis;
import io.signalbox.core.provider.aws.launch.FieldUse;
import io.signalbox.core.provider.aws.launch.MachineRequirements;
import io.signalbox.core.provider.aws.launch.Step;
import io.signalbox.core.provider.aws.launch.fleet.FleetApi;
import io.signalbox.core.provider.aws.launch.fleet.FleetCalls;
import io.signalbox.core.provider.aws.launch.fleet.FleetNote;
import io.signalbox.core.provider.aws.launch.fleet.FleetState;
import io.signalbox.core.provider.aws.launch.fleet.Made;
import io.signalbox.core.provider.aws.launch.fleet.TaggedResources;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.CreateFleetRequest;
import software.amazon.awssdk.services.ec2.model.DeleteFleetErrorItem;
import software.amazon.awssdk.services.ec2.model.DeleteFleetsRequest;
import software.amazon.awssdk.services.ec2.model.DeleteFleetsResponse;
import software.amazon.awssdk.services.ec2.model.FleetData;
import software.amazon.awssdk.services.ec2.model.FleetExcessCapacityTerminationPolicy;
import software.amazon.awssdk.services.ec2.model.InstanceRequirementsRequest;
import software.amazon.awssdk.services.ec2.model.ModifyFleetRequest;
import software.amazon.awssdk.services.ec2.model.ModifyFleetResponse;

/** EC2 fleets. Thread-safe. */
public final class Ec2Fleets implements FleetApi {

  /** Fleets of one deletion, the most that EC2 takes of instant ones. */
  private static final int MOST = 25;

  /** Overrides of a fleet that is filled by and by, the most that EC2 takes. */
  private static final int OVERRIDES = 300;

  /** Far longer than EC2 takes to fill an instant fleet, and to list what it has made. */
  private static final Duration FILLED = Duration.ofMinutes(15);

  private final AwsClients clients;
  private final Caller caller;
  private final TaggedResources tagged;
  private final Ec2FleetStates states;

  public Ec2Fleets(AwsClients clients, Caller caller) {
    this.clients = clients;
    this.caller = caller;
    this.tagged = new TaggedResources(clients, caller, "fleet");
    this.states = new Ec2FleetStates(clients, caller);
  }

  @Override
  public String api() {
    return AwsApis.EC2_FLEET;
  }

  @Override
  public List<FieldUse> uses() {
    return Ec2FleetFields.uses();
  }

  @Override
  public List<FieldFinding> errors(LaunchSpec spec) {
    List<FieldFinding> errors = new ArrayList<>(Allocation.errors(spec));
    errors.addAll(MachineRequirements.errors(spec, InstanceRequirementsRequest.builder()));
    int overrides = Step.of(spec).size();
    if (!type(spec).equals(AwsApis.INSTANT) && overrides > OVERRIDES) {
      errors.add(
          new FieldFinding(
              "machine_types",
              "in each place they make %s, and a fleet of type %s has at most %d"
                  .formatted(Counted.of(overrides, "override"), type(spec), OVERRIDES)));
    }
    return errors;
  }

  @Override
  public String type(LaunchSpec spec) {
    return Ec2FleetFields.type(spec);
  }

  @Override
  public String machineTag() {
    return "aws:ec2:fleet-id";
  }

  @Override
  public Reply<Made> create(
      ProviderOperation.CreateInstances create, FleetNote note, Instant deadline) {
    CreateFleetRequest.Builder request = Ec2FleetFields.request(create.spec(), create.tags(), note);
    return caller
        .change(
            "ec2:CreateFleet",
            deadline,
            within -> clients.writes().createFleet(request.overrideConfiguration(within).build()))
        .map(answer -> Answers.made(answer, create));
  }

  @Override
  public Reply<Optional<Made>> find(
      ProviderOperation.CreateInstances create, FleetNote note, Instant deadline) {
    return switch (FleetCalls.id(note, tagged, deadline)) {
      case Reply.Failed<Optional<String>>(ProviderFailure failure) -> new Reply.Failed<>(failure);
      case Reply.Answered<Optional<String>>(Optional<String> id)
          when id.isPresent() && note.isInstant() ->
          filled(id.get(), create, note, deadline);
      case Reply.Answered<Optional<String>>(Optional<String> id) ->
          new Reply.Answered<>(id.map(known -> new Made(known, List.of(), List.of())));
    };
  }

  private Reply<Optional<Made>> filled(
      String id, ProviderOperation.CreateInstances create, FleetNote note, Instant deadline) {
    return switch (states.fleet(id, deadline)) {
      case Reply.Failed<FleetData>(ProviderFailure failure) -> new Reply.Failed<>(failure);
      case Reply.Answered<FleetData>(FleetData fleet) -> {
        Made made = Answers.made(fleet, create);
        yield isBeingFilled(fleet, made, note)
            ? new Reply.Failed<>(
                ProviderFailure.of(
                    FailureClass.TRANSIENT,
                    "FLEET_BEING_FILLED",
                    "EC2 lists %d of %s of %s, and no reason why there are no more"
                        .formatted(
                            made.machines().size(),
                            Counted.of(note.asked(), "machine"),
                            made.resource())))
            : new Reply.Answered<>(Optional.of(made));
      }
    };
  }

  /**
   * Whether machines may still come: one that was asked for just now is listed before it has any.
   */
  private boolean isBeingFilled(FleetData fleet, Made made, FleetNote note) {
    return made.machines().size() < note.asked()
        && made.errors().isEmpty()
        && !Ec2FleetStates.isOver(fleet)
        && caller.now().isBefore(Instant.ofEpochMilli(note.begun()).plus(FILLED));
  }

  @Override
  public Reply<Map<String, FleetState>> states(List<FleetNote> notes, Instant deadline) {
    return states.of(notes.stream().map(FleetNote::resource).toList(), deadline);
  }

  @Override
  public Optional<ProviderFailure> keep(
      FleetNote note, List<InstanceInfo> staying, Instant deadline) {
    int onDemand = FleetCalls.onDemand(staying);
    Reply<ModifyFleetResponse> reply =
        caller.change(
            "ec2:ModifyFleet",
            deadline,
            within ->
                clients
                    .writes()
                    .modifyFleet(
                        ModifyFleetRequest.builder()
                            .fleetId(note.resource())
                            // Which machines go is not the fleet's to choose.
                            .excessCapacityTerminationPolicy(
                                FleetExcessCapacityTerminationPolicy.NO_TERMINATION)
                            .targetCapacitySpecification(target ->
                                target
                                    .totalTargetCapacity(staying.size())
                                    .onDemandTargetCapacity(onDemand)
                                    .spotTargetCapacity(staying.size() - onDemand))
                            .overrideConfiguration(within)
                            .build()));
    return FleetCalls.lowered(reply, () -> isOver(note, deadline));
  }

  @Override
  public Optional<ProviderFailure> delete(List<FleetNote> notes, Instant deadline) {
    List<FleetNote> instant = notes.stream().filter(FleetNote::isInstant).toList();
    List<FleetNote> others = notes.stream().filter(note -> !note.isInstant()).toList();
    return FleetCalls.inParts(instant, MOST, some -> delete(some, true, deadline))
        .or(() -> FleetCalls.inParts(others, MOST, some -> delete(some, false, deadline)));
  }

  /** EC2 deletes instant fleets only together with their machines, which are returned already. */
  private Optional<ProviderFailure> delete(
      List<FleetNote> notes, boolean terminate, Instant deadline) {
    Reply<DeleteFleetsResponse> reply =
        caller.change(
            "ec2:DeleteFleets",
            deadline,
            within ->
                clients
                    .writes()
                    .deleteFleets(
                        DeleteFleetsRequest.builder()
                            .fleetIds(notes.stream().map(FleetNote::resource).toList())
                            .terminateInstances(terminate)
                            .overrideConfiguration(within)
                            .build()));
    return switch (reply) {
      case Reply.Failed<DeleteFleetsResponse>(ProviderFailure failure) -> Optional.of(failure);
      case Reply.Answered<DeleteFleetsResponse>(DeleteFleetsResponse answer) -> {
        for (DeleteFleetErrorItem item : answer.unsuccessfulFleetDeletions()) {
          Optional<FleetNote> still =
              notes.stream()
                  .filter(note -> note.resource().equals(item.fleetId()))
                  .filter(note -> !isOver(note, deadline))
                  .findFirst();
          if (still.isPresent()) {
            yield Optional.of(Answers.failure(item));
          }
        }
        yield Optional.empty();
      }
    };
  }
}
