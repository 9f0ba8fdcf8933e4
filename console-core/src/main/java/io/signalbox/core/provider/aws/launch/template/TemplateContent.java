package io.signalbox.core.provider.aws.launch.template;

import io.signalbox.core.provider.LaunchSpec;
import io.signalbox.core.provider.aws.launch.LaunchFields;
import io.signalbox.core.provider.aws.launch.RootDevice;
import io.signalbox.core.provider.aws.launch.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateBlockDeviceMappingRequest;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateInstanceMarketOptionsRequest;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateTagSpecificationRequest;
import software.amazon.awssdk.services.ec2.model.RequestLaunchTemplateData;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.ResponseLaunchTemplateData;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;
import software.amazon.awssdk.services.ec2.model.Tag;

/** What a launch template says, made from the fields of ours. Stateless. */
final class TemplateContent {

  /**
   * What a fleet or group says itself: where a launch template said it too, AWS would refuse it.
   */
  private static final Set<String> NOT_IN_TEMPLATES =
      Set.of("price_type", "max_price", "launch_template_id", "launch_template_version");

  private TemplateContent() {}

  /**
   * @param tags that what is launched must carry; they go before the template's own
   * @param onMachines whether machines get their tags from the launch template
   * @param under the launch template that the template names, whose content lies under its own
   */
  static RequestLaunchTemplateData of(
      LaunchSpec spec,
      Map<String, String> tags,
      boolean onMachines,
      RootDevice root,
      ResponseLaunchTemplateData under) {
    Map<String, Object> values = new LinkedHashMap<>(spec.values());
    values.keySet().removeAll(NOT_IN_TEMPLATES);
    RunInstancesRequest.Builder launch =
        LaunchFields.request(
            new LaunchSpec(spec.templateId(), values), Step.ANYWHERE, tags, root.device());
    if (!root.image().isEmpty()) {
      launch.imageId(root.image());
    }
    RequestLaunchTemplateData below =
        Lookalikes.copy(under, RequestLaunchTemplateData.builder()).build();
    RequestLaunchTemplateData own =
        Lookalikes.copy(launch.build(), RequestLaunchTemplateData.builder()).build();
    RequestLaunchTemplateData.Builder both = Lookalikes.copy(own, below.toBuilder());
    // A fleet says itself on which market it buys.
    both.instanceMarketOptions((LaunchTemplateInstanceMarketOptionsRequest) null);
    both.tagSpecifications(tags(below, own, onMachines));
    both.blockDeviceMappings(volumes(below, own));
    return both.build();
  }

  /** By type of resource: those of both, ours before those under it. */
  private static List<LaunchTemplateTagSpecificationRequest> tags(
      RequestLaunchTemplateData below, RequestLaunchTemplateData own, boolean onMachines) {
    Map<ResourceType, Map<String, String>> all = new LinkedHashMap<>();
    for (RequestLaunchTemplateData each : List.of(below, own)) {
      each.tagSpecifications().stream()
          .filter(
              spec -> each == below || onMachines || spec.resourceType() != ResourceType.INSTANCE)
          .forEach(spec ->
              spec.tags()
                  .forEach(tag ->
                      all.computeIfAbsent(spec.resourceType(), type -> new LinkedHashMap<>())
                          .put(tag.key(), tag.value())));
    }
    return all.entrySet().stream()
        .map(each ->
            LaunchTemplateTagSpecificationRequest.builder()
                .resourceType(each.getKey())
                .tags(sdk(each.getValue()))
                .build())
        .toList();
  }

  /** As the SDK has tags, in an order of their own. */
  static List<Tag> sdk(Map<String, String> tags) {
    return tags.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
        .toList();
  }

  /** By device, as EC2 does it itself when a launch has some that its template has too. */
  private static List<LaunchTemplateBlockDeviceMappingRequest> volumes(
      RequestLaunchTemplateData below, RequestLaunchTemplateData own) {
    Set<String> ours =
        own.blockDeviceMappings().stream()
            .map(LaunchTemplateBlockDeviceMappingRequest::deviceName)
            .collect(Collectors.toSet());
    List<LaunchTemplateBlockDeviceMappingRequest> all = new ArrayList<>();
    below.blockDeviceMappings().stream()
        .filter(each -> !ours.contains(each.deviceName()))
        .forEach(all::add);
    all.addAll(own.blockDeviceMappings());
    return all;
  }
}
