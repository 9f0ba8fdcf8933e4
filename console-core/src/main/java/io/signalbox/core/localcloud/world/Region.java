package io.signalbox.core.localcloud.world;

import java.util.List;
import java.util.Optional;

/**
 * A region, with the zones a, b and c.
 *
 * @param name for example {@code us-east-1}
 * @param number from 1 on; the ids of the region's things have it in them
 * @param enabled whether the account has opted in
 * @param zonePrefix of the ids of its zones
 */
public record Region(String name, int number, boolean enabled, String zonePrefix) {

  private static final List<String> LETTERS = List.of("a", "b", "c");

  private static final List<Region> ALL =
      List.of(
          new Region("us-east-1", 1, true, "use1"),
          new Region("us-east-2", 2, true, "use2"),
          new Region("us-west-2", 3, true, "usw2"),
          new Region("eu-west-1", 4, true, "euw1"),
          new Region("eu-central-1", 5, true, "euc1"),
          new Region("ap-southeast-2", 6, true, "apse2"),
          new Region("ap-east-1", 7, false, "ape1"));

  /** Every region, those of no use to the account too. */
  public static List<Region> all() {
    return ALL;
  }

  /** The region of a name. */
  public static Optional<Region> named(String name) {
    return ALL.stream().filter(each -> each.name.equals(name)).findFirst();
  }

  /** The names of its zones. */
  public List<String> zones() {
    return LETTERS.stream().map(letter -> name + letter).toList();
  }

  /** The id of a zone, which is the same place for every account. */
  public String zoneId(String zone) {
    return zonePrefix + "-az" + (zones().indexOf(zone) + 1);
  }

  /** An id of something of this region, for example {@code subnet-00000000000000101}. */
  public String id(String prefix, int which) {
    return "%s-%017x".formatted(prefix, number * 256 + which);
  }
}
