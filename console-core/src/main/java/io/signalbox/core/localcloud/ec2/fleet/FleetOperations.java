package io.signalbox.core.localcloud.ec2.fleet;

import io.signalbox.core.localcloud.ec2.call.Estate;
import io.signalbox.core.localcloud.ec2.call.Lookups;
import io.signalbox.core.localcloud.ec2.call.Operation;
import io.signalbox.core.localcloud.ec2.call.TagParameters;
import io.signalbox.core.localcloud.ec2.call.Tokens;
import io.signalbox.core.localcloud.ec2.launch.LaunchTemplates;
import io.signalbox.core.localcloud.wire.Asked;
import io.signalbox.core.localcloud.wire.Parameters;
import io.signalbox.core.localcloud.wire.Refusal;
import io.signalbox.core.localcloud.wire.Xml;
import io.signalbox.core.localcloud.world.Change;
import io.signalbox.core.localcloud.world.Group;
import io.signalbox.core.localcloud.world.Group.Pool;
import io.signalbox.core.localcloud.world.Group.Sort;
import io.signalbox.core.localcloud.world.Group.Way;
import io.signalbox.core.localcloud.world.Kind;
import io.signalbox.core.localcloud.world.Tags;
import io.signalbox.core.localcloud.world.World;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Makes, changes and deletes fleets; {@link FleetListings} shows them. */
public final class FleetOperations {

  private static final String TARGET = "TargetCapacitySpecification.";

  private final Estate estate;
  private final LaunchTemplates templates;
  private final Tokens tokens;
  private final FleetListings listings;

  public FleetOperations(Estate estate) {
    this.estate = estate;
    this.templates = new LaunchTemplates(estate);
    this.tokens = new Tokens(estate);
    this.listings = new FleetListings(estate);
  }

  public Map<String, Operation> operations() {
    var operations = new LinkedHashMap<>(listings.operations());
    operations.put(
        "CreateFleet",
        Operation.changing(
            this::create,
            "ClientToken",
            "ExcessCapacityTerminationPolicy",
            "LaunchTemplateConfigs",
            "OnDemandOptions",
            "SpotOptions",
            "TagSpecification",
            "TargetCapacitySpecification",
            "Type",
            // Without effect.
            "Context",
            "ReplaceUnhealthyInstances",
            "TerminateInstancesWithExpiration",
            "ValidFrom",
            "ValidUntil"));
    operations.put(
        "ModifyFleet",
        Operation.changing(
            this::modify,
            "ExcessCapacityTerminationPolicy",
            "FleetId",
            "TargetCapacitySpecification"));
    operations.put(
        "DeleteFleets", Operation.changing(this::delete, "FleetId", "TerminateInstances"));
    return operations;
  }

  private void create(Asked asked, Xml out) {
    var made = estate.world().atomically(() -> created(asked));
    out.text("fleetId", made.id());
    if (made.way() == Way.INSTANT) {
      listings.launched(asked, out, made);
    }
  }

  private Group created(Asked asked) {
    var before = tokens.before(asked);
    if (before.isPresent()) {
      return find(asked, before.get().getFirst());
    }
    Parameters parameters = asked.parameters();
    Way way = way(parameters.text("Type").orElse("maintain"));
    var tags =
        TagParameters.byType(
            parameters, way == Way.INSTANT ? Set.of("fleet", "instance") : Set.of("fleet"));
    var target = target(parameters);
    Filler.checkTimes(parameters);
    var group =
        new Group(
            World.newId("fleet"),
            Sort.FLEET,
            way,
            parameters.without("Action", "Version", "DryRun").values(),
            pools(asked, way, target.spot() > 0),
            target.total(),
            target.onDemand(),
            new LinkedHashMap<>(),
            Instant.EPOCH,
            asked.at(),
            List.of());
    Operation.stopDryRun(asked);
    var filler = new Filler(estate, Estate.region(asked), asked.at());
    var changes = new ArrayList<Change>();
    changes.add(filler.put(group));
    changes.addAll(tokens.used(asked, List.of(group.id())));
    if (tags.containsKey("fleet")) {
      changes.add(
          Change.put(
              asked.region(),
              Kind.TAGS,
              group.id(),
              new Tags("fleet", tags.getOrDefault("fleet", Map.of()))));
    }
    estate.world().change(changes);
    return way == Way.INSTANT ? filler.fill(group) : group;
  }

  private static Way way(String type) {
    return switch (type) {
      case "instant" -> Way.INSTANT;
      case "request" -> Way.REQUEST;
      case "maintain" -> Way.MAINTAIN;
      case String other -> throw Refusal.invalid(other, "Type", "");
    };
  }

  /** How many units, and how many of them on demand. */
  private record Target(int total, int onDemand) {

    int spot() {
      return total - onDemand;
    }
  }

