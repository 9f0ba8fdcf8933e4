package io.signalbox.core.request;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A request for machines, or for their return.
 *
 * @param requestId {@code req-<uuid>} or {@code ret-<uuid>}
 * @param templateId empty for a return
 * @param requested machines asked for, or to be returned
 * @param preference what the caller asked for; null for none
 * @param idempotencyKey the caller's, or one made for it
 * @param deadline when it ends as it stands
 * @param finishedAt null while it is not final
 * @param message why it stands as it does, for a person: per machine and in sum where it is not
 *     complete
 * @param attempts one by provider call for a create, in order
 * @param machines in order of appearance
 */
public record MachineRequest(
    String requestId,
    RequestKind kind,
    RequestState state,
    String templateId,
    int requested,
    @Nullable String preference,
    String idempotencyKey,
    String actor,
    String traceId,
    Instant createdAt,
    Instant updatedAt,
    Instant deadline,
    @Nullable Instant finishedAt,
    String message,
    List<Attempt> attempts,
    List<Machine> machines) {

  public MachineRequest {
    attempts = List.copyOf(attempts);
    machines = List.copyOf(machines);
  }

  /** Who is asked about it, the newest attempt's first; of a return, who has machines left. */
  public List<String> providers() {
    return switch (kind) {
      case ACQUIRE -> attempts.reversed().stream().map(Attempt::provider).distinct().toList();
      case RETURN ->
          machines.stream()
              .filter(machine -> !machine.state().isGone())
              .map(Machine::provider)
              .distinct()
              .toList();
    };
  }

  /**
   * Where its machines are: the providers that have those that count, the living ones if there are
   * any, and those that may still have some; before there are any, whoever was asked last. Of a
   * return, who has or had the machines. In the order in which they were asked, empty while nobody
   * is chosen.
   */
  public List<String> machinesAt() {
    if (kind == RequestKind.RETURN) {
      return machines.stream().map(Machine::provider).distinct().toList();
    }
    Set<String> found = new HashSet<>();
    List<Machine> count = machines.stream().filter(machine -> !machine.late()).toList();
    boolean alive = count.stream().anyMatch(machine -> !machine.state().isGone());
    count.stream()
        .filter(machine -> !alive || !machine.state().isGone())
        .forEach(machine -> found.add(machine.provider()));
    if (!state.isFinal()) {
      attempts.stream()
          .filter(attempt -> attempt.isOpen() || attempt.isPromised())
          .forEach(attempt -> found.add(attempt.provider()));
    }
    if (found.isEmpty() && !attempts.isEmpty()) {
      found.add(attempts.getLast().provider());
    }
    return Stream.concat(attempts.stream().map(Attempt::provider), found.stream().sorted())
        .filter(found::contains)
        .distinct()
        .toList();
  }

  /** Whether there is news since: in more than when it was written. */
  public boolean differsFrom(MachineRequest before) {
    return state != before.state
        || !message.equals(before.message)
        || !attempts.equals(before.attempts)
        || !machines.equals(before.machines);
  }

  /** The same with another message. */
  public MachineRequest saying(String other) {
    return with(other, machines);
  }

  /** The same with other machines. */
  public MachineRequest with(List<Machine> others) {
    return with(message, others);
  }

  private MachineRequest with(String newMessage, List<Machine> newMachines) {
    return new MachineRequest(
        requestId,
        kind,
        state,
        templateId,
        requested,
        preference,
        idempotencyKey,
        actor,
        traceId,
        createdAt,
        updatedAt,
        deadline,
        finishedAt,
        newMessage,
        attempts,
        newMachines);
  }
}
