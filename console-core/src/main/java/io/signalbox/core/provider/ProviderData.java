package io.signalbox.core.provider;

import java.util.List;

/** What a successful operation answers with, one record by operation. */
public sealed interface ProviderData {

  /**
   * @param resourceId the provider's own handle of the launch (fleet, reservation); empty if it has
   *     none
   * @param instances the machines accepted so far, in any state
   * @param shortfalls why fewer than asked, one by cause; empty when all were accepted
   */
  record InstancesCreated(
      String resourceId, List<InstanceInfo> instances, List<ProviderFailure> shortfalls)
      implements ProviderData {
    public InstancesCreated {
      instances = List.copyOf(instances);
      shortfalls = List.copyOf(shortfalls);
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
   */
  record InstanceStatuses(List<InstanceInfo> instances, boolean complete) implements ProviderData {
    public InstanceStatuses {
      instances = List.copyOf(instances);
    }
  }

  record TemplateChecked(List<String> errors, List<String> warnings) implements ProviderData {
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
