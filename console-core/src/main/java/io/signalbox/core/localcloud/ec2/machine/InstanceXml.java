package io.signalbox.core.localcloud.ec2.machine;

import io.signalbox.core.localcloud.ec2.call.Estate;
import io.signalbox.core.localcloud.ec2.call.TagParameters;
import io.signalbox.core.localcloud.wire.Service;
import io.signalbox.core.localcloud.wire.Xml;
import io.signalbox.core.localcloud.world.Image;
import io.signalbox.core.localcloud.world.Machine;
import io.signalbox.core.localcloud.world.Machine.State;
import io.signalbox.core.localcloud.world.MachineType;
import io.signalbox.core.localcloud.world.Region;
import io.signalbox.core.localcloud.world.SecurityGroup;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Writes machines as listings and launches show them. */
public final class InstanceXml {

  private final Estate estate;
  private final String region;

  public InstanceXml(Estate estate, String region) {
    this.estate = estate;
    this.region = region;
  }

  /** The id of a machine's network interface. */
  public static String networkInterface(Machine machine) {
    return "eni" + machine.id().substring(1);
  }

  /** A launch, or as much of it as is shown: the elements of a reservation. */
  public void reservation(Xml out, List<Machine> machines, Instant at) {
    out.text("reservationId", machines.isEmpty() ? "" : machines.getFirst().reservation())
        .text("ownerId", Service.ACCOUNT)
        .element("groupSet", none -> {})
        .items("instancesSet", machines, (item, machine) -> machine(item, machine, at));
  }

  private void machine(Xml out, Machine machine, Instant at) {
    State state = machine.state(at);
    boolean gone = state == State.TERMINATED;
    var ending = Optional.ofNullable(machine.ending()).filter(each -> !at.isBefore(each.at()));
    out.text("instanceId", machine.id()).text("imageId", machine.image());
    state(out, "instanceState", state);
    out.text("privateDnsName", gone ? "" : dnsName(machine))
        .text("dnsName", "")
        .text("reason", ending.map(InstanceXml::reason).orElse(""));
    if (!machine.key().isEmpty()) {
      out.text("keyName", machine.key());
    }
    out.number("amiLaunchIndex", machine.index())
        .element("productCodes", none -> {})
        .text("instanceType", machine.type())
        .time("launchTime", machine.launchedAt())
        .element(
            "placement",
            placement ->
                placement
                    .text("availabilityZone", machine.zone())
                    .text("groupName", machine.placementGroup())
                    .text("tenancy", machine.tenancy()))
        .element(
            "monitoring",
            monitoring -> monitoring.text("state", machine.monitored() ? "enabled" : "disabled"));
    if (!gone) {
      network(out, machine, at);
    }
    ending.ifPresent(each ->
        out.element(
            "stateReason",
            reason -> reason.text("code", each.code()).text("message", each.message())));
    out.text("architecture", machine.architecture())
        .text("rootDeviceType", "ebs")
        .text("rootDeviceName", Image.ROOT);
    if (gone) {
      out.element("blockDeviceMapping", none -> {});
    } else {
      volumes(out, machine);
    }
    out.text("virtualizationType", "hvm").text("clientToken", machine.token());
    if (machine.spot()) {
      out.text("instanceLifecycle", "spot").text("spotInstanceRequestId", machine.spotRequest());
    }
    TagParameters.write(out, estate.world().tags(region, machine.id()));
    out.text("hypervisor", "xen");
    if (!machine.profile().isEmpty()) {
      out.element(
          "iamInstanceProfile",
          profile ->
              profile
                  .text(
                      "arn",
                      "arn:aws:iam::" + Service.ACCOUNT + ":instance-profile/" + machine.profile())
                  .text("id", "AIPA0LOCALCLOUD"));
    }
    out.flag("ebsOptimized", false).flag("enaSupport", true);
    MachineType.named(machine.type()).ifPresent(type -> cpu(out, type));
  }

  /** Two threads a core, but on arm64 and of a single processor. */
  private static void cpu(Xml out, MachineType type) {
    int threads = type.architecture().equals("arm64") || type.vcpus() == 1 ? 1 : 2;
    out.element(
        "cpuOptions",
        options ->
            options.number("coreCount", type.vcpus() / threads).number("threadsPerCore", threads));
  }

  private void network(Xml out, Machine machine, Instant at) {
    out.text("subnetId", machine.subnet())
        .text("vpcId", machine.vpc())
        .text("privateIpAddress", machine.address())
        .flag("sourceDestCheck", true);
    groups(out, machine);
    out.items(
        "networkInterfaceSet",
        List.of(machine),
        (item, each) -> {
          item.text("networkInterfaceId", networkInterface(machine))
              .text("subnetId", machine.subnet())
              .text("vpcId", machine.vpc())
              .text("description", "")
              .text("ownerId", Service.ACCOUNT)
              .text("status", "in-use")
              .text("privateIpAddress", machine.address())
              .text("privateDnsName", dnsName(machine))
              .flag("sourceDestCheck", true);
          groups(item, machine);
          item.element(
              "attachment",
              attachment ->
                  attachment
                      .text("attachmentId", "eni-attach" + machine.id().substring(1))
                      .number("deviceIndex", 0)
                      .text("status", attached(machine, at))
                      .time("attachTime", machine.launchedAt())
                      .flag("deleteOnTermination", true));
        });
  }

  private static String attached(Machine machine, Instant at) {
    return machine.state(at) == State.PENDING ? "attaching" : "attached";
  }

  private void groups(Xml out, Machine machine) {
    var region = Region.named(this.region).orElseThrow();
    out.items(
        "groupSet",
        machine.groups(),
        (item, id) ->
            item.text("groupId", id)
                .text(
                    "groupName",
                    estate.catalogue().group(region, id).map(SecurityGroup::name).orElse(id)));
  }

  private static void volumes(Xml out, Machine machine) {
    out.items(
        "blockDeviceMapping",
        machine.volumes(),
        (item, volume) ->
            item.text("deviceName", volume.device())
                .element(
                    "ebs",
                    ebs ->
                        ebs.text("volumeId", volume.id())
                            .text("status", "attached")
                            .time("attachTime", machine.launchedAt())
                            .flag("deleteOnTermination", !volume.kept())));
  }

  private String dnsName(Machine machine) {
    String host = "ip-" + machine.address().replace('.', '-');
    return region.equals("us-east-1")
        ? host + ".ec2.internal"
        : host + "." + region + ".compute.internal";
  }

  private static String reason(Machine.Ending ending) {
    return ending.code().startsWith("Client.")
        ? "User initiated (" + ending.at().toString().substring(0, 19).replace('T', ' ') + " GMT)"
        : ending.code();
  }

  /** Writes {@code code} and {@code name} of a state. */
  public static void state(Xml out, String element, State state) {
    out.element(element, each -> each.number("code", state.code()).text("name", state.word()));
  }
}
