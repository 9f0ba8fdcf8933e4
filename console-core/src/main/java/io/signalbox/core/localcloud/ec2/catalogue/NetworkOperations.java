package io.signalbox.core.localcloud.ec2.catalogue;

import io.signalbox.core.localcloud.ec2.call.Estate;
import io.signalbox.core.localcloud.ec2.call.Filters;
import io.signalbox.core.localcloud.ec2.call.Lookups;
import io.signalbox.core.localcloud.ec2.call.Operation;
import io.signalbox.core.localcloud.ec2.call.TagParameters;
import io.signalbox.core.localcloud.ec2.launch.Capacity;
import io.signalbox.core.localcloud.wire.Asked;
import io.signalbox.core.localcloud.wire.Parameters;
import io.signalbox.core.localcloud.wire.Service;
import io.signalbox.core.localcloud.wire.Xml;
import io.signalbox.core.localcloud.world.SecurityGroup;
import io.signalbox.core.localcloud.world.Subnet;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Lists subnets, security groups and key pairs. */
public final class NetworkOperations {

  private final Estate estate;

  public NetworkOperations(Estate estate) {
    this.estate = estate;
  }

  public Map<String, Operation> operations() {
    return Map.of(
        "DescribeSubnets",
        Operation.reading(this::subnets, "SubnetId", "Filter", "MaxResults", "NextToken"),
        "DescribeSecurityGroups",
        Operation.reading(
            this::groups, "GroupId", "GroupName", "Filter", "MaxResults", "NextToken"),
        "DescribeKeyPairs",
        Operation.reading(this::keys, "KeyName", "Filter"));
  }

  private void subnets(Asked asked, Xml out) {
    var region = Estate.region(asked);
    var lookups = new Lookups(estate.catalogue(), region);
    var ids = asked.parameters().list("SubnetId");
    var all =
        ids.isEmpty()
            ? named(
                asked,
                "subnet-id",
                estate.catalogue().subnets(region),
                id -> estate.catalogue().subnet(region, id))
            : ids.stream().distinct().map(lookups::subnet).toList();
    var filters =
        new Filters<Subnet>(
            Map.of(
                "availability-zone", each -> List.of(each.zone()),
                "availability-zone-id", each -> List.of(region.zoneId(each.zone())),
                "cidr-block", each -> List.of(each.cidr()),
                "default-for-az", each -> List.of(String.valueOf(each.isDefault())),
                "owner-id", each -> List.of(Service.ACCOUNT),
                "state", each -> List.of("available"),
                "subnet-id", each -> List.of(each.id()),
                "vpc-id", each -> List.of(each.vpc())),
            each -> estate.world().tags(asked.region(), each.id()));
    var room = new Capacity(estate, region, asked.at());
    estate.page(
        asked,
        out,
        "subnetSet",
        filters.keep(asked.parameters(), all),
        Subnet::id,
        (item, subnet) -> {
          item.text("subnetId", subnet.id())
              .text(
                  "subnetArn",
                  "arn:aws:ec2:"
                      + asked.region()
                      + ":"
                      + Service.ACCOUNT
                      + ":subnet/"
                      + subnet.id())
              .text("state", "available")
              .text("ownerId", Service.ACCOUNT)
              .text("vpcId", subnet.vpc())
              .text("cidrBlock", subnet.cidr())
              .number("availableIpAddressCount", room.freeAddresses(subnet))
              .text("availabilityZone", subnet.zone())
              .text("availabilityZoneId", region.zoneId(subnet.zone()))
              .flag("defaultForAz", subnet.isDefault())
              .flag("mapPublicIpOnLaunch", false)
              .flag("assignIpv6AddressOnCreation", false);
          TagParameters.write(item, estate.world().tags(asked.region(), subnet.id()));
        });
  }

  /** With those that a filter names and that are there beside the catalogue. */
  private static <T> List<T> named(
      Asked asked, String filter, List<T> known, Function<String, Optional<T>> find) {
    Set<T> all = new LinkedHashSet<>(known);
    for (Parameters each : asked.parameters().structures("Filter")) {
      if (each.required("Name").equals(filter)) {
        each.list("Value").forEach(value -> find.apply(value).ifPresent(all::add));
      }
    }
    return List.copyOf(all);
  }

  private void groups(Asked asked, Xml out) {
    var region = Estate.region(asked);
    var lookups = new Lookups(estate.catalogue(), region);
    var asIs = new ArrayList<SecurityGroup>();
    asked.parameters().list("GroupId").forEach(id -> asIs.add(lookups.group(id)));
    asked.parameters().list("GroupName").forEach(name -> asIs.add(lookups.groupNamed(name)));
    var filters =
        new Filters<SecurityGroup>(
            Map.of(
                "description", each -> List.of(each.name()),
                "group-id", each -> List.of(each.id()),
                "group-name", each -> List.of(each.name()),
                "owner-id", each -> List.of(Service.ACCOUNT),
                "vpc-id", each -> List.of(each.vpc())),
            each -> estate.world().tags(asked.region(), each.id()));
    estate.page(
        asked,
        out,
        "securityGroupInfo",
        filters.keep(
            asked.parameters(),
            asIs.isEmpty()
                ? named(
                    asked,
                    "group-id",
                    estate.catalogue().groups(region),
                    id -> estate.catalogue().group(region, id))
                : asIs),
        SecurityGroup::id,
        (item, group) -> {
          item.text("ownerId", Service.ACCOUNT)
              .text("groupName", group.name())
              .text("groupId", group.id())
              .text("groupDescription", group.name())
              .text("vpcId", group.vpc())
              .element("ipPermissions", none -> {})
              .element("ipPermissionsEgress", none -> {});
          TagParameters.write(item, estate.world().tags(asked.region(), group.id()));
        });
  }

  private void keys(Asked asked, Xml out) {
    var lookups = new Lookups(estate.catalogue(), Estate.region(asked));
    var names = asked.parameters().list("KeyName");
    names.forEach(lookups::key);
    var filters =
        new Filters<String>(
            Map.of("key-name", List::of, "key-pair-id", each -> List.of(keyPairId(each))));
    out.items(
        "keySet",
        filters.keep(
            asked.parameters(),
            names.isEmpty()
                ? named(
                    asked,
                    "key-name",
                    estate.catalogue().keys(),
                    name -> Optional.of(name).filter(estate.catalogue()::hasKey))
                : names),
        (item, name) ->
            item.text("keyPairId", keyPairId(name))
                .text("keyName", name)
                .text("keyType", "ed25519")
                .text("keyFingerprint", "local/" + name));
  }

  private static String keyPairId(String name) {
    return "key-%017x".formatted(name.hashCode() & 0xffff_ffffL);
  }
}
