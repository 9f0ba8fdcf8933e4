package io.signalbox.core.localcloud;

import io.signalbox.core.localcloud.ec2.Ec2;
import io.signalbox.core.localcloud.ec2.scaling.AutoScaling;
import io.signalbox.core.localcloud.pricing.Pricing;
import io.signalbox.core.localcloud.quotas.ServiceQuotas;
import io.signalbox.core.localcloud.ssm.Ssm;
import io.signalbox.core.localcloud.sts.Sts;
import io.signalbox.core.localcloud.wire.Service;
import java.util.Map;

/** The services, told apart as credentials' scopes name them. */
record Services(
    Ec2 ec2, AutoScaling autoScaling, Sts sts, Ssm ssm, Pricing pricing, ServiceQuotas quotas) {

  /** What the header {@code X-Amz-Target} begins with, by service. */
  static final Map<String, String> TARGETS =
      Map.of(Ssm.TARGET, "ssm", Pricing.TARGET, "pricing", ServiceQuotas.TARGET, "servicequotas");

  /** The service of a request; one that there is not is refused by another of its protocol. */
  Service of(Incoming incoming) {
    return switch (incoming.service()) {
      case "ec2" -> ec2;
      case "autoscaling" -> autoScaling;
      case "sts" -> sts;
      case "ssm" -> ssm;
      case "pricing" -> pricing;
      case "servicequotas" -> quotas;
      case String other -> incoming.target().isPresent() ? ssm : ec2;
    };
  }
}
