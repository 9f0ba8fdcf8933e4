package io.signalbox.core.command;

import io.signalbox.core.query.UndoPlan;

/**
 * Takes an act back: puts in force what was before it. INVALID_STATE, and nothing is changed, where
 * somebody changed since what it changed, or where it is nothing that is put back; INVALID_INPUT
 * where there is no such act; LAST_WAY_OUT and ALL_WEIGHTS_ZERO without force, as for whatever puts
 * it back.
 *
 * @param act its id in the audit
 * @param reason empty to have one made
 */
public record Undo(long act, String reason) implements Command<UndoPlan> {

  @Override
  public String subject() {
    return "act " + act;
  }
}
