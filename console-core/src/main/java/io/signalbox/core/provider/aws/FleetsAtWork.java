package io.signalbox.core.provider.aws;

import io.signalbox.core.provider.aws.launch.LaunchJournal;
import io.signalbox.core.provider.aws.launch.fleet.FleetNote;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Fleets and groups of a provider that may launch machines yet, also where none lives now: whoever
 * looks for machines alone would not know of them. Thread-safe; blocks for as long as files take.
 */
final class FleetsAtWork {

  private final LaunchJournal<FleetNote> notes;

  FleetsAtWork(LaunchJournal<FleetNote> notes) {
    this.notes = notes;
  }

  /** One of them in a region, as a sentence; empty for none. */
  Optional<String> in(String region) throws IOException {
    return among(note -> note.region().equals(region));
  }

  /** Whether there is one anywhere. */
  boolean any() throws IOException {
    return among(note -> true).isPresent();
  }

  /** A note that cannot be read may be of one. */
  private Optional<String> among(Predicate<FleetNote> wanted) throws IOException {
    LaunchJournal.Notes<FleetNote> all = notes.notes();
    return all.unreadable().stream()
        .map(LaunchJournal.Unreadable::why)
        .findFirst()
        .or(() ->
            all.notes().stream()
                .filter(FleetNote::mayLaunch)
                .filter(wanted)
                .map(note -> note.resource() + " may still launch some there")
                .findFirst());
  }
}
