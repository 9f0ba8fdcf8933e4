package io.signalbox.core.localcloud.ec2.launch;

import io.signalbox.core.localcloud.ec2.call.Lookups;
import io.signalbox.core.localcloud.ec2.call.TagParameters;
import io.signalbox.core.localcloud.wire.Parameters;
import io.signalbox.core.localcloud.wire.Refusal;
import io.signalbox.core.localcloud.wire.Service;
import io.signalbox.core.localcloud.world.Image;
import io.signalbox.core.localcloud.world.MachineType;
import io.signalbox.core.localcloud.world.Region;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a launch is to make, checked.
 *
 * @param type of the machines
 * @param image they are made of
 * @param network where they may go
 * @param volumes they get
 * @param market on demand or spot
 * @param key the name of their key pair; empty for none
 * @param profile the name of their instance profile; empty for none
 * @param monitored whether in detail
 * @param kept whether they may not be terminated
 * @param placementGroup empty for none
 * @param tenancy {@code default}, {@code dedicated} or {@code host}
 * @param tags by type of resource
 */
public record LaunchChoice(
    MachineType type,
    Image image,
    NetworkChoice network,
    VolumeChoice volumes,
    Market market,
    String key,
    String profile,
    boolean monitored,
    boolean kept,
    String placementGroup,
    String tenancy,
    Map<String, Map<String, String>> tags) {

  private static final int MOST_USER_DATA = 16 * 1024;

  private static final Set<String> TAGGABLE =
      Set.of("instance", "volume", "network-interface", "spot-instances-request");

  private static final String PROFILE_ARN =
      "arn:aws:iam::" + Service.ACCOUNT + ":instance-profile/";

  /** Reads and checks all but the numbers and the client token. */
  public static LaunchChoice read(Parameters parameters, Region region, Lookups lookups) {
    Image image = lookups.launchable(parameters.required("ImageId"));
    MachineType type = lookups.type(parameters.required("InstanceType"));
    if (!type.architecture().equals(image.architecture())) {
      throw Refusal.of(
          "InvalidParameterValue",
          "The architecture '"
              + type.architecture()
              + "' of the specified instance type does not"
              + " match the architecture '"
              + image.architecture()
              + "' of the specified AMI."
              + " Specify an instance type and an AMI that have matching architectures, and try"
              + " again. You can use 'describe-instance-types' or 'describe-images' to discover"
              + " the architecture of the instance type or AMI.");
    }
    String key = parameters.text("KeyName").orElse("");
    if (parameters.text("KeyName").isPresent()) {
      lookups.key(key);
    }
    checkUserData(parameters.text("UserData").orElse(""));
    String placementGroup = parameters.text("Placement.GroupName").orElse("");
    if (!placementGroup.isEmpty()) {
      lookups.placementGroup(placementGroup);
    }
    String shutdown = parameters.text("InstanceInitiatedShutdownBehavior").orElse("stop");
    if (!List.of("stop", "terminate").contains(shutdown)) {
      throw Refusal.invalid(shutdown, "InstanceInitiatedShutdownBehavior", "");
    }
    parameters.flag("EbsOptimized");
    return new LaunchChoice(
        type,
        image,
        NetworkChoice.read(parameters, region, lookups),
        VolumeChoice.read(parameters, lookups),
        Market.read(parameters),
        key,
        profile(parameters, lookups),
        parameters.flag("Monitoring.Enabled"),
        parameters.flag("DisableApiTermination"),
        placementGroup,
        tenancy(parameters),
        TagParameters.byType(parameters, TAGGABLE));
  }

  /** With more tags on one type of resource. */
  public LaunchChoice tagged(String resourceType, Map<String, String> more) {
    var all = new TreeMap<>(tags);
    all.merge(
        resourceType,
        more,
        (mine, others) -> {
          var both = new TreeMap<>(mine);
          both.putAll(others);
          return both;
        });
    return new LaunchChoice(
        type,
        image,
        network,
        volumes,
        market,
        key,
        profile,
        monitored,
        kept,
        placementGroup,
        tenancy,
        all);
  }

  private static String tenancy(Parameters parameters) {
    String tenancy = parameters.text("Placement.Tenancy").orElse("default");
    if (!List.of("default", "dedicated", "host").contains(tenancy)) {
      throw Refusal.invalid(tenancy, "tenancy", "");
    }
    return tenancy;
  }

  private static String profile(Parameters parameters, Lookups lookups) {
    var name = parameters.text("IamInstanceProfile.Name");
    var arn = parameters.text("IamInstanceProfile.Arn");
    if (name.isPresent() && arn.isPresent()) {
      throw Refusal.combination(
          "The parameter 'iamInstanceProfile.name' may not be used in combination with"
              + " 'iamInstanceProfile.arn'");
    }
    name.ifPresent(each -> lookups.profile(each, "name", "name"));
    if (arn.isEmpty()) {
      return name.orElse("");
    }
    if (!arn.get().startsWith(PROFILE_ARN)) {
      throw Refusal.invalid(
          arn.get(), "iamInstanceProfile.arn", "Invalid IAM Instance Profile ARN");
    }
    String named = arn.get().substring(arn.get().lastIndexOf('/') + 1);
    lookups.profile(named, "arn", "ARN");
    return named;
  }

  private static void checkUserData(String encoded) {
    byte[] data;
    try {
      data = Base64.getDecoder().decode(encoded.replaceAll("\\s", ""));
    } catch (IllegalArgumentException notOne) {
      throw Refusal.of("InvalidUserData.Malformed", "Invalid BASE64 encoding of user data.");
    }
    if (data.length > MOST_USER_DATA) {
      throw Refusal.of(
          "InvalidParameterValue", "User data is limited to " + MOST_USER_DATA + " bytes");
    }
  }
}
