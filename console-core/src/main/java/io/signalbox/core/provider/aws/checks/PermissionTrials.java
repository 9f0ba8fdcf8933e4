package io.signalbox.core.provider.aws.checks;

import io.signalbox.core.provider.aws.client.AwsClients;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.InstanceType;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/**
 * A call without effect for each action that can be tried so: EC2's own dry run, or a read of what
 * everybody may read. Stateless but for the clients.
 */
final class PermissionTrials {

  /** An image that AWS offers in every region, so that a launch can be tried without a template. */
  private static final String IMAGE =
      "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64";

  private static final String INSTALLATION = "signalbox:installation";

  private final AwsClients clients;
  private final Map<String, Function<AwsRequestOverrideConfiguration, Object>> trials =
      new LinkedHashMap<>();

  PermissionTrials(AwsClients clients) {
    this.clients = clients;
    trials.put("ec2:RunInstances", within -> launch(within, false));
    // Of an action of its own: a launch with tags asks for it too.
    trials.put("ec2:CreateTags", within -> launch(within, true));
    trials.put("ec2:TerminateInstances", this::terminate);
    trials.put(
        "ssm:GetParameters",
        within ->
            clients.ssm().getParameters(ask -> ask.names(IMAGE).overrideConfiguration(within)));
    trials.put(
        "ec2:DescribeImages",
        within ->
            clients
                .reads()
                .describeImages(
                    ask -> ask.owners("self").dryRun(true).overrideConfiguration(within)));
    trials.put(
        "ec2:DescribeSubnets",
        within ->
            clients.reads().describeSubnets(ask -> ask.dryRun(true).overrideConfiguration(within)));
    trials.put(
        "ec2:DescribeSecurityGroups",
        within ->
            clients
                .reads()
                .describeSecurityGroups(ask -> ask.dryRun(true).overrideConfiguration(within)));
    trials.put(
        "ec2:DescribeKeyPairs",
        within ->
            clients
                .reads()
                .describeKeyPairs(ask -> ask.dryRun(true).overrideConfiguration(within)));
    trials.put(
        "ec2:DescribeInstanceTypeOfferings",
        within ->
            clients
                .reads()
                .describeInstanceTypeOfferings(
                    ask -> ask.dryRun(true).overrideConfiguration(within)));
    trials.put(
        "ec2:GetInstanceTypesFromInstanceRequirements",
        within ->
            clients
                .reads()
                .getInstanceTypesFromInstanceRequirements(ask ->
                    ask.architectureTypesWithStrings("x86_64")
                        .virtualizationTypesWithStrings("hvm")
                        .instanceRequirements(needed ->
                            needed
                                .vCpuCount(range -> range.min(1))
                                .memoryMiB(range -> range.min(1)))
                        .dryRun(true)
                        .overrideConfiguration(within)));
    trials.put(
        "ec2:CreateLaunchTemplate",
        within ->
            clients
                .reads()
                .createLaunchTemplate(ask ->
                    ask.launchTemplateName("signalbox-test")
                        .launchTemplateData(data -> data.instanceType(InstanceType.T3_MICRO))
                        .dryRun(true)
                        .overrideConfiguration(within)));
    trials.put(
        "ec2:DescribeLaunchTemplateVersions",
        within ->
            clients
                .reads()
                .describeLaunchTemplateVersions(
                    ask -> ask.versions("$Latest").dryRun(true).overrideConfiguration(within)));
    trials.put(
        "ec2:DescribeLaunchTemplates",
        within ->
            clients
                .reads()
                .describeLaunchTemplates(ask -> ask.dryRun(true).overrideConfiguration(within)));
    trials.put(
        "ec2:DescribeTags",
        within ->
            clients.reads().describeTags(ask -> ask.dryRun(true).overrideConfiguration(within)));
    trials.put(
        "ec2:DescribeFleets",
        within ->
            clients.reads().describeFleets(ask -> ask.dryRun(true).overrideConfiguration(within)));
    trials.put(
        "ec2:DescribeSpotFleetRequests",
        within ->
            clients
                .reads()
                .describeSpotFleetRequests(ask -> ask.dryRun(true).overrideConfiguration(within)));
    trials.put(
        "ec2:DescribeSpotPriceHistory",
        within ->
            clients
                .reads()
                .describeSpotPriceHistory(ask -> ask.dryRun(true).overrideConfiguration(within)));
    trials.put(
        "ec2:DescribeInstanceTypes",
        within ->
            clients
                .reads()
                .describeInstanceTypes(ask -> ask.dryRun(true).overrideConfiguration(within)));
    trials.put(
        "pricing:GetProducts",
        within ->
            clients
                .prices()
                .call(
                    "AWSPriceListService.GetProducts",
                    Map.of("ServiceCode", "AmazonEC2", "MaxResults", 1),
                    within));
    trials.put(
        "servicequotas:GetServiceQuota",
        within ->
            clients
                .quotas()
                .call(
                    "ServiceQuotasV20190624.GetServiceQuota",
                    Map.of("ServiceCode", "ec2", "QuotaCode", "L-1216C47A"),
                    within));
    trials.put(
        "autoscaling:DescribeAutoScalingGroups",
        within ->
            clients
                .scalingReads()
                .describeAutoScalingGroups(ask -> ask.maxRecords(1).overrideConfiguration(within)));
    trials.put(
        "autoscaling:DescribeScalingActivities",
        within ->
            clients
                .scalingReads()
                .describeScalingActivities(ask -> ask.maxRecords(1).overrideConfiguration(within)));
  }

  /** How an action is tried; empty for one that cannot be without effect. */
  Optional<Function<AwsRequestOverrideConfiguration, Object>> of(String action) {
    return Optional.ofNullable(trials.get(action));
  }

  private Object launch(AwsRequestOverrideConfiguration within, boolean tagged) {
    RunInstancesRequest.Builder request =
        RunInstancesRequest.builder()
            .imageId("resolve:ssm:" + IMAGE)
            .instanceType(InstanceType.T3_MICRO)
            .minCount(1)
            .maxCount(1)
            .dryRun(true);
    if (tagged) {
      request.tagSpecifications(
          TagSpecification.builder()
              .resourceType(ResourceType.INSTANCE)
              .tags(Tag.builder().key(INSTALLATION).value("test").build())
              .build());
    }
    return clients.reads().runInstances(request.overrideConfiguration(within).build());
  }

  /** Of a machine that a console has made, for a policy may be about those alone. */
  private Object terminate(AwsRequestOverrideConfiguration within) {
    List<String> ours = ours(within);
    return clients
        .reads()
        .terminateInstances(ask ->
            ask.instanceIds(ours.isEmpty() ? List.of("i-00000000000000000") : ours)
                .dryRun(true)
                .overrideConfiguration(within));
  }

  /** One of them; none where they may not be listed, which is another permission. */
  private List<String> ours(AwsRequestOverrideConfiguration within) {
    try {
      return clients
          .reads()
          .describeInstances(ask ->
              ask.filters(Filter.builder().name("tag-key").values(INSTALLATION).build())
                  .maxResults(5)
                  .overrideConfiguration(within))
          .reservations()
          .stream()
          .flatMap(reservation -> reservation.instances().stream())
          .map(instance -> instance.instanceId())
          .limit(1)
          .toList();
    } catch (AwsServiceException refused) {
      return List.of();
    }
  }
}
