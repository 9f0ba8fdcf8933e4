package io.signalbox.core.localcloud.ec2.fleet;

import io.signalbox.core.localcloud.ec2.call.Estate;
import io.signalbox.core.localcloud.ec2.call.Operation;
import io.signalbox.core.localcloud.ec2.call.ParameterXml;
import io.signalbox.core.localcloud.ec2.call.TagParameters;
import io.signalbox.core.localcloud.wire.Asked;
import io.signalbox.core.localcloud.wire.Parameters;
import io.signalbox.core.localcloud.wire.Refusal;
import io.signalbox.core.localcloud.wire.Xml;
import io.signalbox.core.localcloud.world.Group;
import io.signalbox.core.localcloud.world.Group.Sort;
import io.signalbox.core.localcloud.world.Kind;
import io.signalbox.core.localcloud.world.Machine;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Shows Spot fleets, their machines and what happened to them. */
final class SpotFleetListings {

  private static final FleetHistory HISTORY =
      new FleetHistory("spotFleetRequestId", "instanceChange", "error");

  private final Estate estate;

  SpotFleetListings(Estate estate) {
    this.estate = estate;
  }

  Map<String, Operation> operations() {
    return Map.of(
        "DescribeSpotFleetRequests",
        Operation.reading(this::requests, "MaxResults", "NextToken", "SpotFleetRequestId"),
        "DescribeSpotFleetInstances",
        Operation.reading(this::machines, "MaxResults", "NextToken", "SpotFleetRequestId"),
        "DescribeSpotFleetRequestHistory",
        Operation.reading(
            this::history,
            "EventType",
            "MaxResults",
            "NextToken",
            "SpotFleetRequestId",
            "StartTime"));
  }

  /**
   * A Spot fleet.
   *
   * @throws Refusal if there is none
   */
  Group find(Asked asked, String id) {
    if (!id.matches("sfr-[0-9a-f-]{36}")) {
      throw Refusal.of(
          "InvalidSpotFleetRequestId.Malformed", "The Spot fleet request ID is malformed: " + id);
    }
    return known(asked, id)
        .orElseThrow(() ->
            Refusal.of(
                "InvalidSpotFleetRequestId.NotFound",
                "The Spot fleet request ID '" + id + "' does not exist"));
  }

  Optional<Group> known(Asked asked, String id) {
    return estate
        .world()
        .find(asked.region(), Kind.GROUP, id)
        .filter(each -> each.sort() == Sort.SPOT_FLEET);
  }

  private Filler filler(Asked asked) {
    return new Filler(estate, Estate.region(asked), asked.at());
  }

  private void requests(Asked asked, Xml out) {
    var ids = asked.parameters().list("SpotFleetRequestId");
    var all =
        ids.isEmpty()
            ? estate.world().all(asked.region(), Kind.GROUP).stream()
                .filter(each -> each.sort() == Sort.SPOT_FLEET)
                .toList()
            : ids.stream().map(id -> find(asked, id)).toList();
    estate.page(
        asked,
        out,
        "spotFleetRequestConfigSet",
        all,
        Group::id,
        (item, group) -> write(asked, item, group));
  }

  private void write(Asked asked, Xml out, Group group) {
    var filler = filler(asked);
    out.text("activityStatus", activity(asked, group))
        .time("createTime", group.madeAt())
        .text("spotFleetRequestId", group.id())
        .text("spotFleetRequestState", state(asked, group))
        .element(
            "spotFleetRequestConfig",
            config -> {
              ParameterXml.write(
                  config,
                  new Parameters(group.parameters())
                      .without(
                          "OnDemandTargetCapacity", "TagSpecification", "TargetCapacity", "Type"));
              config
                  .text("fulfilledCapacity", String.valueOf(filler.fulfilled(group, false)))
                  .text("onDemandFulfilledCapacity", String.valueOf(filler.fulfilled(group, true)))
                  .number("targetCapacity", group.target())
                  .number("onDemandTargetCapacity", group.onDemand())
                  .text("type", group.way().name().toLowerCase(Locale.ROOT));
            });
    TagParameters.write(out, estate.world().tags(asked.region(), group.id()));
  }

  private String activity(Asked asked, Group group) {
    if (!group.lives()) {
      return "pending_termination";
    }
    if (filler(asked).fulfilled(group, false) >= group.target()) {
      return "fulfilled";
    }
    return !group.events().isEmpty() && !group.events().getLast().code().isEmpty()
        ? "error"
        : "pending_fulfillment";
  }

  private String state(Asked asked, Group group) {
    if (group.lives()) {
      return "active";
    }
    return filler(asked).living(group).isEmpty() ? "cancelled" : "cancelled_running";
  }

  private void machines(Asked asked, Xml out) {
    var group = find(asked, asked.parameters().required("SpotFleetRequestId"));
    Instant seen = estate.seen(asked);
    var shown =
        filler(asked).living(group).stream()
            .filter(each -> !each.launchedAt().isAfter(seen))
            .toList();
    estate.page(
        asked,
        out,
        "activeInstanceSet",
        shown,
        Machine::id,
        (item, machine) ->
            item.text("instanceId", machine.id())
                .text("instanceType", machine.type())
                .text("instanceHealth", "healthy"));
    out.text("spotFleetRequestId", group.id());
  }

  private void history(Asked asked, Xml out) {
    var group = find(asked, asked.parameters().required("SpotFleetRequestId"));
    asked.parameters().required("StartTime");
    HISTORY.write(group, asked, out);
  }
}
