package io.signalbox.core.localcloud.ec2.launch;

import io.signalbox.core.localcloud.ec2.call.Estate;
import io.signalbox.core.localcloud.wire.Refusal;
import io.signalbox.core.localcloud.world.Kind;
import io.signalbox.core.localcloud.world.Machine;
import io.signalbox.core.localcloud.world.MachineType;
import io.signalbox.core.localcloud.world.Region;
import io.signalbox.core.localcloud.world.Subnet;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** How many machines there is room for: capacity, quotas and addresses, at one time. */
public final class Capacity {

  private final Estate estate;
  private final Region region;
  private final List<Machine> machines;
  private final List<Machine> living;

  public Capacity(Estate estate, Region region, Instant at) {
    this.estate = estate;
    this.region = region;
    this.machines =
        estate.world().all(region.name(), Kind.MACHINE).stream()
            .filter(each -> each.state(at) != Machine.State.TERMINATED)
            .toList();
    this.living = machines.stream().filter(Machine::lives).toList();
  }

  /**
   * A subnet and how many machines go into it.
   *
   * @param free its free addresses, at least as many
   */
  public record Place(Subnet subnet, int machines, List<String> free) {}

  /**
   * The place of a launch.
   *
   * @throws Refusal if there is not room for the least anywhere
   */
  public Place place(LaunchChoice choice, int least, int most) {
    MachineType type = choice.type();
    var offered =
        choice.network().subnets().stream().filter(each -> type.isIn(each.zone())).toList();
    if (offered.isEmpty()) {
      throw unsupported(type, choice.network().subnets().getFirst().zone());
    }
    int quota = quota(choice, least);
    var widest =
        offered.stream()
            .max(Comparator.comparingInt((Subnet each) -> capacity(type, each.zone())))
            .orElseThrow();
    // The first that has room for all; else the one with most.
    Subnet subnet =
        offered.stream()
            .filter(each -> capacity(type, each.zone()) >= most)
            .findFirst()
            .orElse(widest);
    choice.market().check(type, subnet.zone());
    int capacity = capacity(type, subnet.zone());
    if (capacity < least) {
      throw noCapacity(choice, subnet.zone());
    }
    var free = free(subnet, most);
    if (free.size() < least) {
      throw Refusal.of(
          "InsufficientFreeAddressesInSubnet",
          "There are not enough free addresses in subnet '"
              + subnet.id()
              + "' to satisfy the requested number of instances.");
    }
    return new Place(
        subnet, Math.min(Math.min(most, quota), Math.min(capacity, free.size())), free);
  }

  /** How many more machines of a type a zone has room for. */
  public int capacity(MachineType type, String zone) {
    Map<String, Integer> limits = estate.faults().knobs().capacity();
    if (limits.isEmpty()) {
      return Integer.MAX_VALUE;
    }
    Predicate<Machine> ofType = each -> each.type().equals(type.name());
    Predicate<Machine> inZone = each -> each.zone().equals(zone);
    return List.of(
            left(limits, type.name() + "@" + zone, ofType.and(inZone)),
            left(limits, type.name(), ofType),
            left(limits, zone, inZone),
            left(limits, region.name(), each -> true),
            left(limits, "*", ofType.and(inZone)))
        .stream()
        .mapToInt(Integer::intValue)
        .min()
        .orElseThrow();
  }

  private int left(Map<String, Integer> limits, String name, Predicate<Machine> counted) {
    Integer limit = limits.get(name);
    return limit == null
        ? Integer.MAX_VALUE
        : Math.max(0, limit - (int) living.stream().filter(counted).count());
  }

  private int quota(LaunchChoice choice, int least) {
    boolean spot = choice.market().spot();
    Integer limit = spot ? estate.faults().knobs().spotMachines() : estate.faults().knobs().vcpus();
    if (limit == null) {
      return Integer.MAX_VALUE;
    }
    int used =
        living.stream()
            .filter(each -> each.spot() == spot)
            .mapToInt(each -> spot ? 1 : vcpus(each))
            .sum();
    int left = Math.max(0, limit - used) / (spot ? 1 : choice.type().vcpus());
    if (left >= least) {
      return left;
    }
    throw spot
        ? Refusal.of("MaxSpotInstanceCountExceeded", "Max spot instance count exceeded")
        : Refusal.of(
            "VcpuLimitExceeded",
            "You have requested more vCPU capacity than your current vCPU limit of "
                + limit
                + " allows for the instance bucket that the specified instance type belongs to."
                + " Please visit http://aws.amazon.com/contact-us/ec2-request to request an"
                + " adjustment to this limit.");
  }

  private static int vcpus(Machine machine) {
    return MachineType.named(machine.type()).map(MachineType::vcpus).orElse(0);
  }

  private List<String> free(Subnet subnet, int most) {
    var used = new HashSet<String>();
    for (Machine each : machines) {
      if (each.subnet().equals(subnet.id())) {
        used.add(each.address());
      }
    }
    return IntStream.range(0, Subnet.ADDRESSES)
        .mapToObj(subnet::address)
        .filter(each -> !used.contains(each))
        .limit(most)
        .toList();
  }

  /** How many addresses of a subnet no machine has. */
  public int freeAddresses(Subnet subnet) {
    return free(subnet, Subnet.ADDRESSES).size();
  }

  private Refusal unsupported(MachineType type, String zone) {
    return Refusal.of(
        "Unsupported",
        "Your requested instance type ("
            + type.name()
            + ") is not supported in your requested"
            + " Availability Zone ("
            + zone
            + "). Please retry your request by not specifying an"
            + " Availability Zone or choosing "
            + others(zone, type::isIn)
            + ".");
  }

  private Refusal noCapacity(LaunchChoice choice, String zone) {
    MachineType type = choice.type();
    if (choice.market().spot()) {
      return new Refusal(
          "InsufficientInstanceCapacity",
          500,
          "There is no Spot capacity available that matches your request.");
    }
    String begin =
        "We currently do not have sufficient "
            + type.name()
            + " capacity in "
            + (choice.network().named()
                ? "the Availability Zone you requested (" + zone + ")."
                : "zones with support for '" + type.architecture() + "'.")
            + " Our system will be working on provisioning additional capacity.";
    String others = others(zone, each -> type.isIn(each) && capacity(type, each) > 0);
    return new Refusal(
        "InsufficientInstanceCapacity",
        500,
        others.isEmpty() || !choice.network().named()
            ? begin
            : begin
                + " You can currently get "
                + type.name()
                + " capacity by not specifying an"
                + " Availability Zone in your request or choosing "
                + others
                + ".");
  }

  private String others(String zone, Predicate<String> has) {
    return region.zones().stream()
        .filter(each -> !each.equals(zone) && has.test(each))
        .reduce((one, two) -> one + ", " + two)
        .orElse("");
  }
}
