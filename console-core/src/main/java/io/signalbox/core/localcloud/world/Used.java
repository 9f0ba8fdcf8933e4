package io.signalbox.core.localcloud.world;

import java.util.List;

/**
 * What a client token was used for.
 *
 * @param fingerprint of the parameters it came with
 * @param made the ids of what was made
 */
public record Used(String fingerprint, List<String> made) {

  public Used {
    made = List.copyOf(made);
  }
}
