package io.signalbox.core.proof;

import io.signalbox.core.localcloud.LocalCloud;
import io.signalbox.core.testing.ManualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesResponse;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/** The same trip with the SDK alone: no store, no tags but one, no second thought. */
// The SDK takes several builders where one is meant.
@SuppressWarnings("unchecked")
final class BareAws implements AutoCloseable {

  private static final String SHARED = "shared";
  private static final int NAMED = 1_000;
  private static final String ROLE =
      "arn:aws:iam::111122223333:role/aws-service-role/spotfleet.amazonaws.com/"
          + "AWSServiceRoleForEC2SpotFleet";
  private static final Duration FIRST = Duration.ofSeconds(2);
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private final ManualTime time;
  private final SdkHttpClient http = Apache5HttpClient.create();
  private final Ec2Client ec2;
  private final AutoScalingClient scaling;
  private final Set<String> templates = new HashSet<>();
  private Runnable ending = () -> {};
  private int trips;

  BareAws(LocalCloud cloud, ManualTime time) {
    this.time = time;
    StaticCredentialsProvider keys =
        StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIABARE", "bare"));
    Region region = Region.of(AwsWay.REGION);
    this.ec2 =
        Ec2Client.builder()
            .endpointOverride(cloud.endpoint())
            .region(region)
            .httpClient(http)
            .credentialsProvider(keys)
            .build();
    this.scaling =
        AutoScalingClient.builder()
            .endpointOverride(cloud.endpoint())
            .region(region)
            .httpClient(http)
            .credentialsProvider(keys)
            .build();
  }

  /**
   * Until all run.
   *
   * @return the machines
   */
  List<Instance> there(AwsWay way, int machines) {
    trips++;
    String trip = "trip-" + trips;
    for (int left = machines; left > 0; left -= way.most()) {
      launch(way, trip, Math.min(left, way.most()), left);
    }
    Duration pause = FIRST;
    while (true) {
      time.advance(pause);
      List<Instance> found =
          described(
              DescribeInstancesRequest.builder()
                  .filters(Filter.builder().name("tag:trip").values(trip).build())
                  .maxResults(NAMED)
                  .build());
      if (found.stream().filter(each -> is(each, InstanceStateName.RUNNING)).count() == machines) {
        return found;
      }
      pause = longer(pause);
    }
  }

  private void launch(AwsWay way, String trip, int machines, int number) {
    switch (way.launch().api()) {
      case "RunInstances" -> run(trip, machines, number);
      case "ASG" -> group(trip, machines);
      case "SpotFleet" -> spotFleet(way.launch().fleetType(), trip, machines);
      default -> fleet(way.launch().fleetType(), trip, machines);
    }
  }

  /** One launch template for all; for fleets that are filled by and by one each, with its tag. */
  private String template(String trip) {
    if (templates.add(trip)) {
      ec2.createLaunchTemplate(make ->
          make.launchTemplateName(trip)
              .launchTemplateData(data -> {
                data.imageId(AwsWay.IMAGE);
                if (!trip.equals(SHARED)) {
                  data.tagSpecifications(
                      tags -> tags.resourceType(ResourceType.INSTANCE).tags(tag(trip)));
                }
              }));
    }
    return trip;
  }

  private void fleet(String type, String trip, int machines) {
    boolean instant = type.equals("instant");
    String template = template(instant ? SHARED : trip);
    String id =
        ec2.createFleet(
                make -> {
                  make.type(type)
                      .clientToken(trip)
                      .targetCapacitySpecification(target ->
                          target
                              .totalTargetCapacity(machines)
                              .defaultTargetCapacityType("on-demand"))
                      .launchTemplateConfigs(config ->
                          config
                              .launchTemplateSpecification(
                                  which -> which.launchTemplateName(template).version("1"))
                              .overrides(
                                  over -> over.instanceType(AwsWay.TYPE).subnetId(AwsWay.SUBNET)));
                  if (instant) {
                    make.tagSpecifications(
                        tags -> tags.resourceType(ResourceType.INSTANCE).tags(tag(trip)));
                  }
                })
            .fleetId();
    ending =
        () -> {
          ec2.deleteFleets(delete -> delete.fleetIds(id).terminateInstances(instant));
          if (!instant) {
            ec2.deleteLaunchTemplate(delete -> delete.launchTemplateName(template));
          }
        };
  }

