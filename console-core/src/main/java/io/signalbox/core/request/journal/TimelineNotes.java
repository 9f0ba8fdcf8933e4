package io.signalbox.core.request.journal;

import io.signalbox.core.provider.MachineState;
import io.signalbox.core.request.Machine;
import io.signalbox.core.request.TimelineEntry;
import io.signalbox.core.request.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What one change adds to a request's timeline, in its order. What a few machines have to tell is
 * said of each; the same of many is said once, with all their ids, in the place of the first: a
 * thousand machines that run are one thing that happened. Used by one thread.
 */
final class TimelineNotes {

  /** So many machines at most are told of one by one. */
  static final int SINGLY = 20;

  private final Instant now;
  private final List<Note> notes = new ArrayList<>();

  /** What is said; of a machine, or of the request itself where there is no news. */
  private record Note(
      boolean good, @Nullable News news, String kind, String subject, String detail) {}

  /** What has to be the same to be said once. */
  private record Kind(boolean good, News news) {}

  TimelineNotes(Instant now) {
    this.now = now;
  }

  boolean isEmpty() {
    return notes.isEmpty();
  }

  void add(String kind, boolean good, String title, String detail) {
    notes.add(new Note(good, null, kind, title, detail));
  }

  void ofMachine(String machineId, boolean good, News news, String detail) {
    notes.add(new Note(good, news, "machine", machineId, detail));
  }

  /** How a machine is now. None fails, and none goes unless it is returned, as it should. */
  void ofState(Machine machine) {
    boolean good =
        machine.state() != MachineState.FAILED
            && (!machine.state().isGone() || machine.returnId() != null);
    ofMachine(machine.machineId(), good, News.is(machine.state()), machine.reason());
  }

  List<TimelineEntry> entries() {
    Map<Kind, List<Note>> alike = new LinkedHashMap<>();
    for (Note note : notes) {
      News news = note.news();
      if (news != null) {
        alike.computeIfAbsent(new Kind(note.good(), news), kind -> new ArrayList<>()).add(note);
      }
    }
    List<TimelineEntry> entries = new ArrayList<>();
    for (Note note : notes) {
      News news = note.news();
      List<Note> same =
          news == null ? List.of() : alike.getOrDefault(new Kind(note.good(), news), List.of());
      if (news == null) {
        entries.add(
            new TimelineEntry(now, note.kind(), note.good(), note.subject(), note.detail()));
      } else if (same.size() <= SINGLY) {
        entries.add(
            new TimelineEntry(
                now, note.kind(), note.good(), note.subject() + " " + news.ofOne(), note.detail()));
      } else if (same.getFirst() == note) {
        entries.add(
            new TimelineEntry(
                now,
                note.kind(),
                note.good(),
                Words.machines(same.size()) + " " + news.ofMany(),
                together(same)));
      }
    }
    return entries;
  }

  /** Every id, and what all say, or what each says. */
  private static String together(List<Note> notes) {
    Set<String> details =
        notes.stream().map(Note::detail).collect(Collectors.toCollection(LinkedHashSet::new));
    if (details.size() > 1) {
      return notes.stream()
          .map(note -> (note.subject() + " " + note.detail()).strip())
          .collect(Collectors.joining(", "));
    }
    String ids = notes.stream().map(Note::subject).collect(Collectors.joining(", "));
    String said = details.iterator().next();
    return said.isBlank() ? ids : said + ": " + ids;
  }
}
