package io.signalbox.core.localcloud.ec2.catalogue;

import io.signalbox.core.localcloud.ec2.call.Estate;
import io.signalbox.core.localcloud.ec2.call.Filters;
import io.signalbox.core.localcloud.ec2.call.Operation;
import io.signalbox.core.localcloud.ec2.launch.Market;
import io.signalbox.core.localcloud.wire.Asked;
import io.signalbox.core.localcloud.wire.Parameters;
import io.signalbox.core.localcloud.wire.Refusal;
import io.signalbox.core.localcloud.wire.Xml;
import io.signalbox.core.localcloud.world.MachineType;
import io.signalbox.core.localcloud.world.Region;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What spot costs. Prices never change here: each has been in force since the full hour. */
public final class PriceOperations {

  private static final String LINUX = "Linux/UNIX";

  private record Price(MachineType type, String zone, Instant since) {

    String dollars() {
      return Market.dollars(type.spotMicroUsd(zone));
    }
  }

  private static final Filters<Price> FILTERS =
      new Filters<>(
          Map.of(
              "availability-zone", each -> List.of(each.zone),
              "instance-type", each -> List.of(each.type.name()),
              "product-description", each -> List.of(LINUX),
              "spot-price", each -> List.of(each.dollars())));

  private final Estate estate;

  public PriceOperations(Estate estate) {
    this.estate = estate;
  }

  public Map<String, Operation> operations() {
    return Map.of(
        "DescribeSpotPriceHistory",
        Operation.reading(
            this::prices,
            "AvailabilityZone",
            "EndTime",
            "Filter",
            "InstanceType",
            "MaxResults",
            "NextToken",
            "ProductDescription",
            "StartTime"));
  }

  private void prices(Asked asked, Xml out) {
    Parameters parameters = asked.parameters();
    Region region = Estate.region(asked);
    var types = parameters.list("InstanceType");
    var products = parameters.list("ProductDescription");
    String only = parameters.text("AvailabilityZone").orElse("");
    if (!only.isEmpty() && !region.zones().contains(only)) {
      throw Refusal.of("InvalidParameterValue", "Invalid availability zone: [" + only + "]");
    }
    Instant since = asked.at().truncatedTo(ChronoUnit.HOURS);
    boolean inForce = parameters.time("EndTime", asked.at()).compareTo(since) >= 0;
    parameters.time("StartTime", asked.at());
    var all = new ArrayList<Price>();
    if (inForce
        && (products.isEmpty() || products.stream().anyMatch(each -> each.startsWith(LINUX)))) {
      for (MachineType type : MachineType.all()) {
        for (String zone : region.zones()) {
          if (type.isIn(zone)
              && (types.isEmpty() || types.contains(type.name()))
              && (only.isEmpty() || only.equals(zone))) {
            all.add(new Price(type, zone, since));
          }
        }
      }
    }
    estate.page(
        asked,
        out,
        "spotPriceHistorySet",
        FILTERS.keep(parameters, all),
        each -> each.type.name() + " " + each.zone,
        (item, each) ->
            item.text("instanceType", each.type.name())
                .text("productDescription", LINUX)
                .text("spotPrice", each.dollars())
                .time("timestamp", each.since)
                .text("availabilityZone", each.zone));
  }
}
