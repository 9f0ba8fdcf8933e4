package io.signalbox.core.localcloud.ec2.scaling;

import io.signalbox.core.localcloud.ec2.call.Estate;
import io.signalbox.core.localcloud.wire.Asked;
import io.signalbox.core.localcloud.wire.Pages;
import io.signalbox.core.localcloud.wire.Parameters;
import io.signalbox.core.localcloud.wire.Service;
import io.signalbox.core.localcloud.wire.Xml;
import io.signalbox.core.localcloud.world.Group;
import io.signalbox.core.localcloud.world.Group.Event;
import io.signalbox.core.localcloud.world.Group.Sort;
import io.signalbox.core.localcloud.world.Kind;
import io.signalbox.core.localcloud.world.LaunchTemplate;
import io.signalbox.core.localcloud.world.Machine;
import io.signalbox.core.localcloud.world.Machine.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Shows Auto Scaling groups and what happened to them. */
public final class AutoScalingListings {

  private final Estate estate;

  public AutoScalingListings(Estate estate) {
    this.estate = estate;
  }

  /** A group that is there, or is being deleted. */
  public Optional<Group> known(Asked asked, String name) {
    return estate
        .world()
        .find(asked.region(), Kind.GROUP, name)
        .filter(each -> each.sort() == Sort.AUTO_SCALING)
        .filter(each -> each.lives() || !machines(asked, each).isEmpty());
  }

  /** A group that is not being deleted. */
  public Group find(Asked asked, String name) {
    return known(asked, name)
        .filter(Group::lives)
        .orElseThrow(() ->
            AutoScaling.invalid(
                "AutoScalingGroup name not found - AutoScalingGroup: " + name + " not found"));
  }

  /** The machines that are not gone. */
  private List<Machine> machines(Asked asked, Group group) {
    return group.members().keySet().stream()
        .flatMap(id -> estate.world().find(asked.region(), Kind.MACHINE, id).stream())
        .filter(each -> each.state(asked.at()) != State.TERMINATED)
        .toList();
  }

  public void groups(Asked asked, Xml out) {
    var names = asked.parameters().list("AutoScalingGroupNames.member");
    var all =
        estate.world().all(asked.region(), Kind.GROUP).stream()
            .filter(each -> names.isEmpty() || names.contains(each.id()))
            .filter(each -> known(asked, each.id()).isPresent())
            .toList();
    var page = page(asked, all, Group::id);
    out.list(
        "AutoScalingGroups", "member", page.rows(), (member, group) -> write(asked, member, group));
    next(out, page);
  }

  private <T> Pages.Page<T> page(Asked asked, List<T> rows, Function<T, String> id) {
    var parameters = new LinkedHashMap<String, String>();
    asked.parameters().text("MaxRecords").ifPresent(most -> parameters.put("MaxResults", most));
    asked.parameters().text("NextToken").ifPresent(next -> parameters.put("NextToken", next));
    return Pages.of(new Parameters(parameters), rows, id, 1, estate.faults().knobs().pageSize());
  }

  private static void next(Xml out, Pages.Page<?> page) {
    if (!page.next().isEmpty()) {
      out.text("NextToken", page.next());
    }
  }

  private void write(Asked asked, Xml out, Group group) {
    var parameters = new Parameters(group.parameters());
    out.text("AutoScalingGroupName", group.id())
        .text(
            "AutoScalingGroupARN",
            "arn:aws:autoscaling:"
                + asked.region()
                + ":"
                + Service.ACCOUNT
                + ":autoScalingGroup:local:autoScalingGroupName/"
                + group.id());
    Parameters template = parameters.inside("LaunchTemplate");
    if (!template.values().isEmpty()) {
      out.element("LaunchTemplate", each -> template(asked, each, group, template));
    }
    out.text("MinSize", parameters.text("MinSize"))
        .text("MaxSize", parameters.text("MaxSize"))
        .number("DesiredCapacity", group.target())
        .text("DefaultCooldown", parameters.text("DefaultCooldown").orElse("300"))
        .list(
            "AvailabilityZones",
            "member",
            machines(asked, group).stream().map(Machine::zone).distinct().toList(),
            Xml::content)
        .text("HealthCheckType", parameters.text("HealthCheckType").orElse("EC2"))
        .text("HealthCheckGracePeriod", parameters.text("HealthCheckGracePeriod").orElse("0"))
        .list(
            "Instances",
            "member",
            machines(asked, group),
            (member, machine) -> machine(asked, member, group, machine))
        .time("CreatedTime", group.madeAt())
        .text("VPCZoneIdentifier", parameters.text("VPCZoneIdentifier").orElse(""));
    if (!group.lives()) {
      out.text("Status", "Delete in progress");
    }
    out.list(
            "Tags",
            "member",
            parameters.structures("Tags.member"),
            (member, tag) ->
                member
                    .text("ResourceId", group.id())
                    .text("ResourceType", "auto-scaling-group")
                    .text("Key", tag.text("Key").orElse(""))
                    .text("Value", tag.text("Value").orElse(""))
                    .flag("PropagateAtLaunch", tag.flag("PropagateAtLaunch")))
        .flag(
            "NewInstancesProtectedFromScaleIn",
            parameters.flag("NewInstancesProtectedFromScaleIn"));
  }

