package io.signalbox.core.localcloud.ec2;

import io.signalbox.core.localcloud.wire.Asked;
import io.signalbox.core.localcloud.wire.Parameters;
import io.signalbox.core.localcloud.wire.Refusal;
import io.signalbox.core.localcloud.wire.Xml;
import io.signalbox.core.localcloud.world.Change;
import io.signalbox.core.localcloud.world.Kind;
import io.signalbox.core.localcloud.world.Launch;
import io.signalbox.core.localcloud.world.Machine;
import io.signalbox.core.localcloud.world.Region;
import io.signalbox.core.localcloud.world.World;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Launches machines. The parameters that stand last in the list are taken and change nothing here.
 */
final class RunInstances {

  private static final int LONGEST_TOKEN = 64;

  private final Estate estate;

  RunInstances(Estate estate) {
    this.estate = estate;
  }

  Map<String, Operation> operations() {
    return Map.of(
        "RunInstances",
        Operation.changing(
            this::answer,
            "BlockDeviceMapping",
            "ClientToken",
            "DisableApiTermination",
            "EbsOptimized",
            "IamInstanceProfile",
            "ImageId",
            "InstanceInitiatedShutdownBehavior",
            "InstanceMarketOptions",
            "InstanceType",
            "KeyName",
            "LaunchTemplate",
            "MaxCount",
            "MinCount",
            "Monitoring",
            "NetworkInterface",
            "Placement",
            "SecurityGroup",
            "SecurityGroupId",
            "SubnetId",
            "TagSpecification",
            "UserData",
            // Without effect.
            "AdditionalInfo",
            "CapacityReservationSpecification",
            "CpuOptions",
            "CreditSpecification",
            "DisableApiStop",
            "EnablePrimaryIpv6",
            "EnclaveOptions",
            "HibernationOptions",
            "Ipv6AddressCount",
            "LicenseSpecification",
            "MaintenanceOptions",
            "MetadataOptions",
            "NetworkPerformanceOptions",
            "PrivateDnsNameOptions"));
  }

  private void answer(Asked asked, Xml out) {
    var made = estate.world().atomically(() -> made(asked));
    new InstanceXml(estate, asked.region()).reservation(out, made, asked.at());
  }

  private List<Machine> made(Asked asked) {
    String token = token(asked.parameters());
    String fingerprint = fingerprint(asked.parameters());
    var before = before(asked, token);
    if (before.isPresent()) {
      return again(asked, before.get(), fingerprint);
    }
    Parameters parameters = LaunchTemplates.applied(asked);
    Region region = Estate.region(asked);
    int least = count(parameters, "MinCount");
    int most = count(parameters, "MaxCount");
    if (least > most) {
      throw Refusal.invalid(
          String.valueOf(least), "minCount", "Must be less than or equal to maxCount.");
    }
    var choice = LaunchChoice.read(parameters, region, new Lookups(estate.catalogue(), region));
    Operation.stopDryRun(asked);
    var place = new Room(estate, region, asked.at()).place(choice, least, most);
    return make(asked, token, fingerprint, choice, place);
  }

  private static int count(Parameters parameters, String name) {
    int count = parameters.number(name).orElseThrow(() -> Refusal.missing(name));
    if (count < 1) {
      throw Refusal.invalid(
          String.valueOf(count),
          Character.toLowerCase(name.charAt(0)) + name.substring(1),
          "Expected a positive integer.");
    }
    return count;
  }

  private static String token(Parameters parameters) {
    String token = parameters.text("ClientToken").orElse("");
    if (token.length() > LONGEST_TOKEN || !token.matches("\\p{ASCII}*")) {
      throw Refusal.invalid(token, "clientToken", "Must be at most 64 ASCII characters.");
    }
    return token;
  }

  private Optional<Launch> before(Asked asked, String token) {
    return token.isEmpty() || !estate.faults().knobs().honourTokens()
        ? Optional.empty()
        : estate.world().find(asked.region(), Kind.LAUNCH, token);
  }

  private List<Machine> again(Asked asked, Launch before, String fingerprint) {
    if (!before.fingerprint().equals(fingerprint)) {
      throw Refusal.of(
          "IdempotentParameterMismatch",
          "Arguments on this idempotent request are inconsistent with arguments used in previous"
              + " request(s).");
    }
    Operation.stopDryRun(asked);
    return before.machines().stream()
        .flatMap(id -> estate.world().find(asked.region(), Kind.MACHINE, id).stream())
        .toList();
  }

  private List<Machine> make(
      Asked asked, String token, String fingerprint, LaunchChoice choice, Room.Place place) {
    String reservation = World.newId("r");
    var machines = new ArrayList<Machine>();
    var changes = new ArrayList<Change>();
    for (int index = 0; index < place.machines(); index++) {
      var machine = machine(asked, token, reservation, index, choice, place);
      machines.add(machine);
      changes.add(Change.put(asked.region(), Kind.MACHINE, machine.id(), machine));
      changes.addAll(Tagging.launched(asked.region(), machine, choice.tags()));
    }
    if (!token.isEmpty()) {
      var ids = machines.stream().map(Machine::id).toList();
      var launch = new Launch(reservation, fingerprint, ids);
      changes.add(Change.put(asked.region(), Kind.LAUNCH, token, launch));
    }
    estate.world().change(changes);
    return machines;
  }

  private Machine machine(
      Asked asked,
      String token,
      String reservation,
      int index,
      LaunchChoice choice,
      Room.Place place) {
    var volumes =
        choice.volumes().kept().entrySet().stream()
            .map(each -> new Machine.Volume(each.getKey(), World.newId("vol"), each.getValue()))
            .toList();
    return new Machine(
        World.newId("i"),
        reservation,
        index,
        token,
        choice.type().name(),
        choice.image().id(),
        choice.image().architecture(),
        place.subnet().id(),
        place.subnet().vpc(),
        place.subnet().zone(),
        place.free().get(index),
        choice.network().groups(),
        choice.key(),
        choice.profile(),
        choice.market().spot() ? World.newId("sir") : "",
        choice.monitored(),
        choice.kept(),
        choice.placementGroup(),
        choice.tenancy(),
        volumes,
        asked.at(),
        asked.at().plus(estate.faults().knobs().launch()),
        null);
  }

  private static String fingerprint(Parameters parameters) {
    try {
      var text = new TreeMap<>(parameters.without("DryRun", "Version").values()).toString();
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }
}
