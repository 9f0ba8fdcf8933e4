package io.signalbox.core.request.journal;

import io.signalbox.core.audit.UnitOfWork;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.event.EventStream;
import io.signalbox.core.provider.LaunchSpec;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.request.Attempt;
import io.signalbox.core.request.MachineRequest;
import io.signalbox.core.request.RequestEvents;
import io.signalbox.core.request.RequestIds;
import io.signalbox.core.request.RequestKind;
import io.signalbox.core.request.RequestRepository;
import io.signalbox.core.request.RequestState;
import io.signalbox.core.request.TimelineEntry;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The one way requests are written: read, change and write in one durable transaction under the
 * request's lease; events go out when it is on disk. Thread-safe.
 */
public final class Journal {

  private final RequestRepository repository;
  private final RequestIds ids;
  private final DraftWriter writer;
  private final UnitOfWork unitOfWork;
  private final Leases leases;
  private final TimeSource time;
  private final EventStream events;
  private final Absences absences;

  public Journal(
      RequestRepository repository,
      RequestIds ids,
      UnitOfWork unitOfWork,
      Leases leases,
      TimeSource time,
      EventStream events) {
    this.repository = repository;
    this.ids = ids;
    this.writer = new DraftWriter(repository, ids);
    this.unitOfWork = unitOfWork;
    this.leases = leases;
    this.time = time;
    this.events = events;
    this.absences = new Absences(time);
  }

  /**
   * Somebody else has changed the request or taken it over, or this process ends; what was to be
   * written is not written.
   */
  public static final class Superseded extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Superseded(String requestId) {
      this(requestId, " was changed or is driven by somebody else now");
    }

