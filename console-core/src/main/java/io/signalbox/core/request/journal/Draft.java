package io.signalbox.core.request.journal;

import io.signalbox.core.event.Event;
import io.signalbox.core.provider.InstanceInfo;
import io.signalbox.core.provider.LaunchSpec;
import io.signalbox.core.provider.MachineState;
import io.signalbox.core.request.Attempt;
import io.signalbox.core.request.Machine;
import io.signalbox.core.request.MachineRequest;
import io.signalbox.core.request.RequestEvents;
import io.signalbox.core.request.RequestRepository;
import io.signalbox.core.request.RequestState;
import io.signalbox.core.request.TimelineEntry;
import io.signalbox.core.request.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A request while one transaction changes it, with what is to be stored beside it: timeline
 * entries, what a new attempt sends, returns of machines nobody waits for. Used by one thread.
 *
 * <p>Every change of state goes through {@link #become}, which holds the table of allowed changes.
 */
public final class Draft {

  private final Instant now;
  private final MachineRequest base;
  private final Holders holders;
  private RequestState state;
  private String message;
  private @Nullable Instant finishedAt;
  private final List<Attempt> attempts;
  private final MachinesOfDraft machines;
  private final TimelineNotes timeline;
  private final Map<String, TimelineEntry> restated = new LinkedHashMap<>();
  private final List<Event> events = new ArrayList<>();
  private final Map<Integer, LaunchSpec> launches = new LinkedHashMap<>();
  private final List<Machine> released = new ArrayList<>();
  private String releaseReason = "";

  /** Who has machines already, by what is stored. */
  interface Holders {

    /** The other requests that have some of them, by the machine's id. */
    Map<String, String> requestsOf(String provider, Collection<String> machineIds);
  }

  /** A request that nobody else's machines are held against. */
  public Draft(MachineRequest base, Instant now) {
    this(base, now, (provider, machineIds) -> Map.of());
  }

  Draft(MachineRequest base, Instant now, Holders holders) {
    this.base = base;
    this.now = now;
    this.holders = holders;
    this.state = base.state();
    this.message = base.message();
    this.finishedAt = base.finishedAt();
    this.attempts = new ArrayList<>(base.attempts());
    this.machines = new MachinesOfDraft(base.machines());
    this.timeline = new TimelineNotes(now);
  }

  public Instant now() {
    return now;
  }

  public MachineRequest base() {
    return base;
  }

  public RequestState state() {
    return state;
  }

  public boolean isFinal() {
    return state.isFinal();
  }

  public List<Attempt> attempts() {
    return List.copyOf(attempts);
  }

  public List<Machine> machines() {
    return machines.all();
  }

  /** Machines that count for the request: not the late and surplus ones. */
  public Stream<Machine> own() {
    return machines.own();
  }

  public Attempt attempt(int number) {
    return attempts.stream()
        .filter(each -> each.number() == number)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("There is no attempt " + number));
  }

  /** Machines that providers have accepted for the request and not named yet. */
  public int promised() {
    return attempts.stream()
        .filter(each -> each.isPromised() && each.standing() != Attempt.Standing.RELEASED)
        .mapToInt(Attempt::toCome)
        .sum();
  }

  /** Machines still to be asked for; 0 when all were accepted somewhere. */
  public int remainder() {
    return Math.max(0, base.requested() - machines.ownCount());
  }

  /** Goes to another state; the same state changes the message alone. */
  public void become(RequestState next, String why) {
    if (next == state) {
      message = why;
      return;
    }
    if (!state.canBecome(next)) {
      throw new IllegalStateException(
          base.requestId() + " cannot go from " + state.word() + " to " + next.word());
    }
    state = next;
    message = why;
    if (next.isFinal()) {
      finishedAt = now;
    }
    boolean good = next != RequestState.FAILED && next != RequestState.TIMEOUT;
    timeline.add("state", good, next.word(), why);
    events.add(new RequestEvents.RequestChanged(now, base.requestId(), next, why, base.traceId()));
  }

  /** Publishes an event once the change is on disk. */
  public void tell(Event event) {
    events.add(event);
  }

  public void explain(String why) {
    message = why;
  }

  public void note(String kind, boolean good, String title, String detail) {
    timeline.add(kind, good, title, detail);
  }

  /** Says an entry anew in its place; see {@link RequestRepository#restateTimeline}. */
  public void restate(String about, TimelineEntry entry) {
    restated.put(about, entry);
  }

  /** Adds the intent of one more create; what it sends is stored with it. */
  public void intend(Attempt attempt, LaunchSpec spec) {
    attempts.add(attempt);
    launches.put(attempt.number(), spec);
    note(
        "chosen",
        true,
        "Chose " + attempt.provider() + " for " + Words.machines(attempt.count()),
        attempt.reason());
  }

  public void change(int number, UnaryOperator<Attempt> edit) {
    attempts.replaceAll(attempt -> attempt.number() == number ? edit.apply(attempt) : attempt);
  }

  /**
   * Takes over what a provider says of machines. One that was not known counts for the request
   * while it and its attempt have room; any beyond that, or after the end, is late and released.
   * One that another request has stays that one's.
   */
  public void merge(String provider, List<InstanceInfo> infos) {
    new Arrivals(this, machines, timeline, holders).merge(provider, infos);
  }

  /** Machines an attempt has made, wherever they stand. */
  public List<Machine> machinesOf(Attempt attempt) {
    return machines.of(attempt);
  }

  /** How many machines an attempt has made. */
  public int countOf(Attempt attempt) {
    return machines.countOf(attempt);
  }

  /**
   * From here on an attempt's machines count for the request, those that live first; what it made
   * beyond what it was asked for does not, and is given back.
   */
  public void adopt(Attempt attempt) {
    List<Machine> made = new ArrayList<>(machinesOf(attempt));
    made.sort(Comparator.comparing(machine -> machine.state().isGone()));
    for (Machine machine : made) {
      if (machine.late() && remainder() == 0) {
        release(machine, attempt.provider() + " made more machines than it was asked for");
      } else {
        machines.put(machine.late(false, now));
      }
    }
  }

  /** From here on an attempt's machines do not count, and are given back. */
  public void releaseAll(Attempt attempt, String reason) {
    machinesOf(attempt)
        .forEach(machine -> {
          Machine aside = machine.late(true, now);
          machines.put(aside);
          release(aside, reason);
        });
  }

  /** Sets a machine's state by our own conclusion. */
  public void conclude(Machine machine, MachineState next, String reason) {
    Machine newer = machine.in(next, reason, now);
    machines.put(newer);
    timeline.ofState(newer);
  }

  /** Gives back a machine nobody waits for, through a return of its own. */
  public void release(Machine machine, String reason) {
    if (machine.returnId() == null && !machine.state().isGone()) {
      released.add(machine);
      releaseReason = reason;
    }
  }

  List<Machine> released() {
    return List.copyOf(released);
  }

  String releaseReason() {
    return releaseReason;
  }

  List<TimelineEntry> timeline() {
    return timeline.entries();
  }

  Map<String, TimelineEntry> restated() {
    return Map.copyOf(restated);
  }

  List<Event> events() {
    return List.copyOf(events);
  }

  Map<Integer, LaunchSpec> launches() {
    return Map.copyOf(launches);
  }

  /** Whether there is anything to write. */
  boolean isChanged() {
    return state != base.state()
        || !message.equals(base.message())
        || !attempts.equals(base.attempts())
        || !timeline.isEmpty()
        || !restated.isEmpty()
        || !launches.isEmpty()
        || !released.isEmpty()
        || !machines().equals(base.machines());
  }

  public MachineRequest request() {
    return new MachineRequest(
        base.requestId(),
        base.kind(),
        state,
        base.templateId(),
        base.requested(),
        base.preference(),
        base.idempotencyKey(),
        base.actor(),
        base.traceId(),
        base.createdAt(),
        now,
        base.deadline(),
        finishedAt,
        message,
        attempts,
        machines.all());
  }
}