  private static Target target(Parameters parameters) {
    int total =
        parameters
            .number(TARGET + "TotalTargetCapacity")
            .orElseThrow(() -> Refusal.missing(TARGET + "TotalTargetCapacity"));
    if (total < 0) {
      throw Refusal.invalid(String.valueOf(total), "TotalTargetCapacity", "");
    }
    var onDemand = parameters.number(TARGET + "OnDemandTargetCapacity");
    var spot = parameters.number(TARGET + "SpotTargetCapacity");
    if (onDemand.orElse(0) < 0 || spot.orElse(0) < 0) {
      throw Refusal.of(
          "InvalidTargetCapacitySpecification", "A target capacity cannot be less than 0");
    }
    if ((long) onDemand.orElse(0) + spot.orElse(0) > total) {
      throw Refusal.of(
          "InvalidTargetCapacitySpecification",
          "The sum of the on-demand and spot target capacity exceeds the total target capacity");
    }
    String rest = parameters.text(TARGET + "DefaultTargetCapacityType").orElse("");
    if (rest.isEmpty()) {
      if (onDemand.orElse(0) + spot.orElse(0) < total) {
        throw Refusal.missing(TARGET + "DefaultTargetCapacityType");
      }
      return new Target(total, onDemand.orElse(0));
    }
    return switch (rest) {
      case "spot" -> new Target(total, onDemand.orElse(0));
      case "on-demand" -> new Target(total, total - spot.orElse(0));
      default -> throw Refusal.invalid(rest, "DefaultTargetCapacityType", "");
    };
  }

  private List<Pool> pools(Asked asked, Way way, boolean spot) {
    Parameters parameters = asked.parameters();
    String strategy =
        parameters
            .text((spot ? "SpotOptions" : "OnDemandOptions") + ".AllocationStrategy")
            .orElse("lowestPrice");
    var pools =
        new Pools(templates, new Lookups(estate.catalogue(), Estate.region(asked)), asked.region());
    return way == Way.INSTANT
        ? pools.of(parameters, strategy)
        : pools.byAndBy(parameters, strategy);
  }

  private Group find(Asked asked, String id) {
    return listings.find(asked, id);
  }

  private void modify(Asked asked, Xml out) {
    var changed =
        estate
            .world()
            .atomically(() -> {
              var group = find(asked, asked.parameters().required("FleetId"));
              if (group.way() != Way.MAINTAIN || !group.lives()) {
                throw Refusal.of(
                    "InvalidParameterValue",
                    "Only an active fleet of type maintain can be modified: " + group.id());
              }
              var merged = merged(asked, group);
              var target = target(merged);
              Operation.stopDryRun(asked);
              var filler = new Filler(estate, Estate.region(asked), asked.at());
              var aimed = group.aimedAt(target.total(), target.onDemand()).asked(merged.values());
              estate.world().change(List.of(filler.put(aimed)));
              String excess = merged.text("ExcessCapacityTerminationPolicy").orElse("termination");
              if (excess.toLowerCase(Locale.ROOT).equals("termination")) {
                filler.shrink(aimed);
              }
              return true;
            });
    out.flag("return", changed);
  }

  /** A target that is given replaces the one before whole; its default market stays. */
  private static Parameters merged(Asked asked, Group group) {
    var before = new Parameters(group.parameters());
    var given = asked.parameters().without("Action", "Version", "DryRun", "FleetId");
    var values = new LinkedHashMap<>(given.over(before).values());
    String market = TARGET + "DefaultTargetCapacityType";
    before.text(market).ifPresent(word -> values.putIfAbsent(market, word));
    return new Parameters(values);
  }

  private void delete(Asked asked, Xml out) {
    Parameters parameters = asked.parameters();
    if (parameters.text("TerminateInstances").isEmpty()) {
      throw Refusal.missing("TerminateInstances");
    }
    boolean terminate = parameters.flag("TerminateInstances");
    var deleted = new ArrayList<Group>();
    var failed = new LinkedHashMap<String, String>();
    Operation.stopDryRun(asked);
    estate
        .world()
        .atomically(() -> {
          for (String id : parameters.list("FleetId")) {
            var group = listings.known(asked, id);
            if (group.isEmpty()) {
              failed.put(id, "fleetIdDoesNotExist");
            } else if (group.get().way() == Way.INSTANT && !terminate) {
              failed.put(id, "fleetNotInDeletableState");
            } else {
              deleted.add(group.get());
              var filler = new Filler(estate, Estate.region(asked), asked.at());
              estate.world().change(List.of(filler.put(group.get().ended(asked.at()))));
              if (terminate) {
                filler.end(filler.living(group.get()));
              }
            }
          }
          return deleted;
        });
    out.items(
        "successfulFleetDeletionSet",
        deleted,
        (item, group) ->
            item.text("currentFleetState", terminate ? "deleted_terminating" : "deleted_running")
                .text("previousFleetState", "active")
                .text("fleetId", group.id()));
    out.items(
        "unsuccessfulFleetDeletionSet",
        failed.entrySet(),
        (item, each) ->
            item.text("fleetId", each.getKey())
                .element(
                    "error",
                    error ->
                        error
                            .text("code", each.getValue())
                            .text("message", "The fleet cannot be deleted: " + each.getKey())));
  }
}
