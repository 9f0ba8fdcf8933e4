package io.signalbox.core.provider.aws.launch.group;

import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.provider.aws.client.AwsClients;
import io.signalbox.core.provider.aws.client.Caller;
import io.signalbox.core.provider.aws.client.InParts;
import io.signalbox.core.provider.aws.client.Reply;
import io.signalbox.core.provider.aws.failure.AwsFailures;
import io.signalbox.core.provider.aws.launch.fleet.FleetNote;
import io.signalbox.core.provider.aws.launch.fleet.FleetState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.autoscaling.model.Activity;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingGroupsRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingGroupsResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeScalingActivitiesRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeScalingActivitiesResponse;
import software.amazon.awssdk.services.autoscaling.model.LifecycleState;
import software.amazon.awssdk.services.autoscaling.model.ScalingActivityStatusCode;

/** Asks Auto Scaling about groups. Thread-safe. */
final class GroupStates {

  private static final String ACTIVITIES = "autoscaling:DescribeScalingActivities";

  /** Groups of one call and page, the most that Auto Scaling takes. */
  private static final int MOST = 100;

  /** A group that was made just now lacks machines for no reason. */
  private static final Duration YOUNG = Duration.ofSeconds(5);

  /** A code within Auto Scaling's sentence: {@code Could not launch Spot Instances. CODE - why}. */
  private static final Pattern CODE = Pattern.compile("(?:^|\\s)([A-Z]\\w+(?:\\.\\w+)*) - (.+)");

  /** What the older of its sentences say of each code. */
  private static final List<Map.Entry<String, String>> PHRASES =
      List.of(
          Map.entry("not have sufficient", "InsufficientInstanceCapacity"),
          Map.entry("price is too low", "SpotMaxPriceTooLow"),
          Map.entry("vCPU", "VcpuLimitExceeded"),
          Map.entry("quota", "InstanceLimitExceeded"));

  private static final String TAIL = "Launching EC2 instance failed";

  private final AwsClients clients;
  private final Caller caller;
  private final TimeSource time;

  GroupStates(AwsClients clients, Caller caller, TimeSource time) {
    this.clients = clients;
    this.caller = caller;
    this.time = time;
  }

  /** Those that Auto Scaling has; one that is being deleted is none. */
  Reply<List<AutoScalingGroup>> groups(List<String> names, Instant deadline) {
    List<AutoScalingGroup> found = new ArrayList<>();
    for (List<String> some : InParts.of(names, MOST)) {
      Optional<String> next = Optional.empty();
      do {
        DescribeAutoScalingGroupsRequest.Builder request =
            DescribeAutoScalingGroupsRequest.builder().autoScalingGroupNames(some).maxRecords(MOST);
        next.ifPresent(request::nextToken);
        switch (caller.read(
            "autoscaling:DescribeAutoScalingGroups",
            deadline,
            within ->
                clients
                    .scalingReads()
                    .describeAutoScalingGroups(request.overrideConfiguration(within).build()))) {
          case Reply.Answered<DescribeAutoScalingGroupsResponse>(
                  DescribeAutoScalingGroupsResponse page) -> {
            page.autoScalingGroups().stream()
                .filter(group -> group.status() == null)
                .forEach(found::add);
            next = Optional.ofNullable(page.nextToken()).filter(token -> !token.isEmpty());
          }
          case Reply.Failed<DescribeAutoScalingGroupsResponse>(ProviderFailure failure) -> {
            return new Reply.Failed<>(failure);
          }
        }
      } while (next.isPresent());
    }
    return new Reply.Answered<>(found);
  }

  /** The machines that groups have, or are about to have. */
  private static Set<String> members(List<AutoScalingGroup> groups) {
    return machines(groups, state -> state == LifecycleState.IN_SERVICE || isStarting(state));
  }

