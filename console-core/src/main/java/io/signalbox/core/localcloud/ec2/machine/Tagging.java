package io.signalbox.core.localcloud.ec2.machine;

import io.signalbox.core.localcloud.world.Change;
import io.signalbox.core.localcloud.world.Kind;
import io.signalbox.core.localcloud.world.Machine;
import io.signalbox.core.localcloud.world.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Puts tags on what a launch makes. */
public final class Tagging {

  private Tagging() {}

  /** The tags of a machine, its volumes, its network interface and its spot request. */
  public static List<Change> launched(
      String region, Machine machine, Map<String, Map<String, String>> byType) {
    var changes = new ArrayList<Change>();
    put(changes, region, machine.id(), "instance", byType);
    machine.volumes().forEach(each -> put(changes, region, each.id(), "volume", byType));
    put(changes, region, InstanceXml.networkInterface(machine), "network-interface", byType);
    if (machine.spot()) {
      put(changes, region, machine.spotRequest(), "spot-instances-request", byType);
    }
    return changes;
  }

  private static void put(
      List<Change> changes,
      String region,
      String id,
      String type,
      Map<String, Map<String, String>> byType) {
    var tags = byType.get(type);
    if (tags != null && !tags.isEmpty()) {
      changes.add(Change.put(region, Kind.TAGS, id, new Tags(type, tags)));
    }
  }
}
