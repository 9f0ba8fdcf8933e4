package io.signalbox.core.provider.aws.launch.spotfleet;

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

  private static final String HISTORY = "ec2:DescribeSpotFleetRequestHistory";

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
                            .describeSpotFleetRequestsPaginator(
                                DescribeSpotFleetRequestsRequest.builder()
                                    .spotFleetRequestIds(some)
                                    .overrideConfiguration(within)
                                    .build())
                            .spotFleetRequestConfigs()
                            .stream()
                            .toList())
                .map(fleets -> {
                  Map<String, FleetState> states = new LinkedHashMap<>();
                  fleets.forEach(fleet ->
                      state(fleet, deadline)
                          .ifPresent(state -> states.put(fleet.spotFleetRequestId(), state)));
                  return states;
                }));
  }

  private Optional<FleetState> state(SpotFleetRequestConfig fleet, Instant deadline) {
    BatchState state = fleet.spotFleetRequestState();
    boolean over =
        state == BatchState.FAILED
            || state == BatchState.CANCELLED
            || state == BatchState.CANCELLED_RUNNING
            || state == BatchState.CANCELLED_TERMINATING;
    Optional<SpotFleetRequestConfigData> config =
        Optional.ofNullable(fleet.spotFleetRequestConfig());
    return FleetCalls.state(
        over,
        fleet.activityStatus() == ActivityStatus.ERROR,
        config.map(SpotFleetRequestConfigData::targetCapacity),
        config.map(SpotFleetRequestConfigData::fulfilledCapacity),
        () -> errors(fleet, deadline),
        caller,
        deadline);
  }

  /** What kept it from having more; where not all of that can be asked, nothing is told. */
  private List<ProviderFailure> errors(SpotFleetRequestConfig fleet, Instant deadline) {
    FleetStates.Errors errors = new FleetStates.Errors(HISTORY);
    Optional<String> next = Optional.empty();
    do {
      DescribeSpotFleetRequestHistoryRequest.Builder request =
          DescribeSpotFleetRequestHistoryRequest.builder()
              .spotFleetRequestId(fleet.spotFleetRequestId())
              .eventType(EventType.ERROR)
              .startTime(fleet.createTime());
      next.ifPresent(request::nextToken);
      Reply<DescribeSpotFleetRequestHistoryResponse> reply =
          caller.read(
              HISTORY,
              deadline,
              within ->
                  clients
                      .reads()
                      .describeSpotFleetRequestHistory(
                          request.overrideConfiguration(within).build()));
      if (!(reply
          instanceof
          Reply.Answered<DescribeSpotFleetRequestHistoryResponse>(
              DescribeSpotFleetRequestHistoryResponse page))) {
        return List.of();
      }
      page.historyRecords().stream()
          .map(HistoryRecord::eventInformation)
          .filter(Objects::nonNull)
          .forEach(each -> errors.add(each.eventSubType(), each.eventDescription()));
      next = Optional.ofNullable(page.nextToken()).filter(token -> !token.isEmpty());
    } while (next.isPresent());
    return errors.all();
  }
}