  /** As it was when the group was made: the template may be gone. */
  private void template(Asked asked, Xml out, Group group, Parameters named) {
    String id =
        group
            .pools()
            .getFirst()
            .shown()
            .getOrDefault("LaunchTemplateSpecification.LaunchTemplateId", "");
    out.text("LaunchTemplateId", id)
        .text(
            "LaunchTemplateName",
            estate.world().find(asked.region(), Kind.TEMPLATE, id).map(LaunchTemplate::name))
        .text("Version", named.text("Version").orElse("$Default"));
  }

  private static void machine(Asked asked, Xml out, Group group, Machine machine) {
    State state = machine.state(asked.at());
    out.text("InstanceId", machine.id())
        .text("InstanceType", machine.type())
        .text("AvailabilityZone", machine.zone())
        .text(
            "LifecycleState",
            switch (state) {
              case PENDING -> "Pending";
              case RUNNING -> "InService";
              case SHUTTING_DOWN, TERMINATED -> "Terminating";
            })
        .text("HealthStatus", machine.lives() ? "Healthy" : "Unhealthy")
        .flag("ProtectedFromScaleIn", false);
    double weight = group.members().getOrDefault(machine.id(), 1.0);
    if (weight != 1.0) {
      out.number("WeightedCapacity", (long) weight);
    }
  }

  public void activities(Asked asked, Xml out) {
    String name = asked.parameters().text("AutoScalingGroupName").orElse("");
    var rows = new ArrayList<Row>();
    for (Group group : estate.world().all(asked.region(), Kind.GROUP)) {
      if (group.sort() == Sort.AUTO_SCALING && (name.isEmpty() || name.equals(group.id()))) {
        for (int number = group.events().size() - 1; number >= 0; number--) {
          rows.add(new Row(group, number));
        }
      }
    }
    var page = page(asked, rows, Row::id);
    out.list(
        "Activities",
        "member",
        page.rows(),
        (member, row) -> activity(member, row.group, row.number, asked.at()));
    next(out, page);
  }

  private record Row(Group group, int number) {

    String id() {
      return group.id() + " " + number;
    }
  }

  /** Writes one thing that happened, as an activity. */
  public void activity(Xml out, Group group, int number, Instant at) {
    Event event = group.events().get(number);
    boolean failed = !event.code().isEmpty();
    boolean ends = event.pool() < 0;
    out.text("ActivityId", "activity-" + group.madeAt().toEpochMilli() + "-" + number)
        .text("AutoScalingGroupName", group.id())
        .text(
            "Description",
            failed
                ? "Launching a new EC2 instance.  Status Reason: " + why(group, event)
                : ends ? event.message() : "Launching a new EC2 instance: " + event.machine())
        .text(
            "Cause",
            "At "
                + event.at()
                + " the group was at another size than its desired capacity of "
                + group.target()
                + ".")
        .time("StartTime", event.at())
        .time("EndTime", at)
        .text("StatusCode", failed ? "Failed" : ends ? "InProgress" : "Successful");
    if (failed) {
      out.text("StatusMessage", why(group, event));
    }
    out.number("Progress", ends ? 0 : 100).text("Details", "{}");
  }

  /** A group with a policy says the code too; there is no field for it. */
  private static String why(Group group, Event event) {
    boolean mixed =
        !new Parameters(group.parameters()).inside("MixedInstancesPolicy").values().isEmpty();
    String coded =
        mixed
            ? "Could not launch %s Instances. %s - "
                .formatted(event.spot() ? "Spot" : "On-Demand", event.code())
            : "";
    return coded + event.message() + " Launching EC2 instance failed.";
  }
}
