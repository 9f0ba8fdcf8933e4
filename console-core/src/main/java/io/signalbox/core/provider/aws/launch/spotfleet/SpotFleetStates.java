package io.signalbox.core.provider.aws.launch.spotfleet;

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
import software.amazon.awssdk.services.ec2.model.ActivityStatus;
import software.amazon.awssdk.services.ec2.model.BatchState;
import software.amazon.awssdk.services.ec2.model.DescribeSpotFleetRequestHistoryRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSpotFleetRequestHistoryResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSpotFleetRequestsRequest;
import software.amazon.awssdk.services.ec2.model.EventType;
import software.amazon.awssdk.services.ec2.model.HistoryRecord;
import software.amazon.awssdk.services.ec2.model.SpotFleetRequestConfig;
import software.amazon.awssdk.services.ec2.model.SpotFleetRequestConfigData;

/** Asks EC2 about Spot fleets. Thread-safe. */
final class SpotFleetStates {

  private final AwsClients clients;
  private final Caller caller;

  SpotFleetStates(AwsClients clients, Caller caller) {
    this.clients = clients;
    this.caller = caller;
  }

  /** How far each is; one that EC2 does not know any more is over. */
  Reply<Map<String, FleetState>> of(List<String> ids, Instant deadline) {
    return FleetStates.of(
        ids,
        "InvalidSpotFleetRequestId",
        some ->
            caller
                .read(
                    "ec2:DescribeSpotFleetRequests",
                    deadline,
                    within ->
                        clients
                            .reads()
                            .describeSpotFleetRequests(
                                DescribeSpotFleetRequestsRequest.builder()
                                    .spotFleetRequestIds(some)
                                    .overrideConfiguration(within)
                                    .build()))
                .map(answer -> {
                  Map<String, FleetState> states = new LinkedHashMap<>();
                  answer
                      .spotFleetRequestConfigs()
                      .forEach(fleet ->
                          state(fleet, deadline)
                              .ifPresent(state -> states.put(fleet.spotFleetRequestId(), state)));
                  return states;
                }));
  }

  /** Empty where there was no time to ask what keeps it from having more. */
  private Optional<FleetState> state(SpotFleetRequestConfig fleet, Instant deadline) {
    BatchState state = fleet.spotFleetRequestState();
    boolean over =
        state == BatchState.FAILED
            || state == BatchState.CANCELLED
            || state == BatchState.CANCELLED_RUNNING
            || state == BatchState.CANCELLED_TERMINATING;
    SpotFleetRequestConfigData config = fleet.spotFleetRequestConfig();
    int target = config == null ? 0 : Optional.ofNullable(config.targetCapacity()).orElse(0);
    int fulfilled =
        config == null ? 0 : Optional.ofNullable(config.fulfilledCapacity()).orElse(0.0).intValue();
    boolean inError = over || fleet.activityStatus() == ActivityStatus.ERROR;
    List<ProviderFailure> errors = inError ? errors(fleet, deadline) : List.of();
    return inError && !caller.isInTime(deadline)
        ? Optional.empty()
        : Optional.of(new FleetState(over, target, fulfilled, errors));
  }

  /** What kept it from having more; where that cannot be asked, nothing is told. */
  private List<ProviderFailure> errors(SpotFleetRequestConfig fleet, Instant deadline) {
    Reply<DescribeSpotFleetRequestHistoryResponse> reply =
        caller.read(
            "ec2:DescribeSpotFleetRequestHistory",
            deadline,
            within ->
                clients
                    .reads()
                    .describeSpotFleetRequestHistory(
                        DescribeSpotFleetRequestHistoryRequest.builder()
                            .spotFleetRequestId(fleet.spotFleetRequestId())
                            .eventType(EventType.ERROR)
                            .startTime(fleet.createTime())
                            .overrideConfiguration(within)
                            .build()));
    if (!(reply
        instanceof
        Reply.Answered<DescribeSpotFleetRequestHistoryResponse>(
            DescribeSpotFleetRequestHistoryResponse history))) {
      return List.of();
    }
    FleetStates.Errors errors = new FleetStates.Errors("ec2:DescribeSpotFleetRequestHistory");
    history.historyRecords().stream()
        .map(HistoryRecord::eventInformation)
        .filter(Objects::nonNull)
        .forEach(each -> errors.add(each.eventSubType(), each.eventDescription()));
    return errors.all();
  }
}
