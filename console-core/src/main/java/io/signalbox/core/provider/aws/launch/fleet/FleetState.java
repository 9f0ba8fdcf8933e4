package io.signalbox.core.provider.aws.launch.fleet;

import io.signalbox.core.provider.ProviderFailure;
import java.util.List;

/**
 * How far a fleet or group is, as AWS sees it.
 *
 * @param over whether it launches no more, whatever it lacks
 * @param target machines it is to have
 * @param fulfilled machines it has
 * @param errors what kept it from having more, one by cause; empty where nothing did
 */
public record FleetState(boolean over, int target, int fulfilled, List<ProviderFailure> errors) {

  public FleetState {
    errors = List.copyOf(errors);
  }
}
