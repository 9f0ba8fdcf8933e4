package io.signalbox.core.localcloud.ec2.call;

import io.signalbox.core.localcloud.wire.Refusal;
import io.signalbox.core.localcloud.world.Catalogue;
import io.signalbox.core.localcloud.world.Image;
import io.signalbox.core.localcloud.world.MachineType;
import io.signalbox.core.localcloud.world.Region;
import io.signalbox.core.localcloud.world.SecurityGroup;
import io.signalbox.core.localcloud.world.Subnet;
import java.util.List;

/** Finds what a call names in the catalogue, and refuses what is not there as AWS does. */
public final class Lookups {

  private static final String BY_ALIAS = "resolve:ssm:";

  private final Catalogue catalogue;
  private final Region region;

  public Lookups(Catalogue catalogue, Region region) {
    this.catalogue = catalogue;
    this.region = region;
  }

  /** An image that machines can be made of; {@code resolve:ssm:NAME} is read too. */
  public Image launchable(String given) {
    Image image = image(resolved(given));
    if (!image.state().equals("available")) {
      throw Refusal.of(
          "InvalidAMIID.Unavailable", "The image ID '" + image.id() + "' is not available");
    }
    return image;
  }

  /** Whether an image is named by a parameter of Systems Manager. */
  public static boolean isAlias(String image) {
    return image.startsWith(BY_ALIAS);
  }

  private String resolved(String given) {
    if (!isAlias(given)) {
      return given;
    }
    String name = given.substring(BY_ALIAS.length());
    return catalogue
        .alias(region, name)
        .orElseThrow(() ->
            Refusal.of(
                "InvalidParameterValue",
                "Unable to resolve parameter '" + name + "' to an image ID"));
  }

  public Image image(String id) {
    malformed("ami", id, "InvalidAMIID.Malformed");
    return catalogue
        .image(region, id)
        .orElseThrow(() ->
            Refusal.of("InvalidAMIID.NotFound", "The image id '[" + id + "]' does not exist"));
  }

  public MachineType type(String name) {
    return MachineType.named(name)
        .orElseThrow(() ->
            Refusal.of("InvalidParameterValue", "Invalid value '" + name + "' for InstanceType."));
  }

  public Subnet subnet(String id) {
    return catalogue
        .subnet(region, id)
        .orElseThrow(() ->
            Refusal.of("InvalidSubnetID.NotFound", "The subnet ID '" + id + "' does not exist"));
  }

  public SecurityGroup group(String id) {
    malformed("sg", id, "InvalidGroupId.Malformed");
    return catalogue
        .group(region, id)
        .orElseThrow(() ->
            Refusal.of("InvalidGroup.NotFound", "The security group '" + id + "' does not exist"));
  }

  /** A group of the default network by its name. */
  public SecurityGroup groupNamed(String name) {
    return catalogue.groups(region).stream()
        .filter(each -> each.name().equals(name) && each.vpc().equals(region.id("vpc", 1)))
        .findFirst()
        .orElseThrow(() ->
            Refusal.of(
                "InvalidGroup.NotFound",
                "The security group '"
                    + name
                    + "' does not exist in default VPC '"
                    + region.id("vpc", 1)
                    + "'"));
  }

  public void key(String name) {
    if (!catalogue.hasKey(name)) {
      throw Refusal.of("InvalidKeyPair.NotFound", "The key pair '" + name + "' does not exist");
    }
  }

  public void snapshot(String id) {
    malformed("snap", id, "InvalidSnapshotID.Malformed");
    if (!catalogue.hasSnapshot(region, id)) {
      throw Refusal.of("InvalidSnapshot.NotFound", "The snapshot '" + id + "' does not exist.");
    }
  }

  public void profile(String name, String member, String what) {
    if (!catalogue.hasProfile(name)) {
      throw Refusal.invalid(
          name, "iamInstanceProfile." + member, "Invalid IAM Instance Profile " + what);
    }
  }

  public void placementGroup(String name) {
    if (!catalogue.hasPlacementGroup(name)) {
      throw Refusal.of(
          "InvalidPlacementGroup.Unknown", "The Placement Group '" + name + "' is unknown.");
    }
  }

  /** The default subnets, one in each zone. */
  public List<Subnet> defaults() {
    return catalogue.subnets(region).stream().filter(Subnet::isDefault).toList();
  }

  /** Refuses an id that has not the form of its kind. */
  public static void malformed(String prefix, String id, String code) {
    if (!Catalogue.wellFormed(prefix, id)) {
      throw Refusal.of(code, "Invalid id: \"" + id + "\" (expecting \"" + prefix + "-...\")");
    }
  }
}
