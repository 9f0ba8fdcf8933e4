package io.signalbox.core.localcloud.ec2.fleet;

import io.signalbox.core.localcloud.ec2.call.Estate;
import io.signalbox.core.localcloud.ec2.call.Filters;
import io.signalbox.core.localcloud.ec2.call.Lookups;
import io.signalbox.core.localcloud.ec2.call.Operation;
import io.signalbox.core.localcloud.ec2.call.ParameterXml;
import io.signalbox.core.localcloud.ec2.call.TagParameters;
import io.signalbox.core.localcloud.wire.Asked;
import io.signalbox.core.localcloud.wire.Parameters;
import io.signalbox.core.localcloud.wire.Refusal;
import io.signalbox.core.localcloud.wire.Xml;
import io.signalbox.core.localcloud.world.Group;
import io.signalbox.core.localcloud.world.Group.Event;
import io.signalbox.core.localcloud.world.Group.Pool;
import io.signalbox.core.localcloud.world.Group.Sort;
import io.signalbox.core.localcloud.world.Group.Way;
import io.signalbox.core.localcloud.world.Kind;
import io.signalbox.core.localcloud.world.Machine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Shows fleets, their machines and what happened to them. */
public final class FleetListings {

  private static final FleetHistory HISTORY =
      new FleetHistory("fleetId", "instance-change", "service-error");

  private final Estate estate;

  public FleetListings(Estate estate) {
    this.estate = estate;
  }

  public Map<String, Operation> operations() {
    return Map.of(
        "DescribeFleets",
        Operation.reading(this::fleets, "Filter", "FleetId", "MaxResults", "NextToken"),
        "DescribeFleetInstances",
        Operation.reading(this::machines, "Filter", "FleetId", "MaxResults", "NextToken"),
        "DescribeFleetHistory",
        Operation.reading(
            this::history, "EventType", "FleetId", "MaxResults", "NextToken", "StartTime"));
  }

  /**
   * A fleet.
   *
   * @throws Refusal if there is none
   */
  public Group find(Asked asked, String id) {
    Lookups.malformed("fleet", id, "InvalidFleetId.Malformed");
    return known(asked, id)
        .orElseThrow(() ->
            Refusal.of("InvalidFleetId.NotFound", "The fleet ID '" + id + "' does not exist"));
  }

  public Optional<Group> known(Asked asked, String id) {
    return estate
        .world()
        .find(asked.region(), Kind.GROUP, id)
        .filter(each -> each.sort() == Sort.FLEET);
  }

  private Filler filler(Asked asked) {
    return new Filler(estate, Estate.region(asked), asked.at());
  }

  private void fleets(Asked asked, Xml out) {
    var ids = asked.parameters().list("FleetId");
    var all =
        ids.isEmpty()
            ? estate.world().all(asked.region(), Kind.GROUP).stream()
                .filter(each -> each.sort() == Sort.FLEET && each.way() != Way.INSTANT)
                .toList()
            : ids.stream().map(id -> find(asked, id)).toList();
    var filters =
        new Filters<Group>(
            Map.of(
                "activity-status", each -> List.of(activity(asked, each)),
                "fleet-state", each -> List.of(state(asked, each)),
                "type", each -> List.of(word(each.way()))));
    estate.page(
        asked,
        out,
        "fleetSet",
        filters.keep(asked.parameters(), all),
        Group::id,
        (item, group) -> write(asked, item, group));
  }

