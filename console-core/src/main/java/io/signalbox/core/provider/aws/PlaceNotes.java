package io.signalbox.core.provider.aws;

import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.provider.aws.launch.LaunchJournal;
import io.signalbox.core.provider.aws.launch.NoteKind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/**
 * Notes where a provider launches, as whom it is now: before it does, and what came of it.
 * Thread-safe; blocks for as long as files take.
 */
final class PlaceNotes {

  /** The tag that says whose a machine is. */
  static final String INSTALLATION = "signalbox:installation";

  /** A launch within it is not noted again. */
  private static final Duration FRESH = Duration.ofMinutes(1);

  private final Identity identity;
  private final TimeSource time;
  private final LaunchJournal<Place> journal;
  private final EarlierNotes earlier;
  private final Map<String, Noted> noted = new ConcurrentHashMap<>();

  /** A place that is known to have machines, and when that was noted. */
  private record Noted(Place.Where where, String key, Instant at) {
    boolean isOf(Place.Where other, String otherKey) {
      return where.equals(other) && key.equals(otherKey);
    }
  }

  /**
   * @param here the provider's own region
   * @param folder of the provider's notes
   */
  PlaceNotes(Identity identity, String here, TimeSource time, Path folder) {
    this.identity = identity;
    this.time = time;
    this.journal = new LaunchJournal<>(folder, NoteKind.PLACE, Place.class);
    this.earlier = new EarlierNotes(identity, here, folder);
  }

  /**
   * Notes that machines with these tags are launched in a region now.
   *
   * @param launch idempotency key
   */
  void launching(String region, Map<String, String> tags, String launch) throws IOException {
    Instant now = time.now();
    String key = identity.key();
    Place.Where where = where(region, tags);
    if (isKnown(where, key, now)) {
      return;
    }
    Optional<Place> mine = mine(where, key);
    if (mine.isEmpty()) {
      // Keys come and go, and all notes are read with each operation.
      journal.tidy(now, place -> place.work().left());
    }
    Place fresh = mine.orElseGet(() -> Place.begun(where, identity.roleAccount(), key));
    boolean made =
        journal
            .change(
                fresh.fileKey(), known -> (known == null ? fresh : known).launching(launch, now))
            .filter(place -> place.work().machines())
            .isPresent();
    if (made) {
      noted.put(region, new Noted(where, key, now));
    }
  }

  /**
   * What came of a launch: where nothing was made for certain, by any, there is nothing that others
   * could not see.
   *
   * @param launch idempotency key
   * @param made whether it may have made machines
   */
  void launched(String region, Map<String, String> tags, String launch, boolean made)
      throws IOException {
    String key = identity.key();
    Place.Where where = where(region, tags);
    Optional<Place> place = isKnown(where, key, time.now()) ? Optional.empty() : mine(where, key);
    if (place.isPresent() && !place.get().work().machines()) {
      journal.change(
          place.get().fileKey(), known -> known == null ? null : known.launched(launch, made));
    }
  }

  /** Whether it was noted just now that it has machines. */
  private boolean isKnown(Place.Where where, String key, Instant now) {
    Noted last = noted.get(where.region());
    return last != null && last.isOf(where, key) && last.at().plus(FRESH).isAfter(now);
  }

  private Place.Where where(String region, Map<String, String> tags) {
    return new Place.Where(identity.endpoint(), region, tags.getOrDefault(INSTALLATION, ""));
  }

  private Optional<Place> mine(Place.Where where, String key) throws IOException {
    return all().stream()
        .filter(place -> place.where().equals(where) && place.isOf(key))
        .findFirst();
  }

  /** Every place; one that cannot be read is an error, for machines may live there. */
  List<Place> all() throws IOException {
    earlier.takenInto(journal);
    return journal.all();
  }

  /** Every place that can be read. */
  List<Place> readable() throws IOException {
    try {
      earlier.takenInto(journal);
    } catch (IOException e) {
      // As one of its own that cannot be read: whoever needs all is told.
    }
    return journal.notes().notes();
  }

  /** Changes a note, unless somebody else has meanwhile. */
  void change(Place known, UnaryOperator<Place> change) throws IOException {
    journal.change(known.fileKey(), now -> known.equals(now) ? change.apply(known) : null);
  }

  /** Where the note of a place is. */
  Path fileOf(Place place) {
    return journal.fileOf(place.fileKey());
  }
}
