package io.signalbox.core.request.journal;

import io.signalbox.core.request.Machine;
import io.signalbox.core.request.MachineRequest;
import io.signalbox.core.request.RequestIds;
import io.signalbox.core.request.RequestKind;
import io.signalbox.core.request.RequestState;
import java.time.Instant;
import java.util.List;

/** A return before it is stored. Stateless. */
public final class FreshReturn {

  private FreshReturn() {}

  /** With machines that point to it. */
  public static MachineRequest of(
      RequestIds ids,
      List<Machine> machines,
      String actor,
      String traceId,
      String message,
      Instant now,
      Instant deadline) {
    String returnId = ids.fresh(RequestKind.RETURN, now);
    return new MachineRequest(
        returnId,
        RequestKind.RETURN,
        RequestState.PENDING,
        "",
        machines.size(),
        null,
        returnId,
        actor,
        traceId,
        now,
        now,
        deadline,
        null,
        message,
        List.of(),
        machines.stream().map(machine -> machine.returnedBy(returnId, now)).toList());
  }
}
