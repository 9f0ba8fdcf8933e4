package io.signalbox.core.localcloud.ec2.launch;

import io.signalbox.core.localcloud.ec2.call.Lookups;
import io.signalbox.core.localcloud.wire.Parameters;
import io.signalbox.core.localcloud.wire.Refusal;
import io.signalbox.core.localcloud.world.Region;
import io.signalbox.core.localcloud.world.SecurityGroup;
import io.signalbox.core.localcloud.world.Subnet;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a launch may go.
 *
 * @param subnets those it may be in, the first with room first
 * @param named whether the call named the subnet or its zone
 * @param groups the ids of the security groups
 */
public record NetworkChoice(List<Subnet> subnets, boolean named, List<String> groups) {

  /**
   * Reads {@code SubnetId}, {@code SecurityGroupId.N}, {@code SecurityGroup.N}, {@code
   * NetworkInterface.N} and {@code Placement.AvailabilityZone}.
   */
  public static NetworkChoice read(Parameters parameters, Region region, Lookups lookups) {
    var interfaces = parameters.structures("NetworkInterface");
    Parameters from = interfaces.isEmpty() ? parameters : first(parameters, interfaces);
    String zone = parameters.text("Placement.AvailabilityZone").orElse("");
    if (!zone.isEmpty() && !region.zones().contains(zone)) {
      throw Refusal.of("InvalidParameterValue", "Invalid availability zone: [" + zone + "]");
    }
    var subnets = subnets(from.text("SubnetId").orElse(""), zone, lookups);
    var groups = new ArrayList<SecurityGroup>();
    from.list("SecurityGroupId").forEach(id -> groups.add(lookups.group(id)));
    from.list("SecurityGroup").forEach(name -> groups.add(lookups.groupNamed(name)));
    Subnet subnet = subnets.getFirst();
    for (SecurityGroup group : groups) {
      if (!group.vpc().equals(subnet.vpc())) {
        throw Refusal.of(
            "InvalidParameter",
            "Security group "
                + group.id()
                + " and subnet "
                + subnet.id()
                + " belong to different networks.");
      }
    }
    var ids = groups.stream().map(SecurityGroup::id).distinct().toList();
    return new NetworkChoice(
        subnets,
        subnets.size() == 1,
        ids.isEmpty() ? List.of(lookups.groupNamed("default").id()) : ids);
  }

  private static List<Subnet> subnets(String id, String zone, Lookups lookups) {
    if (id.isEmpty()) {
      return lookups.defaults().stream()
          .filter(each -> zone.isEmpty() || each.zone().equals(zone))
          .toList();
    }
    Subnet subnet = lookups.subnet(id);
    if (!zone.isEmpty() && !subnet.zone().equals(zone)) {
      throw Refusal.invalid(
          zone,
          "availabilityZone",
          "The subnet '" + id + "' is in the availability zone " + subnet.zone());
    }
    return List.of(subnet);
  }

  private static Parameters first(Parameters parameters, List<Parameters> interfaces) {
    if (parameters.text("SubnetId").isPresent()) {
      throw Refusal.combination(
          "Network interfaces and an instance-level subnet ID may not be specified on the same"
              + " request");
    }
    if (!parameters.list("SecurityGroupId").isEmpty()
        || !parameters.list("SecurityGroup").isEmpty()) {
      throw Refusal.combination(
          "Network interfaces and an instance-level security groups may not be specified on the"
              + " same request");
    }
    Parameters first = Parameters.NONE;
    for (Parameters each : interfaces) {
      int device =
          each.number("DeviceIndex")
              .orElseThrow(() ->
                  Refusal.of(
                      "MissingParameter", "Each network interface requires a device index."));
      if (device == 0) {
        first = each;
      }
      each.text("NetworkInterfaceId")
          .ifPresent(id -> {
            throw Refusal.of(
                "InvalidNetworkInterfaceID.NotFound",
                "The networkInterface ID '" + id + "' does not exist");
          });
      if (each.flag("AssociatePublicIpAddress") && interfaces.size() > 1) {
        throw Refusal.combination(
            "The associatePublicIPAddress parameter cannot be specified when launching with"
                + " multiple network interfaces.");
      }
    }
    if (first.values().isEmpty()) {
      throw Refusal.of(
          "InvalidParameterValue", "A network interface with device index 0 is required.");
    }
    return first;
  }
}
