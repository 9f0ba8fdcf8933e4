package io.signalbox.core.localcloud.ec2.catalogue;

import io.signalbox.core.localcloud.ec2.call.Estate;
import io.signalbox.core.localcloud.ec2.call.Filters;
import io.signalbox.core.localcloud.ec2.call.Operation;
import io.signalbox.core.localcloud.wire.Asked;
import io.signalbox.core.localcloud.wire.Refusal;
import io.signalbox.core.localcloud.wire.Xml;
import io.signalbox.core.localcloud.world.Region;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Lists regions, zones and the attributes of the account. */
public final class PlaceOperations {

  private static final Map<String, String> ATTRIBUTES =
      Map.of(
          "default-vpc", "",
          "max-elastic-ips", "5",
          "max-instances", "20",
          "supported-platforms", "VPC",
          "vpc-max-elastic-ips", "5",
          "vpc-max-security-groups-per-interface", "5");

  public PlaceOperations() {}

  public Map<String, Operation> operations() {
    return Map.of(
        "DescribeAccountAttributes",
        Operation.reading(this::attributes, "AttributeName"),
        "DescribeAvailabilityZones",
        Operation.reading(this::zones, "AllAvailabilityZones", "Filter", "ZoneId", "ZoneName"),
        "DescribeRegions",
        Operation.reading(this::regions, "AllRegions", "Filter", "RegionName"));
  }

  private void regions(Asked asked, Xml out) {
    var names = asked.parameters().list("RegionName");
    for (String name : names) {
      if (Region.named(name).isEmpty()) {
        throw Refusal.of("InvalidParameterValue", "Invalid region names: [" + name + "]");
      }
    }
    boolean all = asked.parameters().flag("AllRegions");
    var shown =
        Region.all().stream()
            .filter(each -> names.isEmpty() ? all || each.enabled() : names.contains(each.name()))
            .toList();
    var filters =
        new Filters<Region>(
            Map.of(
                "endpoint", each -> List.of(endpoint(each)),
                "opt-in-status", each -> List.of(optIn(each)),
                "region-name", each -> List.of(each.name())));
    out.items(
        "regionInfo",
        filters.keep(asked.parameters(), shown),
        (item, region) ->
            item.text("regionName", region.name())
                .text("regionEndpoint", endpoint(region))
                .text("optInStatus", optIn(region)));
  }

  private static String endpoint(Region region) {
    return "ec2." + region.name() + ".amazonaws.com";
  }

  private static String optIn(Region region) {
    return region.enabled() ? "opt-in-not-required" : "not-opted-in";
  }

  private void zones(Asked asked, Xml out) {
    Region region = Estate.region(asked);
    var names = asked.parameters().list("ZoneName");
    var ids = asked.parameters().list("ZoneId");
    var known = new LinkedHashMap<String, String>();
    region.zones().forEach(zone -> known.put(zone, region.zoneId(zone)));
    names.stream()
        .filter(each -> !known.containsKey(each))
        .findFirst()
        .ifPresent(PlaceOperations::refuseZone);
    ids.stream()
        .filter(each -> !known.containsValue(each))
        .findFirst()
        .ifPresent(PlaceOperations::refuseZone);
    var filters =
        new Filters<String>(
            Map.of(
                "region-name", each -> List.of(region.name()),
                "state", each -> List.of("available"),
                "zone-id", each -> List.of(region.zoneId(each)),
                "zone-name", List::of,
                "zone-type", each -> List.of("availability-zone")));
    var shown =
        region.zones().stream()
            .filter(each -> names.isEmpty() || names.contains(each))
            .filter(each -> ids.isEmpty() || ids.contains(region.zoneId(each)))
            .toList();
    out.items(
        "availabilityZoneInfo",
        filters.keep(asked.parameters(), shown),
        (item, zone) ->
            item.text("zoneState", "available")
                .text("optInStatus", "opt-in-not-required")
                .element("messageSet", none -> {})
                .text("regionName", region.name())
                .text("zoneName", zone)
                .text("zoneId", region.zoneId(zone))
                .text("groupName", region.name())
                .text("networkBorderGroup", region.name())
                .text("zoneType", "availability-zone"));
  }

  private static void refuseZone(String zone) {
    throw Refusal.of("InvalidParameterValue", "Invalid availability zones: [" + zone + "]");
  }

  private void attributes(Asked asked, Xml out) {
    var names = asked.parameters().list("AttributeName");
    String vpc = Estate.region(asked).id("vpc", 1);
    var shown =
        ATTRIBUTES.keySet().stream()
            .filter(each -> names.isEmpty() || names.contains(each))
            .sorted()
            .toList();
    out.items(
        "accountAttributeSet",
        shown,
        (item, name) ->
            item.text("attributeName", name)
                .items(
                    "attributeValueSet",
                    List.of(name.equals("default-vpc") ? vpc : ATTRIBUTES.getOrDefault(name, "")),
                    (value, text) -> value.text("attributeValue", text)));
  }
}
