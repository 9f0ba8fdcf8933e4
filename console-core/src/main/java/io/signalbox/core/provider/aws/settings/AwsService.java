package io.signalbox.core.provider.aws.settings;

import java.util.List;

/** A service of AWS's that is called, each with a section of settings. */
public enum AwsService {
  EC2("ec2", "EC2", "compute"),
  STS("sts", "STS"),
  SSM("ssm", "Systems Manager"),
  AUTO_SCALING("autoscaling", "Auto Scaling", "auto_scaling"),
  PRICING("pricing", "the price list"),
  QUOTAS("servicequotas", "Service Quotas", "service_quotas");

  private final String section;
  private final String words;
  private final List<String> aliases;

  AwsService(String section, String words, String... aliases) {
    this.section = section;
    this.words = words;
    this.aliases = List.of(aliases);
  }

  /** The key of its settings, which is also its name in a signature. */
  public String section() {
    return section;
  }

  /** For a person. */
  String words() {
    return words;
  }

  /** What other brokers call the section. */
  List<String> aliases() {
    return aliases;
  }
}