  private void spotFleet(String type, String trip, int machines) {
    String template = template(trip);
    String id =
        ec2.requestSpotFleet(ask ->
                ask.spotFleetRequestConfig(fleet ->
                    fleet
                        .type(type)
                        .clientToken(trip)
                        .iamFleetRole(ROLE)
                        .targetCapacity(machines)
                        .terminateInstancesWithExpiration(false)
                        .launchTemplateConfigs(config ->
                            config
                                .launchTemplateSpecification(
                                    which -> which.launchTemplateName(template).version("1"))
                                .overrides(over ->
                                    over.instanceType(AwsWay.TYPE).subnetId(AwsWay.SUBNET)))))
            .spotFleetRequestId();
    ending =
        () -> {
          ec2.cancelSpotFleetRequests(
              cancel -> cancel.spotFleetRequestIds(id).terminateInstances(false));
          ec2.deleteLaunchTemplate(delete -> delete.launchTemplateName(template));
        };
  }

  private void group(String trip, int machines) {
    String template = template(SHARED);
    scaling.createAutoScalingGroup(make ->
        make.autoScalingGroupName(trip)
            .minSize(0)
            .maxSize(machines)
            .desiredCapacity(machines)
            .vpcZoneIdentifier(AwsWay.SUBNET)
            .tags(tag -> tag.key("trip").value(trip).propagateAtLaunch(true))
            .mixedInstancesPolicy(policy ->
                policy.launchTemplate(launch ->
                    launch
                        .launchTemplateSpecification(
                            which -> which.launchTemplateName(template).version("1"))
                        .overrides(over -> over.instanceType(AwsWay.TYPE)))));
    ending =
        () ->
            scaling.deleteAutoScalingGroup(
                delete -> delete.autoScalingGroupName(trip).forceDelete(true));
  }

  private static Tag tag(String trip) {
    return Tag.builder().key("trip").value(trip).build();
  }

  private void run(String trip, int machines, int number) {
    ec2.runInstances(run ->
        run.imageId(AwsWay.IMAGE)
            .instanceType(AwsWay.TYPE)
            .subnetId(AwsWay.SUBNET)
            .minCount(1)
            .maxCount(machines)
            .clientToken(trip + "-" + number)
            .tagSpecifications(
                TagSpecification.builder()
                    .resourceType(ResourceType.INSTANCE)
                    .tags(tag(trip))
                    .build()));
  }

  /** Until all are gone. */
  void back(List<Instance> machines) {
    List<String> ids = machines.stream().map(Instance::instanceId).toList();
    ending.run();
    ending = () -> {};
    for (int from = 0; from < ids.size(); from += NAMED) {
      List<String> some = ids.subList(from, Math.min(from + NAMED, ids.size()));
      ec2.terminateInstances(terminate -> terminate.instanceIds(some));
    }
    Duration pause = FIRST;
    while (true) {
      time.advance(pause);
      List<Instance> left = new ArrayList<>();
      for (int from = 0; from < ids.size(); from += NAMED) {
        left.addAll(
            described(
                DescribeInstancesRequest.builder()
                    .instanceIds(ids.subList(from, Math.min(from + NAMED, ids.size())))
                    .build()));
      }
      if (left.stream().allMatch(each -> is(each, InstanceStateName.TERMINATED))) {
        return;
      }
      pause = longer(pause);
    }
  }

  private List<Instance> described(DescribeInstancesRequest first) {
    List<Instance> found = new ArrayList<>();
    DescribeInstancesRequest next = first;
    while (true) {
      DescribeInstancesResponse page = ec2.describeInstances(next);
      page.reservations().forEach(each -> found.addAll(each.instances()));
      String token = page.nextToken();
      if (token == null || token.isEmpty()) {
        return found;
      }
      next = first.toBuilder().nextToken(token).build();
    }
  }

  private static boolean is(Instance machine, InstanceStateName state) {
    return machine.state().name() == state;
  }

  private static Duration longer(Duration pause) {
    Duration twice = pause.multipliedBy(2);
    return twice.compareTo(LONGEST) > 0 ? LONGEST : twice;
  }

  @Override
  public void close() {
    ec2.close();
    scaling.close();
    http.close();
  }
}
