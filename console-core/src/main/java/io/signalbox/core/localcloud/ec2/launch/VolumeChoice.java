package io.signalbox.core.localcloud.ec2.launch;

import io.signalbox.core.localcloud.ec2.call.Lookups;
import io.signalbox.core.localcloud.wire.Parameters;
import io.signalbox.core.localcloud.wire.Refusal;
import io.signalbox.core.localcloud.world.Image;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/**
 * The volumes of a machine.
 *
 * @param kept by device, the root first: whether the volume outlives the machine
 */
public record VolumeChoice(SequencedMap<String, Boolean> kept) {

  /**
   * Bounds of a volume type.
   *
   * @param least GiB
   * @param most GiB
   * @param mostIops 0: none can be asked for
   * @param needsIops whether they have to be asked for
   * @param throughput whether it can be asked for
   */
  private record Bounds(int least, int most, int mostIops, boolean needsIops, boolean throughput) {}

  private static final Map<String, Bounds> TYPES =
      Map.of(
          "gp2", new Bounds(1, 16384, 0, false, false),
          "gp3", new Bounds(1, 16384, 16000, false, true),
          "io1", new Bounds(4, 16384, 64000, true, false),
          "io2", new Bounds(4, 65536, 256000, true, false),
          "st1", new Bounds(125, 16384, 0, false, false),
          "sc1", new Bounds(125, 16384, 0, false, false),
          "standard", new Bounds(1, 1024, 0, false, false));

  /** Reads {@code BlockDeviceMapping.N}. */
  public static VolumeChoice read(Parameters parameters, Lookups lookups) {
    var kept = new LinkedHashMap<String, Boolean>();
    kept.put(Image.ROOT, false);
    var named = new HashSet<String>();
    for (Parameters each : parameters.structures("BlockDeviceMapping")) {
      String device =
          each.text("DeviceName")
              .filter(name -> !name.isEmpty())
              .orElseThrow(() -> wrong("Missing device name"));
      if (!named.add(device)) {
        throw wrong("Duplicate device name: " + device);
      }
      if (each.text("NoDevice").isPresent() || each.text("VirtualName").isPresent()) {
        continue;
      }
      Parameters volume = each.inside("Ebs");
      if (volume.values().isEmpty()) {
        throw wrong("Missing EBS parameters of device " + device);
      }
      check(volume, device, lookups);
      kept.put(
          device,
          volume.text("DeleteOnTermination").isPresent() && !volume.flag("DeleteOnTermination"));
    }
    return new VolumeChoice(kept);
  }

  private static void check(Parameters volume, String device, Lookups lookups) {
    String type = volume.text("VolumeType").orElse("gp2");
    Bounds bounds = TYPES.get(type);
    if (bounds == null) {
      throw Refusal.invalid(type, "VolumeType", "");
    }
    boolean root = device.equals(Image.ROOT);
    var snapshot = volume.text("SnapshotId");
    snapshot.ifPresent(lookups::snapshot);
    var size = volume.number("VolumeSize");
    if (size.isEmpty() && snapshot.isEmpty() && !root) {
      throw Refusal.of(
          "MissingParameter", "The request must contain the parameter size or snapshotId");
    }
    int gib = size.orElse(Math.max(bounds.least, Image.ROOT_GIB));
    if (gib < bounds.least || gib > bounds.most) {
      throw Refusal.of(
          "InvalidParameterValue",
          "Volume of "
              + gib
              + "GiB is invalid for type "
              + type
              + "; expected "
              + bounds.least
              + " to "
              + bounds.most
              + "GiB.");
    }
    if (root && gib < Image.ROOT_GIB) {
      throw wrong(
          "Volume of size "
              + gib
              + "GB is smaller than snapshot, expect size >= "
              + Image.ROOT_GIB
              + "GB");
    }
    checkSpeed(volume, type, bounds);
    volume.flag("Encrypted");
  }

  private static void checkSpeed(Parameters volume, String type, Bounds bounds) {
    var iops = volume.number("Iops");
    if (iops.isEmpty() && bounds.needsIops) {
      throw Refusal.of(
          "MissingParameter", "The parameter iops must be specified for " + type + " volumes.");
    }
    if (iops.isPresent() && bounds.mostIops == 0) {
      throw Refusal.combination("The parameter iops is not supported for " + type + " volumes.");
    }
    if (iops.isPresent() && (iops.getAsInt() < 100 || iops.getAsInt() > bounds.mostIops)) {
      throw Refusal.of(
          "InvalidParameterValue",
          "Volume iops of "
              + iops.getAsInt()
              + " is out of bounds; expected 100 to "
              + bounds.mostIops
              + ".");
    }
    if (volume.number("Throughput").isPresent() && !bounds.throughput) {
      throw Refusal.combination(
          "The parameter throughput is not supported for " + type + " volumes.");
    }
  }

  private static Refusal wrong(String message) {
    return Refusal.of("InvalidBlockDeviceMapping", message);
  }
}
