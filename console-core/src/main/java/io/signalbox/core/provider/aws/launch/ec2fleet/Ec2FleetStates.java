package io.signalbox.core.provider.aws.launch.ec2fleet;

import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.aws.client.AwsClients;
import io.signalbox.core.provider.aws.client.Caller;
import io.signalbox.core.provider.aws.client.Reply;
import io.signalbox.core.provider.aws.launch.fleet.FleetState;
import io.signalbox.core.provider.aws.launch.fleet.FleetStates;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.DescribeFleetHistoryRequest;
import software.amazon.awssdk.services.ec2.model.DescribeFleetHistoryResponse;
import software.amazon.awssdk.services.ec2.model.DescribeFleetsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeFleetsResponse;
import software.amazon.awssdk.services.ec2.model.FleetActivityStatus;
import software.amazon.awssdk.services.ec2.model.FleetData;
import software.amazon.awssdk.services.ec2.model.FleetEventType;
import software.amazon.awssdk.services.ec2.model.FleetStateCode;
import software.amazon.awssdk.services.ec2.model.HistoryRecordEntry;

/** Asks EC2 about fleets. Thread-safe. */
final class Ec2FleetStates {

  private final AwsClients clients;
  private final Caller caller;

  Ec2FleetStates(AwsClients clients, Caller caller) {
    this.clients = clients;
    this.caller = caller;
  }

  /** How far each is; one that EC2 does not know any more is over. */
  Reply<Map<String, FleetState>> of(List<String> ids, Instant deadline) {
    return FleetStates.of(
        ids,
        "InvalidFleetId",
        some ->
            fleets(some, deadline)
                .map(fleets -> {
                  Map<String, FleetState> states = new LinkedHashMap<>();
                  fleets.forEach(fleet ->
                      state(fleet, deadline)
                          .ifPresent(state -> states.put(fleet.fleetId(), state)));
                  return states;
                }));
  }

  /** One fleet with what it has launched. */
  Reply<FleetData> fleet(String id, Instant deadline) {
    return fleets(List.of(id), deadline)
        .map(found -> found.isEmpty() ? FleetData.builder().fleetId(id).build() : found.getFirst());
  }

  private Reply<List<FleetData>> fleets(List<String> ids, Instant deadline) {
    return caller
        .read(
            "ec2:DescribeFleets",
            deadline,
            within ->
                clients
                    .reads()
                    .describeFleets(
                        DescribeFleetsRequest.builder()
                            .fleetIds(ids)
                            .overrideConfiguration(within)
                            .build()))
        .map(DescribeFleetsResponse::fleets);
  }

  static boolean isOver(FleetData fleet) {
    return fleet.fleetState() == FleetStateCode.FAILED
        || (fleet.fleetStateAsString() != null && fleet.fleetStateAsString().startsWith("deleted"));
  }

  /** Empty where there was no time to ask what keeps it from having more. */
  private Optional<FleetState> state(FleetData fleet, Instant deadline) {
    boolean over = isOver(fleet);
    int target =
        fleet.targetCapacitySpecification() == null
            ? 0
            : Optional.ofNullable(fleet.targetCapacitySpecification().totalTargetCapacity())
                .orElse(0);
    int fulfilled = Optional.ofNullable(fleet.fulfilledCapacity()).orElse(0.0).intValue();
    boolean inError = over || fleet.activityStatus() == FleetActivityStatus.ERROR;
    List<ProviderFailure> errors = inError ? errors(fleet, deadline) : List.of();
    return inError && !caller.isInTime(deadline)
        ? Optional.empty()
        : Optional.of(new FleetState(over, target, fulfilled, errors));
  }

  /** What kept it from having more; where that cannot be asked, nothing is told. */
  private List<ProviderFailure> errors(FleetData fleet, Instant deadline) {
    Reply<DescribeFleetHistoryResponse> reply =
        caller.read(
            "ec2:DescribeFleetHistory",
            deadline,
            within ->
                clients
                    .reads()
                    .describeFleetHistory(
                        DescribeFleetHistoryRequest.builder()
                            .fleetId(fleet.fleetId())
                            .eventType(FleetEventType.SERVICE_ERROR)
                            .startTime(fleet.createTime())
                            .overrideConfiguration(within)
                            .build()));
    if (!(reply
        instanceof
        Reply.Answered<DescribeFleetHistoryResponse>(DescribeFleetHistoryResponse history))) {
      return List.of();
    }
    FleetStates.Errors errors = new FleetStates.Errors("ec2:DescribeFleetHistory");
    history.historyRecords().stream()
        .map(HistoryRecordEntry::eventInformation)
        .filter(Objects::nonNull)
        .forEach(each -> errors.add(each.eventSubType(), each.eventDescription()));
    return errors.all();
  }
}
