package io.signalbox.core.localcloud.world;

import java.util.List;

/**
 * A launch that succeeded, kept for its client token.
 *
 * @param reservation its id, which is also what it is kept by where it has no token
 * @param fingerprint of its parameters
 * @param machines the ids of what it made
 */
public record Launch(String reservation, String fingerprint, List<String> machines) {

  public Launch {
    machines = List.copyOf(machines);
  }
}
