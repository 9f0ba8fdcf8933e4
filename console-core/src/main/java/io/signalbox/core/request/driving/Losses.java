package io.signalbox.core.request.driving;

import io.signalbox.core.request.Machine;
import io.signalbox.core.request.Words;
import io.signalbox.core.request.journal.Draft;
import java.time.Instant;
import java.util.List;

/** Words for machines that died after their request was over. Stateless. */
public final class Losses {

  private static final String SINCE = "; since then ";

  private Losses() {}

  /** The message of a final request with every machine that died after its end. */
  static String said(Draft draft) {
    String message = draft.request().message();
    int at = message.indexOf(SINCE);
    String ended = at < 0 ? message : message.substring(0, at);
    Instant end = draft.base().finishedAt();
    List<String> died =
        draft
            .own()
            .filter(machine ->
                machine.state().isGone()
                    && machine.returnId() == null
                    && end != null
                    && machine.updatedAt().isAfter(end))
            .map(Losses::said)
            .toList();
    return died.isEmpty() ? ended : ended + SINCE + Words.few(died);
  }

  static String said(Machine machine) {
    String what = machine.machineId() + " at " + machine.provider() + " " + machine.state().word();
    return machine.reason().isBlank() ? what : what + " (" + machine.reason() + ")";
  }
}
