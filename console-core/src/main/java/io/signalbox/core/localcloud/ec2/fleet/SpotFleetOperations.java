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
import io.signalbox.core.localcloud.world.Group.Sort;
import io.signalbox.core.localcloud.world.Group.Way;
import io.signalbox.core.localcloud.world.Kind;
import io.signalbox.core.localcloud.world.Tags;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Makes, changes and cancels Spot fleets; {@link SpotFleetListings} shows them. */
public final class SpotFleetOperations {

  private static final String CONFIG = "SpotFleetRequestConfig";
  private static final String TYPE = "spot-fleet-request";

  private static final Set<String> CONFIGURED =
      Set.of(
          "AllocationStrategy",
          "ClientToken",
          "ExcessCapacityTerminationPolicy",
          "IamFleetRole",
          "LaunchTemplateConfigs",
          "OnDemandAllocationStrategy",
          "OnDemandTargetCapacity",
          "TagSpecification",
          "TargetCapacity",
          "Type",
          "ValidUntil",
          // Without effect.
          "InstanceInterruptionBehavior",
          "InstancePoolsToUseCount",
          "ReplaceUnhealthyInstances",
          "SpotPrice",
          "TerminateInstancesWithExpiration",
          "ValidFrom");

  private final Estate estate;
  private final LaunchTemplates templates;
  private final Tokens tokens;
  private final SpotFleetListings listings;

  public SpotFleetOperations(Estate estate) {
    this.estate = estate;
    this.templates = new LaunchTemplates(estate);
    this.tokens = new Tokens(estate);
    this.listings = new SpotFleetListings(estate);
  }

  public Map<String, Operation> operations() {
    var operations = new LinkedHashMap<>(listings.operations());
    operations.put("RequestSpotFleet", Operation.changing(this::request, CONFIG));
    operations.put(
        "ModifySpotFleetRequest",
        Operation.changing(
            this::modify,
            "ExcessCapacityTerminationPolicy",
            "OnDemandTargetCapacity",
            "SpotFleetRequestId",
            "TargetCapacity"));
    operations.put(
        "CancelSpotFleetRequests",
        Operation.changing(this::cancel, "SpotFleetRequestId", "TerminateInstances"));
    return operations;
  }

  private void request(Asked asked, Xml out) {
    // Its client token is among what is configured.
    Asked config = asked.of(asked.parameters().inside(CONFIG));
    if (asked.parameters().flag("DryRun")) {
      made(config);
      Operation.stopDryRun(asked);
    }
    out.text("spotFleetRequestId", estate.world().atomically(() -> kept(config)).id());
  }

  private Group kept(Asked asked) {
    var before = tokens.before(asked);
    if (before.isPresent()) {
      return listings.find(asked, before.get().getFirst());
    }
    Group group = made(asked);
    var changes = new ArrayList<Change>();
    changes.add(Change.put(asked.region(), Kind.GROUP, group.id(), group));
    changes.addAll(tokens.used(asked, List.of(group.id())));
    var tags = TagParameters.byType(asked.parameters(), Set.of(TYPE));
    if (tags.containsKey(TYPE)) {
      changes.add(
          Change.put(
              asked.region(),
              Kind.TAGS,
              group.id(),
              new Tags(TYPE, tags.getOrDefault(TYPE, Map.of()))));
    }
    estate.world().change(changes);
    return group;
  }

