package io.signalbox.core.localcloud.ec2.launch;

import io.signalbox.core.localcloud.ec2.call.Estate;
import io.signalbox.core.localcloud.wire.Refusal;

/** Actions that one call asks for beside its own. Stateless. */
final class Permissions {

  private Permissions() {}

  /** Throws as EC2 does where {@link io.signalbox.core.localcloud.faults.Faults} deny an action. */
  static void require(Estate estate, String action) {
    if (estate.faults().knobs().denies("ec2", action)) {
      throw new Refusal(
          "UnauthorizedOperation",
          403,
          "You are not authorized to perform this operation. It is not allowed to perform: ec2:"
              + action
              + ". Encoded authorization failure message: bG9jYWwgY2xvdWQ6IGRlbmllZA");
    }
  }
}
