package io.signalbox.core.localcloud.ec2.scaling;

import io.signalbox.core.localcloud.ec2.call.Estate;
import io.signalbox.core.localcloud.ec2.fleet.Filler;
import io.signalbox.core.localcloud.faults.Faults;
import io.signalbox.core.localcloud.wire.Answer;
import io.signalbox.core.localcloud.wire.Asked;
import io.signalbox.core.localcloud.wire.Parameters;
import io.signalbox.core.localcloud.wire.QueryForm;
import io.signalbox.core.localcloud.wire.Refusal;
import io.signalbox.core.localcloud.wire.Service;
import io.signalbox.core.localcloud.wire.Xml;
import io.signalbox.core.localcloud.world.Catalogue;
import io.signalbox.core.localcloud.world.Change;
import io.signalbox.core.localcloud.world.Group;
import io.signalbox.core.localcloud.world.Group.Event;
import io.signalbox.core.localcloud.world.Group.Sort;
import io.signalbox.core.localcloud.world.Group.Way;
import io.signalbox.core.localcloud.world.Kind;
import io.signalbox.core.localcloud.world.Machine;
import io.signalbox.core.localcloud.world.World;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Auto Scaling, version 2011-01-01 of its Query protocol, over EC2's machines. Thread-safe. */
public final class AutoScaling implements Service {

  private static final QueryForm FORM =
      new QueryForm("http://autoscaling.amazonaws.com/doc/2011-01-01/");

  private static final String NAME = "AutoScalingGroupName";

  private static final int MOST_DETACHED = 20;

  private final Estate estate;
  private final AutoScalingListings listings;

  /** Auto Scaling over a world. */
  public AutoScaling(World world, Catalogue catalogue, Faults faults) {
    estate = new Estate(world, catalogue, faults);
    listings = new AutoScalingListings(estate);
  }

  @Override
  public Answer answer(Asked asked) {
    new Filler(estate, Estate.region(asked), asked.at()).tick();
    return switch (asked.action()) {
      case "CreateAutoScalingGroup" -> create(asked);
      case "UpdateAutoScalingGroup" -> update(asked);
      case "DeleteAutoScalingGroup" -> delete(asked);
      case "TerminateInstanceInAutoScalingGroup" -> terminate(asked);
      case "DetachInstances" -> detach(asked);
      case "DescribeAutoScalingGroups" -> FORM.result(asked, out -> listings.groups(asked, out));
      case "DescribeScalingActivities" ->
          FORM.result(asked, out -> listings.activities(asked, out));
      case String other ->
          throw Refusal.of(
              "InvalidAction", "Could not find operation " + other + " for version 2011-01-01");
    };
  }

  @Override
  public Answer refused(Refusal refusal, String requestId) {
    return FORM.refused(refusal, requestId);
  }

  @Override
  public Words words() {
    return QueryForm.WORDS;
  }

  private Filler filler(Asked asked) {
    return new Filler(estate, Estate.region(asked), asked.at());
  }

  private Answer create(Asked asked) {
    Parameters parameters = asked.parameters().without("Action", "Version");
    String name = required(parameters, NAME);
    number(parameters, "MinSize");
    number(parameters, "MaxSize");
    return estate
        .world()
        .atomically(() -> {
          if (listings.known(asked, name).isPresent()) {
            throw Refusal.of(
                "AlreadyExists",
                "AutoScalingGroup by this name already exists - A group with the name "
                    + name
                    + " already exists");
          }
          var group =
              aimed(
                  asked,
                  new Group(
                      name,
                      Sort.AUTO_SCALING,
                      Way.MAINTAIN,
                      parameters.values(),
                      List.of(),
                      0,
                      0,
                      new LinkedHashMap<>(),
                      Instant.EPOCH,
                      asked.at(),
                      List.of()));
          estate.world().change(List.of(filler(asked).put(group)));
          return FORM.done(asked);
        });
  }

  /** The group as its parameters say: checked, with its pools and target. */
  private Group aimed(Asked asked, Group group) {
    var parameters = new Parameters(group.parameters());
    int least = number(parameters, "MinSize");
    int most = number(parameters, "MaxSize");
    int target = parameters.number("DesiredCapacity").orElse(least);
    if (least > most) {
      throw invalid(
          "Max bound, " + most + ", must be greater than or equal to min bound, " + least);
    }
    if (target < least || target > most) {
      throw invalid(
          "Desired capacity:"
              + target
              + " must be between the specified min size:"
              + least
              + " and max size:"
              + most);
    }
    var pools = new AutoScalingPools(estate, asked);
    try {
      return group
          .from(pools.of(parameters))
          .aimedAt(target, AutoScalingPools.onDemand(parameters, target));
    } catch (Refusal refusal) {
      throw refusal.code().equals("ValidationError")
          ? refusal
          : invalid("You must use a valid fully-formed launch template. " + refusal.said());
    }
  }

  private Answer update(Asked asked) {
    return estate
        .world()
        .atomically(() -> {
          var before = listings.find(asked, required(asked.parameters(), NAME));
          var given = asked.parameters().without("Action", "Version");
          var after =
              aimed(asked, before.asked(given.over(new Parameters(before.parameters())).values()));
          estate.world().change(List.of(filler(asked).put(after)));
          filler(asked).shrink(after);
          return FORM.done(asked);
        });
  }

