package io.signalbox.core.provider.aws.launch.template;

import io.signalbox.core.provider.ProviderOperation;
import io.signalbox.core.provider.aws.machines.Units;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What machines get from a launch template.
 *
 * @param tags beside those of the template
 * @param onMachines whether machines get them from it too; volumes and network interfaces do
 */
public record LaunchTags(Map<String, String> tags, boolean onMachines) {

  /** The tag that says whose it is. */
  static final String INSTALLATION = "signalbox:installation";

  public LaunchTags {
    tags = Map.copyOf(tags);
  }

  /** All, of a launch that has the launch template for itself. */
  public static LaunchTags ofOneLaunch(ProviderOperation.CreateInstances create) {
    Map<String, String> all = new LinkedHashMap<>(create.tags());
    all.putAll(Units.tags(create.spec().machineTypes()));
    return new LaunchTags(all, true);
  }

  /** Whose it is, of one that launches share; machines get theirs from the launch. */
  public static LaunchTags shared(ProviderOperation.CreateInstances create) {
    String installation = create.tags().get(INSTALLATION);
    return new LaunchTags(
        installation == null ? Map.of() : Map.of(INSTALLATION, installation), false);
  }
}