    private Superseded(String requestId, String why) {
      super(requestId + why);
    }
  }

  public RequestRepository repository() {
    return repository;
  }

  /** Of what is stored by this. */
  public RequestIds ids() {
    return ids;
  }

  /** What a machine that is not listed means in this process. */
  public Absences absences() {
    return absences;
  }

  /**
   * @throws SignalboxException REQUEST_NOT_FOUND
   */
  public MachineRequest require(String requestId) {
    return repository
        .find(requestId)
        .orElseThrow(() ->
            new SignalboxException(
                ErrorCode.REQUEST_NOT_FOUND,
                "There is no request '" + requestId + "'",
                Map.of("request_id", requestId)));
  }

  /**
   * Changes a request as it stands on disk now; the caller has claimed it. Writes nothing when
   * nothing changes.
   *
   * @throws Superseded when somebody else has changed or taken it meanwhile
   */
  public Draft update(String requestId, Consumer<Draft> change) {
    return update(requestId, change, draft -> false);
  }

  /** As {@link #update}, for the last change of a look: the lease is given back with it. */
  public Draft finish(String requestId, Consumer<Draft> change) {
    return update(requestId, change, draft -> true);
  }

  /**
   * As {@link #finish} when no create is left whose outcome is not known, else as {@link #update}:
   * for what came of a create.
   */
  public Draft result(String requestId, Consumer<Draft> change) {
    return update(requestId, change, draft -> draft.attempts().stream().noneMatch(Attempt::isOpen));
  }

  /** The requests but this one that have machines already, by the machine's id. */
  public Map<String, String> holdersBut(
      String requestId, String provider, Collection<String> machineIds) {
    Map<String, String> holders = new HashMap<>(repository.requestsOf(provider, machineIds));
    holders.values().removeIf(requestId::equals);
    return holders;
  }

  /** Whether the last change of a look has been written: nothing more is, until the next. */
  public boolean isFinished(String requestId) {
    return leases.claimed(requestId).isGivenBack();
  }

  private Draft update(String requestId, Consumer<Draft> change, Predicate<Draft> last) {
    Leases.Claim claim = leases.claimed(requestId);
    AtomicReference<Runnable> undo = new AtomicReference<>(() -> {});
    boolean stored = false;
    try {
      Draft draft =
          unitOfWork.inTransaction(() -> {
            Draft edited =
                new Draft(
                    require(requestId),
                    time.now(),
                    (provider, machineIds) -> holdersBut(requestId, provider, machineIds));
            claim.check(edited.base());
            change.accept(edited);
            if (edited.isChanged()) {
              undo.set(last.test(edited) ? claim.giveBack() : claim.take());
              writer.write(edited);
            }
            return edited;
          });
      stored = true;
      draft.events().forEach(events::publish);
      if (!draft.released().isEmpty()) {
        publishRelease(draft);
      }
      return draft;
    } finally {
      if (!stored) {
        undo.get().run();
      }
    }
  }

  /**
   * An attempt that is marked as being sent.
   *
   * @param spec what it sends
   * @param at when it was marked
   */
  public record Marked(LaunchSpec spec, Instant at) {}

  /**
   * Marks an attempt as being sent, and answers what to send, if it still may be sent: read again
   * in one transaction with the mark, the request is ours and open, nobody wants it cancelled, its
   * deadline is not over, and the attempt stands as the caller has seen it. The call follows at
   * once.
   *
   * @param mark writes that it is being sent
   * @return empty when it is not to be sent any more; nothing was marked then
   * @throws Superseded when somebody else has taken the request, or the lease ran out while the
   *     mark was written, or the thread was told to stop: nothing new is begun then
   */
  public Optional<Marked> sending(MachineRequest request, Attempt attempt, Consumer<Draft> mark) {
    String requestId = request.requestId();
    if (Thread.currentThread().isInterrupted()) {
      throw new Superseded(requestId, " is left to the next process: this one ends");
    }
    AtomicReference<Optional<Marked>> marked = new AtomicReference<>(Optional.empty());
    update(
        requestId,
        draft -> {
          if (maySend(draft, attempt)) {
            LaunchSpec spec =
                repository
                    .launch(requestId, attempt.number())
                    .orElseThrow(() ->
                        new IllegalStateException(
                            "The specification of attempt "
                                + attempt.key()
                                + " is not in the store"));
            mark.accept(draft);
            marked.set(Optional.of(new Marked(spec, draft.now())));
          }
        });
    if (marked.get().isPresent() && !leases.claimed(requestId).inTime()) {
      throw new Superseded(requestId);
    }
    return marked.get();
  }

  private boolean maySend(Draft draft, Attempt seen) {
    return !draft.isFinal()
        && draft.now().isBefore(draft.base().deadline())
        && draft.attempts().stream()
            .anyMatch(each ->
                each.number() == seen.number()
                    && each.outcome() == seen.outcome()
                    && each.standing() != Attempt.Standing.RELEASED)
        && repository.cancelRequestedBy(draft.base().requestId()).isEmpty();
  }

  public Draft create(MachineRequest fresh, Consumer<Draft> change, Runnable before) {
    return create(fresh, change, before, () -> {});
  }

  /** Stores a new request; {@code before} and {@code after} run in the same transaction. */
  public Draft create(
      MachineRequest fresh, Consumer<Draft> change, Runnable before, Runnable after) {
    Draft draft =
        unitOfWork.inTransaction(() -> {
          before.run();
          Draft made = new Draft(fresh, fresh.createdAt());
          change.accept(made);
          writer.write(made);
          after.run();
          return made;
        });
    events.publish(
        new RequestEvents.RequestChanged(
            fresh.createdAt(), fresh.requestId(), fresh.state(), fresh.message(), fresh.traceId()));
    draft.events().forEach(events::publish);
    return draft;
  }

  /**
   * Notes the wish to cancel, with {@code audit}; whoever holds the lease acts on it. One that is
   * cancelled, or is to be, stays as it is, without.
   *
   * @throws SignalboxException INVALID_STATE for a request that ended otherwise, and for a return
   */
  public void cancel(String requestId, String actor, Runnable audit) {
    unitOfWork.inTransaction(() -> {
      MachineRequest request = require(requestId);
      if (request.kind() == RequestKind.RETURN) {
        throw invalidState(request, "is a return; machines that are being terminated stay so");
      }
      if (request.state() == RequestState.CANCELLED
          || (!request.state().isFinal() && repository.cancelRequestedBy(requestId).isPresent())) {
        return;
      }
      if (request.state().isFinal()) {
        throw invalidState(request, "is " + request.state().word() + " already");
      }
      audit.run();
      repository.requestCancel(requestId, actor);
      repository.appendTimeline(
          requestId, new TimelineEntry(time.now(), "intent", true, "Cancel asked by " + actor, ""));
    });
  }

  private static SignalboxException invalidState(MachineRequest request, String why) {
    return new SignalboxException(
        ErrorCode.INVALID_STATE,
        request.requestId() + " " + why,
        Map.of("request_id", request.requestId(), "status", request.state().word()));
  }

  private void publishRelease(Draft draft) {
    events.publish(
        new RequestEvents.MachinesReleased(
            draft.now(),
            draft.base().requestId(),
            draft.released().size(),
            draft.releaseReason(),
            draft.base().traceId()));
  }
}
