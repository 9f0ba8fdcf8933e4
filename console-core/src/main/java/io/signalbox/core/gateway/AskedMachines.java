package io.signalbox.core.gateway;

import io.signalbox.core.provider.InstanceInfo;
import io.signalbox.core.provider.ProviderData;
import io.signalbox.core.provider.ProviderOperation;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Holds a listing against the tags or ids that were asked for. Stateless. */
final class AskedMachines {

  private AskedMachines() {}

  /**
   * The machines that were asked for. A provider that lists others did not filter as it was asked,
   * so what is missing from its answer proves nothing: such a listing is incomplete.
   */
  static ProviderData.InstanceStatuses only(
      ProviderOperation asked, ProviderData.InstanceStatuses said) {
    Predicate<InstanceInfo> wanted = wanted(asked);
    List<InstanceInfo> ours = said.instances().stream().filter(wanted).toList();
    int others = said.instances().size() - ours.size();
    if (others == 0) {
      return said;
    }
    String problem =
        "it listed "
            + (others == 1 ? "a machine that was" : others + " machines that were")
            + " not asked for, so it does not filter as it is told";
    return new ProviderData.InstanceStatuses(ours, false, said.launches(), problem);
  }

  private static Predicate<InstanceInfo> wanted(ProviderOperation asked) {
    return switch (asked) {
      case ProviderOperation.DescribeResourceInstances describe -> {
        var tags = describe.tags().entrySet();
        yield info -> info.tags().entrySet().containsAll(tags);
      }
      case ProviderOperation.GetInstanceStatus status -> {
        Set<String> ids = Set.copyOf(status.machineIds());
        yield info -> ids.contains(info.machineId());
      }
      case ProviderOperation.CreateInstances other -> info -> true;
      case ProviderOperation.TerminateInstances other -> info -> true;
      case ProviderOperation.ValidateTemplate other -> info -> true;
      case ProviderOperation.GetAvailableTemplates other -> info -> true;
      case ProviderOperation.HealthCheck other -> info -> true;
    };
  }
}
