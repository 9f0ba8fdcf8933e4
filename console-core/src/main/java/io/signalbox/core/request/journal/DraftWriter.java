package io.signalbox.core.request.journal;

import io.signalbox.core.request.Attempt;
import io.signalbox.core.request.MachineRequest;
import io.signalbox.core.request.RequestIds;
import io.signalbox.core.request.RequestKind;
import io.signalbox.core.request.RequestRepository;
import io.signalbox.core.request.TimelineEntry;
import java.time.Duration;
import java.util.List;

/**
 * Writes a draft, within the transaction that changes its request: the request, its timeline, and
 * the return of machines nobody waits for. Thread-safe.
 */
final class DraftWriter {

  /** How long machines of a request that ended in doubt are looked for. */
  private static final Duration WATCH = Duration.ofHours(1);

  /** Rows of a request's timeline, and of each of its machines beside these. */
  private static final long LONGEST_TIMELINE = 2_000;

  private static final long ROWS_OF_A_MACHINE = 10;

  private final RequestRepository repository;
  private final RequestIds ids;

  DraftWriter(RequestRepository repository, RequestIds ids) {
    this.repository = repository;
    this.ids = ids;
  }

  void write(Draft draft) {
    String requestId = draft.base().requestId();
    MachineRequest request = draft.request();
    repository.save(request, draft.launches());
    writeTimeline(draft);
    draft.restated().forEach((about, entry) -> repository.restateTimeline(requestId, about, entry));
    if (draft.isFinal() && !draft.base().state().isFinal()) {
      repository.deleteLaunches(requestId);
      if (request.kind() == RequestKind.ACQUIRE && endedInDoubt(request)) {
        repository.watch(requestId, draft.now().plus(WATCH));
      }
    }
    if (!draft.released().isEmpty()) {
      giveBack(draft);
    }
  }

  /**
   * A cloud whose machines change their states again and again fills no store: from some length on
   * one row, the last, stands for all that follow.
   */
  private void writeTimeline(Draft draft) {
    String requestId = draft.base().requestId();
    List<TimelineEntry> entries = draft.timeline();
    if (entries.isEmpty()) {
      return;
    }
    long room =
        LONGEST_TIMELINE
            + ROWS_OF_A_MACHINE * draft.base().requested()
            - repository.timelineLength(requestId);
    entries.stream()
        .limit(Math.max(0, room))
        .forEach(entry -> repository.appendTimeline(requestId, entry));
    if (room < entries.size()) {
      TimelineEntry last = entries.getLast();
      repository.restateTimeline(
          requestId,
          "more",
          new TimelineEntry(
              last.at(),
              last.kind(),
              last.good(),
              "More happened than is kept; the last: " + last.title(),
              last.detail()));
    }
  }

  /** An attempt whose machines may still appear: never answered for sure, or promised. */
  private static boolean endedInDoubt(MachineRequest request) {
    return request.attempts().stream()
        .anyMatch(attempt ->
            attempt.outcome() == Attempt.Outcome.UNKNOWN
                || attempt.outcome() == Attempt.Outcome.ABSENT
                || attempt.isPromised());
  }

  private void giveBack(Draft draft) {
    MachineRequest of = draft.base();
    MachineRequest back =
        FreshReturn.of(
            ids,
            draft.released(),
            "signalbox",
            of.traceId(),
            "Releasing machines of " + of.requestId() + ": " + draft.releaseReason(),
            draft.now(),
            of.deadline());
    repository.save(back);
    repository.appendTimeline(
        back.requestId(),
        new TimelineEntry(draft.now(), "intent", true, "Return intended", back.message()));
    repository.appendTimeline(
        of.requestId(),
        new TimelineEntry(
            draft.now(), "note", false, "Released as " + back.requestId(), draft.releaseReason()));
  }
}
