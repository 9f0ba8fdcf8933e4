package io.signalbox.core.request.journal;

import io.signalbox.core.provider.InstanceInfo;
import io.signalbox.core.request.Attempt;
import io.signalbox.core.request.Machine;
import io.signalbox.core.request.TimelineEntry;
import io.signalbox.core.request.calling.ProviderCalls;
import java.util.List;
import java.util.Map;

/**
 * Takes over into a draft what a provider says of machines: which are new, whose they are, whether
 * they count, and how those that were known are now. Used by one thread.
 */
final class Arrivals {

  /** Machines that are taken down beyond those that were asked for. */
  private static final long MOST_BEYOND = 100;

  private final Draft draft;
  private final MachinesOfDraft machines;
  private final TimelineNotes timeline;
  private final Draft.Holders holders;

  Arrivals(Draft draft, MachinesOfDraft machines, TimelineNotes timeline, Draft.Holders holders) {
    this.draft = draft;
    this.machines = machines;
    this.timeline = timeline;
    this.holders = holders;
  }

  void merge(String provider, List<InstanceInfo> infos) {
    List<String> unknown =
        infos.stream()
            .map(InstanceInfo::machineId)
            .filter(machineId -> machines.get(provider, machineId) == null)
            .toList();
    Map<String, String> others =
        unknown.isEmpty() ? Map.of() : holders.requestsOf(provider, unknown);
    for (InstanceInfo info : infos) {
      Machine known = machines.get(provider, info.machineId());
      if (known == null) {
        appeared(provider, info, others.getOrDefault(info.machineId(), ""));
      } else {
        changed(known, info);
      }
    }
  }

  /**
   * @param other the request that has it; empty for none
   */
  private void appeared(String provider, InstanceInfo info, String other) {
    long most = MOST_BEYOND + draft.base().requested() * Math.max(1L, draft.attempts().size());
    if (machines.size() >= most) {
      draft.restate(
          "beyond",
          bad(
              provider + " lists far more machines than were asked for",
              "Those beyond are not taken down here; a sweep releases them"));
      return;
    }
    if (!other.isEmpty()) {
      draft.restate(
          "held-" + provider + "/" + info.machineId(),
          bad(info.machineId() + " is a machine of " + other, provider));
      return;
    }
    boolean beyond = isBeyondWhatWasAsked(info.tags());
    Attempt.Standing standing = arrived(info.tags());
    boolean aside = standing == Attempt.Standing.ALTERNATIVE && !draft.isFinal();
    boolean late =
        draft.isFinal()
            || aside
            || beyond
            || standing == Attempt.Standing.RELEASED
            || draft.remainder() == 0;
    Machine fresh = Machines.fresh(draft.base().requestId(), provider, info, late, draft.now());
    machines.put(fresh);
    if (aside) {
      // Kept track of, but it counts only if its attempt is the one that is kept.
      timeline.ofMachine(info.machineId(), true, News.WAITS, provider);
      return;
    }
    timeline.ofMachine(
        info.machineId(), !late, late ? News.LATE : News.is(info.state()), Machines.describe(info));
    if (late && !fresh.state().isGone()) {
      draft.release(fresh, "appeared when nobody waited for it any more");
    }
  }

  private TimelineEntry bad(String title, String detail) {
    return new TimelineEntry(draft.now(), "machine", false, title, detail);
  }

  private void changed(Machine known, InstanceInfo info) {
    Machine newer = Machines.updated(known, info, draft.now());
    if (!newer.equals(known)) {
      machines.put(newer);
      if (newer.state() != known.state()) {
        timeline.ofState(newer);
      }
    }
  }

  /** Whether its attempt has all machines it asked for already: others' room is not for it. */
  private boolean isBeyondWhatWasAsked(Map<String, String> tags) {
    String key = tags.getOrDefault(ProviderCalls.TAG_ATTEMPT, "");
    return draft.attempts().stream()
        .filter(attempt -> attempt.key().equals(key))
        .anyMatch(attempt -> machines.ownCountOf(attempt) >= attempt.count());
  }

  /** Of the attempt that a new machine belongs to; one less of it is to come. */
  private Attempt.Standing arrived(Map<String, String> tags) {
    String key = tags.getOrDefault(ProviderCalls.TAG_ATTEMPT, "");
    for (Attempt attempt : draft.attempts()) {
      if (attempt.key().equals(key)) {
        if (attempt.isPromised()) {
          // With the last one, what kept it waiting is over.
          boolean all = machines.countOf(attempt) + 1 >= attempt.count();
          draft.change(
              attempt.number(),
              each ->
                  each.toCome(
                      each.toCome() - 1,
                      all ? "" : each.code(),
                      all ? "" : each.message(),
                      draft.now()));
        }
        return attempt.standing();
      }
    }
    return Attempt.Standing.SOLE;
  }
}
