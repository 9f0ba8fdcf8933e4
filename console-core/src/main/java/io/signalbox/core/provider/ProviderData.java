package io.signalbox.core.provider;

import java.util.List;
import java.util.Map;

/** What a successful operation answers with, one record by operation. */
public sealed interface ProviderData {

  /**
   * @param resourceId the provider's own handle of the launch (fleet, reservation); empty if it has
   *     none
   * @param instances the machines named so far, in any state
   * @param toCome machines that were accepted and are still to be named, at least 0; they are found
   *     by listing, and {@link InstanceStatuses#launches} says what was given up
   * @param shortfalls why fewer than asked, one by cause; empty when all were accepted
   * @param steps how the provider came to it, a sentence each, for the record of the request; empty
   *     where there is nothing to tell
   */
  record InstancesCreated(
      String resourceId,
      List<InstanceInfo> instances,
      int toCome,
      List<ProviderFailure> shortfalls,
      List<String> steps)
      implements ProviderData {
    public InstancesCreated {
      if (toCome < 0) {
        throw new IllegalArgumentException("toCome must be at least 0, not " + toCome);
      }
      instances = List.copyOf(instances);
      shortfalls = List.copyOf(shortfalls);
      steps = List.copyOf(steps);
    }

    /** One that was made in one step. */
    public InstancesCreated(
        String resourceId,
        List<InstanceInfo> instances,
        int toCome,
        List<ProviderFailure> shortfalls) {
      this(resourceId, instances, toCome, shortfalls, List.of());
    }

    /** A launch whose machines all have their names. */
    public InstancesCreated(
        String resourceId, List<InstanceInfo> instances, List<ProviderFailure> shortfalls) {
      this(resourceId, instances, 0, shortfalls);
    }
  }

  /** The machines whose termination was accepted, with their state right after. */
  record InstancesTerminating(List<InstanceInfo> instances) implements ProviderData {
    public InstancesTerminating {
      instances = List.copyOf(instances);
    }
  }

  /**
   * Machines as the provider sees them.
   *
   * @param complete false for a partial listing. Only a complete listing may be read as "what is
   *     not here is gone".
   * @param launches what is said of launches that were accepted, by resource id; of one that is not
   *     here nothing is known
   * @param problem why it is partial; empty if it is complete or no reason is known
   */
  record InstanceStatuses(
      List<InstanceInfo> instances,
      boolean complete,
      Map<String, LaunchProgress> launches,
      String problem)
      implements ProviderData {
    public InstanceStatuses {
      instances = List.copyOf(instances);
      launches = Map.copyOf(launches);
    }

    /** One that gives no reason if it is partial. */
    public InstanceStatuses(
        List<InstanceInfo> instances, boolean complete, Map<String, LaunchProgress> launches) {
      this(instances, complete, launches, "");
    }

    /** One that says nothing of launches. */
    public InstanceStatuses(List<InstanceInfo> instances, boolean complete) {
      this(instances, complete, Map.of(), "");
    }
  }

  /** What keeps a template from being launched, and what is worth knowing before it is. */
  record TemplateChecked(List<FieldFinding> errors, List<FieldFinding> warnings)
      implements ProviderData {
    public TemplateChecked {
      errors = List.copyOf(errors);
      warnings = List.copyOf(warnings);
    }
  }

  /** The provider's own template or image names. {@code stale} when it is the last known list. */
  record AvailableTemplates(List<String> names, boolean stale) implements ProviderData {
    public AvailableTemplates {
      names = List.copyOf(names);
    }
  }

  record HealthChecked(ProviderHealthStatus status) implements ProviderData {}
}
