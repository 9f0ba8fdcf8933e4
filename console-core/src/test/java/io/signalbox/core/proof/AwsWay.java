package io.signalbox.core.proof;

import io.signalbox.core.testing.AwsLaunch;
import java.util.Map;
import java.util.stream.Collectors;

/** The template of a way to launch. */
record AwsWay(AwsLaunch launch) {

  static final String REGION = "us-east-1";
  static final String IMAGE = "ami-00000000000000101";
  static final String SUBNET = "subnet-00000000000000101";
  static final String TYPE = "c5.large";

  /** Of the template, and in the table. */
  String name() {
    return launch.word().replace(' ', '-');
  }

  /** Machines of one request. */
  int most() {
    return launch.isStepwise() ? 100 : 1_000;
  }

  String template() {
    return """
    {"template_id": "%s", "max_instances": %d, "image_id": "%s", "subnet_ids": ["%s"],
     "machine_types": {"%s": 1}, %s}
    """
        .formatted(name(), most(), IMAGE, SUBNET, TYPE, fields(launch.fields()));
  }

  private static String fields(Map<String, Object> fields) {
    return fields.entrySet().stream()
        .map(field -> "\"%s\": \"%s\"".formatted(field.getKey(), field.getValue()))
        .collect(Collectors.joining(", "));
  }
}
