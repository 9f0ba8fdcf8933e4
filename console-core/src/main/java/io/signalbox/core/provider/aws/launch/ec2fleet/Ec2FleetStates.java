package io.signalbox.core.provider.aws.launch.ec2fleet;

import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.aws.client.AwsClients;
import io.signalbox.core.provider.aws.client.Caller;
import io.signalbox.core.provider.aws.client.Reply;
import io.signalbox.core.provider.aws.failure.AwsFailures;
import io.signalbox.core.provider.aws.launch.fleet.FleetState;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

  /** Fleets of one call, the most that EC2 takes. */
  private static final int MOST = 100;

  private final AwsClients clients;
  private final Caller caller;

  Ec2FleetStates(AwsClients clients, Caller caller) {
    this.clients = clients;
    this.caller = caller;
  }

  /** How far each is; one that EC2 does not know any more is over. */
  Reply<Map<String, FleetState>> of(List<String> ids, Instant deadline) {
    Map<String, FleetState> states = new LinkedHashMap<>();
    for (int from = 0; from < ids.size(); from += MOST) {
      List<String> some = ids.subList(from, Math.min(from + MOST, ids.size()));
      switch (fleets(some, deadline)) {
        case Reply.Answered<List<FleetData>>(List<FleetData> fleets) ->
            fleets.forEach(fleet -> states.put(fleet.fleetId(), state(fleet, deadline)));
        case Reply.Failed<List<FleetData>>(ProviderFailure failure) when isUnknown(failure) -> {
          if (some.size() > 1) {
            // One that is unknown is an error of the whole call.
            for (String each : some) {
              if (of(List.of(each), deadline)
                  instanceof Reply.Answered<Map<String, FleetState>>(var alone)) {
                states.putAll(alone);
              }
            }
          } else {
            states.put(some.getFirst(), new FleetState(true, 0, 0, List.of(failure)));
          }
        }
        case Reply.Failed<List<FleetData>>(ProviderFailure failure) -> {
          return new Reply.Failed<>(failure);
        }
      }
    }
    return new Reply.Answered<>(states);
  }

  /** One fleet with what it has launched. */
  Reply<FleetData> fleet(String id, Instant deadline) {
    return fleets(List.of(id), deadline)
        .map(found -> found.isEmpty() ? FleetData.builder().fleetId(id).build() : found.getFirst());
  }

  private static boolean isUnknown(ProviderFailure failure) {
    return AwsFailures.codeOf(failure).startsWith("InvalidFleetId");
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

  private FleetState state(FleetData fleet, Instant deadline) {
    boolean over =
        fleet.fleetState() == FleetStateCode.FAILED
            || (fleet.fleetStateAsString() != null
                && fleet.fleetStateAsString().startsWith("deleted"));
    int target =
        fleet.targetCapacitySpecification() == null
            ? 0
            : Optional.ofNullable(fleet.targetCapacitySpecification().totalTargetCapacity())
                .orElse(0);
    int fulfilled = Optional.ofNullable(fleet.fulfilledCapacity()).orElse(0.0).intValue();
    boolean inError = over || fleet.activityStatus() == FleetActivityStatus.ERROR;
    return new FleetState(over, target, fulfilled, inError ? errors(fleet, deadline) : List.of());
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
    Map<String, ProviderFailure> errors = new LinkedHashMap<>();
    for (HistoryRecordEntry each : history.historyRecords()) {
      if (each.eventInformation() != null && each.eventInformation().eventSubType() != null) {
        String code = each.eventInformation().eventSubType();
        String said = Optional.ofNullable(each.eventInformation().eventDescription()).orElse("");
        errors.putIfAbsent(
            code + " " + said, AwsFailures.told(code, said, "ec2:DescribeFleetHistory"));
      }
    }
    return List.copyOf(errors.values());
  }
}
