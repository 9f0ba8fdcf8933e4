package io.signalbox.core.provider.aws.launch.fleet;

import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.aws.launch.LaunchJournal;
import io.signalbox.core.provider.aws.launch.template.LaunchTemplates;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Notes that fleets and groups are gone, and removes launch templates with the last that needs
 * them. Thread-safe.
 */
public final class Unneeded {

  /** What was launched so lately may soon be launched again, and keeps a shared launch template. */
  static final Duration REUSED = Duration.ofMinutes(15);

  private final LaunchTemplates templates;
  private final LaunchJournal<FleetNote> journal;
  private final String region;

  /**
   * @param region of the launch templates: what is launched in another needs none of them
   */
  public Unneeded(LaunchTemplates templates, LaunchJournal<FleetNote> journal, String region) {
    this.templates = templates;
    this.journal = journal;
    this.region = region;
  }

  /** The clock that launches are noted by. */
  Instant now() {
    return templates.now();
  }

  /**
   * A fleet or group launches no more: its own launch template goes, then it is noted as gone, then
   * one that it shared goes if nothing else needs it.
   *
   * @return why its own is not removed; then it is not noted
   */
  Optional<ProviderFailure> gone(FleetNote note, Instant deadline) throws IOException {
    if (note.ownTemplate()) {
      Optional<ProviderFailure> failure = templates.remove(note.template(), deadline);
      if (failure.isPresent()) {
        return failure;
      }
    }
    journal.change(note.key(), known -> known == null ? null : known.whenGone());
    if (!note.ownTemplate()) {
      // What cannot be removed now is met by the sweep.
      removed(note.template(), deadline);
    }
    return Optional.empty();
  }

  /**
   * A fleet launches no more, and its machines stay: its own launch template goes. Where that fails
   * it goes with the fleet.
   */
  void letGo(FleetNote note, Instant deadline) {
    if (note.ownTemplate()) {
      templates.remove(note.template(), deadline);
    }
  }

  /** Removes one that nothing needs; false if something does, or that cannot be done. */
  boolean removed(String template, Instant deadline) throws IOException {
    if (isNeeded(template)) {
      return false;
    }
    templates.retire(template);
    return !isNeeded(template) && templates.remove(template, deadline).isEmpty();
  }

  /** Whether something launches from it or may soon; a note that cannot be read may be of that. */
  boolean isNeeded(String template) throws IOException {
    LaunchJournal.Notes<FleetNote> noted = journal.notes();
    Instant lately = now().minus(REUSED);
    return !noted.unreadable().isEmpty()
        || noted.notes().stream()
            .filter(note -> note.region().equals(region) && note.template().equals(template))
            .anyMatch(note -> !note.gone() || Instant.ofEpochMilli(note.begun()).isAfter(lately));
  }

  /** Those of the launch templates that nothing needs. */
  List<String> of(List<String> names) throws IOException {
    List<String> unneeded = new ArrayList<>();
    for (String name : names) {
      if (!isNeeded(name)) {
        unneeded.add(name);
      }
    }
    return unneeded;
  }
}
