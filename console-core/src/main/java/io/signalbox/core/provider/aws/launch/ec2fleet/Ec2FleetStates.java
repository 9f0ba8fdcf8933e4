package io.signalbox.core.provider.aws.launch.ec2fleet;

import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.aws.client.AwsClients;
import io.signalbox.core.provider.aws.client.Caller;
import io.signalbox.core.provider.aws.client.Reply;
import io.signalbox.core.provider.aws.launch.fleet.FleetCalls;
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
import software.amazon.awssdk.services.ec2.model.FleetActivityStatus;
import software.amazon.awssdk.services.ec2.model.FleetData;
import software.amazon.awssdk.services.ec2.model.FleetEventType;
import software.amazon.awssdk.services.ec2.model.FleetStateCode;
import software.amazon.awssdk.services.ec2.model.HistoryRecordEntry;
import software.amazon.awssdk.services.ec2.model.TargetCapacitySpecification;

/** Asks EC2 about fleets. Thread-safe. */
final class Ec2FleetStates {

  private static final String HISTORY = "ec2:DescribeFleetHistory";

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
    return caller.read(
        "ec2:DescribeFleets",
        deadline,
        within ->
            clients
                .reads()
                .describeFleetsPaginator(
                    DescribeFleetsRequest.builder()
                        .fleetIds(ids)
                        .overrideConfiguration(within)
                        .build())
                .fleets()
                .stream()
                .toList());
  }

  static boolean isOver(FleetData fleet) {
    return fleet.fleetState() == FleetStateCode.FAILED
        || (fleet.fleetStateAsString() != null && fleet.fleetStateAsString().startsWith("deleted"));
  }

  private Optional<FleetState> state(FleetData fleet, Instant deadline) {
    return FleetCalls.state(
        isOver(fleet),
        fleet.activityStatus() == FleetActivityStatus.ERROR,
        Optional.ofNullable(fleet.targetCapacitySpecification())
            .map(TargetCapacitySpecification::totalTargetCapacity),
        Optional.ofNullable(fleet.fulfilledCapacity()),
        () -> errors(fleet, deadline),
        caller,
        deadline);
  }

  /** What kept it from having more; where not all of that can be asked, nothing is told. */
  private List<ProviderFailure> errors(FleetData fleet, Instant deadline) {
    FleetStates.Errors errors = new FleetStates.Errors(HISTORY);
    Optional<String> next = Optional.empty();
    do {
      DescribeFleetHistoryRequest.Builder request =
          DescribeFleetHistoryRequest.builder()
              .fleetId(fleet.fleetId())
              .eventType(FleetEventType.SERVICE_ERROR)
              .startTime(fleet.createTime());
      next.ifPresent(request::nextToken);
      Reply<DescribeFleetHistoryResponse> reply =
          caller.read(
              HISTORY,
              deadline,
              within ->
                  clients
                      .reads()
                      .describeFleetHistory(request.overrideConfiguration(within).build()));
      if (!(reply
          instanceof
          Reply.Answered<DescribeFleetHistoryResponse>(DescribeFleetHistoryResponse page))) {
        return List.of();
      }
      page.historyRecords().stream()
          .map(HistoryRecordEntry::eventInformation)
          .filter(Objects::nonNull)
          .forEach(each -> errors.add(each.eventSubType(), each.eventDescription()));
      next = Optional.ofNullable(page.nextToken()).filter(token -> !token.isEmpty());
    } while (next.isPresent());
    return errors.all();
  }
}
