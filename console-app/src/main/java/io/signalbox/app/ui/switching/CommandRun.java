package io.signalbox.app.ui.switching;

import io.signalbox.app.ui.feed.UiServices;
import io.signalbox.core.command.Command;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Carries out what was confirmed, one command after the other. On the screen's thread only. */
final class CommandRun {

  private final UiServices services;
  private final boolean force;
  private final List<Long> acts = new ArrayList<>();

  /**
   * @param force whether a danger was confirmed
   */
  CommandRun(UiServices services, boolean force) {
    this.services = services;
    this.force = force;
  }

  /**
   * Carries them out in this order; the first that fails ends it.
   *
   * @param after is handed the acts that this made, in this order
   */
  void all(
      List<Command<?>> commands, Consumer<List<Long>> after, Consumer<RuntimeException> failed) {
    if (commands.isEmpty()) {
      after.accept(List.copyOf(acts));
      return;
    }
    services.carryOut(
        commands.getFirst(),
        force,
        outcome -> {
          if (outcome.changed()) {
            acts.add(outcome.act());
          }
          all(commands.subList(1, commands.size()), after, failed);
        },
        failed);
  }
}