  /** Those that can be taken out and live on. */
  static Set<String> detachable(List<AutoScalingGroup> groups) {
    return machines(
        groups, state -> state == LifecycleState.IN_SERVICE || state == LifecycleState.STANDBY);
  }

  /** Those that are not in service yet. */
  static Set<String> starting(List<AutoScalingGroup> groups) {
    return machines(groups, GroupStates::isStarting);
  }

  private static boolean isStarting(LifecycleState state) {
    return state.toString().startsWith("Pending");
  }

  private static Set<String> machines(
      List<AutoScalingGroup> groups, Predicate<LifecycleState> wanted) {
    return groups.stream()
        .flatMap(group -> group.instances().stream())
        .filter(machine -> wanted.test(machine.lifecycleState()))
        .map(machine -> machine.instanceId())
        .collect(Collectors.toSet());
  }

  /** How far the group of each launch is; one that Auto Scaling does not have is over. */
  Reply<Map<String, FleetState>> of(List<FleetNote> notes, Instant deadline) {
    Instant now = time.now();
    return groups(notes.stream().map(FleetNote::resource).toList(), deadline)
        .map(found -> {
          Map<String, FleetState> states = new LinkedHashMap<>();
          for (FleetNote note : notes) {
            found.stream()
                .filter(group -> group.autoScalingGroupName().equals(note.resource()))
                .findFirst()
                .map(group -> state(group, note, now, deadline))
                .orElseGet(() -> Optional.of(new FleetState(true, 0, 0, List.of())))
                .ifPresent(state -> states.put(note.resource(), state));
          }
          return states;
        });
  }

  /** Empty where there was no time to ask what keeps it from having more. */
  private Optional<FleetState> state(
      AutoScalingGroup group, FleetNote note, Instant now, Instant deadline) {
    int target = Optional.ofNullable(group.desiredCapacity()).orElse(0);
    int fulfilled = members(List.of(group)).size();
    boolean young = now.isBefore(Instant.ofEpochMilli(note.begun()).plus(YOUNG));
    boolean lacking = fulfilled < target && !young;
    List<ProviderFailure> errors =
        lacking ? errors(group.autoScalingGroupName(), deadline) : List.of();
    return lacking && !caller.isInTime(deadline)
        ? Optional.empty()
        : Optional.of(new FleetState(false, target, fulfilled, errors));
  }

  /** What kept it from having more; where that cannot be asked, nothing is told. */
  private List<ProviderFailure> errors(String group, Instant deadline) {
    Reply<DescribeScalingActivitiesResponse> reply =
        caller.read(
            ACTIVITIES,
            deadline,
            within ->
                clients
                    .scalingReads()
                    .describeScalingActivities(
                        DescribeScalingActivitiesRequest.builder()
                            .autoScalingGroupName(group)
                            .maxRecords(MOST)
                            .overrideConfiguration(within)
                            .build()));
    if (!(reply
        instanceof
        Reply.Answered<DescribeScalingActivitiesResponse>(
            DescribeScalingActivitiesResponse activities))) {
      return List.of();
    }
    Map<String, ProviderFailure> errors = new LinkedHashMap<>();
    for (Activity each : activities.activities()) {
      if (each.statusCode() == ScalingActivityStatusCode.FAILED) {
        String said = Optional.ofNullable(each.statusMessage()).orElse("");
        errors.putIfAbsent(said, failure(said));
      }
    }
    return List.copyOf(errors.values());
  }

  /** By the code within the sentence; there is no field for it. */
  static ProviderFailure failure(String said) {
    int tail = said.indexOf(TAIL);
    String text = (tail < 0 ? said : said.substring(0, tail)).strip();
    Matcher coded = CODE.matcher(text);
    if (coded.find()) {
      return AwsFailures.told(coded.group(1), coded.group(2), ACTIVITIES);
    }
    String code =
        PHRASES.stream()
            .filter(phrase -> text.contains(phrase.getKey()))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElse("LaunchFailed");
    return AwsFailures.told(code, text, ACTIVITIES);
  }
}
