package io.signalbox.core.provider.aws;

import io.signalbox.core.provider.aws.launch.LaunchJournal;
import io.signalbox.core.provider.aws.launch.NoteKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What earlier builds noted of where a provider launched: regions by themselves, and owners by
 * themselves. Without it their machines in a fallback, in a region that was left or of another
 * account would pass for gone. Read once and noted as places. Thread-safe; blocks.
 */
final class EarlierNotes {

  private final Identity identity;
  private final String here;
  private final LaunchJournal<Region> regions;
  private final LaunchJournal<Owner> owners;
  private volatile boolean taken;

  /** Where machines of an installation were launched, by anybody. */
  record Region(String region, String installation, boolean left, long at) {
    Region {
      Objects.requireNonNull(region);
      Objects.requireNonNull(installation);
    }
  }

  /** As whom machines of an installation were launched, anywhere. */
  record Owner(
      String endpoint,
      String account,
      String installation,
      List<String> keys,
      long at,
      boolean left) {
    Owner {
      Objects.requireNonNull(endpoint);
      Objects.requireNonNull(account);
      Objects.requireNonNull(installation);
      keys = List.copyOf(keys);
    }

    private Place in(String region, long launched) {
      return Place.taken(
          new Place.Where(endpoint, region, installation),
          new Place.Whose(account, keys),
          Math.max(at, launched));
    }
  }

  /**
   * @param here the provider's own region
   * @param folder of the provider's notes
   */
  EarlierNotes(Identity identity, String here, Path folder) {
    this.identity = identity;
    this.here = here;
    this.regions = new LaunchJournal<>(folder, NoteKind.REGION, Region.class);
    this.owners = new LaunchJournal<>(folder, NoteKind.OWNER, Owner.class);
  }

  /**
   * Notes them as places where that is not done; one that is killed meanwhile is done over.
   *
   * @throws IOException if one cannot be read: nothing is taken then, for it may tell of machines
   */
  void takenInto(LaunchJournal<Place> places) throws IOException {
    if (taken) {
      return;
    }
    List<Region> allRegions = regions.all();
    List<Owner> allOwners = owners.all();
    for (Place each : asPlaces(allRegions, allOwners)) {
      // What is noted of it since is newer.
      places.change(each.fileKey(), known -> known == null ? each : null);
    }
    regions.remove(allRegions);
    owners.remove(allOwners);
    taken = true;
  }

  /** Who launched where was not noted: each owner may have, in each region. */
  private List<Place> asPlaces(List<Region> allRegions, List<Owner> allOwners) {
    List<Region> launched = allRegions.stream().filter(each -> !each.left()).toList();
    List<Owner> living = allOwners.stream().filter(each -> !each.left()).toList();
    List<Place> places = new ArrayList<>();
    for (Region region : launched) {
      List<Owner> its = of(region.installation(), living);
      its.forEach(owner -> places.add(owner.in(region.region(), region.at())));
      if (its.isEmpty()) {
        places.add(asNow(region));
      }
    }
    living.stream()
        .filter(owner ->
            launched.stream()
                .noneMatch(region -> region.installation().equals(owner.installation())))
        .forEach(owner -> places.add(owner.in(here, owner.at())));
    return places;
  }

  private static List<Owner> of(String installation, List<Owner> owners) {
    return owners.stream().filter(owner -> owner.installation().equals(installation)).toList();
  }

  private Place asNow(Region region) {
    return Place.taken(
        new Place.Where(identity.endpoint(), region.region(), region.installation()),
        new Place.Whose(identity.roleAccount().orElse(""), List.of(identity.key())),
        region.at());
  }
}
