package io.signalbox.core.query;

import io.signalbox.core.audit.AuditEntry;
import io.signalbox.core.routing.SwitchChange;
import org.jspecify.annotations.Nullable;

/**
 * What taking an act back would do, as things stand now. It puts back what was in force before the
 * act, and only where nobody has changed that since: what came later is never lost.
 *
 * @param refusal why it cannot be taken back, a sentence; empty if it can
 * @param effect what would be so afterwards, a sentence; empty where it is refused
 * @param back what is put in force; null where it is refused
 * @param change the switch that is thrown by it, for a preview; null where none is
 */
public record UndoPlan(
    AuditEntry act,
    String refusal,
    String effect,
    @Nullable PutBack back,
    @Nullable SwitchChange change) {

  /**
   * An act that cannot be taken back.
   *
   * @param refusal why, a sentence
   */
  public static UndoPlan refused(AuditEntry act, String refusal) {
    return new UndoPlan(act, refusal, "", null, null);
  }

  public boolean possible() {
    return back != null;
  }
}
