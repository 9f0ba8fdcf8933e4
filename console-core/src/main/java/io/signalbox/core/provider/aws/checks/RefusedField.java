package io.signalbox.core.provider.aws.checks;

import io.signalbox.core.provider.LaunchSpec;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.aws.failure.AwsFailures;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Which field of a template a refusal of its launch is about, by AWS's words. Stateless. */
final class RefusedField {

  /** What a code or message has in it, in small letters, and the fields it is about. */
  private static final Map<String, List<String>> WORDS = new LinkedHashMap<>();

  static {
    WORDS.put("invalidamiid", List.of("image_id"));
    WORDS.put("invalidsubnet", List.of("subnet_ids"));
    WORDS.put("insufficientfreeaddresses", List.of("subnet_ids"));
    WORDS.put("invalidgroup", List.of("security_group_ids"));
    WORDS.put("invalidsecuritygroup", List.of("security_group_ids"));
    WORDS.put("invalidkeypair", List.of("key_name"));
    WORDS.put("invalidinstancetype", List.of("machine_types", "instance_type"));
    WORDS.put("vcpulimitexceeded", List.of("machine_types", "instance_type"));
    WORDS.put("instancelimitexceeded", List.of("machine_types", "instance_type"));
    WORDS.put("insufficientinstancecapacity", List.of("machine_types", "instance_type"));
    WORDS.put("maxspotinstancecountexceeded", List.of("price_type"));
    WORDS.put("spotmaxpricetoolow", List.of("max_price"));
    WORDS.put("invalidlaunchtemplate", List.of("launch_template_id"));
    WORDS.put("invaliduserdata", List.of("user_data"));
    WORDS.put("invalidzone", List.of("network_zones"));
    WORDS.put("invalidiaminstanceprofile", List.of("instance_profile"));
    WORDS.put("iaminstanceprofile", List.of("instance_profile"));
    WORDS.put("iam:passrole", List.of("instance_profile"));
    WORDS.put("invalidblockdevicemapping", List.of("root_device_volume_size", "volume_type"));
    WORDS.put("iops", List.of("iops"));
    WORDS.put("throughput", List.of("throughput"));
    WORDS.put("kmskey", List.of("encryption_key"));
  }

  private RefusedField() {}

  /** The field; empty where it is not told, or the template does not set it. */
  static String of(ProviderFailure refusal, LaunchSpec spec) {
    String said = (AwsFailures.codeOf(refusal) + " " + refusal.message()).toLowerCase(Locale.ROOT);
    return WORDS.entrySet().stream()
        .filter(row -> said.contains(row.getKey()))
        .flatMap(row -> row.getValue().stream())
        .filter(spec.values()::containsKey)
        .findFirst()
        .orElse("");
  }
}
