package io.signalbox.core.localcloud.world;

import io.signalbox.core.localcloud.wire.Service;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

/**
 * What there is without having been made; {@code LocalCloud} lists it. Ids of a region have its
 * number in them, as those of AWS are another in each region. Thread-safe.
 */
public final class Catalogue {

  /** Roles that can be assumed, with the external id each asks for; empty for none. */
  public static final Map<String, String> ROLES =
      Map.of(
          "arn:aws:iam::" + Service.ACCOUNT + ":role/signalbox", "",
          "arn:aws:iam::" + Service.ACCOUNT + ":role/partner", "rehearsal");

  private static final List<String> KEYS = List.of("operator", "rehearsal");
  private static final List<String> PROFILES = List.of("worker");
  private static final List<String> PLACEMENT_GROUPS = List.of("cluster");

  private static final Pattern ID = Pattern.compile("[a-z]+-([0-9a-f]{8}|[0-9a-f]{17})");

  private static final String SERVICE = "/aws/service/";
  private static final String ALIASES = SERVICE + "ami-amazon-linux-latest/";
  private static final String UBUNTU = SERVICE + "canonical/ubuntu/server/24.04/stable/current/";

  private final BooleanSupplier anyIds;

  /**
   * The catalogue.
   *
   * @param anyIds whether other well-formed ids exist too, asked each time
   */
  public Catalogue(BooleanSupplier anyIds) {
    this.anyIds = anyIds;
  }

  /** Whether an id has the form of AWS's: a prefix and 8 or 17 hexadecimal digits. */
  public static boolean wellFormed(String prefix, String id) {
    return id.startsWith(prefix + "-") && ID.matcher(id).matches();
  }

  /** The images of a region. */
  public List<Image> images(Region region) {
    return List.of(
        image(region, 1, "linux-x86_64", "x86_64", "available"),
        image(region, 2, "linux-arm64", "arm64", "available"),
        image(region, 3, "linux-x86_64-before", "x86_64", "available"),
        image(region, 4, "linux-x86_64-being-made", "x86_64", "pending"));
  }

  private static Image image(
      Region region, int which, String name, String architecture, String state) {
    return new Image(region.id("ami", which), name, architecture, state, region.id("snap", which));
  }

  /** An image by its id. */
  public Optional<Image> image(Region region, String id) {
    return images(region).stream()
        .filter(each -> each.id().equals(id))
        .findFirst()
        .or(() ->
            anyIds.getAsBoolean() && wellFormed("ami", id)
                ? Optional.of(new Image(id, "any", "x86_64", "available", region.id("snap", 1)))
                : Optional.empty());
  }

  /** The image that a name of SSM's public parameters stands for. */
  public Optional<String> alias(Region region, String name) {
    Map<String, Integer> known =
        Map.of(
            ALIASES + "al2023-ami-kernel-default-x86_64", 1,
            ALIASES + "al2023-ami-kernel-default-arm64", 2,
            ALIASES + "amzn2-ami-hvm-x86_64-gp2", 3,
            UBUNTU + "amd64/hvm/ebs-gp3/ami-id", 1,
            UBUNTU + "arm64/hvm/ebs-gp3/ami-id", 2);
    return Optional.ofNullable(known.get(name))
        .or(() ->
            anyIds.getAsBoolean() && name.startsWith(SERVICE)
                ? Optional.of(name.contains("arm64") ? 2 : 1)
                : Optional.empty())
        .map(which -> region.id("ami", which));
  }

  /** The subnets of a region: three that are defaults, and one in a network of its own. */
  public List<Subnet> subnets(Region region) {
    String network = "10." + region.number();
    String vpc = region.id("vpc", 1);
    List<String> zones = region.zones();
    return List.of(
        new Subnet(region.id("subnet", 1), vpc, zones.get(0), network, 0, true),
        new Subnet(region.id("subnet", 2), vpc, zones.get(1), network, 16, true),
        new Subnet(region.id("subnet", 3), vpc, zones.get(2), network, 32, true),
        new Subnet(region.id("subnet", 4), region.id("vpc", 2), zones.get(0), network, 128, false));
  }

  /** A subnet by its id. */
  public Optional<Subnet> subnet(Region region, String id) {
    return subnets(region).stream()
        .filter(each -> each.id().equals(id))
        .findFirst()
        .or(() ->
            anyIds.getAsBoolean() && wellFormed("subnet", id)
                ? Optional.of(anySubnet(region, id))
                : Optional.empty());
  }

  /** In the zone that its id's last digit picks. */
  private static Subnet anySubnet(Region region, String id) {
    int digit = Character.digit(id.charAt(id.length() - 1), 16);
    return new Subnet(
        id,
        region.id("vpc", 1),
        region.zones().get(digit % 3),
        "10." + (100 + region.number()),
        digit * 16,
        false);
  }

  /** The security groups of a region. */
  public List<SecurityGroup> groups(Region region) {
    return List.of(
        new SecurityGroup(region.id("sg", 1), "default", region.id("vpc", 1)),
        new SecurityGroup(region.id("sg", 2), "workers", region.id("vpc", 1)),
        new SecurityGroup(region.id("sg", 3), "apart", region.id("vpc", 2)));
  }

  /** A security group by its id. */
  public Optional<SecurityGroup> group(Region region, String id) {
    return groups(region).stream()
        .filter(each -> each.id().equals(id))
        .findFirst()
        .or(() ->
            anyIds.getAsBoolean() && wellFormed("sg", id)
                ? Optional.of(new SecurityGroup(id, "any", region.id("vpc", 1)))
                : Optional.empty());
  }

  /** The names of the key pairs; each region has all. */
  public List<String> keys() {
    return KEYS;
  }

  /** Whether there is a key pair of a name. */
  public boolean hasKey(String name) {
    return KEYS.contains(name) || anyIds.getAsBoolean();
  }

  /** Whether there is a snapshot of an id. */
  public boolean hasSnapshot(Region region, String id) {
    return anyIds.getAsBoolean()
        || images(region).stream().anyMatch(image -> image.snapshot().equals(id));
  }

  /** Whether there is an instance profile of a name. */
  public boolean hasProfile(String name) {
    return PROFILES.contains(name) || anyIds.getAsBoolean();
  }

  /** Whether there is a placement group of a name. */
  public boolean hasPlacementGroup(String name) {
    return PLACEMENT_GROUPS.contains(name) || anyIds.getAsBoolean();
  }
}