  private Answer delete(Asked asked) {
    boolean force = asked.parameters().flag("ForceDelete");
    return estate
        .world()
        .atomically(() -> {
          var group = listings.find(asked, required(asked.parameters(), NAME));
          var living = filler(asked).living(group);
          if (!living.isEmpty() && !force) {
            throw Refusal.of(
                "ResourceInUse",
                "You cannot delete an AutoScalingGroup while there are instances or pending"
                    + " Spot instance request(s) still in the group.");
          }
          estate.world().change(List.of(filler(asked).put(group.ended(asked.at()))));
          filler(asked).end(living);
          return FORM.done(asked);
        });
  }

  private Answer terminate(Asked asked) {
    String id = required(asked.parameters(), "InstanceId");
    required(asked.parameters(), "ShouldDecrementDesiredCapacity");
    boolean decrement = asked.parameters().flag("ShouldDecrementDesiredCapacity");
    var event = estate.world().atomically(() -> terminated(asked, id, decrement));
    return FORM.result(
        asked,
        out ->
            out.element(
                "Activity",
                activity -> listings.activity(activity, event.group, event.number, asked.at())));
  }

  /** Machines leave a group and live on. */
  private Answer detach(Asked asked) {
    Set<String> ids = Set.copyOf(asked.parameters().list("InstanceIds.member"));
    required(asked.parameters(), "ShouldDecrementDesiredCapacity");
    if (ids.size() > MOST_DETACHED) {
      throw invalid("The number of instance ids exceeds the limit of %d".formatted(MOST_DETACHED));
    }
    return estate
        .world()
        .atomically(() -> {
          var group = listings.find(asked, required(asked.parameters(), NAME));
          for (String id : ids) {
            if (!group.members().containsKey(id)
                || estate.machine(asked, id).filter(Machine::lives).isEmpty()) {
              throw invalid(
                  "The instance %s is not part of Auto Scaling group %s".formatted(id, group.id()));
            }
            if (estate.machine(asked, id).filter(each -> isStarting(each, asked)).isPresent()) {
              throw invalid("The instance %s is not in InService or Standby.".formatted(id));
            }
          }
          Group after = group.without(ids);
          if (asked.parameters().flag("ShouldDecrementDesiredCapacity")) {
            after = lowered(group, after, ids);
          }
          var changes = new ArrayList<>(List.of(filler(asked).put(after)));
          ids.forEach(id ->
              estate
                  .world()
                  .find(asked.region(), Kind.TAGS, id)
                  .map(tags -> tags.without(Set.of("aws:autoscaling:groupName")))
                  .ifPresent(tags -> changes.add(Change.put(asked.region(), Kind.TAGS, id, tags))));
          estate.world().change(changes);
          return FORM.result(
              asked, out -> out.list("Activities", "member", List.of(), Xml::content));
        });
  }

  private static boolean isStarting(Machine machine, Asked asked) {
    return machine.state(asked.at()) == Machine.State.PENDING;
  }

  private static Group lowered(Group before, Group after, Set<String> ids) {
    double units = ids.stream().mapToDouble(id -> before.members().getOrDefault(id, 1.0)).sum();
    int target = before.target() - (int) Math.ceil(units);
    int least = number(new Parameters(before.parameters()), "MinSize");
    if (target < least) {
      throw invalid(
          "AutoScalingGroup %s has min-size=%d. Decrementing its desired capacity would violate it."
              .formatted(before.id(), least));
    }
    return aimedAt(after, target);
  }

  /** A group and the number of an event of it. */
  private record Happened(Group group, int number) {}

  private Happened terminated(Asked asked, String id, boolean decrement) {
    var group =
        estate.world().all(asked.region(), Kind.GROUP).stream()
            .filter(each -> each.sort() == Sort.AUTO_SCALING && each.members().containsKey(id))
            .findFirst()
            .orElseThrow(() -> noMachine(id));
    Machine machine =
        estate.machine(asked, id).filter(Machine::lives).orElseThrow(() -> noMachine(id));
    int least = number(new Parameters(group.parameters()), "MinSize");
    Group after = group;
    if (decrement) {
      int units = (int) Math.ceil(group.members().getOrDefault(id, 1.0));
      int target = group.target() - units;
      if (target < least) {
        throw invalid(
            "Currently, desiredSize equals minSize ("
                + least
                + "). Terminating instance without"
                + " replacement will violate group's min size constraint. Either set"
                + " shouldDecrementDesiredCapacity flag to false or lower group's min size.");
      }
      after = aimedAt(group, target);
    }
    var event =
        new Event(asked.at(), -1, machine.spot(), id, "", "Terminating EC2 instance: " + id);
    after = after.with(Map.of(), List.of(event));
    estate.world().change(List.of(filler(asked).put(after)));
    filler(asked).end(List.of(machine));
    return new Happened(after, after.events().size() - 1);
  }

  /** The target is a parameter too: it stays when another is changed. */
  private static Group aimedAt(Group group, int target) {
    var parameters = new LinkedHashMap<>(group.parameters());
    parameters.put("DesiredCapacity", String.valueOf(target));
    return group
        .asked(parameters)
        .aimedAt(target, AutoScalingPools.onDemand(new Parameters(parameters), target));
  }

  private static Refusal noMachine(String id) {
    return invalid("Instance Id not found - No managed instance found for instance ID: " + id);
  }

  private static String required(Parameters parameters, String name) {
    return parameters
        .text(name)
        .filter(value -> !value.isEmpty())
        .orElseThrow(() -> invalid("1 validation error detected: Value null at '" + name + "'"));
  }

  private static int number(Parameters parameters, String name) {
    required(parameters, name);
    return parameters.number(name).orElse(0);
  }

  public static Refusal invalid(String message) {
    return Refusal.of("ValidationError", message);
  }
}
