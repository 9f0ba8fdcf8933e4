package io.signalbox.core.provider.aws.launch;

import io.signalbox.core.provider.aws.machines.Units;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.ec2.model.BlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.EbsBlockDevice;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterfaceSpecification;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateSpecification;
import software.amazon.awssdk.services.ec2.model.MarketType;
import software.amazon.awssdk.services.ec2.model.Placement;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;
import software.amazon.awssdk.services.ec2.model.SpotMarketOptions;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/** A RunInstances request while fields are put into it. Used once, by one thread. */
final class LaunchDraft {

  final RunInstancesRequest.Builder request = RunInstancesRequest.builder();
  final SpotMarketOptions.Builder spotOptions = SpotMarketOptions.builder();
  final EbsBlockDevice.Builder rootVolume = EbsBlockDevice.builder();
  final LaunchTemplateSpecification.Builder launchTemplate = LaunchTemplateSpecification.builder();
  // By name: a repetition by another process must not differ in their order.
  final Map<String, String> tags = new TreeMap<>();
  private List<String> groups = List.of();
  private Optional<Boolean> publicAddress = Optional.empty();
  private boolean spot;
  private boolean ownTemplate;
  private boolean ownVolume;

  void groups(List<String> ids) {
    groups = ids;
  }

  void publicAddress(boolean wanted) {
    publicAddress = Optional.of(wanted);
  }

  void spot() {
    spot = true;
  }

  void ownTemplate() {
    ownTemplate = true;
  }

  void ownVolume() {
    ownVolume = true;
  }

  /** Puts together what belongs together, in one place. */
  RunInstancesRequest.Builder at(Step step, String rootDevice) {
    if (!step.machineType().isEmpty()) {
      request.instanceType(step.machineType());
    }
    place(step.place());
    if (spot) {
      request.instanceMarketOptions(
          market -> market.marketType(MarketType.SPOT).spotOptions(spotOptions.build()));
    }
    if (ownTemplate) {
      request.launchTemplate(launchTemplate.build());
    }
    if (ownVolume) {
      request.blockDeviceMappings(
          BlockDeviceMapping.builder().deviceName(rootDevice).ebs(rootVolume.build()).build());
    }
    if (step.units() > 1) {
      tags.put(Units.TAG, String.valueOf(step.units()));
    }
    return request.tagSpecifications(tagged());
  }

  /** A public address is a matter of the network interface, which then has subnet and groups. */
  private void place(Step.Place place) {
    Optional<String> subnet =
        place instanceof Step.Place.Subnet(String id) ? Optional.of(id) : Optional.empty();
    if (place instanceof Step.Place.Zone(String name)) {
      request.placement(Placement.builder().availabilityZone(name).build());
    }
    if (publicAddress.isEmpty()) {
      subnet.ifPresent(request::subnetId);
      if (!groups.isEmpty()) {
        request.securityGroupIds(groups);
      }
      return;
    }
    InstanceNetworkInterfaceSpecification.Builder network =
        InstanceNetworkInterfaceSpecification.builder()
            .deviceIndex(0)
            .associatePublicIpAddress(publicAddress.get());
    subnet.ifPresent(network::subnetId);
    if (!groups.isEmpty()) {
      network.groups(groups);
    }
    request.networkInterfaces(network.build());
  }

  /** Everything that a launch makes carries the tags. */
  private List<TagSpecification> tagged() {
    List<Tag> all =
        tags.entrySet().stream()
            .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
            .toList();
    List<ResourceType> made =
        new ArrayList<>(
            List.of(ResourceType.INSTANCE, ResourceType.VOLUME, ResourceType.NETWORK_INTERFACE));
    if (spot) {
      made.add(ResourceType.SPOT_INSTANCES_REQUEST);
    }
    return made.stream()
        .map(type -> TagSpecification.builder().resourceType(type).tags(all).build())
        .toList();
  }
}
