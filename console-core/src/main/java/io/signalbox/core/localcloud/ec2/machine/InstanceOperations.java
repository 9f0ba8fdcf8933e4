package io.signalbox.core.localcloud.ec2.machine;

import io.signalbox.core.localcloud.ec2.call.Estate;
import io.signalbox.core.localcloud.ec2.call.Filters;
import io.signalbox.core.localcloud.ec2.call.Lookups;
import io.signalbox.core.localcloud.ec2.call.Operation;
import io.signalbox.core.localcloud.wire.Asked;
import io.signalbox.core.localcloud.wire.Pages;
import io.signalbox.core.localcloud.wire.Parameters;
import io.signalbox.core.localcloud.wire.Refusal;
import io.signalbox.core.localcloud.wire.Service;
import io.signalbox.core.localcloud.wire.Xml;
import io.signalbox.core.localcloud.world.Machine;
import io.signalbox.core.localcloud.world.Machine.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Lists machines and how they are. */
public final class InstanceOperations {

  private static final int MOST_IDS = 1000;

  /** How long a machine's checks take once it runs. */
  private static final Duration CHECKS = Duration.ofMinutes(1);

  /** A machine as a listing shows it. */
  private record Seen(Machine machine, State state) {}

  private final Estate estate;

  public InstanceOperations(Estate estate) {
    this.estate = estate;
  }

  public Map<String, Operation> operations() {
    return Map.of(
        "DescribeInstances",
        Operation.reading(this::instances, "InstanceId", "Filter", "MaxResults", "NextToken"),
        "DescribeInstanceStatus",
        Operation.reading(
            this::status,
            "InstanceId",
            "Filter",
            "IncludeAllInstances",
            "MaxResults",
            "NextToken"));
  }

  private void instances(Asked asked, Xml out) {
    Instant at = estate.seen(asked);
    var page = page(asked, filters(asked).keep(asked.parameters(), seen(asked)));
    var byReservation = new LinkedHashMap<String, List<Machine>>();
    for (Seen each : page.rows()) {
      byReservation
          .computeIfAbsent(each.machine.reservation(), id -> new ArrayList<>())
          .add(each.machine);
    }
    var xml = new InstanceXml(estate, asked.region());
    out.items(
        "reservationSet",
        byReservation.values(),
        (item, machines) -> xml.reservation(item, machines, at));
    Estate.next(out, page);
  }

  private void status(Asked asked, Xml out) {
    Instant at = estate.seen(asked);
    boolean all = asked.parameters().flag("IncludeAllInstances");
    var shown = seen(asked).stream().filter(each -> all || each.state == State.RUNNING).toList();
    var page = page(asked, filters(asked).keep(asked.parameters(), shown));
    out.items(
        "instanceStatusSet",
        page.rows(),
        (item, each) -> {
          item.text("instanceId", each.machine.id()).text("availabilityZone", each.machine.zone());
          InstanceXml.state(item, "instanceState", each.state);
          checks(item, "systemStatus", checked(each, at));
          checks(item, "instanceStatus", checked(each, at));
        });
    Estate.next(out, page);
  }

  private static String checked(Seen seen, Instant at) {
    return switch (seen.state) {
      case RUNNING -> at.isBefore(seen.machine.runsAt().plus(CHECKS)) ? "initializing" : "ok";
      case PENDING, SHUTTING_DOWN, TERMINATED -> "not-applicable";
    };
  }

  private static void checks(Xml out, String element, String status) {
    out.element(
        element,
        each -> {
          each.text("status", status);
          if (!status.equals("not-applicable")) {
            each.items(
                "details",
                List.of(status.equals("ok") ? "passed" : status),
                (item, word) -> item.text("name", "reachability").text("status", word));
          }
        });
  }

  private Pages.Page<Seen> page(Asked asked, List<Seen> rows) {
    Parameters parameters = asked.parameters();
    if (parameters.text("MaxResults").isPresent() && !parameters.list("InstanceId").isEmpty()) {
      throw Refusal.combination(
          "The parameter instancesSet cannot be used with the parameter maxResults");
    }
    return estate.page(asked, rows, each -> each.machine.id());
  }

  /** Those that are named, else all. */
  private List<Seen> seen(Asked asked) {
    var ids = asked.parameters().list("InstanceId");
    if (ids.size() > MOST_IDS) {
      throw Refusal.of(
          "InvalidParameterValue", "The number of instance IDs exceeds the limit of " + MOST_IDS);
    }
    var listed = estate.listed(asked);
    if (ids.isEmpty()) {
      return show(asked, listed);
    }
    var byId = listed.stream().collect(Collectors.toMap(Machine::id, Function.identity()));
    return show(asked, named(ids, id -> Optional.ofNullable(byId.get(id))));
  }

  private List<Seen> show(Asked asked, List<Machine> machines) {
    Instant at = estate.seen(asked);
    return machines.stream().map(each -> new Seen(each, each.state(at))).toList();
  }

  /**
   * Machines by their ids.
   *
   * @throws Refusal if an id is malformed, or there is none of it; it names all that there are not
   */
  public static List<Machine> named(List<String> ids, Function<String, Optional<Machine>> find) {
    var found = new LinkedHashMap<String, Machine>();
    var missing = new ArrayList<String>();
    for (String id : ids) {
      Lookups.malformed("i", id, "InvalidInstanceID.Malformed");
      find.apply(id).ifPresentOrElse(machine -> found.put(id, machine), () -> missing.add(id));
    }
    if (!missing.isEmpty()) {
      throw Refusal.of(
          "InvalidInstanceID.NotFound",
          missing.size() == 1
              ? "The instance ID '" + missing.getFirst() + "' does not exist"
              : "The instance IDs '" + String.join(", ", missing) + "' do not exist");
    }
    return List.copyOf(found.values());
  }

  private Filters<Seen> filters(Asked asked) {
    return new Filters<>(
        Map.ofEntries(
            by("architecture", each -> each.machine.architecture()),
            by("availability-zone", each -> each.machine.zone()),
            by("client-token", each -> each.machine.token()),
            by("image-id", each -> each.machine.image()),
            Map.entry("instance.group-id", each -> each.machine.groups()),
            by("instance-id", each -> each.machine.id()),
            by("instance-lifecycle", each -> each.machine.spot() ? "spot" : ""),
            by("instance-state-code", each -> String.valueOf(each.state.code())),
            by("instance-state-name", each -> each.state.word()),
            by("instance-type", each -> each.machine.type()),
            by("key-name", each -> each.machine.key()),
            by("owner-id", each -> Service.ACCOUNT),
            by("private-ip-address", each -> each.machine.address()),
            by("reservation-id", each -> each.machine.reservation()),
            by("spot-instance-request-id", each -> each.machine.spotRequest()),
            by("subnet-id", each -> each.machine.subnet()),
            by("vpc-id", each -> each.machine.vpc())),
        each -> estate.world().tags(asked.region(), each.machine.id()));
  }

  private static Map.Entry<String, Function<Seen, Collection<String>>> by(
      String name, Function<Seen, String> has) {
    return Map.entry(name, each -> List.of(has.apply(each)));
  }
}