  /** Reads and checks what is to be made. */
  private Group made(Asked asked) {
    Parameters parameters = asked.parameters();
    for (String head : parameters.heads()) {
      if (!CONFIGURED.contains(head)) {
        throw Refusal.of(
            "UnknownParameter", "The parameter " + head + " is not recognized by RequestSpotFleet");
      }
    }
    String role = parameters.required("IamFleetRole");
    if (!role.matches("arn:aws[a-z-]*:iam::[0-9]{12}:role/.+")) {
      throw Refusal.invalid(role, "spotFleetRequestConfig.iamFleetRole", "");
    }
    int target =
        parameters.number("TargetCapacity").orElseThrow(() -> Refusal.missing("TargetCapacity"));
    int onDemand = parameters.number("OnDemandTargetCapacity").orElse(0);
    if (target < 0 || onDemand < 0 || onDemand > target) {
      throw Refusal.of(
          "InvalidSpotFleetRequestConfig", "The on-demand target exceeds the target capacity");
    }
    String strategy =
        parameters
            .text(onDemand < target ? "AllocationStrategy" : "OnDemandAllocationStrategy")
            .orElse("lowestPrice");
    TagParameters.byType(parameters, Set.of(TYPE));
    Filler.checkTimes(parameters);
    return new Group(
        "sfr-" + UUID.randomUUID(),
        Sort.SPOT_FLEET,
        way(parameters.text("Type").orElse("maintain")),
        parameters.values(),
        new Pools(templates, new Lookups(estate.catalogue(), Estate.region(asked)), asked.region())
            .byAndBy(parameters, strategy),
        target,
        onDemand,
        new LinkedHashMap<>(),
        Instant.EPOCH,
        asked.at(),
        List.of());
  }

  private static Way way(String type) {
    return switch (type) {
      case "request" -> Way.REQUEST;
      case "maintain" -> Way.MAINTAIN;
      case String other -> throw Refusal.invalid(other, "spotFleetRequestConfig.type", "");
    };
  }

  private void modify(Asked asked, Xml out) {
    Parameters parameters = asked.parameters();
    var changed =
        estate
            .world()
            .atomically(() -> {
              var group = listings.find(asked, parameters.required("SpotFleetRequestId"));
              if (group.way() != Way.MAINTAIN || !group.lives()) {
                throw Refusal.of(
                    "SpotFleetRequestNotModifiable",
                    "Only an active request of type maintain can be modified: " + group.id());
              }
              int target = parameters.number("TargetCapacity").orElse(group.target());
              int onDemand = parameters.number("OnDemandTargetCapacity").orElse(group.onDemand());
              if (target < 0 || onDemand < 0 || onDemand > target) {
                throw Refusal.invalid(String.valueOf(target), "TargetCapacity", "");
              }
              Operation.stopDryRun(asked);
              var filler = new Filler(estate, Estate.region(asked), asked.at());
              var aimed = group.aimedAt(target, onDemand);
              estate.world().change(List.of(filler.put(aimed)));
              String excess = parameters.text("ExcessCapacityTerminationPolicy").orElse("default");
              if (excess.toLowerCase(Locale.ROOT).equals("default")) {
                filler.shrink(aimed);
              }
              return true;
            });
    out.flag("return", changed);
  }

  private void cancel(Asked asked, Xml out) {
    Parameters parameters = asked.parameters();
    if (parameters.text("TerminateInstances").isEmpty()) {
      throw Refusal.missing("TerminateInstances");
    }
    boolean terminate = parameters.flag("TerminateInstances");
    var cancelled = new ArrayList<Group>();
    var failed = new ArrayList<String>();
    Operation.stopDryRun(asked);
    estate
        .world()
        .atomically(() -> {
          for (String id : parameters.list("SpotFleetRequestId")) {
            var group = listings.known(asked, id);
            if (group.isEmpty()) {
              failed.add(id);
            } else {
              cancelled.add(group.get());
              var filler = new Filler(estate, Estate.region(asked), asked.at());
              estate.world().change(List.of(filler.put(group.get().ended(asked.at()))));
              if (terminate) {
                filler.end(filler.living(group.get()));
              }
            }
          }
          return cancelled;
        });
    out.items(
        "successfulFleetRequestSet",
        cancelled,
        (item, group) ->
            item.text(
                    "currentSpotFleetRequestState",
                    terminate ? "cancelled_terminating" : "cancelled_running")
                .text("previousSpotFleetRequestState", "active")
                .text("spotFleetRequestId", group.id()));
    out.items(
        "unsuccessfulFleetRequestSet",
        failed,
        (item, id) ->
            item.text("spotFleetRequestId", id)
                .element(
                    "error",
                    error ->
                        error
                            .text("code", "fleetRequestIdDoesNotExist")
                            .text("message", "The request does not exist: " + id)));
  }
}
