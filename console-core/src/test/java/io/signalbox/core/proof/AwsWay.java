package io.signalbox.core.proof;

import java.util.List;

/**
 * A way to launch, with the template that goes it.
 *
 * @param name of the template
 * @param most machines of one request
 * @param fields of the template, as JSON
 */
record AwsWay(String name, int most, String fields) {

  static final String REGION = "us-east-1";
  static final String IMAGE = "ami-00000000000000101";
  static final String SUBNET = "subnet-00000000000000101";
  static final String TYPE = "c5.large";

  /** Every way that this version goes. */
  static final List<AwsWay> ALL =
      List.of(
          new AwsWay("RunInstances", 100, "\"provider_api\": \"RunInstances\""),
          fleet("EC2Fleet", "instant"),
          fleet("EC2Fleet", "request"),
          fleet("EC2Fleet", "maintain"),
          fleet("SpotFleet", "request"),
          fleet("SpotFleet", "maintain"),
          new AwsWay("ASG", 1_000, "\"provider_api\": \"ASG\""));

  private static AwsWay fleet(String api, String type) {
    return new AwsWay(
        api + "-" + type,
        1_000,
        "\"provider_api\": \"%s\", \"fleet_type\": \"%s\", \"price_type\": \"%s\""
            .formatted(api, type, api.equals("SpotFleet") ? "spot" : "ondemand"));
  }

  /** Whether each launch has a launch template for itself. */
  boolean hasTemplate() {
    return type().equals("request") || type().equals("maintain");
  }

  /** The fleet type, where it has one. */
  String type() {
    return name.substring(name.indexOf('-') + 1);
  }

  String template() {
    return """
    {"template_id": "%s", "max_instances": %d, "image_id": "%s", "subnet_ids": ["%s"],
     "machine_types": {"%s": 1}, %s}
    """
        .formatted(name, most, IMAGE, SUBNET, TYPE, fields);
  }
}
