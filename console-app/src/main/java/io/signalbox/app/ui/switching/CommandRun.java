package io.signalbox.app.ui.switching;

import io.signalbox.app.ui.feed.UiServices;
import io.signalbox.core.command.Command;
import java.util.List;
import java.util.function.Consumer;

/** Carries out what was confirmed, and takes it back. On the screen's thread only. */
final class CommandRun {

  private final UiServices services;
  private final Consumer<SwitchThrow.Done> told;

  /**
   * @param told is told what was done, or could not be put back
   */
  CommandRun(UiServices services, Consumer<SwitchThrow.Done> told) {
    this.services = services;
    this.told = told;
  }

  /** One after the other; the first that fails ends it. */
  void all(
      List<Command<?>> commands, boolean force, Runnable after, Consumer<RuntimeException> failed) {
    if (commands.isEmpty()) {
      after.run();
      return;
    }
    services.execute(
        commands.getFirst(),
        force,
        answer -> all(commands.subList(1, commands.size()), force, after, failed),
        failed);
  }

  /** Says what was done to whom, and how it is taken back. */
  void done(String text, String acted, List<Command<?>> back) {
    told.accept(new SwitchThrow.Done(true, text, () -> undo(acted, back)));
  }

  private void undo(String acted, List<Command<?>> back) {
    // Without force: what was there a moment ago may be the last way out by now.
    all(
        back,
        false,
        () -> told.accept(new SwitchThrow.Done(true, acted + " is as it was before", null)),
        failure ->
            told.accept(
                new SwitchThrow.Done(
                    false,
                    acted + " could not be put back: " + UiServices.textOf(failure),
                    () -> undo(acted, back))));
  }
}
