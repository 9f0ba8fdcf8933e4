package io.signalbox.core.request;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
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
  List<MachineRequest> list(@Nullable RequestState state, Instant since, int limit);

  /** Not final, oldest first. */
  List<String> openRequests();

  /** Inserts or updates the request with its attempts and machines. */
  void save(MachineRequest request);

  /** A digest of the content a key was first used with, so that other content is a conflict. */
  Optional<String> contentOfKey(String idempotencyKey);

  void saveKey(String idempotencyKey, String requestId, String contentDigest);

  Optional<Machine> machine(String machineId);

  /** Newest first. */
  List<Machine> machines(@Nullable String requestId, boolean includeGone, int limit);

  void saveMachine(Machine machine);

  void appendTimeline(String requestId, TimelineEntry entry);

  /** Oldest first. */
  List<TimelineEntry> timeline(String requestId);

  /**
   * Takes or renews a lease of {@code name} for {@code owner}; false while another owner holds it.
   */
  boolean lease(String name, String owner, Instant now, Duration length);

  void releaseLease(String name, String owner);
}
