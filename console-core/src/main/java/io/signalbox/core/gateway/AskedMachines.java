package io.signalbox.core.gateway;

import io.signalbox.core.provider.InstanceInfo;
import io.signalbox.core.provider.ProviderData;
import io.signalbox.core.provider.ProviderOperation;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Holds machines that a provider names against those that were asked about. Stateless. */
final class AskedMachines {

  private AskedMachines() {}

  /**
   * The machines that were asked for, each once. A provider that lists others did not filter as it
   * was asked, so what is missing from its answer proves nothing: such a listing is incomplete.
   */
  static ProviderData.InstanceStatuses only(
      ProviderOperation asked, ProviderData.InstanceStatuses said) {
    List<InstanceInfo> ours = said.instances().stream().filter(wanted(asked)).toList();
    List<InstanceInfo> each = once(ours);
    int others = said.instances().size() - ours.size();
    if (others == 0) {
      return each == ours
          ? said
          : new ProviderData.InstanceStatuses(
              each, said.complete(), said.launches(), said.problem());
    }
    String problem =
        "it listed "
            + (others == 1 ? "a machine that was" : others + " machines that were")
            + " not asked for, so it does not filter as it is told";
    return new ProviderData.InstanceStatuses(each, false, said.launches(), problem);
  }

  /** Those of them that it was asked to terminate. */
  static ProviderData.InstancesTerminating only(
      ProviderOperation asked, ProviderData.InstancesTerminating said) {
    List<InstanceInfo> ours = once(said.instances().stream().filter(wanted(asked)).toList());
    return ours.size() == said.instances().size()
        ? said
        : new ProviderData.InstancesTerminating(ours);
  }

  /**
   * The machines of a launch, each once and with the tags it was asked to give them: a machine that
   * is named in the answer to a create is of that create, whether its provider repeats the tags or
   * not.
   */
  static ProviderData.InstancesCreated made(
      ProviderOperation asked, ProviderData.InstancesCreated said) {
    List<InstanceInfo> each = once(said.instances());
    if (asked instanceof ProviderOperation.CreateInstances create) {
      var tags = create.tags();
      if (!each.stream().allMatch(info -> info.tags().entrySet().containsAll(tags.entrySet()))) {
        each = each.stream().map(info -> tagged(info, tags)).toList();
      }
    }
    return each == said.instances()
        ? said
        : new ProviderData.InstancesCreated(
            said.resourceId(), each, said.toCome(), said.shortfalls(), said.steps());
  }

  private static InstanceInfo tagged(InstanceInfo info, Map<String, String> tags) {
    Map<String, String> all = new LinkedHashMap<>(info.tags());
    all.putAll(tags);
    return new InstanceInfo(
        info.machineId(),
        info.name(),
        info.state(),
        info.privateAddress(),
        info.publicAddress(),
        info.launchedAt(),
        info.hostId(),
        info.instanceType(),
        info.priceType(),
        info.units(),
        all,
        info.reason());
  }

  private static List<InstanceInfo> once(List<InstanceInfo> said) {
    Set<String> known = new HashSet<>();
    List<InstanceInfo> each = said.stream().filter(info -> known.add(info.machineId())).toList();
    return each.size() == said.size() ? said : each;
  }

  private static Predicate<InstanceInfo> wanted(ProviderOperation asked) {
    return switch (asked) {
      case ProviderOperation.DescribeResourceInstances describe -> {
        var tags = describe.tags().entrySet();
        yield info -> info.tags().entrySet().containsAll(tags);
      }
      case ProviderOperation.GetInstanceStatus status -> named(status.machineIds());
      case ProviderOperation.TerminateInstances terminate -> named(terminate.machineIds());
      case ProviderOperation.CreateInstances other -> info -> true;
      case ProviderOperation.ValidateTemplate other -> info -> true;
      case ProviderOperation.GetAvailableTemplates other -> info -> true;
      case ProviderOperation.HealthCheck other -> info -> true;
    };
  }

  private static Predicate<InstanceInfo> named(List<String> machineIds) {
    Set<String> ids = Set.copyOf(machineIds);
    return info -> ids.contains(info.machineId());
  }
}
