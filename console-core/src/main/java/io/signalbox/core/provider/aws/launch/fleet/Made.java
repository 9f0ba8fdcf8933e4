package io.signalbox.core.provider.aws.launch.fleet;

import io.signalbox.core.provider.InstanceInfo;
import io.signalbox.core.provider.ProviderFailure;
import java.util.List;

/**
 * A fleet or group that was made.
 *
 * @param resource AWS's id or name of it
 * @param machines that it has at once; none of one that is filled by and by
 * @param errors why it has no more, one by cause
 */
public record Made(String resource, List<InstanceInfo> machines, List<ProviderFailure> errors) {

  public Made {
    machines = List.copyOf(machines);
    errors = List.copyOf(errors);
  }
}
