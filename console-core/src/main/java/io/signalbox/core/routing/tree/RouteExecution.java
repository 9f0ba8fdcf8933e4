package io.signalbox.core.routing.tree;

import io.signalbox.core.error.BlockingCall;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.provider.FailureClass;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.ProviderOperation;
import io.signalbox.core.provider.ProviderResult;
import io.signalbox.core.routing.candidate.ProviderHandle;
import io.signalbox.core.routing.candidate.ProviderTable;
import io.signalbox.core.routing.candidate.Refusals;
import io.signalbox.core.routing.candidate.SelectionContext;
import io.signalbox.core.routing.composition.BranchRunner;
import io.signalbox.core.routing.failover.Circuit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One operation on its way through the tree: where it has been and what came of it. A composition
 * walks it with several threads at once.
 */
public final class RouteExecution {

  private static final String FULL = ErrorCode.NO_CAPACITY.name();

  private final SelectionContext selection;
  private final Calls calls;
  private final BranchRunner branchRunner;
  private final FailoverNotes failovers;
  private final @Nullable RouteExecution whole;
  private volatile boolean cancelled;
  // Set by the walking thread before the first branch begins.
  private boolean branched;
  // Only the thread that walks this branch looks at these: when its last call ended, if that was on
  // this very branch.
  private boolean called;
  private boolean endKnown;
  private long endedNanos;
  // Guarded by the whole execution once it has branched; one thread's own until then.
  private @Nullable List<Hop> hops;
  private @Nullable Map<String, ProviderResult> parts;
  private int winner = -1;
  private boolean exhausted;
  private boolean degrade;

  /**
   * One call at a provider.
   *
   * @param code the failure's; empty for success
   */
  public record Hop(int position, String code, String via) {}

  public RouteExecution(
      SelectionContext selection, Calls calls, BranchRunner branchRunner, FailoverNotes failovers) {
    this(selection, calls, branchRunner, failovers, null);
  }

  private RouteExecution(
      SelectionContext selection,
      Calls calls,
      BranchRunner branchRunner,
      FailoverNotes failovers,
      @Nullable RouteExecution whole) {
    this.selection = selection;
    this.calls = calls;
    this.branchRunner = branchRunner;
    this.failovers = failovers;
    this.whole = whole;
  }

  /** A branch that can be cancelled by itself; what happens on it is told to the whole. */
  RouteExecution branch() {
    whole().branched = true;
    called = true;
    endKnown = false;
    return new RouteExecution(selection, calls, branchRunner, failovers, whole());
  }

  /** The same operation from the start, by another choice of the same selection. */
  public RouteExecution again() {
    RouteExecution next = new RouteExecution(selection, calls, branchRunner, failovers);
    next.called = true;
    return next;
  }

  private RouteExecution whole() {
    return whole == null ? this : whole;
  }

  SelectionContext selection() {
    return selection;
  }

  BranchRunner branchRunner() {
    return branchRunner;
  }

  /** The time; before the first call the choice's own, which took no time worth a clock. */
  Instant now() {
    return called || whole != null || !selection.isQuick() ? calls.time().now() : selection.now();
  }

  /** When a call begins: right after the choice that was made for it, or now. */
  private long begun() {
    return called || whole != null || !selection.isQuick() ? nanos() : selection.nanos();
  }

  /** When the last call on this way ended; null where that is not known. */
  @Nullable Instant ended() {
    return endKnown ? selection.table().runtime().wall().at(endedNanos) : null;
  }

  long nanos() {
    return calls.time().nanos();
  }

  void cancel() {
    cancelled = true;
  }

  boolean isCancelled() {
    return cancelled;
  }

  /** Calls a provider: takes a place, measures, gives the place back. */
  ProviderResult at(int position, ProviderOperation operation) {
    ProviderTable table = selection.table();
    ProviderHandle handle = table.handle(position);
    String name = table.provider(position).name();
    BlockingCall.check("provider");
    if (!handle.enter(table.maxConnections(position))) {
      return full(name, table.maxConnections(position));
    }
    ProviderResult result = calls.run(handle, operation, begun(), this);
    RouteExecution whole = whole();
    if (whole.branched) {
      synchronized (whole) {
        whole.count(position, result);
      }
    } else {
      count(position, result);
    }
    return result;
  }

