package io.signalbox.core.request;

import io.signalbox.core.provider.LaunchSpec;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps requests, attempts, machines and timelines. Thread-safe; may block; takes part in the
 * caller's unit of work. Its owner may add finer methods.
 */
public interface RequestRepository {

  Optional<MachineRequest> find(String requestId);

  /** By the caller's idempotency key. */
  Optional<MachineRequest> findByKey(String idempotencyKey);

  /** Newest first; {@code state} null for any. */
  default List<MachineRequest> list(@Nullable RequestState state, Instant since, int limit) {
    return list(RequestSearch.of(state, since), limit);
  }

  /** Those that are looked for, newest first. */
  List<MachineRequest> list(RequestSearch search, int limit);

  /** The same, with how many there are; reads every row the time leaves, some 50 ms for 100,000. */
  RequestSearch.Found find(RequestSearch search, int limit);

  /** Not final, oldest first. */
  List<String> openRequests();

  /**
   * What there is to do and what went wrong, in one reading; costs what is open and running,
   * however many requests are over.
   *
   * @param endedSince how far back those that ended badly are told
   * @param limit of each list
   */
  WorkAtAGlance glance(Instant now, Instant endedSince, int limit);

  /** What runs, counted by provider and template. */
  List<RunningMachines> running();

  /** Final requests whose machines may still appear, oldest first; see {@link #watch}. */
  List<String> watchedRequests(Instant now);

  /** Keeps looking for machines of a final request until then. */
  void watch(String requestId, Instant until);

  /**
   * Inserts or updates the request with its attempts, and those of its machines that are not stored
   * so already. A machine of a return belongs to the request that got it; the return only points to
   * it.
   *
   * @param launches by number of its attempt, what that sends, so that a repetition under its key
   *     sends the same; of an attempt that is not named what was stored before stays
   */
  void save(MachineRequest request, Map<Integer, LaunchSpec> launches);

  /** As the other, with no attempt that is new. */
  default void save(MachineRequest request) {
    save(request, Map.of());
  }

  /** Notes that somebody wants the request cancelled; whoever drives it acts on it. */
  void requestCancel(String requestId, String actor);

  /** Who wants the request cancelled; empty if nobody does. */
  Optional<String> cancelRequestedBy(String requestId);

  /** What an attempt sends. */
  Optional<LaunchSpec> launch(String requestId, int attempt);

  /** Removes what the attempts of a final request sent. */
  void deleteLaunches(String requestId);

  /** A digest of the content a key was first used with, so that other content is a conflict. */
  Optional<String> contentOfKey(String idempotencyKey);

  void saveKey(String idempotencyKey, String requestId, String contentDigest);

  /** Those with one of these ids or names, at any provider, newest first. */
  List<Machine> machinesCalled(Collection<String> idsOrNames);

  /** By the id of a machine of a provider, the request that has it; without those nobody has. */
  Map<String, String> requestsOf(String provider, Collection<String> machineIds);

  /** Newest first. */
  List<Machine> machines(@Nullable String requestId, boolean includeGone, int limit);

  /** Every machine of a provider that is not gone by its word, oldest first. */
  List<Machine> machinesAt(String provider);

  /** Machines that are not gone, whose request is over and that no open return holds. */
  List<Machine> watchedMachines();

  void saveMachine(Machine machine);

  void appendTimeline(String requestId, TimelineEntry entry);

  /** Rows of a request's timeline. */
  int timelineLength(String requestId);

  /**
   * Says an entry of a request's timeline anew, in its place and with its first time; appends it if
   * nothing was said of the same before.
   *
   * @param about what the entry is about, not blank
   */
  void restateTimeline(String requestId, String about, TimelineEntry entry);

  /** Oldest first. */
  List<TimelineEntry> timeline(String requestId);

  /** Keeps calls of clouds' APIs, the newest 100 of each request; they go with it. */
  void appendCalls(List<RequestCall> calls);

  /** In the order in which they were appended. */
  List<RequestCall> calls(String requestId);
}
