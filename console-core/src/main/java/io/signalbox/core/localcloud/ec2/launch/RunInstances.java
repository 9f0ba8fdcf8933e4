package io.signalbox.core.localcloud.ec2.launch;

import io.signalbox.core.localcloud.ec2.call.Estate;
import io.signalbox.core.localcloud.ec2.call.Operation;
import io.signalbox.core.localcloud.ec2.call.Tokens;
import io.signalbox.core.localcloud.ec2.machine.InstanceXml;
import io.signalbox.core.localcloud.wire.Asked;
import io.signalbox.core.localcloud.wire.Parameters;
import io.signalbox.core.localcloud.wire.Refusal;
import io.signalbox.core.localcloud.wire.Xml;
import io.signalbox.core.localcloud.world.Kind;
import io.signalbox.core.localcloud.world.Machine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Launches machines. The parameters that stand last in the list are taken and change nothing here.
 */
public final class RunInstances {

  private final Estate estate;
  private final Tokens tokens;

  public RunInstances(Estate estate) {
    this.estate = estate;
    this.tokens = new Tokens(estate);
  }

  public Map<String, Operation> operations() {
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
    var before = tokens.before(asked);
    if (before.isPresent()) {
      Operation.stopDryRun(asked);
      return before.get().stream()
          .flatMap(id -> estate.world().find(asked.region(), Kind.MACHINE, id).stream())
          .toList();
    }
    Parameters parameters = new LaunchTemplates(estate).applied(asked);
    int least = count(parameters, "MinCount");
    int most = count(parameters, "MaxCount");
    if (least > most) {
      throw Refusal.invalid(
          String.valueOf(least), "minCount", "Must be less than or equal to maxCount.");
    }
    if (parameters.heads().contains("TagSpecification")) {
      Permissions.require(estate, "CreateTags");
    }
    var launcher = new Launcher(estate, Estate.region(asked), asked.at());
    var choice = launcher.choice(parameters);
    Operation.stopDryRun(asked);
    var made = launcher.made(choice, least, most, Tokens.of(asked));
    var changes = new ArrayList<>(made.changes());
    changes.addAll(tokens.used(asked, made.ids()));
    estate.world().change(changes);
    return made.machines();
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
}