  private void write(Asked asked, Xml out, Group group) {
    var parameters = new Parameters(group.parameters());
    var filler = filler(asked);
    out.text("activityStatus", activity(asked, group))
        .time("createTime", group.madeAt())
        .text("fleetId", group.id())
        .text("fleetState", state(asked, group))
        .text("clientToken", parameters.text("ClientToken").orElse(""))
        .text(
            "excessCapacityTerminationPolicy",
            parameters.text("ExcessCapacityTerminationPolicy").orElse("termination"))
        .text("fulfilledCapacity", String.valueOf(filler.fulfilled(group, false)))
        .text("fulfilledOnDemandCapacity", String.valueOf(filler.fulfilled(group, true)))
        .items(
            "launchTemplateConfigs",
            parameters.structures("LaunchTemplateConfigs"),
            ParameterXml::write)
        .element(
            "targetCapacitySpecification",
            each -> {
              each.number("totalTargetCapacity", group.target())
                  .number("onDemandTargetCapacity", group.onDemand())
                  .number("spotTargetCapacity", group.target() - group.onDemand());
              each.text(
                  "defaultTargetCapacityType",
                  parameters.text("TargetCapacitySpecification.DefaultTargetCapacityType"));
            })
        .flag("terminateInstancesWithExpiration", false)
        .text("type", word(group.way()))
        .flag("replaceUnhealthyInstances", false);
    for (String options : List.of("SpotOptions", "OnDemandOptions")) {
      Parameters inside = parameters.inside(options);
      if (!inside.values().isEmpty()) {
        out.element(
            Character.toLowerCase(options.charAt(0)) + options.substring(1),
            each -> ParameterXml.write(each, inside));
      }
    }
    TagParameters.write(out, estate.world().tags(asked.region(), group.id()));
    if (group.way() == Way.INSTANT) {
      Instant seen = estate.seen(asked);
      launched(
          asked,
          out,
          group,
          group.events().stream().filter(each -> !each.at().isAfter(seen)).toList());
    }
  }

  /** What an instant fleet got and what it did not. */
  public void launched(Asked asked, Xml out, Group group) {
    launched(asked, out, group, group.events());
  }

  private void launched(Asked asked, Xml out, Group group, List<Event> happened) {
    out.items(
        "errorSet",
        happened.stream().filter(each -> !each.code().isEmpty()).toList(),
        (item, event) -> {
          pool(item, group, event);
          item.text("errorCode", event.code()).text("errorMessage", event.message());
        });
    var byPool = new LinkedHashMap<String, List<Event>>();
    happened.stream()
        .filter(each -> !each.machine().isEmpty())
        .forEach(each ->
            byPool
                .computeIfAbsent(each.pool() + " " + each.spot(), key -> new ArrayList<>())
                .add(each));
    out.items(
        "fleetInstanceSet",
        byPool.values(),
        (item, events) -> {
          pool(item, group, events.getFirst());
          item.texts("instanceIds", events.stream().map(Event::machine).toList());
          estate
              .world()
              .find(asked.region(), Kind.MACHINE, events.getFirst().machine())
              .ifPresent(machine -> item.text("instanceType", machine.type()));
        });
  }

  private static void pool(Xml out, Group group, Event event) {
    Pool pool = group.pools().get(event.pool());
    out.element(
            "launchTemplateAndOverrides",
            each -> ParameterXml.write(each, new Parameters(pool.shown())))
        .text("lifecycle", event.spot() ? "spot" : "on-demand");
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
    return filler(asked).living(group).isEmpty() ? "deleted" : "deleted_running";
  }

  private static String word(Way way) {
    return way.name().toLowerCase(Locale.ROOT);
  }

  private void machines(Asked asked, Xml out) {
    var group = find(asked, asked.parameters().required("FleetId"));
    if (group.way() == Way.INSTANT) {
      throw Refusal.of(
          "Unsupported", "DescribeFleetInstances does not support fleets of type instant");
    }
    Instant seen = estate.seen(asked);
    var shown =
        filler(asked).living(group).stream()
            .filter(each -> !each.launchedAt().isAfter(seen))
            .toList();
    var filters = new Filters<Machine>(Map.of("instance-type", each -> List.of(each.type())));
    estate.page(
        asked,
        out,
        "activeInstanceSet",
        filters.keep(asked.parameters(), shown),
        Machine::id,
        (item, machine) -> {
          item.text("instanceId", machine.id()).text("instanceType", machine.type());
          if (machine.spot()) {
            item.text("spotInstanceRequestId", machine.spotRequest());
          }
          item.text("instanceHealth", "healthy");
        });
    out.text("fleetId", group.id());
  }

  private void history(Asked asked, Xml out) {
    var group = find(asked, asked.parameters().required("FleetId"));
    HISTORY.write(group, asked, out);
  }
}