  private int last = -1;

  /** A call has ended, at this instant. */
  void ended(long nanos) {
    called = true;
    endKnown = true;
    endedNanos = nanos;
  }

  private void count(int position, ProviderResult result) {
    if (result.isSuccess() && winner < 0) {
      winner = position;
    }
    if (!result.isSuccess() || hops != null) {
      add(new Hop(position, Operations.code(result), ""));
    }
    last = position;
  }

  private void add(Hop hop) {
    List<Hop> known = hops;
    if (known == null) {
      known = new ArrayList<>();
      hops = known;
    }
    known.add(hop);
  }

  /** With no chain configured: the circuit that guards a provider by itself. */
  public ProviderResult guarded(int position, ProviderOperation operation) {
    Circuit circuit = selection.table().guard(position);
    String name = selection.table().provider(position).name();
    if (circuit == null || selection.forced(name) != null) {
      return at(position, operation);
    }
    Circuit.Permit permit = circuit.tryAcquire();
    if (permit == null) {
      return full(name, 0);
    }
    ProviderResult result = null;
    try {
      result = at(position, operation);
      return result;
    } finally {
      permit.end(
          result == null || isCancelled() ? Circuit.Outcome.IGNORED : Operations.outcome(result),
          result == null ? "" : Operations.code(result),
          ended());
    }
  }

  private static ProviderResult full(String name, int max) {
    return ProviderResult.failure(
        ProviderFailure.notSent(
            FailureClass.CAPACITY,
            FULL,
            max == 0
                ? name + " takes no call now: its circuit is open"
                : name + " has all its connections in use, " + max));
  }

  /** Whether a result says that a place was taken, not that anything was done. */
  public static boolean isFull(ProviderResult result) {
    return result instanceof ProviderResult.Failure(ProviderFailure failure)
        && failure.code().equals(FULL);
  }

  /** Nobody below a node can serve. */
  ProviderResult refused(TreeNode node) {
    List<String> reasons = new ArrayList<>();
    for (int position : node.leaves()) {
      reasons.add(
          selection.table().provider(position).name()
              + " ("
              + Refusals.of(selection, position)
              + ")");
    }
    return ProviderResult.failure(
        ProviderFailure.of(
            FailureClass.CAPACITY,
            ErrorCode.NO_HEALTHY_STRATEGIES.name(),
            "No member of " + node.name + " can serve: " + String.join(", ", reasons)));
  }

  /**
   * Waits before a retry; false where the chain's time would be over, or the execution is
   * cancelled.
   */
  boolean waitBefore(int retry, Duration wait, Instant end) {
    if (isCancelled() || !now().plus(wait).isBefore(end)) {
      return false;
    }
    try {
      calls.time().sleep(wait);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  void retried(String member, int retry, int max, ProviderFailure failure) {
    failovers.retried(member, retry, max, failure.code());
  }

  void failedOver(String at, String from, String to, String why) {
    failovers.failedOver(at, from, to, why);
  }

  /** A chain has no member left; the outermost one to say so decides about degradation. */
  void exhausted(boolean degradation) {
    RouteExecution whole = whole();
    synchronized (whole) {
      whole.exhausted = true;
      whole.degrade = degradation;
    }
  }

  void part(String member, ProviderResult result) {
    RouteExecution whole = whole();
    synchronized (whole) {
      Map<String, ProviderResult> known = whole.parts;
      if (known == null) {
        known = new LinkedHashMap<>();
        whole.parts = known;
      }
      known.put(member, result);
    }
  }

  public synchronized Map<String, ProviderResult> parts() {
    Map<String, ProviderResult> known = parts;
    return known == null ? Map.of() : Map.copyOf(known);
  }

  /** The provider whose answer it is; the last one asked where none succeeded; -1 for none. */
  public int winner() {
    if (branched) {
      synchronized (this) {
        return winner >= 0 ? winner : last;
      }
    }
    return winner >= 0 ? winner : last;
  }

  /** Failed calls, and what followed on them. */
  public synchronized List<Hop> hops() {
    List<Hop> known = hops;
    return known == null ? List.of() : List.copyOf(known);
  }

  public synchronized boolean mayDegrade() {
    return exhausted && degrade;
  }
}
