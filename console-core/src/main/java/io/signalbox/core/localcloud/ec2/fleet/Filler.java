package io.signalbox.core.localcloud.ec2.fleet;

import io.signalbox.core.localcloud.ec2.call.Estate;
import io.signalbox.core.localcloud.ec2.call.TagParameters;
import io.signalbox.core.localcloud.ec2.launch.Launcher;
import io.signalbox.core.localcloud.wire.Parameters;
import io.signalbox.core.localcloud.wire.Refusal;
import io.signalbox.core.localcloud.world.Change;
import io.signalbox.core.localcloud.world.Group;
import io.signalbox.core.localcloud.world.Group.Event;
import io.signalbox.core.localcloud.world.Group.Pool;
import io.signalbox.core.localcloud.world.Group.Way;
import io.signalbox.core.localcloud.world.Kind;
import io.signalbox.core.localcloud.world.Machine;
import io.signalbox.core.localcloud.world.Region;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Fills fleets and groups up to their target, and ends what is beyond it. What is to be filled by
 * and by is looked at whenever somebody calls. Every method is one step of the world.
 */
public final class Filler {

  private static final String UNTIL = "ValidUntil";

  private final Estate estate;
  private final Region region;
  private final Instant at;

  public Filler(Estate estate, Region region, Instant at) {
    this.estate = estate;
    this.region = region;
    this.at = at;
  }

  /**
   * Refuses times that are none: a group that had them would break every later call, for all are
   * looked at whenever somebody calls.
   */
  static void checkTimes(Parameters parameters) {
    parameters.time("ValidFrom", Instant.MIN);
    parameters.time(UNTIL, Instant.MAX);
  }

  /** Fills every group of the region that is due. */
  public void tick() {
    estate
        .world()
        .atomically(() -> {
          var due =
              estate.world().all(region.name(), Kind.GROUP).stream().filter(this::due).toList();
          due.forEach(this::fill);
          return due;
        });
  }

  private boolean due(Group group) {
    return group.lives()
        && group.way() != Way.INSTANT
        && at.isBefore(new Parameters(group.parameters()).time(UNTIL, Instant.MAX))
        && !at.isBefore(group.madeAt().plus(estate.faults().knobs().fill()));
  }

  /** Fills a group as far as there is room; the group as it is afterwards is kept. */
  public Group fill(Group group) {
    return estate
        .world()
        .atomically(() -> {
          Group filled = filled(group, false, group.onDemand());
          filled = filled(filled, true, group.target() - group.onDemand());
          if (!filled.equals(group)) {
            estate.world().change(List.of(put(filled)));
          }
          return filled;
        });
  }

  private Group filled(Group group, boolean spot, int target) {
    double missing = target - units(group, spot);
    Group filled = group;
    for (int i = 0; i < group.pools().size() && missing > 0; i++) {
      Pool pool = group.pools().get(i);
      var members = new LinkedHashMap<String, Double>();
      var events = new ArrayList<Event>();
      try {
        int most = (int) Math.ceil(missing / pool.weight());
        for (Machine each : launched(group, pool, spot, most)) {
          members.put(each.id(), pool.weight());
          events.add(new Event(at, i, spot, each.id(), "", "Launched " + each.type()));
          missing -= pool.weight();
        }
      } catch (Refusal refusal) {
        var event = new Event(at, i, spot, "", refusal.code(), refusal.said());
        if (isNew(filled, event)) {
          events.add(event);
        }
      }
      if (!events.isEmpty()) {
        filled = filled.with(members, events);
      }
    }
    return filled;
  }

  /** What fails again as it failed before is told once. */
  private static boolean isNew(Group group, Event event) {
    return group.events().reversed().stream()
        .takeWhile(each -> !each.code().isEmpty())
        .noneMatch(each ->
            each.pool() == event.pool()
                && each.spot() == event.spot()
                && each.code().equals(event.code()));
  }

  private List<Machine> launched(Group group, Pool pool, boolean spot, int most) {
    var parameters = new TreeMap<>(pool.launch());
    parameters.keySet().removeIf(name -> name.startsWith("InstanceMarketOptions."));
    if (spot) {
      parameters.put("InstanceMarketOptions.MarketType", "spot");
      if (!pool.mostPrice().isEmpty()) {
        parameters.put("InstanceMarketOptions.SpotOptions.MaxPrice", pool.mostPrice());
      }
    }
    var launcher = new Launcher(estate, region, at);
    var choice = launcher.choice(new Parameters(parameters)).tagged("instance", tags(group));
    var made = launcher.made(choice, 1, most, "");
    estate.world().change(made.changes());
    return made.machines();
  }

  /** What a group puts on its machines, beside their template's tags. */
  private static Map<String, String> tags(Group group) {
    var parameters = new Parameters(group.parameters());
    var tags = new TreeMap<String, String>();
    switch (group.sort()) {
      case FLEET -> {
        tags.putAll(
            TagParameters.byType(parameters, Set.of("fleet", "instance"))
                .getOrDefault("instance", Map.of()));
        tags.put("aws:ec2:fleet-id", group.id());
      }
      case SPOT_FLEET -> tags.put("aws:ec2spot:fleet-request-id", group.id());
      case AUTO_SCALING -> {
        for (Parameters tag : parameters.structures("Tags.member")) {
          if (tag.flag("PropagateAtLaunch")) {
            tags.put(tag.required("Key"), tag.text("Value").orElse(""));
          }
        }
        tags.put("aws:autoscaling:groupName", group.id());
      }
    }
    return tags;
  }

  /** The machines of a group that did not end, the first first. */
  public List<Machine> living(Group group) {
    return group.members().keySet().stream()
        .flatMap(id -> estate.world().find(region.name(), Kind.MACHINE, id).stream())
        .filter(Machine::lives)
        .toList();
  }

  /** Its units on one market: all there ever were where nothing is replaced, else what lives. */
  private double units(Group group, boolean spot) {
    return group.members().entrySet().stream()
        .filter(member ->
            estate
                .world()
                .find(region.name(), Kind.MACHINE, member.getKey())
                .filter(each -> each.spot() == spot)
                .filter(each -> each.lives() || group.way() != Way.MAINTAIN)
                .isPresent())
        .mapToDouble(Map.Entry::getValue)
        .sum();
  }

  /** The units that live, on both markets or on demand alone. */
  public double fulfilled(Group group, boolean onDemandAlone) {
    return living(group).stream()
        .filter(each -> !onDemandAlone || !each.spot())
        .mapToDouble(each -> group.members().getOrDefault(each.id(), 1.0))
        .sum();
  }

  /** Ends machines, the latest first, as long as what is left reaches the target. */
  public void shrink(Group group) {
    double units = fulfilled(group, false);
    var ending = new ArrayList<Machine>();
    for (Machine each : living(group).reversed()) {
      double weight = group.members().getOrDefault(each.id(), 1.0);
      if (units - weight >= group.target()) {
        ending.add(each);
        units -= weight;
      }
    }
    end(ending);
  }

  /** Ends machines. */
  public void end(List<Machine> machines) {
    var ending =
        new Machine.Ending(
            at,
            at.plus(estate.faults().knobs().shutdown()),
            "Client.UserInitiatedShutdown",
            "Client.UserInitiatedShutdown: User initiated shutdown");
    estate
        .world()
        .change(
            machines.stream()
                .filter(Machine::lives)
                .map(each -> Change.put(region.name(), Kind.MACHINE, each.id(), each.ended(ending)))
                .toList());
  }

  /** What keeps a group. */
  public Change put(Group group) {
    return Change.put(region.name(), Kind.GROUP, group.id(), group);
  }
}
