package io.signalbox.core.provider.aws.launch;

/**
 * Keys and names of what a launch does in a region that is not the one it was first sent to:
 * another key there means notes and tokens of its own. They do not depend on the order of the
 * regions, which may be changed. Stateless.
 */
public final class RegionKey {

  private RegionKey() {}

  /** The key of a launch there. */
  public static String in(String region, String key) {
    return key + "@" + region;
  }

  /** Whether it is a key of a launch there. */
  public static boolean isOf(String region, String key) {
    return key.endsWith("@" + region);
  }

  /** The key of the launch that one of these keys is of, wherever it was first sent to. */
  public static String launch(String region, String key) {
    return isOf(region, key) ? key.substring(0, key.length() - region.length() - 1) : key;
  }

  /** What is told of a thing that was made there. */
  public static String told(String region, String resource) {
    return resource.isEmpty() ? "" : region + "/" + resource;
  }
}
