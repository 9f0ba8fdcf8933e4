package io.signalbox.core.localcloud;

import io.signalbox.core.localcloud.ec2.Ec2;
import io.signalbox.core.localcloud.ec2.scaling.AutoScaling;
import io.signalbox.core.localcloud.ssm.Ssm;
import io.signalbox.core.localcloud.sts.Sts;
import io.signalbox.core.localcloud.wire.Service;

/** The services, told apart as credentials' scopes name them. */
record Services(Ec2 ec2, AutoScaling autoScaling, Sts sts, Ssm ssm) {

  /** The service of a request; one that there is not is refused by another of its protocol. */
  Service of(Incoming incoming) {
    return switch (incoming.service()) {
      case "ec2" -> ec2;
      case "autoscaling" -> autoScaling;
      case "sts" -> sts;
      case "ssm" -> ssm;
      case String other -> incoming.target().isPresent() ? ssm : ec2;
    };
  }
}
