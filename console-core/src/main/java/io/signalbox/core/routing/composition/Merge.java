package io.signalbox.core.routing.composition;

import io.signalbox.core.provider.FieldFinding;
import io.signalbox.core.provider.HealthState;
import io.signalbox.core.provider.InstanceInfo;
import io.signalbox.core.provider.LaunchProgress;
import io.signalbox.core.provider.ProviderData;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.ProviderHealthStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** Answers of one kind made one, and made comparable. Stateless. */
final class Merge {

  private Merge() {}

  /**
   * Concatenates; drops nothing.
   *
   * @param complete whether every member is among them: only then may what is missing be read as
   *     gone
   */
  static ProviderData all(List<ProviderData> parts, boolean complete) {
    return switch (parts.getFirst()) {
      case ProviderData.InstancesCreated first -> created(parts);
      case ProviderData.InstancesTerminating first ->
          new ProviderData.InstancesTerminating(
              of(parts, ProviderData.InstancesTerminating.class)
                  .flatMap(part -> part.instances().stream())
                  .toList());
      case ProviderData.InstanceStatuses first -> listed(parts, complete);
      case ProviderData.TemplateChecked first ->
          new ProviderData.TemplateChecked(
              of(parts, ProviderData.TemplateChecked.class)
                  .flatMap(part -> part.errors().stream())
                  .toList(),
              of(parts, ProviderData.TemplateChecked.class)
                  .flatMap(part -> part.warnings().stream())
                  .toList());
      case ProviderData.AvailableTemplates first ->
          new ProviderData.AvailableTemplates(
              of(parts, ProviderData.AvailableTemplates.class)
                  .flatMap(part -> part.names().stream())
                  .toList(),
              of(parts, ProviderData.AvailableTemplates.class)
                  .anyMatch(ProviderData.AvailableTemplates::stale));
      case ProviderData.HealthChecked first -> health(parts, complete);
    };
  }

  private static <T> Stream<T> of(List<ProviderData> parts, Class<T> type) {
    return parts.stream().filter(type::isInstance).map(type::cast);
  }

  private static ProviderData listed(List<ProviderData> parts, boolean all) {
    List<InstanceInfo> instances = new ArrayList<>();
    Map<String, LaunchProgress> launches = new LinkedHashMap<>();
    Set<String> problems = new LinkedHashSet<>();
    boolean complete = all;
    for (ProviderData part : parts) {
      if (part instanceof ProviderData.InstanceStatuses statuses) {
        instances.addAll(statuses.instances());
        launches.putAll(statuses.launches());
        complete &= statuses.complete();
        if (!statuses.problem().isEmpty()) {
          problems.add(statuses.problem());
        }
      }
    }
    return new ProviderData.InstanceStatuses(
        instances, complete, launches, String.join("; ", problems));
  }

  private static ProviderData created(List<ProviderData> parts) {
    List<InstanceInfo> instances = new ArrayList<>();
    List<ProviderFailure> shortfalls = new ArrayList<>();
    List<String> ids = new ArrayList<>();
    List<String> steps = new ArrayList<>();
    int toCome = 0;
    for (ProviderData part : parts) {
      if (part instanceof ProviderData.InstancesCreated launch) {
        instances.addAll(launch.instances());
        shortfalls.addAll(launch.shortfalls());
        toCome += launch.toCome();
        steps.addAll(launch.steps());
        if (!launch.resourceId().isEmpty()) {
          ids.add(launch.resourceId());
        }
      }
    }
    return new ProviderData.InstancesCreated(
        String.join(",", ids), instances, toCome, shortfalls, steps);
  }

  /** All well is well; some well is degraded. */
  private static ProviderData health(List<ProviderData> parts, boolean complete) {
    List<ProviderHealthStatus> all =
        of(parts, ProviderData.HealthChecked.class)
            .map(ProviderData.HealthChecked::status)
            .toList();
    long well =
        all.stream()
            .filter(
                each -> each.state() == HealthState.HEALTHY || each.state() == HealthState.DEGRADED)
            .count();
    boolean allHealthy =
        complete && all.stream().allMatch(each -> each.state() == HealthState.HEALTHY);
    HealthState state =
        allHealthy ? HealthState.HEALTHY : well > 0 ? HealthState.DEGRADED : HealthState.UNHEALTHY;
    Instant latest =
        all.stream()
            .map(ProviderHealthStatus::checkedAt)
            .max(Comparator.naturalOrder())
            .orElse(Instant.EPOCH);
    Duration slowest =
        all.stream()
            .map(ProviderHealthStatus::responseTime)
            .filter(Objects::nonNull)
            .max(Comparator.naturalOrder())
            .orElse(null);
    return new ProviderData.HealthChecked(
        new ProviderHealthStatus(
            state,
            well + " of " + all.size() + " that answered are well",
            latest,
            slowest,
            Map.of()));
  }

  /**
   * What two answers must have equal to count as the same, whatever their order. A create counts by
   * how many machines it made: their ids differ by nature.
   */
  static Object canonical(ProviderData data) {
    return switch (data) {
      case ProviderData.InstancesCreated created -> created.instances().size();
      case ProviderData.InstancesTerminating terminating -> machines(terminating.instances());
      case ProviderData.InstanceStatuses statuses ->
          List.of(machines(statuses.instances()), statuses.complete());
      case ProviderData.TemplateChecked checked ->
          List.of(
              checked.errors().stream().map(FieldFinding::text).sorted().toList(),
              checked.warnings().stream().map(FieldFinding::text).sorted().toList());
      case ProviderData.AvailableTemplates templates ->
          templates.names().stream().sorted().toList();
      case ProviderData.HealthChecked checked -> checked.status().state();
    };
  }

  private static List<List<Object>> machines(List<InstanceInfo> instances) {
    return instances.stream()
        .sorted(Comparator.comparing(InstanceInfo::machineId))
        .map(info -> List.<Object>of(info.machineId(), info.state()))
        .toList();
  }
}
